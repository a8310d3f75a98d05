import type { History, OpenReview } from '../ledger/history.ts'
import { Keys } from '../ledger/keys.ts'
import type { Decision } from '../ledger/ledger.ts'
import type { RunReport } from '../run/report.ts'
import type { DataStore } from './dataStore.ts'
import { publish } from './publish.ts'
import { reviewItems } from './reviewItems.ts'
import { takeDecisions } from './takeDecisions.ts'
import { Refusals, ReviewItem, RunSummary } from '#programme/exchange.ts'

const keys = new Keys(Buffer.alloc(32, 5))

class MemoryStore implements DataStore {
    readonly entries = new Map<string, unknown>()
    writer: string | undefined
    keys = async () => [...this.entries.keys()]
    read = async (key: string) => this.entries.get(key)
    writerOf = async () => this.writer
    write = async (key: string, value: object) => void this.entries.set(key, JSON.parse(JSON.stringify(value)))
    remove = async (key: string) => void this.entries.delete(key)
    named = (prefix: string) => [...this.entries].filter(([key]) => key.startsWith(prefix))
}

const review = (id: number, changes: Partial<OpenReview> = {}): OpenReview => ({
    ...{ id, kind: 'IDENTITY', row: 'row-1', uid: `person0000${id}`, field: '', points: 60, opened: 1, orgUnit: 'unit0000001' },
    ...{ source: 'm2m', file: 'clients.csv', rowNumber: 7 },
    ...changes,
})
const match = [review(1), review(2, { points: 48 })]
const moved = review(3, { kind: 'CONFLICT', row: 'row-2', uid: 'person00003', field: 'orgUnit', points: undefined })
const dispute = review(4, { kind: 'CONFLICT', row: 'row-2', uid: 'person00003', field: 'field000001', points: undefined })
const itemsOf = (reviews: readonly OpenReview[]) =>
    reviewItems(reviews, keys, (field) => (field === 'field000001' ? 'KMMP_VILLAGE' : field))

let store: MemoryStore
let decided: [number, Decision, string | undefined][]
const parked = { source: 'm2m', file: 'visits.csv', outcome: 'park' as const, reason: 'PARENT_MISSING' }
let waiting: ReturnType<History['waitingByOrgUnit']>
const history = {
    decide: (id: number, decision: Decision, by?: string) => void decided.push([id, decision, by]),
    waitingByOrgUnit: () => waiting,
}
beforeEach(() => {
    store = new MemoryStore()
    decided = []
    waiting = [
        { ...parked, orgUnit: 'unit0000001', rows: 12 },
        { ...parked, rows: 3 },
        { ...parked, source: 'faces', rows: 2 },
    ]
})

describe('questions of the ledger', () => {
    it('are one for all candidates of a row, with where and what may be answered', () => {
        const [asked] = itemsOf(match).values()
        expect(ReviewItem.parse(asked?.item)).toMatchObject({
            kind: 'match',
            partner: 'm2m',
            orgUnit: 'unit0000001',
            candidates: [
                { trackedEntity: 'person00001', points: 60 },
                { trackedEntity: 'person00002', points: 48 },
            ],
            actions: ['same', 'other'],
        })
    })

    it('name the field by its code, and tell a move to another facility apart', () => {
        expect([...itemsOf([moved, dispute]).values()].map(({ item }) => [item.kind, item.subject, item.field])).toEqual([
            ['transfer', 'person00003', 'orgUnit'],
            ['dispute', 'person00003', 'KMMP_VILLAGE'],
        ])
    })

    it('keep their id from run to run, and are none once decided', () => {
        expect([...itemsOf(match.map((one) => ({ ...one, opened: 9 }))).keys()]).toEqual([...itemsOf(match).keys()])
        expect(itemsOf(match.map((one): OpenReview => ({ ...one, decision: 'other' }))).size).toBe(0)
    })
})

