import { FakeTracker } from '../testing/fakeTracker.ts'
import { enOf, eventOf, planOf, SyncHarness, teOf, type Cells, type Data } from '../testing/syncHarness.ts'

let harness: SyncHarness
let tracker: FakeTracker
beforeEach(() => {
    harness = new SyncHarness()
    tracker = new FakeTracker()
})
afterEach(() => harness.remove())

const amina: Cells = { id: 'c1', client: 'A', name: 'Amina', number: '1' }
const first: Cells = { id: 'v1', client: 'A', on: '2026-02-01', next: '2026-03-01' }
const second: Cells = { id: 'v2', client: 'A', on: '2026-03-03' }
const run = (data: Data) => harness.run(data, tracker)

/** A run that is killed once DHIS2 has taken its first request, before the ledger knows. */
const runKilled = async (data: Data): Promise<void> => {
    const take = tracker.import.bind(tracker)
    tracker.import = async (...sent) => {
        await take(...sent)
        tracker.import = take
        throw new Error('killed')
    }
    await expect(run(data)).rejects.toThrow('killed')
}

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
