import { FakeTracker } from '../testing/fakeTracker.ts'
import { enOf, eventOf, planOf, POLICY, SyncHarness, teOf, type Cells, type Data } from '../testing/syncHarness.ts'
import type { Event } from '#dhis2/tracker.ts'

let harness: SyncHarness
let tracker: FakeTracker
beforeEach(() => {
    harness = new SyncHarness()
    tracker = new FakeTracker()
})
afterEach(() => harness.remove())

const run = (data: Data) => harness.run(data, tracker)
const clients: Cells[] = [
    { id: 'c1', client: 'A', name: 'Amina', number: '1' },
    { id: 'c2', client: 'B', name: 'Beatrice', number: '2' },
]
const visit: Cells = { id: 'v1', client: 'A', on: '2026-02-01' }

/** Days of the visits that stand with a client. */
const visitsOf = (client: string) =>
    [...tracker.store.values()]
        .map(({ object }) => object as unknown as Event)
        .filter(({ event, enrollment, deleted, status }) => event && enrollment === enOf(client) && !deleted && status === 'COMPLETED')
        .map(({ trackedEntity, occurredAt }) => [trackedEntity === teOf(client), occurredAt])

describe('a visit that was written under the wrong client number', () => {
    beforeEach(() => run({ clients, visits: [visit] }))

    it.each<[string, Cells]>([
        ['the number alone', { ...visit, client: 'B' }],
        ['number and day', { ...visit, client: 'B', on: '2026-02-03' }],
    ])('goes to the right client once the partner corrects %s, and stays there', async (_, corrected) => {
        await run({ clients, visits: [corrected] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'c2 unchanged', 'v1 load'])
        expect([visitsOf('A'), visitsOf('B')]).toEqual([[], [[true, corrected.on]]])
        const sent = tracker.requests.length
        await run({ clients, visits: [corrected] })
        expect([harness.outcomes().at(-1), tracker.requests.length]).toEqual(['v1 unchanged', sent])
        await run({ clients, visits: [{ ...corrected, on: '2026-02-04' }] })
        expect([visitsOf('A'), visitsOf('B')]).toEqual([[], [[true, '2026-02-04']]])
    })

    it('comes back when the partner changes its mind', async () => {
        await run({ clients, visits: [{ ...visit, client: 'B' }] })
        await run({ clients, visits: [visit] })
        expect([visitsOf('A'), visitsOf('B')]).toEqual([[[true, '2026-02-01']], []])
        await run({ clients, visits: [visit] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'c2 unchanged', 'v1 unchanged'])
    })

    it('is asked about where it was, when the mapping has people asked', async () => {
        harness.policy = { ...POLICY, held: 'ask' }
        await run({ clients, visits: [{ ...visit, client: 'B' }] })
        expect([visitsOf('A'), visitsOf('B')]).toEqual([[[true, '2026-02-01']], [[true, '2026-02-01']]])
        expect(harness.ask((history) => history.reviews())).toMatchObject([{ kind: 'VOIDED', uid: eventOf('v1') }])
    })

    it('keeps the appointment that the right client had, and later changes reach it there', async () => {
        await run({ clients, visits: [visit, { id: 'v2', client: 'B', on: '2026-01-20', next: '2026-02-02' }] })
        expect(tracker.object(planOf('B', '2026-02-02'))).toMatchObject({ status: 'SCHEDULE' })
        const both = (on: string): Data => ({
            clients,
            visits: [
                { ...visit, client: 'B', on },
                { id: 'v2', client: 'B', on: '2026-01-20', next: '2026-02-02' },
            ],
        })
        await run(both('2026-02-01'))
        await run(both('2026-02-03'))
        expect(tracker.object(planOf('B', '2026-02-02'))).toMatchObject({ status: 'COMPLETED', occurredAt: '2026-02-03' })
        expect([visitsOf('A'), visitsOf('B').length]).toEqual([[], 2])
    })
})
