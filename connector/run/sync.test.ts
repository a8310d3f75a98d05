import { FakeTracker, type Fault } from '../testing/fakeTracker.ts'
import { enOf, eventOf, planOf, POLICY, shape, SyncHarness, teOf, visitRow, type Cells, type Data } from '../testing/syncHarness.ts'
import { exitCodeOfReport } from './report.ts'

let harness: SyncHarness
let tracker: FakeTracker
beforeEach(() => {
    harness = new SyncHarness()
    tracker = new FakeTracker()
})
afterEach(() => harness.remove())

const run = (data: Data, store?: string) => harness.run(data, tracker, store)
const amina: Cells = { id: 'c1', client: 'A', name: 'Amina', number: '1' }
const first: Cells = { id: 'v1', client: 'A', on: '2026-02-01', next: '2026-03-01' }

describe('an export without one of its files', () => {
    const fault = { what: 'clients.csv is not in the export.', next: 'Put it there.' }
    const clientsMissing = {
        streams: [{ shape: shape('visits'), map: visitRow, withdrawn: POLICY }],
        absent: [{ stream: 'clients', file: 'clients.csv', fault }],
    }
    const second: Cells = { id: 'v2', client: 'A', on: '2026-02-02' }
    const stranger: Cells = { id: 'v3', client: 'B', on: '2026-02-02' }

    it('delivers the others; records of persons known from before arrive, those of unknown ones wait; it ends with 12', async () => {
        await run({ clients: [amina] })
        const report = await harness.run({ visits: [second, stranger] }, tracker, 'kmmp', clientsMissing)
        expect(harness.outcomes()).toEqual(['v2 load', 'v3 park PARENT_MISSING'])
        expect(report.missing).toEqual([{ file: 'clients.csv', next: 'Put it there.' }])
        expect(exitCodeOfReport(report)).toBe(12)
    })

    it('is no fault where the partner may leave it out', async () => {
        await run({ clients: [amina] })
        const absent = [{ stream: 'clients', file: 'clients.csv' }]
        const report = await harness.run({ visits: [second] }, tracker, 'kmmp', { ...clientsMissing, absent })
        expect([report.missing, exitCodeOfReport(report)]).toEqual([[], 0])
    })
})

