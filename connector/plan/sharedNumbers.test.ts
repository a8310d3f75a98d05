import { FakeTracker } from '../testing/fakeTracker.ts'
import { SyncHarness, teOf } from '../testing/syncHarness.ts'

let harness: SyncHarness
let tracker: FakeTracker
beforeEach(() => {
    harness = new SyncHarness()
    tracker = new FakeTracker()
})
afterEach(() => harness.remove())

const amina = { id: 'c1', client: 'A', name: 'Amina', number: '1' }
const visit = { id: 'v1', client: 'B', on: '2026-02-01' }
const open = () => harness.ask((history) => history.reviews())

it('Q57: of two persons of a page with one unique number the second waits, and is asked about with the first', async () => {
    const halima = { id: 'c2', client: 'B', name: 'Halima', number: '1' }
    await harness.run({ clients: [amina, halima], visits: [visit] }, tracker)
    expect(harness.outcomes()).toEqual(['c1 load', 'c2 park IDENTITY_AMBIGUOUS', 'v1 park PARENT_MISSING'])
    expect(tracker.store.has(teOf('B'))).toBe(false)
    const asked = [expect.objectContaining({ kind: 'IDENTITY', uid: teOf('A') })]
    expect(open()).toEqual(asked)
    await harness.run({ clients: [amina, halima], visits: [visit] }, tracker)
    expect(harness.outcomes()).toEqual(['c1 unchanged', 'c2 park IDENTITY_AMBIGUOUS', 'v1 park PARENT_MISSING'])
    expect(open()).toEqual(asked)
})

it('Q57: the second is the first, found in DHIS2 by the next run, when they agree', async () => {
    const again = { ...amina, id: 'c2', client: 'B' }
    await harness.run({ clients: [amina, again] }, tracker)
    expect(harness.outcomes()).toEqual(['c1 load', 'c2 park IDENTITY_AMBIGUOUS'])
    await harness.run({ clients: [amina, again] }, tracker)
    expect(tracker.store.has(teOf('B'))).toBe(false)
    expect(harness.outcomes()[0]).toBe('c1 unchanged')
})

it('a number that she had before is no new one', async () => {
    await harness.run({ clients: [amina] }, tracker)
    await harness.run(
        {
            clients: [
                { ...amina, name: 'Amina W' },
                { id: 'c2', client: 'B', name: 'Halima', number: '2' },
            ],
        },
        tracker
    )
    expect(harness.outcomes()).toEqual(['c1 load', 'c2 load'])
})
