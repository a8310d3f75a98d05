import { againUid, plannedAgainUid } from '../plan/names.ts'
import { FakeTracker } from '../testing/fakeTracker.ts'
import { enOf, eventOf, planOf, SyncHarness, type Cells, type Data } from '../testing/syncHarness.ts'
import type { Event } from '#dhis2/tracker.ts'

let harness: SyncHarness
let tracker: FakeTracker
beforeEach(() => {
    harness = new SyncHarness()
    tracker = new FakeTracker()
})
afterEach(() => harness.remove())

const run = (visits: Cells[]) => harness.run({ clients, visits }, tracker)
const clients: Data['clients'] = [{ id: 'c1', client: 'A', name: 'Amina', number: '1' }]
const first: Cells = { id: 'v1', client: 'A', on: '2026-02-01', next: '2026-03-01' }
const second: Cells = { id: 'v2', client: 'A', on: '2026-03-03' }
const planned = planOf('A', '2026-03-01')
/** The live events of her enrollment, by day. */
const events = () =>
    [...tracker.store.values()]
        .map(({ object }) => object as unknown as Event & { deleted?: boolean })
        .filter(({ enrollment, event, deleted }) => enrollment === enOf('A') && event !== undefined && deleted !== true)
        .map(({ status, occurredAt, scheduledAt }) => `${status} ${occurredAt ?? scheduledAt}`)
        .toSorted()

describe('an appointment whose event became a visit', () => {
    beforeEach(async () => {
        await run([first])
        await run([first, second])
        expect(tracker.object(planned)).toMatchObject({ status: 'COMPLETED', occurredAt: '2026-03-03' })
    })

    it('is planned again, under another UID, when the partner deletes the visit', async () => {
        await run([first, { ...second, voided: 'yes' }])
        expect(events()).toEqual(['COMPLETED 2026-02-01', 'SCHEDULE 2026-03-01'])
        expect(tracker.object(plannedAgainUid(planned))).toMatchObject({ status: 'SCHEDULE', scheduledAt: '2026-03-01' })
        await run([first, { ...second, voided: 'yes' }])
        expect(harness.outcomes().toSorted()).toEqual(['c1 unchanged', 'v1 unchanged', 'v2 void DELETED_AT_SOURCE'])
    })

    it('is planned again, and kept again, as often as the visit goes and comes', async () => {
        for (let time = 0; time < 3; time++) {
            await run([first, { ...second, voided: 'yes' }])
            expect(events()).toEqual(['COMPLETED 2026-02-01', 'SCHEDULE 2026-03-01'])
            await run([first, second])
            expect(events()).toEqual(['COMPLETED 2026-02-01', 'COMPLETED 2026-03-03'])
        }
        expect(tracker.store.has(againUid(planned))).toBe(false)
    })

    it('is planned again when the day of the visit is corrected to one that does not keep it, and kept when that was wrong', async () => {
        await run([first, { ...second, on: '2026-02-10' }])
        expect(events()).toEqual(['COMPLETED 2026-02-01', 'COMPLETED 2026-02-10', 'SCHEDULE 2026-03-01'])
        await run([first, second])
        expect(events()).toEqual(['COMPLETED 2026-02-01', 'COMPLETED 2026-03-03', 'SKIPPED 2026-03-01'])
    })

    it('is skipped under its other UID when nobody names it any more', async () => {
        await run([first, { ...second, voided: 'yes' }])
        await run([
            { ...first, next: '' },
            { ...second, voided: 'yes' },
        ])
        expect(events()).toEqual(['COMPLETED 2026-02-01', 'SKIPPED 2026-03-01'])
        await run([first, { ...second, voided: 'yes' }])
        expect(events()).toEqual(['COMPLETED 2026-02-01', 'SCHEDULE 2026-03-01'])
    })
})

it('an appointment is not taken by a visit that came before it was named', async () => {
    await run([{ ...first, next: '2026-02-06' }])
    await run([
        { ...first, next: '2026-02-06' },
        { id: 'v0', client: 'A', on: '2026-01-31' },
    ])
    expect(events()).toEqual(['COMPLETED 2026-01-31', 'COMPLETED 2026-02-01', 'SCHEDULE 2026-02-06'])
    expect(tracker.store.has(eventOf('v0'))).toBe(true)
})
