import { codesIn, countsIn, Records, warningsIn } from './records.ts'
import { describeServers } from './server.ts'

const OBJECT = { atomicMode: 'OBJECT' }
const WARNINGS = { reportMode: 'WARNINGS' }

describeServers('Tracker objects', (server) => {
    const make = new Records(server)
    const event = (name: string, fields: string) =>
        server.get('connector', `/api/tracker/events/${server.uid(`visit ${name}`)}`, { fields })
    const enrollment = (name: string, fields: string) =>
        server.get('connector', `/api/tracker/enrollments/${server.uid(`enrollment ${name}`)}`, { fields })
    const person = (name: string, fields: string) =>
        server.get('connector', `/api/tracker/trackedEntities/${server.uid(`person ${name}`)}`, {
            fields,
            program: server.uid('program main'),
        })

    it('Q1, §13.1: an event sent without assignedUser loses its assignment', async () => {
        const assignedUser = { uid: server.uid('user worker'), username: server.credentials('worker').username }
        await make.store('assigned', { visits: [make.visit('assigned', { assignedUser })] })
        expect((await event('assigned', 'assignedUser')).body).toMatchObject({ assignedUser: { uid: assignedUser.uid } })
        await server.track('connector', { events: [make.visit('assigned')] })
        const { body } = await event('assigned', 'assignedUser')
        expect(body).toEqual(server.pick({ assignedUser: {} }, {}, {}, {}))
    })

    it('Q2, §13.1, §13.5: a completed event sent without status is refused, or opened again by who may', async () => {
        await make.store('unsaid', { visits: [make.visit('unsaid', { status: 'COMPLETED' })] })
        const again = { events: [make.visit('unsaid', { status: undefined })] }
        const refused = await server.track('worker', again)
        expect(refused.status).toBe(409)
        expect(codesIn(refused)).toEqual(['E1083'])
        expect((await server.track('lead', again)).status).toBe(200)
        expect((await event('unsaid', 'status')).body).toEqual({ status: 'ACTIVE' })
    })

    it('Q2, §13.5: a completed enrollment sent without status is opened again, or E1015 next to an active one', async () => {
        await make.store('closed', { enrollment: { status: 'COMPLETED' } })
        const again = { enrollments: [make.enrollment('closed', { status: undefined })] }
        expect((await server.track('worker', again)).status).toBe(200)
        expect((await enrollment('closed', 'status')).body).toEqual({ status: 'ACTIVE' })

        await server.track('connector', { enrollments: [make.enrollment('closed', { status: 'COMPLETED' })] })
        const second = make.enrollment('closed', { enrollment: server.uid('enrollment closed second') })
        expect(codesIn(await server.track('connector', { enrollments: [second] }))).toEqual([])
        const beside = await server.track('connector', again)
        expect(codesIn(beside)).toEqual(server.pick([], ['E1015'], ['E1015'], ['E1015']))
    })

    it('Q3, §13.1: scalars left out are reset, attributes and data values left out stay', async () => {
        const geometry = { type: 'Point', coordinates: [36.8, -1.2] }
        await make.store('scalar', {
            person: { geometry, inactive: true, potentialDuplicate: true },
            enrollment: { followUp: true, geometry },
            visits: [make.visit('scalar', { geometry, scheduledAt: server.day(-9), dataValues: [make.value('note', 'first')] })],
        })
        await server.track('connector', {
            trackedEntities: [make.person('scalar', { attributes: undefined })],
            enrollments: [make.enrollment('scalar')],
            events: [make.visit('scalar', { dataValues: [make.value('weight', '60')] })],
        })
        const kept = await person('scalar', 'geometry,inactive,potentialDuplicate,attributes[value]')
        expect(kept.body).toEqual({ inactive: false, potentialDuplicate: false, attributes: [{ value: 'Given scalar' }] })
        expect((await enrollment('scalar', 'followUp,geometry')).body).toEqual({ followUp: false })
        const { body } = await event('scalar', 'geometry,scheduledAt,dataValues[value]')
        expect(body).not.toHaveProperty('geometry')
        expect(body).not.toHaveProperty('scheduledAt')
        expect((body as { dataValues: { value: string }[] }).dataValues.map(({ value }) => value).toSorted()).toEqual(['60', 'first'])
    })

    it('§13.1: notes are only ever added; one that is there is passed over with a warning', async () => {
        const note = { note: server.uid('note'), value: 'came with her sister' }
        await make.store('noted', { visits: [make.visit('noted', { notes: [note] })] })
        const again = await server.track('connector', { events: [make.visit('noted', { notes: [note] })] }, WARNINGS)
        expect([again.status, warningsIn(again)]).toEqual([200, ['E1119']])
        await server.track('connector', { events: [make.visit('noted', { notes: [{ value: 'called' }] })] })
        const { body } = await event('noted', 'notes[value]')
        const { notes } = body as { notes: { value: string }[] }
        expect(notes.map(({ value }) => value).toSorted()).toEqual(['called', 'came with her sister'])
    })

    it('Q4, §13.1: an empty program attribute that was never stored makes a row without value on 2.41 and 2.42', async () => {
        await make.store('empty')
        const attributes = [make.attribute('birth', '')]
        await server.track('connector', { enrollments: [make.enrollment('empty', { attributes })] })
        const { body } = await person('empty', 'attributes[attribute,value]')
        const rows = (body as { attributes: { attribute: string; value?: string }[] }).attributes
        const empty = rows.filter(({ attribute }) => attribute === server.uid('attribute birth'))
        const row = { attribute: server.uid('attribute birth') }
        expect(empty).toEqual(server.pick<object[]>([], [row], [row], []))
    })

    it('Q4, §13.1: an empty value deletes a stored one', async () => {
        await make.store('cleared', {
            person: { attributes: [make.attribute('given', 'Given'), make.attribute('partnerId', `${server.prefix}-cleared`)] },
            visits: [make.visit('cleared', { dataValues: [make.value('note', 'there')] })],
        })
        await server.track('connector', {
            trackedEntities: [make.person('cleared', { attributes: [make.attribute('partnerId', '')] })],
            events: [make.visit('cleared', { dataValues: [make.value('note', '')] })],
        })
        expect((await person('cleared', 'attributes[value]')).body).toEqual({ attributes: [{ value: 'Given' }] })
        expect((await event('cleared', 'dataValues')).body).toEqual({ dataValues: [] })
    })

    it('Q15: a completed event of a blocking stage cannot be sent again on 2.43', async () => {
        const done = make.visit('blocked', { programStage: server.uid('stage blocked'), status: 'COMPLETED' })
        await make.store('blocked', { visits: [done] })
        const again = await server.track('connector', { events: [done] })
        expect(codesIn(again)).toEqual(server.pick<string[]>([], [], [], ['E1326']))
    })

    it('Q15: completedAt beside another status is refused from 2.42', async () => {
        await make.store('finished')
        const completedAt = server.day(-5)
        const visit = await server.track('connector', { events: [make.visit('finished', { completedAt })] })
        expect(codesIn(visit)).toEqual(server.pick<string[]>([], [], ['E1051'], ['E1051']))
        const enrolled = await server.track('connector', { enrollments: [make.enrollment('finished', { completedAt })] })
        expect(codesIn(enrolled)).toEqual(server.pick<string[]>([], [], ['E1052'], ['E1052']))
    })

    it('Q15: an option code in another case passes on 2.40 alone', async () => {
        await make.store('option')
        const answer = await server.track('connector', { events: [make.visit('option', { dataValues: [make.value('regimen', 'tdf')] })] })
        expect(codesIn(answer)).toEqual(server.pick<string[]>([], ['E1125'], ['E1125'], ['E1125']))
    })

    it('Q16, §13.3: a deleted object cannot come back, and each kind has its own code', async () => {
        await make.store('gone', { visits: [make.visit('gone')] })
        await make.store('gone child')
        const link = make.link('gone', 'gone child')
        expect((await server.track('connector', { relationships: [link] })).status).toBe(200)
        const DELETE = { importStrategy: 'DELETE' }
        await server.track('connector', { relationships: [{ relationship: link.relationship }] }, DELETE)
        expect(codesIn(await server.track('connector', { relationships: [link] }))).toEqual(['E4017'])
        const gone = [{ trackedEntity: server.uid('person gone') }]
        expect((await server.track('connector', { trackedEntities: gone }, DELETE)).status).toBe(200)
        const again = { trackedEntities: [make.person('gone')], enrollments: [make.enrollment('gone')], events: [make.visit('gone')] }
        for (const importStrategy of ['CREATE_AND_UPDATE', 'CREATE']) {
            expect(codesIn(await server.track('connector', again, { importStrategy }))).toEqual(['E1082', 'E1113', 'E1114'])
        }
    })

    it('§13.3: what still has children goes only with the authority to cascade', async () => {
        await make.store('kept', { visits: [make.visit('kept')] })
        const DELETE = { importStrategy: 'DELETE' }
        const entity = { trackedEntities: [{ trackedEntity: server.uid('person kept') }] }
        expect(codesIn(await server.track('worker', entity, DELETE))).toEqual(['E1100'])
        const enrolled = { enrollments: [{ enrollment: server.uid('enrollment kept') }] }
        expect(codesIn(await server.track('worker', enrolled, DELETE))).toEqual(['E1103'])
        const never = { events: [{ event: server.uid('visit never') }] }
        expect(codesIn(await server.track('worker', never, DELETE))).toEqual(['E1032'])
    })

    it('Q17, §13.6: a repeated relationship is a warning that only reportMode=WARNINGS shows', async () => {
        await make.store('mother')
        await make.store('infant')
        const link = { relationships: [make.link('mother', 'infant')] }
        expect(countsIn(await server.track('connector', link))).toBe('1/0/0/0')
        const hidden = await server.track('connector', link)
        expect([hidden.status, warningsIn(hidden), countsIn(hidden)]).toEqual([200, [], '0/0/0/1'])
        expect(warningsIn(await server.track('connector', link, WARNINGS))).toEqual(['E4015'])
        const other = await server.track('connector', { relationships: [make.link('mother', 'infant', 'under another UID')] })
        expect(codesIn(other)).toEqual(['E4018'])
    })

    it('Q17, §13.6: the second of two equal links in one request vanishes without a trace', async () => {
        await make.store('mother two')
        await make.store('infant two')
        const relationships = [make.link('mother two', 'infant two'), make.link('mother two', 'infant two', 'again')]
        const answer = await server.track('connector', { relationships }, OBJECT)
        expect([answer.status, codesIn(answer), countsIn(answer)]).toEqual([200, [], '1/0/0/0'])
        expect(answer.body).toMatchObject({
            bundleReport: { typeReportMap: { RELATIONSHIP: { stats: { ignored: server.pick(1, 1, 1, 0) } } } },
        })
    })

    it('Q18, §13.4: a unique value in other case is another value to the importer and the same to the search', async () => {
        const value = `${server.prefix}-Case`
        const attributes = (text: string) => [make.attribute('given', 'x'), make.attribute('partnerId', text)]
        await make.store('case', { person: { attributes: attributes(value) } })
        const taken = await server.track('connector', { trackedEntities: [make.person('taken', { attributes: attributes(value) })] })
        expect(codesIn(taken)).toEqual(['E1064'])
        const lower = make.person('lower', { attributes: attributes(value.toLowerCase()) })
        expect((await server.track('connector', { trackedEntities: [lower] })).status).toBe(200)
        const found = await server.list('connector', 'trackedEntities', {
            trackedEntityType: server.uid('type person'),
            [server.names.orgUnits]: server.uid('root'),
            [server.names.orgUnitMode]: 'DESCENDANTS',
            filter: `${server.uid('attribute partnerId')}:eq:${value}`,
            fields: 'trackedEntity',
        })
        expect(found.map(({ trackedEntity }) => trackedEntity).toSorted()).toEqual(
            [server.uid('person case'), lower.trackedEntity].toSorted()
        )
    })

    it('Q57, §13.4: a unique value twice in one request is refused for both objects, among two values of one attribute for certain', async () => {
        const numbered = (name: string, number: string) =>
            make.person(name, { attributes: [make.attribute('given', 'x'), make.attribute('partnerId', `${server.prefix}-${number}`)] })
        const trackedEntities = [numbered('same one', 'same'), numbered('same two', 'same'), numbered('other', 'other')]
        expect(codesIn(await server.track('connector', { trackedEntities }, OBJECT))).toEqual(['E1064', 'E1064'])
    })
})