describe('decisions of staff', () => {
    const [item = ''] = itemsOf(match).keys()
    const put = (decision: object, of = item) =>
        store.entries.set(`decisions.${of}`, { item: of, by: 'claimed', at: '2026-11-16', ...decision })
    const take = () => takeDecisions(store, itemsOf([...match, moved]), { history, sources: ['m2m'] })

    it('are taken once, with who wrote them by the server’s word', async () => {
        put({ action: 'same', candidate: 'person00002' })
        store.writer = 'coordinator'
        expect(await take()).toEqual({ taken: 1, notes: [] })
        expect(decided).toEqual([[2, 'same', 'coordinator']])
        expect(store.entries.size).toBe(0)
    })

    it('that it is another person hold for all candidates; where the server names no writer nobody is believed', async () => {
        put({ action: 'other' })
        store.writer = undefined
        await take()
        expect(decided).toEqual([
            [1, 'other', undefined],
            [2, 'other', undefined],
        ])
    })

    it.each<[string, object, string | undefined, string]>([
        ['that are no decision', { action: 'merge' }, undefined, 'does not fit'],
        ['of the same person without saying who', { action: 'same' }, undefined, 'does not fit'],
        ['for somebody who was not asked about', { action: 'same', candidate: 'person00009' }, undefined, 'does not fit'],
        ['that do not answer this question', { action: 'partner' }, undefined, 'does not fit'],
        ['about what is asked no more', { action: 'other' }, 'm2m.gone', 'too late'],
    ])('%s are reported and removed, and change nothing', async (_, decision, of, expected) => {
        put(decision, of)
        const { taken, notes } = await take()
        expect([taken, notes]).toEqual([0, [expect.stringContaining(expected)]])
        expect(decided).toEqual([])
        expect(store.entries.size).toBe(0)
    })

    it('about another partner’s rows are left to its connector', async () => {
        put({ action: 'other' }, 'faces.abc')
        expect(await take()).toEqual({ taken: 0, notes: [] })
        expect(store.entries.size).toBe(1)
    })
})

describe('after a run', () => {
    const counts = { delivered: 3, unchanged: 1, skipped: 0, voided: 0, parked: 12, refused: 0 }
    const report = { source: 'm2m', counts, missing: [] } as unknown as RunReport
    const tell = (reviews: readonly OpenReview[], started = '2026-11-16T02:10:00.000Z') =>
        publish(store, { report, started, ended: '2026-11-16T02:11:00.000Z' }, { history, asked: itemsOf(reviews) })

    it('staff find its numbers, what waits and what they are asked', async () => {
        await tell([...match, moved])
        expect(RunSummary.parse(store.entries.get('runs.m2m.20261116T021000'))).toMatchObject({ exitCode: 10, counts, reviews: 2 })
        expect(Refusals.parse(store.entries.get('refusals.m2m.20261116T021000')).groups).toEqual([
            { file: 'visits.csv', count: 'parked', reason: 'PARENT_MISSING', orgUnit: 'unit0000001', rows: 12 },
            { file: 'visits.csv', count: 'parked', reason: 'PARENT_MISSING', rows: 3 },
        ])
        expect(store.named('reviews.').map(([, value]) => ReviewItem.parse(value).kind)).toEqual(['match', 'transfer'])
    })

    it('the smallest groups of very many are told without their facility, and no row is lost', async () => {
        waiting = Array.from({ length: 600 }, (_, number) => ({ ...parked, orgUnit: `unit0000${number}`, rows: 600 - number }))
        await tell([])
        const { groups } = Refusals.parse(store.entries.get('refusals.m2m.20261116T021000'))
        const rows = (told: readonly { rows: number }[]) => told.reduce((sum, group) => sum + group.rows, 0)
        expect([groups.length, rows(groups)]).toEqual([501, rows(waiting)])
        expect(groups.at(-1)).toEqual({ file: 'visits.csv', count: 'parked', reason: 'PARENT_MISSING', rows: 5050 })
    })

    it('questions that are answered go, and other partners’ entries stay', async () => {
        store.entries.set('reviews.faces.abc', {})
        await tell([...match, moved])
        await tell([moved])
        expect(store.named('reviews.').map(([key]) => key.split('.')[1])).toEqual(['faces', 'm2m'])
    })

    it('a question is put anew when other people may be the same; one that is as it was is not written again', async () => {
        await tell([...match, moved])
        const written = jest.spyOn(store, 'write')
        const itemsWritten = () => written.mock.calls.map(([key]) => key).filter((key) => key.startsWith('reviews.'))
        await tell([...match, moved])
        expect(itemsWritten()).toEqual([])
        await tell([review(1), review(5, { points: 71 }), moved])
        expect(itemsWritten()).toEqual([`reviews.${[...itemsOf(match).keys()].join()}`])
        const [, value] = store.named('reviews.').find(([key]) => key === itemsWritten()[0]) ?? []
        expect(ReviewItem.parse(value).candidates.map(({ trackedEntity }) => trackedEntity)).toEqual(['person00001', 'person00005'])
    })

    it('old runs go', async () => {
        for (let day = 1; day <= 31; day++) {
            await tell([], `2026-10-${String(day).padStart(2, '0')}T02:10:00.000Z`)
        }
        const runs = store.named('runs.').map(([key]) => key)
        expect([runs.length, runs[0]]).toEqual([30, 'runs.m2m.20261002T021000'])
        expect(store.named('refusals.')).toHaveLength(30)
    })
})
