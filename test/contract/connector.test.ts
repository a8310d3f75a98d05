import { limitsOf } from '../../connector/deliver/batches.ts'
import { deliver, IN_FLIGHT } from '../../connector/deliver/deliver.ts'
import { Slots } from '../../connector/deliver/slots.ts'
import { carryOut } from '../../connector/deliver/transfer.ts'
import { Dhis2Client } from '../../connector/dhis2/client.ts'
import { TrackerReader } from '../../connector/dhis2/readTracker.ts'
import type { Failure } from '../../connector/failure.ts'
import { Strangers } from '../../connector/identity/strangers.ts'
import { importPackage } from '../../connector/metadataPackage/importPackage.ts'
import type { Field } from '../../connector/plan/fields.ts'
import { changedObject, newObject, type Payload } from '../../connector/plan/payload.ts'
import type { Delivery } from '../../connector/plan/planPage.ts'
import { isDeleted, readCurrent } from '../../connector/plan/readCurrent.ts'
import { ownerIn } from '../../connector/plan/reassign.ts'
import type { Wanted, WantedEvent } from '../../connector/records.ts'
import { IMPORT, importerOf } from '../../connector/run/openRun.ts'
import { deleting } from '../../connector/run/settleWithdrawals.ts'
import { link, value } from '../../connector/testing/wanted.ts'
import { Records } from './suite/records.ts'
import { Server } from './suite/server.ts'
import { targetsOf } from './suite/target.ts'
import { wantedOn } from './suite/wanted.ts'
import { isBurnt } from '#dhis2/errorCodes.ts'

const patience = { tries: 4, first: 1, longest: 1, wait: () => Promise.resolve() }

