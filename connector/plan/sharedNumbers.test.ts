import { FakeTracker } from '../testing/fakeTracker.ts'
import { enOf, SyncHarness, teOf } from '../testing/syncHarness.ts'

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

it('who is there already waits with her new number alone: her visits go on', async () => {
    const halima = { id: 'c2', client: 'B', name: 'Halima', number: '2' }
    await harness.run({ clients: [halima] }, tracker)
    await harness.run({ clients: [amina, { ...halima, number: '1' }], visits: [visit] }, tracker)
    expect(harness.outcomes()).toEqual(['c1 load', 'c2 park IDENTITY_AMBIGUOUS', 'v1 load'])
})

it('a second row of a person keeps nobody out: what it says of her does not count', async () => {
    const halima = { id: 'c2', client: 'B', name: 'Halima', number: '2' }
    await harness.run({ clients: [amina, halima, { ...amina, id: 'c3', number: '2' }] }, tracker)
    expect(harness.outcomes().slice(0, 2)).toEqual(['c1 load', 'c2 load'])
    expect(tracker.store.has(teOf('A'))).toBe(true)
})

it('the second is the first, though that one was not enrolled yet: both go on with one enrollment', async () => {
    tracker.refuses.set(enOf('A'), ['E1125'])
    const again = { ...amina, id: 'c2', client: 'B' }
    await harness.run({ clients: [amina, again] }, tracker)
    tracker.refuses.clear()
    await harness.run({ clients: [amina, again], visits: [visit] }, tracker)
    expect(harness.outcomes()).toEqual(['c1 load', 'c2 park PARENT_MISSING', 'v1 park PARENT_MISSING'])
    await harness.run({ clients: [amina, again], visits: [visit] }, tracker)
    expect(harness.outcomes()).toEqual(['c1 unchanged', 'c2 load', 'v1 load'])
    expect([tracker.store.has(enOf('A')), tracker.store.has(enOf('B'))]).toEqual([true, false])
})