describe('a run', () => {
    it('delivers, and the same export again sends nothing', async () => {
        const data = { clients: [amina], visits: [first] }
        expect((await run(data)).counts).toMatchObject({ delivered: 2 })
        const sent = tracker.requests.length
        expect((await run(data)).counts).toEqual({ delivered: 0, unchanged: 2, skipped: 0, voided: 0, parked: 0, refused: 0 })
        expect(tracker.requests).toHaveLength(sent)
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 unchanged'])
    })

    it('sends only the changed value of a changed row', async () => {
        await run({ clients: [amina] })
        await run({ clients: [{ ...amina, name: 'Amina Wanjiru' }] })
        expect(tracker.requests.at(-1)).toEqual({
            trackedEntities: [
                {
                    trackedEntity: teOf('A'),
                    trackedEntityType: 'type0000001',
                    orgUnit: 'unit0000001',
                    attributes: [{ attribute: 'name0000001', value: 'Amina Wanjiru' }],
                },
            ],
        })
        expect(harness.outcomes()).toEqual(['c1 load'])
    })

    it('does not overwrite what staff changed, and says so', async () => {
        await run({ clients: [amina] })
        tracker.edit(teOf('A'), (object) => (object.attributes = [{ attribute: 'name0000001', value: 'Corrected' }]))
        await run({ clients: [{ ...amina, name: 'Amina Wanjiru' }] })
        expect(harness.outcomes()).toEqual(['c1 load_warn CONFLICT'])
        expect(tracker.object<{ attributes: unknown }>(teOf('A')).attributes).toContainEqual({
            attribute: 'name0000001',
            value: 'Corrected',
        })
    })

    it('refuses a row that DHIS2 refuses, parks what depends on it, and delivers both once DHIS2 takes it', async () => {
        tracker.refuses.set(teOf('A'), ['E1125'])
        const data = { clients: [amina], visits: [first] }
        const report = await run(data)
        expect(harness.outcomes()).toEqual(['c1 reject E1125', 'v1 park PARENT_MISSING'])
        expect(report.reasons.map(({ reason, rows }) => [reason, rows])).toEqual([
            ['E1125', 1],
            ['PARENT_MISSING', 1],
        ])
        tracker.refuses.clear()
        await run(data)
        expect(harness.outcomes()).toEqual(['c1 load', 'v1 load'])
    })

    it('links a person whom DHIS2 knows by her number, and hangs all on her', async () => {
        tracker.store.set('found000001', {
            list: 'trackedEntities',
            object: {
                trackedEntity: 'found000001',
                orgUnit: 'unit0000001',
                attributes: [
                    { attribute: 'name0000001', value: 'Amina' },
                    { attribute: 'number00001', value: '1' },
                ],
            },
        })
        await run({ clients: [amina], visits: [first] })
        expect(tracker.store.has(teOf('A'))).toBe(false)
        expect(tracker.object(enOf('A'))).toMatchObject({ trackedEntity: 'found000001' })
        expect(tracker.object(eventOf('v1'))).toMatchObject({ trackedEntity: 'found000001', enrollment: enOf('A') })
        await run({ clients: [amina], visits: [first] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 unchanged'])
    })

    it('parks a person who may be somebody else, with all that is hers', async () => {
        tracker.store.set('found000001', {
            list: 'trackedEntities',
            object: { trackedEntity: 'found000001', attributes: [{ attribute: 'number00001', value: '1' }] },
        })
        await run({ clients: [amina], visits: [first] })
        expect(harness.outcomes()).toEqual(['c1 park IDENTITY_AMBIGUOUS', 'v1 park PARENT_MISSING'])
        expect(tracker.requests).toHaveLength(0)
    })

    it('finds its own objects again when the ledger was lost, and keeps what staff changed', async () => {
        await run({ clients: [amina], visits: [first] })
        tracker.edit(eventOf('v1'), (object) => (object.assignedUser = { username: 'mentor' }))
        await run({ clients: [amina], visits: [first] }, 'another')
        expect(tracker.object(eventOf('v1'))).toMatchObject({ assignedUser: { username: 'mentor' } })
        expect([...tracker.store.values()].filter(({ list }) => list === 'trackedEntities')).toHaveLength(1)
    })

    it('tells the rows of a file that waits as a whole piece by piece, each once', async () => {
        harness.cutOff = 'clients.csv'
        const clients = Array.from({ length: 12_000 }, (_, n): Cells => ({ id: `c${n}`, client: `P${n}` }))
        const told: number[] = []
        const { counts } = await harness.run({ clients }, tracker, 'kmmp', { tell: async (lines) => void told.push(lines.length) })
        expect(counts).toMatchObject({ parked: clients.length })
        expect([told.reduce((sum, lines) => sum + lines, 0), Math.max(...told) <= 6000]).toEqual([clients.length, true])
    })

    it('keeps two rows of one record id apart: the second changes nothing, now and later', async () => {
        const data = { visits: [first, { ...first, on: '2026-02-02' }], clients: [amina] }
        await run(data)
        expect(tracker.object(eventOf('v1'))).toMatchObject({ occurredAt: '2026-02-01' })
        await run(data)
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 unchanged', 'v1 unchanged'])
    })

    it('stops when the server goes away, keeps what is done, and the next run does the rest', async () => {
        tracker.faults = [undefined, ...Array<Fault>(20).fill('down')]
        const report = await run({ clients: [amina], visits: [first] })
        expect(report.failure?.kind).toBe('unreachable')
        expect(harness.outcomes()).toEqual(['c1 load'])
        tracker.faults = []
        await run({ clients: [amina], visits: [first] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 load'])
    })
})

describe('appointments', () => {
    const planned = (on: string) => tracker.object<{ status: string } | undefined>(planOf('A', on))?.status
    const second: Cells = { id: 'v2', client: 'A', on: '2026-03-03', next: '2026-04-01' }

    it('become scheduled events once all visits are known; a kept one never does', async () => {
        await run({ clients: [amina], visits: [first, second] })
        expect([planned('2026-03-01'), planned('2026-04-01')]).toEqual([undefined, 'SCHEDULE'])
    })

    it('become the visit that keeps them, under the same UID', async () => {
        await run({ clients: [amina], visits: [first] })
        expect(planned('2026-03-01')).toBe('SCHEDULE')
        await run({ clients: [amina], visits: [first, second] })
        expect(tracker.object(planOf('A', '2026-03-01'))).toMatchObject({
            status: 'COMPLETED',
            occurredAt: '2026-03-03',
            scheduledAt: '2026-03-01',
        })
        expect(tracker.store.has(eventOf('v2'))).toBe(false)
        await run({ clients: [amina], visits: [first, { ...second, on: '2026-03-04' }] })
        expect(tracker.object(planOf('A', '2026-03-01'))).toMatchObject({ occurredAt: '2026-03-04' })
    })

    it.each<[string, () => void]>([
        ['is refused by DHIS2', () => void tracker.refuses.set(planOf('A', '2026-03-01'), ['E1300'])],
        ['meets a server that is away', () => void (tracker.faults = Array<Fault>(20).fill('down'))],
    ])('become the visit that keeps them also when it %s at first', async (_, spoil) => {
        await run({ clients: [amina], visits: [first] })
        spoil()
        await run({ clients: [amina], visits: [first, second] })
        expect(planned('2026-03-01')).toBe('SCHEDULE')
        tracker.refuses.clear()
        tracker.faults = []
        await run({ clients: [amina], visits: [first, { ...second, on: '2026-03-04' }] })
        expect(harness.outcomes()).toContain('v2 load')
        expect(tracker.object(planOf('A', '2026-03-01'))).toMatchObject({ status: 'COMPLETED', occurredAt: '2026-03-04' })
    })

    it('made by staff become the visit as well', async () => {
        await run({ clients: [amina] })
        tracker.store.set('staffplan01', {
            list: 'events',
            object: {
                event: 'staffplan01',
                ...{ status: 'SCHEDULE', scheduledAt: '2026-02-03', program: 'program0001', programStage: 'stage000001' },
                ...{ orgUnit: 'unit0000001', trackedEntity: teOf('A'), enrollment: enOf('A') },
            },
        })
        await run({ clients: [amina], visits: [first] })
        expect(tracker.object('staffplan01')).toMatchObject({ status: 'COMPLETED', occurredAt: '2026-02-01' })
    })

    it('are skipped when a later visit came instead', async () => {
        await run({ clients: [amina], visits: [first] })
        await run({ clients: [amina], visits: [first, { ...second, on: '2026-03-20' }] })
        expect([planned('2026-03-01'), planned('2026-04-01')]).toEqual(['SKIPPED', 'SCHEDULE'])
    })

    it('move when the row names another day', async () => {
        await run({ clients: [amina], visits: [first] })
        await run({ clients: [amina], visits: [{ ...first, next: '2026-03-15' }] })
        expect([planned('2026-03-01'), planned('2026-03-15')]).toEqual(['SKIPPED', 'SCHEDULE'])
    })

    it.each<[string, string]>([
        ['kept', '2026-02-15'],
        ['made needless', '2026-03-12'],
    ])('come back when the day of the visit that %s them is corrected to an earlier one', async (_, day) => {
        const named = { id: 'v0', client: 'A', on: '2026-01-20', next: '2026-02-14' }
        await run({ clients: [amina], visits: [named, { ...second, on: day, next: '' }] })
        expect(planned('2026-02-14')).toBeUndefined()
        await run({ clients: [amina], visits: [named, { ...second, on: '2026-01-05', next: '' }] })
        expect(planned('2026-02-14')).toBe('SCHEDULE')
    })

    it('do not come back when the visit that kept them is deleted and no row names them any more', async () => {
        const named = { id: 'v0', client: 'A', on: '2026-01-20', next: '2026-02-01' }
        await run({ clients: [amina], visits: [named, first] })
        expect(planned('2026-02-01')).toBeUndefined()
        await run({
            clients: [amina],
            visits: [
                { ...named, next: '' },
                { ...first, voided: 'yes' },
            ],
        })
        expect(planned('2026-02-01')).toBeUndefined()
    })

    it.each<[string, Cells, (string | undefined)[]]>([
        ['move all the same', { ...first, next: '2026-03-15' }, ['SKIPPED', 'SCHEDULE']],
        ['are skipped when the partner deletes it', { ...first, voided: 'yes' }, ['SKIPPED', undefined]],
    ])('of a row that DHIS2 refused in the meantime %s', async (_, then, expected) => {
        await run({ clients: [amina], visits: [first] })
        tracker.refuses.set(eventOf('v1'), ['E1029'])
        const moved = { ...first, on: '2026-02-02', next: '2026-03-15' }
        await run({ clients: [amina], visits: [moved] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 reject E1029'])
        tracker.refuses.clear()
        await run({ clients: [amina], visits: [then] })
        expect([planned('2026-03-01'), planned('2026-03-15')]).toEqual(expected)
    })

    it('stand when the day of the visit that named them is corrected to one shortly before', async () => {
        await run({ clients: [amina], visits: [{ ...first, on: '2026-02-01', next: '2026-02-14' }] })
        await run({ clients: [amina], visits: [{ ...first, on: '2026-02-10', next: '2026-02-14' }] })
        expect(planned('2026-02-14')).toBe('SCHEDULE')
    })

    it('stand in the enrollment that DHIS2 had already, also those that a later page names', async () => {
        const attributes = [
            { attribute: 'name0000001', value: 'Amina' },
            { attribute: 'number00001', value: '1' },
        ]
        const found = { trackedEntity: 'found000001', orgUnit: 'unit0000001', program: 'program0001', status: 'ACTIVE' }
        tracker.store.set('found000001', { list: 'trackedEntities', object: { ...found, attributes } })
        tracker.store.set('enrollfound', { list: 'enrollments', object: { ...found, enrollment: 'enrollfound', enrolledAt: '2026-01-01' } })
        await run({ clients: [amina], visits: [first] })
        expect(tracker.object(planOf('A', '2026-03-01'))).toMatchObject({ trackedEntity: 'found000001', enrollment: 'enrollfound' })
    })

    it('that DHIS2 refuses refuse their row', async () => {
        tracker.refuses.set(planOf('A', '2026-03-01'), ['E1029'])
        const report = await run({ clients: [amina], visits: [first] })
        expect(report.counts).toMatchObject({ delivered: 1, refused: 1 })
        tracker.refuses.clear()
        await run({ clients: [amina], visits: [first] })
        expect(planned('2026-03-01')).toBe('SCHEDULE')
    })
})

it('a refusal that names a value of DHIS2 is told with the column that it comes from, and with no value', async () => {
    const client = { id: 'c1', client: 'A', name: 'Amina', number: 'Marked12345' }
    tracker.refuses.set(teOf('A'), ['E1064', 'E1077'])
    tracker.says.set('E1064', 'Non-unique attribute value `Marked12345` for attribute `number00001`')
    await harness.run({ clients: [client] }, tracker)
    const [told] = harness.ask((history) => history.rowsAt('clients.csv', 1))
    expect(harness.lines).toMatchObject([{ outcome: 'reject', reason: 'E1064', column: 'number00001 column', detail: 'E1077' }])
    expect(told).toMatchObject({ reason: 'E1064', column: 'number00001 column' })
    expect(JSON.stringify([told, harness.lines])).not.toContain('Marked12345')
})
