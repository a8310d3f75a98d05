import type { Decision } from '../ledger/ledger.ts'
import { FakeTracker } from '../testing/fakeTracker.ts'
import { clientRow, enOf, eventOf, planOf, POLICY, shape, SyncHarness, visitRow, type Cells, type Data } from '../testing/syncHarness.ts'
import type { Sync } from './sync.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'

let harness: SyncHarness
let tracker: FakeTracker
beforeEach(() => {
    harness = new SyncHarness()
    tracker = new FakeTracker()
})
afterEach(() => harness.remove())

const run = (data: Data) => harness.run(data, tracker)
const amina: Cells = { id: 'c1', client: 'A', name: 'Amina', number: '1' }
const beatrice: Cells = { id: 'c2', client: 'B', name: 'Beatrice', number: '2' }
const visit: Cells = { id: 'v1', client: 'A', on: '2026-02-01' }
const later: Cells = { id: 'v2', client: 'A', on: '2026-03-02' }
const isDeleted = (uid: string) => tracker.object<{ deleted?: boolean }>(uid).deleted === true
const statusOf = (uid: string) => tracker.object<{ status?: string } | undefined>(uid)?.status
const questions = () => harness.ask((history) => history.reviews())
const decide = (decision: Decision) => harness.ask((history) => questions().forEach(({ id }) => history.decide(id, decision)))

describe('rows that a full export lacks', () => {
    it('are reported and stay', async () => {
        await run({ clients: [amina], visits: [visit, later] })
        const report = await run({ clients: [amina], visits: [later] })
        expect(report.absentRows).toEqual([{ file: 'visits.csv', rows: 1 }])
        expect([isDeleted(eventOf('v1')), questions()]).toEqual([false, []])
    })

    it.each([
        ['the export is not full', { fullExport: false }],
        ['only some rows of its files were given', { wholeFiles: false }],
    ])('say nothing when %s', async (_, changes) => {
        harness.policy = { ...POLICY, absent: 'withdraw' }
        await run({ clients: [amina], visits: [visit, later] })
        const report = await harness.run({ clients: [amina], visits: [later] }, tracker, 'kmmp', changes)
        expect(report.absentRows).toEqual([])
        expect(isDeleted(eventOf('v1'))).toBe(false)
    })

    it('are told also of records that stand beside each other in the rows of another stream', async () => {
        harness.policy = { ...POLICY, absent: 'withdraw' }
        const clients = { ...shape('clients'), file: 'register.csv' }
        const visits = { ...shape('visits'), file: 'register.csv', repeat: { columns: ['on'], most: 2 } }
        const register = (rows: Data): Partial<Sync> => ({
            streams: [
                { shape: clients, map: clientRow, withdrawn: harness.policy },
                { shape: visits, map: visitRow, withdrawn: harness.policy },
            ],
            source: {
                check: async () => ({ absent: [], notes: [] }),
                discover: async () => ({ asOf: '2026-10-31', fullExport: true, streams: [] }),
                read: async function* ({ name }) {
                    const told = (name === 'clients' ? rows.clients : rows.visits) ?? []
                    const file = (place: number) => (name === 'clients' ? 'register.csv' : `register.csv/visits ${place + 1}`)
                    yield {
                        rows: told.map((cells, n) => ({ file: file(n), row: n + 1, sourceRecordId: cells.id, cells: { ...cells } })),
                        problems: [],
                        state: {},
                    }
                },
            },
        })
        const of = (rows: Data) => harness.run({}, tracker, 'kmmp', register(rows))
        await of({ clients: [amina, beatrice], visits: [visit, later] })
        const report = await of({ clients: [amina], visits: [visit] })
        expect(report.absentRows).toEqual([
            { file: 'register.csv', rows: 1 },
            { file: 'register.csv/visits 2', rows: 1 },
        ])
        expect([statusOf(enOf('B')), isDeleted(eventOf('v1')), isDeleted(eventOf('v2'))]).toEqual(['CANCELLED', false, true])
        expect((await of({ clients: [amina], visits: [visit] })).absentRows).toEqual([])
    })

    it('say nothing when their file is cut off or empty', async () => {
        harness.policy = { ...POLICY, absent: 'withdraw' }
        await run({ clients: [amina], visits: [visit, later] })
        harness.cutOff = 'visits.csv'
        expect((await run({ clients: [amina], visits: [later] })).absentRows).toEqual([])
        harness.cutOff = undefined
        expect((await run({ clients: [amina] })).absentRows).toEqual([])
        expect([isDeleted(eventOf('v1')), isDeleted(eventOf('v2'))]).toEqual([false, false])
    })

    it('are withdrawn with their appointments where the mapping says so, and restored when they come back', async () => {
        harness.policy = { ...POLICY, absent: 'withdraw' }
        const named = { ...visit, next: '2026-05-01' }
        await run({ clients: [amina], visits: [named, { ...later, client: 'A' }] })
        await run({ clients: [amina], visits: [later] })
        expect([isDeleted(eventOf('v1')), isDeleted(eventOf('v2'))]).toEqual([true, false])
        expect((await run({ clients: [amina], visits: [later] })).absentRows).toEqual([])
        await run({ clients: [amina], visits: [named, later] })
        expect(tracker.object(derivedUid('again', 'kmmp', eventOf('v1')))).toMatchObject({ status: 'COMPLETED' })
    })

    it('no longer name an appointment that the absent visit of another row had kept', async () => {
        harness.policy = { ...POLICY, absent: 'withdraw' }
        const named: Cells = { id: 'v0', client: 'A', on: '2026-01-20', next: '2026-02-01' }
        await run({ clients: [amina], visits: [named, visit, { ...later, client: 'A' }] })
        await run({ clients: [amina], visits: [later] })
        expect([isDeleted(eventOf('v0')), isDeleted(eventOf('v1')), statusOf(planOf('A', '2026-02-01'))]).toEqual([true, true, undefined])
    })

    it('are withdrawn also when they waited last, though something that they brought before stands', async () => {
        harness.policy = { ...POLICY, absent: 'withdraw' }
        await run({ clients: [amina, beatrice], visits: [visit, later] })
        tracker.refuses.set(eventOf('v1'), ['E1125'])
        await run({ clients: [amina, beatrice], visits: [{ ...visit, on: '2026-02-03' }, later] })
        expect(harness.outcomes()).toContain('v1 reject E1125')
        tracker.refuses.clear()
        const report = await run({ clients: [amina, beatrice], visits: [later] })
        expect(report.absentRows).toEqual([{ file: 'visits.csv', rows: 1 }])
        expect([isDeleted(eventOf('v1')), isDeleted(eventOf('v2'))]).toEqual([true, false])
        expect((await run({ clients: [amina, beatrice], visits: [later] })).absentRows).toEqual([])
    })

    it('that come back with an appointment and without the visit have the visit taken back and the appointment planned', async () => {
        harness.policy = { ...POLICY, absent: 'withdraw' }
        await run({ clients: [amina, beatrice], visits: [visit, { ...later, client: 'B' }] })
        await run({ clients: [beatrice], visits: [{ ...later, client: 'B' }] })
        expect(statusOf(enOf('A'))).toBe('CANCELLED')
        await run({
            clients: [amina, beatrice],
            visits: [
                { ...visit, on: '', next: '2026-05-01' },
                { ...later, client: 'B' },
            ],
        })
        expect([isDeleted(eventOf('v1')), statusOf(planOf('A', '2026-05-01'))]).toEqual([true, 'SCHEDULE'])
    })

    it('are taken back without asking once the partner deletes them', async () => {
        harness.policy = { ...POLICY, absent: 'ask' }
        await run({ clients: [amina], visits: [visit, later] })
        await run({ clients: [amina], visits: [later] })
        expect(questions()).toHaveLength(1)
        await run({ clients: [amina], visits: [{ ...visit, voided: 'yes' }, later] })
        expect([isDeleted(eventOf('v1')), questions()]).toEqual([true, []])
    })

    it('say nothing of what waited and never came', async () => {
        tracker.refuses.set(eventOf('v1'), ['E1125'])
        await run({ clients: [amina], visits: [visit, later] })
        expect((await run({ clients: [amina], visits: [later] })).absentRows).toEqual([])
    })

    it('are asked about where the mapping says so', async () => {
        harness.policy = { ...POLICY, absent: 'ask' }
        await run({
            clients: [amina],
            visits: [
                { ...visit, next: '2026-05-01' },
                { ...later, client: 'B', id: 'vB' },
            ],
        })
        await run({ clients: [amina], visits: [later] })
        expect(questions()).toMatchObject([{ kind: 'VOIDED', uid: eventOf('v1') }])
        decide('withdraw')
        await run({ clients: [amina], visits: [later] })
        expect([isDeleted(eventOf('v1')), statusOf(planOf('A', '2026-05-01'))]).toEqual([true, 'SKIPPED'])
    })
})

