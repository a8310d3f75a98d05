import { againUid } from '../plan/names.ts'
import { MortalTracker } from '../testing/mortalTracker.ts'
import { enOf, eventOf, planOf, POLICY, SyncHarness, teOf, type Cells, type Data } from '../testing/syncHarness.ts'
import type { TrackedEntity } from '#dhis2/tracker.ts'

let harness: SyncHarness
let tracker: MortalTracker
beforeEach(() => {
    harness = new SyncHarness()
    tracker = new MortalTracker()
})
afterEach(() => harness.remove())

const amina: Cells = { id: 'c1', client: 'A', name: 'Amina', number: '1' }
const first: Cells = { id: 'v1', client: 'A', on: '2026-02-01', next: '2026-03-01' }
const second: Cells = { id: 'v2', client: 'A', on: '2026-03-03' }
const run = (data: Data) => harness.run(data, tracker)

/** A run that is killed once DHIS2 has taken its first request, before the ledger knows. */
const runKilled = async (data: Data): Promise<void> => {
    expect(await harness.runKilled(data, tracker, { left: 0, after: true })).toBeUndefined()
}
const statusOf = (uid: string) => tracker.object<{ status?: string } | undefined>(uid)?.status
const isDeleted = (uid: string) => tracker.object<{ deleted?: boolean } | undefined>(uid)?.deleted === true
const nameOf = (client: string) =>
    tracker.object<TrackedEntity>(teOf(client)).attributes?.find(({ attribute }) => attribute === 'name0000001')?.value
const questions = () => harness.ask((history) => history.reviews())

