import { Failure } from '../failure.ts'
import { withMixedTables } from '../source/mixedTable.ts'
import { FakeTracker } from '../testing/fakeTracker.ts'
import { clientRow, POLICY, shape, SyncHarness, teOf, visitRow, type Cells } from '../testing/syncHarness.ts'
import { exitCodeOfReport } from './report.ts'
import type { Sync, SyncStream } from './sync.ts'

const ROWS_A_PAGE = 500
const strangers = (count: number): Cells[] =>
    Array.from({ length: count }, (_, n) => ({ id: `c${n}`, client: `P${n}`, name: 'Amina', number: `${n}` }))

/** A tracker that answers imports only when the test lets it. */
class SlowTracker extends FakeTracker {
    /** UIDs of persons in the requests that wait for their answer */
    readonly waiting: { persons: Set<string>; answer: () => void }[] = []
    atOnce = 0

    override async import(body: string) {
        const persons = new Set((JSON.parse(body).trackedEntities ?? []).map((one: { trackedEntity: string }) => one.trackedEntity))
        const request = { persons: persons as Set<string>, answer: () => undefined as void }
        const answered = new Promise<void>((done) => (request.answer = done))
        this.waiting.push(request)
        this.atOnce = Math.max(this.atOnce, this.waiting.length)
        await answered
        this.waiting.splice(this.waiting.indexOf(request), 1)
        return super.import(body)
    }
}

let harness: SyncHarness
let tracker: SlowTracker
beforeEach(() => {
    harness = new SyncHarness()
    tracker = new SlowTracker()
})
afterEach(() => harness.remove())

/** Lets a run go on until nothing moves any more. */
const standstill = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn++) {
        await new Promise((done) => setImmediate(done))
    }
}

const answerAll = async (running: Promise<unknown>): Promise<void> => {
    let ended = false
    void running.finally(() => (ended = true)).catch(() => undefined)
    while (!ended) {
        tracker.waiting[0]?.answer()
        await new Promise((done) => setImmediate(done))
    }
}

/** The pages whose rows stand in the requests that wait. */
const pagesWaiting = (): number[] =>
    tracker.waiting.map(({ persons }) => {
        const first = strangers(3 * ROWS_A_PAGE).findIndex(({ client }) => persons.has(teOf(client)))
        return Math.floor(first / ROWS_A_PAGE)
    })

const isWaiting = (client: string): boolean => tracker.waiting.some(({ persons }) => persons.has(teOf(client)))
const run = (clients: Cells[], changes?: Partial<Sync>) => harness.run({ clients }, tracker, 'kmmp', changes)