describe('rows that a full export lacks and that only named an appointment, where absence is asked about', () => {
    const named: Cells = { id: 'v1', client: 'A', next: '2026-05-01' }
    const appointment = planOf('A', '2026-05-01')
    beforeEach(async () => {
        harness.policy = { ...POLICY, absent: 'ask' }
        await run({ clients: [amina], visits: [named, later] })
        await run({ clients: [amina], visits: [later] })
    })

    it.each([
        ['withdraw', 'SKIPPED'],
        ['leave', 'SCHEDULE'],
    ] as const)('are asked about, and %s leaves the appointment as %s', async (decision, status) => {
        expect([statusOf(appointment), questions()]).toMatchObject(['SCHEDULE', [{ kind: 'VOIDED', uid: appointment }]])
        decide(decision)
        await run({ clients: [amina], visits: [later] })
        expect([statusOf(appointment), isDeleted(appointment), questions()]).toEqual([status, false, []])
        await run({ clients: [amina], visits: [named, later] })
        expect(statusOf(appointment)).toBe('SCHEDULE')
        await run({ clients: [amina], visits: [later] })
        expect(questions()).toHaveLength(1)
    })

    it('are asked about once when two of them name the same one', async () => {
        const other = { ...named, id: 'v8' }
        await run({ clients: [amina], visits: [named, other, later] })
        await run({ clients: [amina], visits: [named, later] })
        expect([statusOf(appointment), questions()]).toEqual(['SCHEDULE', []])
        await run({ clients: [amina], visits: [named, other, later] })
        await run({ clients: [amina], visits: [later] })
        expect(questions()).toHaveLength(1)
        decide('withdraw')
        await run({ clients: [amina], visits: [later] })
        expect([statusOf(appointment), questions()]).toEqual(['SKIPPED', []])
        await run({ clients: [amina], visits: [other, later] })
        expect(statusOf(appointment)).toBe('SCHEDULE')
    })

    it('are asked about no longer when they come back', async () => {
        await run({ clients: [amina], visits: [named, later] })
        expect([statusOf(appointment), questions()]).toEqual(['SCHEDULE', []])
    })

    it('are asked about no longer when the appointment was kept', async () => {
        await run({ clients: [amina], visits: [later, { id: 'v9', client: 'A', on: '2026-05-02' }] })
        decide('withdraw')
        await run({ clients: [amina], visits: [later, { id: 'v9', client: 'A', on: '2026-05-02' }] })
        expect([statusOf(appointment), isDeleted(appointment), questions()]).toEqual(['COMPLETED', false, []])
    })
})
