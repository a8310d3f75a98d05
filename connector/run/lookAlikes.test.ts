import type { Decision } from '../ledger/ledger.ts'
import type { CompiledMapping } from '../mapping/compileMapping.ts'
import { compiled, METADATA } from '../mapping/trying.ts'
import type { Page } from '../source/source.ts'
import { FakeTracker } from '../testing/fakeTracker.ts'
import { SyncHarness } from '../testing/syncHarness.ts'

/** Rows of the small mapping: two women of the same names, birth and phone under two client numbers, none of them with a number to tell. */
const PERSON = {
    ...{ mfl: '13077', gone: '0', county: 'Nairobi', first: 'Wanjiru', last: 'Achieng', dob: '1999-05-04', estimated: 'no' },
    ...{
        phone: '0712345678',
        number: '',
        kind: 'MEMBER',
        joined: '2026-01-10',
        left: '',
        died: '',
        consent: 'yes',
        kept_as: '',
        place: '',
    },
}
const PATIENTS = [
    { ...PERSON, id: 'P1', pid: 'KE-1' },
    { ...PERSON, id: 'P2', pid: 'KE-2' },
]
const VISITS = [{ id: 'V1', mfl: '13077', gone: '0', pid: 'KE-2', day: '2026-02-10', topics: '', next: '', seen_by: 'MM1' }]

let mapping: CompiledMapping
let harness: SyncHarness
let tracker: FakeTracker
beforeAll(async () => {
    mapping = await compiled()
})
beforeEach(async () => {
    harness = new SyncHarness()
    tracker = new FakeTracker()
    await run()
})
afterEach(() => harness.remove())

const run = () =>
    harness.run({}, tracker, 'kmmp', {
        streams: mapping.streams,
        metadata: METADATA,
        source: {
            check: async () => ({ notes: [], absent: [] }),
            discover: async () => ({ asOf: '2026-10-31', fullExport: true, streams: [] }),
            read: async function* ({ name, file }): AsyncIterable<Page> {
                const rows = (name === 'patients' ? PATIENTS : VISITS).map((cells, place) => ({
                    ...{ file, row: place + 1, sourceRecordId: cells.id, cells: { ...cells } },
                }))
                yield { rows, problems: [], state: {} }
            },
        },
    })
const open = () => harness.ask((history) => history.reviews())
const decide = (decision: Decision) => harness.ask((history) => open().forEach(({ id }) => history.decide(id, decision)))
const persons = () => [...tracker.store.values()].filter(({ list }) => list === 'trackedEntities').length

it('a row that is like an earlier one waits, and asks about that person with points', () => {
    expect(harness.outcomes()).toEqual(['P1 load', 'P2 park IDENTITY_AMBIGUOUS', 'V1 park PARENT_MISSING'])
    const [first] = tracker.store.keys()
    expect(open()).toMatchObject([{ kind: 'IDENTITY', uid: first, points: 62 }])
    expect(persons()).toBe(1)
})

it('is the earlier person once that was decided, with its visits, and stays so', async () => {
    decide('same')
    await run()
    expect(harness.outcomes()).toEqual(['P1 unchanged', 'P2 load_warn DUPLICATE_CLIENT', 'V1 load'])
    expect(persons()).toBe(1)
    await run()
    expect(harness.outcomes()).toEqual(['P1 unchanged', 'P2 unchanged', 'V1 unchanged'])
    expect(open()).toEqual([])
})

it('is a person of her own once that was decided, and stays so', async () => {
    decide('other')
    await run()
    expect(harness.outcomes()).toEqual(['P1 unchanged', 'P2 load', 'V1 load'])
    expect(persons()).toBe(2)
    expect(open()).toEqual([])
})