/** What the connector does about each quirk that it meets, on the sandbox in each dialect. */
describe.each(targetsOf({}))('The connector on $name', (target) => {
    const server = new Server(target)
    const make = new Records(server)
    let client: Dhis2Client
    let reader: TrackerReader

    beforeAll(async () => {
        await server.open()
        client = await connect()
        reader = new TrackerReader(client)
    })
    afterAll(() => server.close())
    afterEach(() => faults())

    const connect = (account: 'connector' | 'worker' = 'connector') => {
        const { username: user, password } = server.credentials(account)
        return Dhis2Client.connect({ url: server.url, user, password }, patience)
    }
    const faults = (...given: object[]) => server.send('POST', '/sandbox/faults', { body: { faults: given } })
    const { woman, enrolled, visited, client3, delivery, deletion } = wantedOn(server)
    const send = async (wanted: readonly (Wanted | Delivery)[], importer = importerOf(client)) => {
        const deliveries = wanted.map((one) => ('wanted' in one ? one : delivery(one)))
        const { fates, failure } = await deliver(deliveries, {
            importer,
            reader,
            limits: limitsOf(client.minor),
            slots: new Slots(IN_FLIGHT),
            patience,
        })
        return {
            failure,
            fates: deliveries.map(({ wanted: { uid } }) => {
                const fate = fates.get(uid)
                return fate?.is === 'refused' ? fate.codes.toSorted().join() : fate?.is
            }),
        }
    }
    const fatesOf = async (wanted: readonly (Wanted | Delivery)[]) => {
        const { fates, failure } = await send(wanted)
        expect(failure).toBeUndefined()
        return fates
    }
    const current = async (wanted: Wanted) => {
        const found = (await readCurrent([wanted], reader, new Map([[server.uid('any'), server.uid('program main')]]))).get(wanted.uid)
        if (found === undefined) {
            throw new Error(`${wanted.kind} is not in DHIS2`)
        }
        return found
    }
    const event = async (name: string, fields: string) =>
        (await server.get('connector', `/api/tracker/events/${server.uid(`visit ${name}`)}`, { fields })).body
    const changed = (name: string, text: string): Field => ({ name, value: text, scalar: false, owner: 'partner' })

    it('Q1, Q2, Q3: an update of one value keeps assignment, status, place, dates and all other values', async () => {
        const geometry = { type: 'Point', coordinates: [36.8, -1.2] }
        const assignedUser = { username: server.credentials('worker').username }
        const dataValues = [make.value('note', 'kept')]
        const held = make.visit('kept', { status: 'COMPLETED', scheduledAt: server.day(-11), geometry, assignedUser, dataValues })
        await make.store('kept', { visits: [held] })
        const fields = 'status,geometry,scheduledAt,occurredAt,completedAt,assignedUser[username],dataValues[dataElement,value]'
        const before = await event('kept', fields)
        const wanted = visited('kept')
        const payload = changedObject(wanted, await current(wanted), {
            write: [changed(server.uid('element weight'), '61')],
            delivered: '',
        })
        expect(await fatesOf([delivery(wanted, payload)])).toEqual(['confirmed'])
        const { dataValues: values, ...rest } = (await event('kept', fields)) as { dataValues: { value: string }[] }
        expect({ ...rest, dataValues }).toEqual({ ...(before as object), dataValues })
        expect(values.map((one) => one.value).toSorted()).toEqual(['61', 'kept'])
    })

    it('an event that was held cannot be skipped, so it is deleted, and so are relationships; what is gone already counts as done', async () => {
        const [held, completed] = [visited('withdrawn', { status: 'ACTIVE' }), visited('linked')]
        const people = ['withdrawn', 'linked'].flatMap((name) => [woman(name), enrolled(name)])
        const tie = link(server.uid('link withdrawn'), server.uid('person withdrawn'), server.uid('person linked'))
        const relationship = { ...tie, relationshipType: server.uid('mother of') }
        expect(await fatesOf([...people, held, completed, relationship])).toEqual(Array(7).fill('confirmed'))
        const { program, enrollment: of } = held
        expect((await reader.eventsIn([of], program)).map(({ event: uid }) => uid)).toEqual([held.uid])
        const skipped = (one: WantedEvent): Payload => ({ ...newObject(one), status: 'SKIPPED', dataValues: [], completedAt: undefined })
        // of a completed one it is asked first whether the account may reopen it
        expect(await fatesOf([delivery(held, skipped(held)), delivery(completed, skipped(completed))])).toEqual(['E1316', 'E1083'])
        const deletions = [held, completed, relationship].map(deletion)
        const done = ['confirmed', 'confirmed', 'confirmed']
        expect(await send(deletions, deleting(importerOf(client)))).toEqual({ fates: done, failure: undefined })
        expect([isDeleted(await current(held)), isDeleted(await current(completed))]).toEqual([true, true])
        const gone = (await readCurrent([relationship], reader, new Map([[tie.trackedEntity, program]]))).get(relationship.uid)
        expect(gone && isDeleted(gone)).toBe(server.pick<boolean | undefined>(undefined, undefined, true, true))
        expect(await reader.eventsIn([of], program)).toEqual([])
        expect((await send(deletions, deleting(importerOf(client)))).fates).toEqual(done)
    })

    it('a completed enrollment can be cancelled, with all else as it was, and made active again', async () => {
        const wanted = enrolled('cancelled', { status: 'COMPLETED', completedAt: server.day(-5) })
        expect(await fatesOf([woman('cancelled'), wanted])).toEqual(['confirmed', 'confirmed'])
        for (const status of ['CANCELLED', 'ACTIVE']) {
            const write: Field[] = [{ name: 'status', value: status, scalar: true, owner: 'partner' }]
            expect(await fatesOf([delivery(wanted, changedObject(wanted, await current(wanted), { write, delivered: '' }))])).toEqual([
                'confirmed',
            ])
            const { object } = await current(wanted)
            expect(object).toMatchObject({ status, enrolledAt: expect.stringContaining(wanted.enrolledAt) })
        }
    })

    it('Q4: nothing empty is sent, so nothing without a value is stored', async () => {
        const values = [value(server.uid('attribute given'), 'x'), value(server.uid('attribute birth'), '')]
        await fatesOf([woman('empty', { values }), enrolled('empty')])
        const [found] = await reader.trackedEntities([server.uid('person empty')], server.uid('program main'))
        expect(found?.attributes).toEqual([{ attribute: server.uid('attribute given'), value: 'x' }])
    })

    it('Q5: each object has a fate, also those of which the report says nothing', async () => {
        const values = [value(server.uid('attribute given'), 'x'), value(server.uid('attribute birth'), 'not-a-date')]
        const [lost, ...below] = client3('lost')
        const fates = await fatesOf([...client3('fine'), { ...lost, values } as Wanted, ...below])
        expect(fates).toEqual([
            'confirmed',
            'confirmed',
            'confirmed',
            server.pick('E1007,E1085', 'E1007', 'E1007', 'E1007'),
            'dependency',
            'dependency',
        ])
    })

    it('Q7: after a failure of the database all is read back and sent again', async () => {
        await faults({ kind: 'database-failure', method: 'POST', path: '/api/tracker', times: 2 })
        expect(await fatesOf(client3('failed'))).toEqual(['confirmed', 'confirmed', 'confirmed'])
    })

    it('Q9: of several codes the best decides: a lost parent is waited for, an unreadable programme is not', async () => {
        await fatesOf([woman('several'), enrolled('several')])
        const orphan = visited('several', { enrollment: server.uid('enrollment never') })
        const hidden = enrolled('several', { uid: server.uid('enrollment hidden'), program: server.uid('program hidden') })
        expect(await fatesOf([orphan, hidden])).toEqual(['dependency', 'E1069'])
    })

    it.each([
        ['a malformed UID', { uid: 'short' }],
        ['a date that is none', { occurredAt: '31/12/2026' }],
    ])('Q11: %s is found out and all others arrive', async (what, changes) => {
        const bad = visited(what, changes)
        const fates = await fatesOf([woman(what), enrolled(what), bad, ...client3(`beside ${what}`)])
        const code = what.includes('UID')
            ? server.pick('E1048', 'E1048', 'HTTP_400', 'HTTP_400')
            : server.pick('HTTP_500', 'HTTP_400', 'HTTP_400', 'HTTP_400')
        expect(fates).toEqual(['confirmed', 'confirmed', code, 'confirmed', 'confirmed', 'confirmed'])
    })

    it('Q12, Q14: imports are synchronous, and validated as DHIS2 does by itself', () => {
        expect(IMPORT).toMatchObject({ async: false, atomicMode: 'OBJECT' })
        expect(IMPORT).not.toHaveProperty('validationMode')
    })

    it('Q15: a day of completion goes with COMPLETED alone', async () => {
        await fatesOf([woman('completed')])
        const active = enrolled('completed', { status: 'ACTIVE', completedAt: server.day(-3) })
        const open = visited('completed', { status: 'ACTIVE', completedAt: server.day(-3) })
        expect(await fatesOf([active, open])).toEqual(['confirmed', 'confirmed'])
    })

    it('Q16: what was deleted in DHIS2 is seen as such, and cannot come back under its UID', async () => {
        const wanted = woman('burnt')
        await fatesOf([wanted, enrolled('burnt')])
        await server.track('connector', { trackedEntities: [{ trackedEntity: wanted.uid }] }, { importStrategy: 'DELETE' })
        expect(isDeleted(await current(wanted))).toBe(true)
        const [code = ''] = await fatesOf([wanted])
        expect([code, isBurnt([code])]).toEqual(['E1114', true])
    })

    it('Q17: a link that stands already, under whatever UID, is as good as delivered', async () => {
        await fatesOf([woman('mother'), woman('infant')])
        const [from, to] = [server.uid('person mother'), server.uid('person infant')]
        const ours = (name: string) => ({ ...link(server.uid(name), from, to), relationshipType: server.uid('mother of') })
        for (const name of ['link', 'link', 'other link']) {
            expect(await fatesOf([ours(name)])).toEqual(['confirmed'])
        }
    })

    it('Q20, Q21, Q22: a long list is read to its end, in the names of this version; what is out of reach is left out', async () => {
        const many = Array.from({ length: 305 }, (_, place) => woman(`many ${place}`))
        const below = many.map((_, place) => enrolled(`many ${place}`))
        expect(new Set(await fatesOf([...many, ...below]))).toEqual(new Set(['confirmed']))
        const uids = [...many.map(({ uid }) => uid), server.uid('person never')]
        const found = await reader.trackedEntities(uids, server.uid('program main'))
        expect(found.map(({ trackedEntity }) => trackedEntity).toSorted()).toEqual(many.map(({ uid }) => uid).toSorted())
    })

    it('Q24: an HTML page instead of an answer is not read, but what arrived is', async () => {
        await faults({ kind: 'page', status: 502, method: 'POST', path: '/api/tracker', times: 1 })
        expect(await fatesOf(client3('page'))).toEqual(['confirmed', 'confirmed', 'confirmed'])
        await faults({ kind: 'page', status: 404, path: '/api/tracker/trackedEntities', times: 1 })
        await expect(reader.trackedEntities([server.uid('person page')], undefined)).rejects.toMatchObject({ kind: 'refused' })
    })

    it('Q25: an appointment is found however late it is', async () => {
        await fatesOf([woman('planned'), enrolled('planned')])
        const late = visited('planned', { status: 'SCHEDULE', occurredAt: undefined, scheduledAt: server.day(-30) })
        await fatesOf([late])
        const plans = await reader.openPlans([server.uid('enrollment planned')], server.uid('program main'))
        expect(plans.map((plan) => [plan.event, plan.status])).toEqual([[late.uid, 'SCHEDULE']])
    })

    it('Q18: events are found by the id of their record, whatever signs it has, deleted ones too; who asks compares case', async () => {
        const [ids, element, program] = [['V-1;a', 'v/2:b,c', 'V3'], server.uid('element note'), server.uid('program main')]
        const enrollment = server.uid('enrollment recorded')
        const visits = ids.map((id, place) => make.visit(`recorded ${place}`, { enrollment, dataValues: [make.value('note', id)] }))
        await make.store('recorded', { visits })
        const asked = ['V-1;a', 'v/2:b,c', 'v3', 'V4'].map((id) => ({ enrollment, id }))
        const found = async () => (await reader.recordedEvents(asked, element, program)).map(({ dataValues }) => dataValues?.[0]?.value)
        expect((await found()).toSorted()).toEqual(ids.toSorted())
        await send([deletion({ ...visited('recorded 2'), enrollment })], deleting(importerOf(client)))
        expect((await found()).toSorted()).toEqual(ids.toSorted())
    })

    it('Q20, Q22: the people of an org unit are read under the names of this version; of one out of reach, nobody is known', async () => {
        const [there, program] = [{ orgUnit: server.uid('beta') }, server.uid('program main')]
        await fatesOf([woman('resident', there), enrolled('resident', there)])
        const metBy = (account: Dhis2Client) =>
            new Strangers({
                recognition: {
                    compare: () => ({ agrees: false, points: 70 }),
                    marks: (attributes) => [...attributes.values()],
                    doubtful: 70,
                },
                attributesOf: (one) =>
                    new Map([['ANY', 'trackedEntity' in one && one.trackedEntity !== woman('resident').uid ? 'others' : 'like her']]),
                residentsOf: (orgUnit) => new TrackerReader(account).residentsOf(orgUnit, program),
                known: () => new Set(),
            }).alike(woman('newcomer', there), program)
        expect(await metBy(client)).toEqual([{ uid: woman('resident').uid, points: 70 }])
        expect(await metBy(await connect('worker'))).toEqual([])
    })

    it('Q26: a person goes to another facility by a transfer, read back when its answer was lost; a refused one is told', async () => {
        const held = enrolled('moving', { program: server.uid('program protected') })
        await fatesOf([woman('moving'), held])
        const { uid: trackedEntity } = woman('moving')
        const move = (account: Dhis2Client, to: string, program = held.program, from = server.uid('alpha')) =>
            carryOut(
                {
                    transfers: [{ row: 'row', trackedEntity, program, from, to: server.uid(to) }],
                    deliveries: [],
                },
                {
                    importer: importerOf(account),
                    reader: new TrackerReader(account),
                    limits: limitsOf(account.minor),
                    slots: new Slots(IN_FLIGHT),
                    patience,
                }
            )
        await faults({ kind: 'cut-after', method: 'PUT', path: '/api/tracker/ownership', times: 1 })
        expect((await move(client, 'beta')).transfers).toEqual(new Map([[trackedEntity, { is: 'confirmed' }]]))
        const [found] = await reader.trackedEntities([trackedEntity], held.program)
        expect(ownerIn(held.program, found && { kind: 'trackedEntity', object: found })).toBe(server.uid('beta'))
        const refused = new Map([[trackedEntity, { is: 'refused', codes: ['TRANSFER_REFUSED'] }]])
        expect((await move(await connect('worker'), 'alpha')).transfers).toEqual(refused)
        expect((await move(client, 'beta', server.uid('program once'))).transfers).toEqual(refused)
        // up to 2.42 DHIS2 says that it is done
        expect((await move(client, 'nowhere', held.program, server.uid('beta'))).transfers).toEqual(refused)
    })

    it('Q56: a correction is delivered though another record of the same request is one too many for its stage', async () => {
        const first = visited('once only', { programStage: server.uid('stage first'), status: 'ACTIVE', values: [] })
        await fatesOf([woman('once only'), enrolled('once only'), first])
        const write = [changed(server.uid('element note'), 'corrected')]
        const payload = changedObject(first, await current(first), { write, delivered: '' })
        const correction: Delivery = { ...delivery(first, payload), action: 'update' }
        const second = { ...first, uid: server.uid('visit one too many') }
        expect(await fatesOf([correction, second])).toEqual(['confirmed', 'E1039'])
        expect(await event('once only', 'dataValues[value]')).toEqual({ dataValues: [{ value: 'corrected' }] })
    })

    it('Q28: an answer with nothing in it is a blocked origin, not a success', async () => {
        await faults({ kind: 'empty', method: 'POST', path: '/api/tracker', times: 1 })
        expect((await send(client3('blocked'))).failure).toMatchObject({ kind: 'blockedOrigin' })
    })

    it('Q29, Q30, Q32: the password opens a session; when that has ended it opens another', async () => {
        const own = await connect()
        await faults({ kind: 'page', status: 401, path: '/api/tracker', times: 1 })
        const answer = await own.send('POST', 'tracker', { trackedEntities: [] }, { params: IMPORT })
        expect(answer.status).toBe(200)
    })

    it('Q31: a token that cannot be used is a refused log-in, whatever the status', async () => {
        const token = `${server.pick('d2pat_', 'd2p_', 'd2p_', 'd2p_')}${'0'.repeat(50)}`
        await expect(Dhis2Client.connect({ url: server.url, token }, patience)).rejects.toMatchObject({ kind: 'unauthorised' })
    })

    it('Q43: a refused package is refused whatever the outer status says, with its reasons', async () => {
        const admin = await Dhis2Client.connect({ url: server.url, user: 'admin', password: 'district' }, patience)
        const bad = { constants: [{ id: server.uid('constant bad'), name: `${server.prefix} bad` }] }
        const failure = await importPackage(admin, bad, 'COMMIT').catch((error: Failure) => error)
        expect(failure).toMatchObject({ kind: 'refused', why: expect.stringContaining('E4000') as unknown })
    })
})