describe('a run that is killed between DHIS2 and the ledger', () => {
    it.each([
        ['the connector', 1],
        ['the connector, and is killed twice', 2],
    ])('does not record a second time the visit that kept an appointment made by %s', async (_, times) => {
        await run({ clients: [amina], visits: [first] })
        for (let time = 0; time < times; time++) {
            await runKilled({ clients: [amina], visits: [first, second, { id: `other${time}`, client: 'A', on: '2026-05-05' }] })
        }
        await run({ clients: [amina], visits: [first, second] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 unchanged', 'v2 load'])
        expect(tracker.store.has(eventOf('v2'))).toBe(false)
        expect(tracker.object(planOf('A', '2026-03-01'))).toMatchObject({ status: 'COMPLETED', occurredAt: '2026-03-03' })
        await run({ clients: [amina], visits: [first, { ...second, on: '2026-03-04' }] })
        expect(tracker.object(planOf('A', '2026-03-01'))).toMatchObject({ occurredAt: '2026-03-04' })
    })

    it('does not record a second time the visit that kept an appointment made by staff', async () => {
        await run({ clients: [amina] })
        tracker.store.set('staffplan01', {
            list: 'events',
            object: {
                event: 'staffplan01',
                ...{ status: 'SCHEDULE', scheduledAt: '2026-02-03', program: 'program0001', programStage: 'stage000001' },
                ...{ orgUnit: 'unit0000001', trackedEntity: teOf('A'), enrollment: enOf('A') },
            },
        })
        await runKilled({ clients: [amina], visits: [first] })
        await run({ clients: [amina], visits: [first] })
        expect(tracker.store.has(eventOf('v1'))).toBe(false)
        expect(tracker.object('staffplan01')).toMatchObject({ status: 'COMPLETED', occurredAt: '2026-02-01' })
    })

    it('does not enroll a second time whom DHIS2 had enrolled already, though she has been discharged since', async () => {
        const attributes = [
            { attribute: 'name0000001', value: 'Amina' },
            { attribute: 'number00001', value: '1' },
        ]
        const found = { trackedEntity: 'found000001', orgUnit: 'unit0000001', program: 'program0001', status: 'ACTIVE' }
        tracker.store.set('found000001', { list: 'trackedEntities', object: { ...found, attributes } })
        tracker.store.set('enrollfound', { list: 'enrollments', object: { ...found, enrollment: 'enrollfound', enrolledAt: '2026-01-10' } })
        await runKilled({ clients: [amina], visits: [first] })
        tracker.edit('enrollfound', (enrollment) => (enrollment.status = 'COMPLETED'))
        await run({ clients: [amina], visits: [first] })
        expect(tracker.store.has(enOf('A'))).toBe(false)
        expect(tracker.object(eventOf('v1'))).toMatchObject({ enrollment: 'enrollfound' })
    })
})

describe('what a killed run had sent', () => {
    const named = (name: string): Data => ({ clients: [{ ...amina, name }] })

    it.each([
        ['and changed again since is no conflict: it is our own value', [named('Amina'), named('Amina W')], named('Amina Wanjiru')],
        ['and goes back to what it was before is set back', [named('Amina'), named('Amina W')], named('Amina')],
        ['when it was new, and changed since, is no conflict either', [named('Amina')], named('Amina W')],
    ])('%s', async (_, exports, last) => {
        for (const data of exports.slice(0, -1)) {
            await run(data)
        }
        await runKilled(exports.at(-1) ?? {})
        await run(last)
        expect([nameOf('A'), questions()]).toEqual([last.clients?.[0]?.name, []])
        await run(last)
        expect(harness.outcomes()).toEqual(['c1 unchanged'])
    })

    it('of a person whom it could not enroll any more is our own value, too', async () => {
        tracker.refuses.set(enOf('A'), ['E1125'])
        await runKilled(named('Amina'))
        tracker.refuses.clear()
        tracker.refuses.set(teOf('A'), ['E1125'])
        await run(named('Amina W'))
        tracker.refuses.clear()
        await run(named('Amina W'))
        expect([nameOf('A'), harness.outcomes(), questions()]).toEqual(['Amina W', ['c1 load'], []])
    })

    it('and was changed by staff since is theirs: a person is asked', async () => {
        await run(named('Amina'))
        await runKilled(named('Amina W'))
        tracker.edit(teOf('A'), (person) => (person.attributes = [{ attribute: 'name0000001', value: 'Aminah' }]))
        await run(named('Amina Wanjiru'))
        expect(nameOf('A')).toBe('Aminah')
        expect(questions()).toMatchObject([{ kind: 'CONFLICT', uid: teOf('A'), field: 'name0000001' }])
    })

    it('and the partner deleted since is taken back', async () => {
        await run({ clients: [amina] })
        await runKilled({ clients: [amina], visits: [{ ...second, next: '' }] })
        expect(tracker.store.has(eventOf('v2'))).toBe(true)
        await run({ clients: [amina], visits: [{ ...second, voided: 'yes' }] })
        expect([isDeleted(eventOf('v2')), questions()]).toEqual([true, []])
    })

    it('and staff changed before the partner deleted it is asked about', async () => {
        await run({ clients: [amina] })
        await runKilled({ clients: [amina], visits: [{ ...second, next: '' }] })
        tracker.edit(eventOf('v2'), (visit) => (visit.occurredAt = '2026-03-02'))
        await run({ clients: [amina], visits: [{ ...second, voided: 'yes' }] })
        expect(isDeleted(eventOf('v2'))).toBe(false)
        expect(questions()).toMatchObject([{ kind: 'VOIDED', uid: eventOf('v2'), field: 'occurredAt' }])
    })

    it('and a full export no longer brings is absent like any other', async () => {
        harness.policy = { ...POLICY, absent: 'withdraw' }
        const other: Cells = { id: 'v9', client: 'A', on: '2026-01-20' }
        await run({ clients: [amina], visits: [other] })
        await runKilled({ clients: [amina], visits: [other, second] })
        const report = await run({ clients: [amina], visits: [other] })
        expect(report.absentRows).toEqual([{ file: 'visits.csv', rows: 1 }])
        expect([isDeleted(eventOf('v2')), isDeleted(eventOf('v9'))]).toEqual([true, false])
    })

    it('to another facility is given back when the partner goes back to the first', async () => {
        const [here, there] = [amina, { ...amina, unit: 'unit0000002' }]
        await run({ clients: [here] })
        await runKilled({ clients: [there] })
        expect(tracker.object(teOf('A'))).toMatchObject({ orgUnit: 'unit0000001', programOwners: [{ orgUnit: 'unit0000002' }] })
        await run({ clients: [here] })
        expect(tracker.object(teOf('A'))).toMatchObject({ orgUnit: 'unit0000001', programOwners: [{ orgUnit: 'unit0000001' }] })
    })

    it('to delete, and is wanted again, is made anew', async () => {
        await run({ clients: [amina], visits: [second] })
        await runKilled({ clients: [amina], visits: [{ ...second, voided: 'yes' }] })
        expect(isDeleted(eventOf('v2'))).toBe(true)
        await run({ clients: [amina], visits: [second] })
        expect(statusOf(againUid(eventOf('v2')))).toBe('COMPLETED')
    })

    it('to cancel, and is wanted again, is active again', async () => {
        await run({ clients: [amina] })
        await runKilled({ clients: [{ ...amina, voided: 'yes' }] })
        expect(statusOf(enOf('A'))).toBe('CANCELLED')
        await run({ clients: [amina] })
        expect(statusOf(enOf('A'))).toBe('ACTIVE')
    })

    it('as an appointment is skipped when its visit is deleted since', async () => {
        await run({ clients: [amina] })
        const died = await harness.runKilled({ clients: [amina], visits: [first] }, tracker, { left: 1, after: true })
        expect([died, statusOf(planOf('A', '2026-03-01'))]).toEqual([undefined, 'SCHEDULE'])
        await run({ clients: [amina], visits: [{ ...first, voided: 'yes' }] })
        expect([isDeleted(eventOf('v1')), statusOf(planOf('A', '2026-03-01'))]).toEqual([true, 'SKIPPED'])
    })
})

describe('a run that broke off while the server was away', () => {
    it('leaves what had arrived to be taken back when the partner deleted it since', async () => {
        await run({ clients: [amina] })
        tracker.faults = [undefined, ...Array<'down'>(20).fill('down')]
        await harness.run({ clients: [amina], visits: [first] }, tracker)
        expect(harness.ask((history) => history.waitingCounts())).toEqual([])
        tracker.faults = []
        await run({ clients: [amina], visits: [{ ...first, voided: 'yes' }] })
        expect(isDeleted(eventOf('v1'))).toBe(true)
    })
})
