import fc from 'fast-check'
import { againUid } from '../plan/names.ts'
import { FakeTracker, type Fault } from '../testing/fakeTracker.ts'
import { MortalTracker } from '../testing/mortalTracker.ts'
import { enOf, eventOf, SyncHarness, teOf, type Data } from '../testing/syncHarness.ts'

let harness: SyncHarness
beforeEach(() => (harness = new SyncHarness()))
afterEach(() => harness.remove())

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`)
const client = fc.constantFrom('A', 'B', 'C', 'D')
const someRows = fc.record({
    clients: fc.array(
        fc.record({ id: client, client, name: fc.constantFrom('Amina', 'Beatrice'), number: fc.constantFrom('', '1', '2') }),
        { maxLength: 5 }
    ),
    visits: fc.array(fc.record({ id: fc.constantFrom('v1', 'v2', 'v3'), client, on: day, next: fc.option(day, { nil: '' }) }), {
        maxLength: 6,
    }),
})
/**
 * Each visit told of once, and no appointments: of two rows with one visit that whose person arrives first has it, and a visit takes the place of an
 * appointment that is planned already.
 */
const someClearRows = someRows.map(({ clients, visits }) => ({
    clients,
    visits: [...new Map(visits.map((row) => [row.id, { ...row, next: '' }])).values()],
}))
const someFaults = fc.array(fc.constantFrom<Fault | undefined>(undefined, 'busy', 'lost', 'half', 'down'), { maxLength: 8 })

const KEYS = ['x', 'y', 'z']
const clients: Data['clients'] = [{ id: 'c1', client: 'A', name: 'Amina', number: '1' }]
/** The same three rows in each export, each with an object of its own or one shared with another row, or deleted. */
const someVisits = fc.tuple(
    ...['v1', 'v2', 'v3'].map((id) =>
        fc.record({
            id: fc.constant(id),
            client: fc.constant('A'),
            on: day,
            as: fc.constantFrom(...KEYS),
            voided: fc.constantFrom('', 'yes'),
        })
    )
)

/** Runs until nothing changes any more: who comes with the number of another of her page waits until that one is in DHIS2. */
const runToRest = async (data: Data, tracker: FakeTracker, store: string): Promise<void> => {
    const now = (): string => JSON.stringify([tracker.state(), harness.outcomes()])
    await harness.run(data, tracker, store)
    for (let before = ''; before !== now();) {
        before = now()
        await harness.run(data, tracker, store)
    }
}

/** True when DHIS2 holds an object under its first UID, or under one that it came again with. */
const isLive = (tracker: FakeTracker, uid: string): boolean => {
    const stored = tracker.store.get(uid)
    return stored !== undefined && (stored.object.deleted === true ? isLive(tracker, againUid(uid)) : true)
}

describe('whatever comes and whatever goes wrong', () => {
    it('no row is lost: rows in = delivered + unchanged + skipped + voided + parked + refused', async () => {
        let store = 0
        await fc.assert(
            fc.asyncProperty(someRows, fc.array(fc.constantFrom('A', 'B', 'v1'), { maxLength: 2 }), async (data, refused) => {
                const importer = new FakeTracker()
                refused.forEach((name) => importer.refuses.set(name.startsWith('v') ? eventOf(name) : teOf(name), ['E1125']))
                const report = await harness.run(data, importer, `equation ${store++}`)
                expect(Object.values(report.counts).reduce((sum, count) => sum + count)).toBe(data.clients.length + data.visits.length)
                expect(harness.lines).toHaveLength(data.clients.length + data.visits.length)
            }),
            { numRuns: 60 }
        )
    })

    it('DHIS2 holds what the last export wants, whatever came, went and came back before, and whatever went wrong', async () => {
        let store = 0
        await fc.assert(
            fc.asyncProperty(fc.array(someVisits, { minLength: 1, maxLength: 4 }), someFaults, async (exports, faults) => {
                store++
                const tracker = new FakeTracker()
                tracker.faults = [...faults]
                for (const visits of exports) {
                    await harness.run({ clients, visits }, tracker, `withdrawn ${store}`)
                }
                tracker.faults = []
                const last = { clients, visits: exports.at(-1) ?? [] }
                await harness.run(last, tracker, `withdrawn ${store}`)
                const wanted = last.visits.flatMap(({ as, voided }) => (voided === '' ? [as] : []))
                expect(KEYS.filter((as) => isLive(tracker, eventOf(as)))).toEqual(KEYS.filter((as) => wanted.includes(as)))
                expect(tracker.object(enOf('A'))).toMatchObject({ status: 'ACTIVE' })
            }),
            { numRuns: 40 }
        )
    })

    it('DHIS2 ends as it does without any fault', async () => {
        let store = 0
        await fc.assert(
            fc.asyncProperty(someClearRows, someFaults, async (data, faults) => {
                store++
                const [calm, rough] = [new FakeTracker(), new FakeTracker()]
                await runToRest(data, calm, `calm ${store}`)
                rough.faults = [...faults]
                await harness.run(data, rough, `rough ${store}`)
                rough.faults = []
                await runToRest(data, rough, `rough ${store}`)
                expect(rough.state()).toEqual(calm.state())
            }),
            { numRuns: 40 }
        )
    })

    it('a run that dies while it takes back, and the next one, leave DHIS2 as an undisturbed run does', async () => {
        let store = 0
        const deaths = { left: fc.integer({ min: 0, max: 3 }), after: fc.boolean() }
        await fc.assert(
            fc.asyncProperty(someVisits, someVisits, fc.record(deaths), async (first, second, death) => {
                store++
                const [calm, mortal] = [new FakeTracker(), new MortalTracker()]
                for (const visits of [first, second, second]) {
                    await harness.run({ clients, visits }, calm, `calm taken ${store}`)
                }
                await harness.run({ clients, visits: first }, mortal, `mortal taken ${store}`)
                await harness.runKilled({ clients, visits: second }, mortal, death, `mortal taken ${store}`)
                for (let run = 0; run < 2; run++) {
                    await harness.run({ clients, visits: second }, mortal, `mortal taken ${store}`)
                }
                expect(mortal.state()).toEqual(calm.state())
            }),
            { numRuns: 30 }
        )
    })

    it('a run that dies at any request, and the next one, leave DHIS2 as an undisturbed run does', async () => {
        let store = 0
        await fc.assert(
            fc.asyncProperty(someClearRows, fc.integer({ min: 0, max: 3 }), fc.boolean(), async (data, left, after) => {
                store++
                const [calm, mortal] = [new FakeTracker(), new MortalTracker()]
                await runToRest(data, calm, `calm ${store}`)
                await harness.runKilled(data, mortal, { left, after }, `mortal ${store}`)
                await runToRest(data, mortal, `mortal ${store}`)
                expect(mortal.state()).toEqual(calm.state())
            }),
            { numRuns: 40 }
        )
    })
})
