import { codesIn, countsIn, errorsOf, Records, storedIn } from './records.ts'
import { describeServers } from './server.ts'

const OBJECT = { atomicMode: 'OBJECT' }

describeServers('Tracker import reports', (server) => {
    const make = new Records(server)
    const event = (name: string, fields: string) =>
        server.get('connector', `/api/tracker/events/${server.uid(`visit ${name}`)}`, { fields })
    const person = (name: string, fields: string) =>
        server.get('connector', `/api/tracker/trackedEntities/${server.uid(`person ${name}`)}`, {
            fields,
            program: server.uid('program main'),
        })

    it('Q5, §13.2: OBJECT says OK with refused objects inside; grandchildren of a refused one have no entry and no count', async () => {
        const enrollments = [make.enrollment('grand', { events: [make.visit('grand')] })]
        const bad = make.person('grand', {
            attributes: [make.attribute('given', 'x'), make.attribute('birth', 'not-a-date')],
            enrollments,
        })
        const good = make.person('good')
        const answer = await server.track('connector', { trackedEntities: [bad, good] }, OBJECT)
        expect(answer.status).toBe(200)
        expect(answer.body).toMatchObject({ status: 'OK' })
        expect(countsIn(answer)).toBe('1/0/0/2')
        expect(errorsOf(answer, server.uid('enrollment grand'))).toEqual(['E5000'])
        expect(errorsOf(answer, server.uid('visit grand'))).toEqual([])
        expect(errorsOf(answer, bad.trackedEntity)).not.toEqual([])
        expect(storedIn(answer)).toEqual([good.trackedEntity])
        expect(answer.body).toMatchObject({
            bundleReport: { typeReportMap: { EVENT: { stats: { ignored: server.pick(1, 1, 1, 0) } } } },
        })
    })

    it('Q5, §13.2: ALL says ERROR with 409 and stores nothing; the answer has no bundle report', async () => {
        const events = [make.visit('all')]
        const bad = make.person('all', {
            attributes: [make.attribute('given', 'x'), make.attribute('birth', 'zz')],
            enrollments: [make.enrollment('all', { events })],
        })
        const good = make.person('all good')
        const answer = await server.track('connector', { trackedEntities: [bad, good] })
        expect(answer.status).toBe(409)
        expect(answer.body).toMatchObject({ status: 'ERROR' })
        expect(answer.body).not.toHaveProperty('bundleReport')
        expect(countsIn(answer)).toBe(`0/0/0/${server.pick(4, 4, 4, 3)}`)
        expect((await person('all good', 'trackedEntity')).status).toBe(404)
    })

    it('Q5, §13.2: events below a refused enrollment do get E5000', async () => {
        const enrollments = [
            make.enrollment('child', {
                enrolledAt: server.day(400),
                occurredAt: server.day(400),
                events: [make.visit('child'), make.visit('child two', { enrollment: server.uid('enrollment child') })],
            }),
        ]
        const answer = await server.track('connector', { trackedEntities: [make.person('child', { enrollments })] }, OBJECT)
        expect(errorsOf(answer, server.uid('enrollment child'))).toEqual(['E1020', 'E1021'])
        expect(errorsOf(answer, server.uid('visit child'))).toEqual(['E5000'])
        expect(errorsOf(answer, server.uid('visit child two'))).toEqual(['E5000'])
    })

    it('Q6, §13.8: a UID sent twice counts twice up to 2.42 and loses the whole request on 2.43', async () => {
        const twice = [
            make.person('twice', { attributes: [make.attribute('given', 'first')] }),
            make.person('twice', { attributes: [make.attribute('given', 'last')] }),
        ]
        const answer = await server.track('connector', { trackedEntities: [...twice, make.person('beside twice')] }, OBJECT)
        expect(answer.status).toBe(server.pick(200, 200, 200, 500))
        if (answer.status === 200) {
            expect(countsIn(answer)).toBe(server.pick('2/1/0/0', '2/1/0/0', '3/0/0/0', ''))
            expect((await person('twice', 'attributes[value]')).body).toEqual({ attributes: [{ value: 'last' }] })
        }
        expect((await person('beside twice', 'trackedEntity')).status).toBe(server.pick(200, 200, 200, 404))
    })

    it('Q8: two requests with the same unique value at the same moment: one is stored, and the other is never lost without a word', async () => {
        const value = `${server.prefix}-race`
        const send = (name: string) =>
            server.track('connector', {
                trackedEntities: [make.person(name, { attributes: [make.attribute('given', 'x'), make.attribute('partnerId', value)] })],
            })
        const answers = await Promise.all([send('race one'), send('race two')])
        const stored = answers.filter(({ status }) => status === 200)
        expect(stored.length).toBeGreaterThanOrEqual(1)
        for (const answer of answers.filter(({ status }) => status !== 200)) {
            expect(codesIn(answer)).toEqual(['E1064'])
        }
    })

    it('Q11: a malformed UID is E1048 up to 2.41; later the whole request is unreadable', async () => {
        await make.store('formed')
        const answer = await server.track('connector', { events: [make.visit('formed', { event: 'short' }), make.visit('formed')] }, OBJECT)
        expect(answer.status).toBe(server.pick(200, 200, 400, 400))
        if (answer.status === 200) {
            expect(codesIn(answer)).toEqual(['E1048'])
        }
        expect((await event('formed', 'event')).status).toBe(server.pick(200, 200, 404, 404))
    })

    it.each([
        ['broken JSON', () => '{"events":['],
        ['a date that is none', () => ({ events: [make.visit('unread', { occurredAt: '31/12/2026' })] })],
        ['a status that is none', () => ({ events: [make.visit('unread', { status: 'DONE' })] })],
    ])('Q11: %s makes the request unreadable: 500 on 2.40, 400 later', async (_what, body) => {
        const answer = await server.track('connector', body())
        expect(answer.status).toBe(server.pick(500, 400, 400, 400))
        expect(answer.body).not.toHaveProperty('validationReport')
    })

    it('Q12: FAIL_FAST reports all objects, and SKIP only works for superusers, who then store rubbish', async () => {
        await make.store('skipped')
        const rubbish = (name: string) => ({
            events: [make.visit(name, { enrollment: server.uid('enrollment skipped'), dataValues: [make.value('weight', 'heavy')] })],
        })
        const both = { events: [...rubbish('skip one').events, ...rubbish('skip two').events] }
        expect(codesIn(await server.track('connector', both, { validationMode: 'FAIL_FAST' }))).toEqual(['E1302', 'E1302'])
        expect(codesIn(await server.track('connector', rubbish('skip one'), { validationMode: 'SKIP' }))).toEqual(['E1302'])
        expect((await server.track('chief', rubbish('skip three'), { validationMode: 'SKIP' })).status).toBe(200)
        expect((await event('skip three', 'dataValues[value]')).body).toEqual({ dataValues: [{ value: 'heavy' }] })
    })

    it('§13.1: VALIDATE answers as an import but stores nothing', async () => {
        const answer = await server.track('connector', { trackedEntities: [make.person('dry')] }, { importMode: 'VALIDATE' })
        expect([answer.status, countsIn(answer), storedIn(answer)]).toEqual([200, '0/0/0/0', []])
        expect((await person('dry', 'trackedEntity')).status).toBe(404)
    })
})