describe('a page while the one before it is on its way', () => {
    it('is sent as well when it speaks of other people, and never more than two requests are under way', async () => {
        const running = run(strangers(3 * ROWS_A_PAGE))
        await standstill()
        expect(tracker.waiting).toHaveLength(2)
        tracker.waiting[0]?.answer()
        await standstill()
        expect(pagesWaiting()).toEqual([0, 1])
        await answerAll(running)
        expect(tracker.atOnce).toBe(2)
        expect((await running).counts).toMatchObject({ delivered: 3 * ROWS_A_PAGE })
        expect(harness.lines.map(({ row }) => row)).toEqual(strangers(3 * ROWS_A_PAGE).map((_, place) => place + 1))
    })

    it.each<[string, Cells]>([
        ['a person of that page', { id: 'again', client: 'P7', name: 'Amina', number: '7' }],
        ['a number of that page', { id: 'other', client: 'X', name: 'Halima', number: '7' }],
    ])('waits when it speaks of %s', async (_, row) => {
        const running = run([...strangers(ROWS_A_PAGE), row, { id: 'last', client: 'Y', number: 'Y' }])
        await standstill()
        tracker.waiting[0]?.answer()
        await standstill()
        expect(tracker.waiting).toHaveLength(1)
        expect(isWaiting('Y')).toBe(false)
        await answerAll(running)
        expect(tracker.store.has(teOf('Y'))).toBe(true)
        expect(harness.outcomes().at(-2)).toBe(row.client === 'X' ? 'other park IDENTITY_AMBIGUOUS' : 'again load')
    })

    it('waits when it names an appointment of somebody whom DHIS2 turned out to know', async () => {
        const where = { orgUnit: 'unit0000001', program: 'program0001' }
        const stood = { enrollment: 'stood000001', trackedEntity: 'kept0000001', status: 'ACTIVE', enrolledAt: '2025-01-10', ...where }
        tracker.store.set('kept0000001', {
            list: 'trackedEntities',
            object: {
                trackedEntity: 'kept0000001',
                orgUnit: 'unit0000001',
                attributes: [
                    { attribute: 'name0000001', value: 'Amina' },
                    { attribute: 'number00001', value: '7' },
                ],
            },
        })
        tracker.store.set('stood000001', { list: 'enrollments', object: stood })
        const both: Sync['streams'][number] = {
            shape: shape('clients'),
            withdrawn: POLICY,
            map: (row, index) => (row.cells.next === undefined ? clientRow(row, index) : visitRow(row, index)),
        }
        const running = run([...strangers(ROWS_A_PAGE), { id: 'next', client: 'P7', next: '2026-12-20' }], { streams: [both] })
        await answerAll(running)
        await running
        const planned = [...tracker.store.values()].filter(({ list }) => list === 'events').map(({ object }) => object)
        expect(planned).toEqual([expect.objectContaining({ enrollment: 'stood000001', trackedEntity: 'kept0000001' })])
    })

    it('is not sent when that page was stopped before it was sent', async () => {
        const approve = () => {
            throw new Failure({ kind: 'limit', what: 'Too much.' })
        }
        const report = await run(strangers(2 * ROWS_A_PAGE), { approve })
        expect([exitCodeOfReport(report), tracker.store.size]).toEqual([11, 0])
    })

    it('is not lost when the server goes away, and the next run delivers the rest', async () => {
        const clients = strangers(3 * ROWS_A_PAGE)
        tracker.faults = [undefined, undefined, undefined, ...Array<'down'>(40).fill('down')]
        const running = run(clients)
        await answerAll(running)
        expect(exitCodeOfReport(await running)).toBe(12)
        const before = tracker.store.size
        expect(before).toBeGreaterThan(0)
        tracker.faults = []
        const again = run(clients)
        await answerAll(again)
        expect(exitCodeOfReport(await again)).toBe(0)
        expect(clients.every(({ client }) => tracker.store.has(teOf(client)))).toBe(true)
        const sent = tracker.requests.flatMap(({ trackedEntities = [] }) => trackedEntities.map((one) => one.trackedEntity))
        expect(new Set(sent).size).toBe(sent.length)
    })
})

it('forgets what waited in the first stream of a table of several kinds once another stream has it', async () => {
    const taken = (word: string, other: string, rest: boolean) => ({
        column: 'kind',
        words: new Set([word]),
        others: new Set([other]),
        rest,
    })
    const unknown: SyncStream['map'] = ({ file, row, sourceRecordId }) => ({
        ...{ place: { file, row, sourceRecordId }, stream: 'clients', outcome: 'park', wanted: [], plans: [] },
        findings: [{ reason: 'VALUE_UNKNOWN_CODE', column: 'kind' }],
    })
    const streams = [
        { shape: { ...shape('clients'), file: 'all.csv', rows: taken('client', 'visit', true) }, map: unknown, withdrawn: POLICY },
        { shape: { ...shape('visits'), file: 'all.csv', rows: taken('visit', 'client', false) }, map: visitRow, withdrawn: POLICY },
    ]
    const tables = (kind: string) =>
        withMixedTables({
            check: async () => ({ absent: [], notes: [] }),
            discover: async () => ({ asOf: '2026-10-31', fullExport: true, streams: [] }),
            read: async function* () {
                const cells = { id: 'v1', client: 'A', on: '2026-02-01', kind }
                yield { rows: [{ file: 'all.csv', row: 1, sourceRecordId: 'v1', cells }], problems: [], state: {} }
            },
        })
    const run = (kind: string) => harness.run({}, new FakeTracker(), 'kmmp', { streams, source: tables(kind) })
    await run('vist')
    expect(harness.ask((history) => history.waitingCounts())).toMatchObject([{ reason: 'VALUE_UNKNOWN_CODE', rows: 1 }])
    await run('visit')
    expect(harness.ask((history) => history.waitingCounts())).toMatchObject([{ reason: 'PARENT_MISSING', rows: 1 }])
})
