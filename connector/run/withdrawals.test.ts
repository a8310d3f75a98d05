import type { Decision } from '../ledger/ledger.ts'
import { FakeTracker, type Fault } from '../testing/fakeTracker.ts'
import { enOf, eventOf, linkOf, planOf, SyncHarness, teOf, type Cells, type Data } from '../testing/syncHarness.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'

let harness: SyncHarness
let tracker: FakeTracker
beforeEach(() => {
    harness = new SyncHarness()
    tracker = new FakeTracker()
})
afterEach(() => harness.remove())

const run = (data: Data, store?: string) => harness.run(data, tracker, store)
const amina: Cells = { id: 'c1', client: 'A', name: 'Amina', number: '1' }
const beatrice: Cells = { id: 'c2', client: 'B', name: 'Beatrice', number: '2' }
const visit: Cells = { id: 'v1', client: 'A', on: '2026-02-01' }
const later: Cells = { id: 'v2', client: 'A', on: '2026-03-02' }
const deleted = (cells: Cells): Cells => ({ ...cells, voided: 'yes' })
const isDeleted = (uid: string) => tracker.object<{ deleted?: boolean }>(uid).deleted === true
const statusOf = (uid: string) => tracker.object<{ status?: string } | undefined>(uid)?.status
const questions = () => harness.ask((history) => history.reviews())
const decide = (decision: Decision) => harness.ask((history) => questions().forEach(({ id }) => history.decide(id, decision)))

describe('a row whose file lacks a column that the last export had', () => {
    const named: Cells = { ...visit, next: '2026-12-01' }

    it('has nothing taken back: not its event, not its appointment', async () => {
        await run({ clients: [amina], visits: [named] })
        await run({ clients: [amina], visits: [{ ...named, on: '', next: '', partial: 'yes' }] })
        expect([isDeleted(eventOf('v1')), statusOf(planOf('A', '2026-12-01'))]).toEqual([false, 'SCHEDULE'])
        expect(questions()).toEqual([])
    })

    it('has nothing taken back when it had to wait and is tried again', async () => {
        await run({ clients: [amina], visits: [named] })
        tracker.refuses.set(eventOf('v1'), ['E1029'])
        await run({ clients: [amina], visits: [{ ...named, on: '2026-02-02', next: '', partial: 'yes' }] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 reject E1029'])
        tracker.refuses.clear()
        await harness.retry({ source: 'm2m' }, tracker)
        expect(tracker.object(eventOf('v1'))).toMatchObject({ occurredAt: '2026-02-02' })
        expect(statusOf(planOf('A', '2026-12-01'))).toBe('SCHEDULE')
    })

    it('has it taken back once the whole row no longer wants it', async () => {
        await run({ clients: [amina], visits: [named] })
        await run({ clients: [amina], visits: [{ ...named, on: '', next: '', partial: 'yes' }] })
        await run({ clients: [amina], visits: [{ ...named, on: '', next: '' }] })
        expect([isDeleted(eventOf('v1')), statusOf(planOf('A', '2026-12-01'))]).toEqual([true, 'SKIPPED'])
    })
})

describe('a row that the partner deleted', () => {
    it('has its event deleted in DHIS2 where the mapping says so; a further run changes nothing', async () => {
        await run({ clients: [amina], visits: [visit, later] })
        const report = await run({ clients: [amina], visits: [deleted(visit), later] })
        expect(harness.outcomes().sort()).toEqual(['c1 unchanged', 'v1 void DELETED_AT_SOURCE', 'v2 unchanged'])
        expect([isDeleted(eventOf('v1')), isDeleted(eventOf('v2'))]).toEqual([true, false])
        expect(report.withdrawn).toEqual({ cancelled: 0, deleted: 1, asked: 0 })
        const [sent, reads] = [tracker.requests.length, tracker.reads]
        await run({ clients: [amina], visits: [deleted(visit), later] })
        expect([tracker.requests.length, tracker.reads]).toEqual([sent, reads])
        expect(harness.outcomes().sort()).toEqual(['c1 unchanged', 'v1 void DELETED_AT_SOURCE', 'v2 unchanged'])
    })

    it('has its enrollment cancelled; what hangs on it stays with it, and the person as she is', async () => {
        await run({ clients: [amina], visits: [visit] })
        await run({ clients: [deleted(amina)], visits: [deleted(visit)] })
        expect(statusOf(enOf('A'))).toBe('CANCELLED')
        expect([isDeleted(eventOf('v1')), isDeleted(teOf('A'))]).toEqual([false, false])
        expect(questions()).toEqual([])
    })

    it('stays deleted when the enrollment above it, cancelled in the same export, is restored', async () => {
        await run({ clients: [amina], visits: [visit, later] })
        await run({ clients: [deleted(amina)], visits: [deleted(visit), later] })
        expect(isDeleted(eventOf('v1'))).toBe(false)
        await run({ clients: [amina], visits: [deleted(visit), later] })
        expect(statusOf(enOf('A'))).toBe('ACTIVE')
        expect([isDeleted(eventOf('v1')), isDeleted(eventOf('v2'))]).toEqual([true, false])
    })

    it('is there again when it comes back with its enrollment', async () => {
        await run({ clients: [amina], visits: [visit] })
        await run({ clients: [deleted(amina)], visits: [deleted(visit)] })
        await run({ clients: [amina], visits: [visit] })
        expect([statusOf(enOf('A')), isDeleted(eventOf('v1')), questions()]).toEqual(['ACTIVE', false, []])
    })

    it('is restored when it comes back: the enrollment active again, the event under a UID of its own', async () => {
        await run({ clients: [amina, beatrice], visits: [visit] })
        await run({ clients: [amina, deleted(beatrice)], visits: [deleted(visit)] })
        await run({ clients: [amina, beatrice], visits: [visit] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'c2 load', 'v1 load'])
        expect(statusOf(enOf('B'))).toBe('ACTIVE')
        const again = derivedUid('again', 'kmmp', eventOf('v1'))
        expect(tracker.object(again)).toMatchObject({ status: 'COMPLETED', occurredAt: '2026-02-01' })
        await run({ clients: [amina, beatrice], visits: [deleted(visit)] })
        expect(isDeleted(again)).toBe(true)
        await run({ clients: [amina, beatrice], visits: [visit] })
        expect(tracker.object(derivedUid('again', 'kmmp', again))).toMatchObject({ status: 'COMPLETED' })
        await run({ clients: [amina, beatrice], visits: [visit] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'c2 unchanged', 'v1 unchanged'])
    })

    it('leaves alone what DHIS2 never took of it', async () => {
        tracker.refuses.set(eventOf('v1'), ['E1125'])
        await run({ clients: [amina], visits: [visit] })
        tracker.refuses.clear()
        await run({ clients: [amina], visits: [deleted(visit)] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 void DELETED_AT_SOURCE'])
        expect(tracker.store.has(eventOf('v1'))).toBe(false)
    })

    it('is refused after all when DHIS2 does not let it be taken back, and tried again', async () => {
        await run({ clients: [amina], visits: [visit] })
        tracker.refuses.set(eventOf('v1'), ['E1000'])
        const report = await run({ clients: [amina], visits: [deleted(visit)] })
        expect(report.counts).toMatchObject({ unchanged: 1, voided: 0, refused: 1 })
        tracker.refuses.clear()
        expect((await run({ clients: [amina], visits: [deleted(visit)] })).counts).toMatchObject({ unchanged: 1, voided: 1, refused: 0 })
        expect(isDeleted(eventOf('v1'))).toBe(true)
    })

    it('that kept an appointment has it planned anew', async () => {
        const named = { ...visit, next: '2026-03-01' }
        await run({ clients: [amina], visits: [named, later] })
        expect(tracker.store.has(planOf('A', '2026-03-01'))).toBe(false)
        await run({ clients: [amina], visits: [named, deleted(later)] })
        expect(statusOf(planOf('A', '2026-03-01'))).toBe('SCHEDULE')
    })

    it('counts against the change budget', async () => {
        const many = Array.from({ length: 60 }, (_, n): Cells => ({ id: `m${n}`, client: 'A', on: '2026-02-01' }))
        await run({ clients: [amina], visits: many })
        const report = await harness.runWithin({ updates: 100, voids: 2 }, { clients: [amina], visits: many.map(deleted) }, tracker)
        expect(report.failure?.kind).toBe('limit')
        expect(many.filter(({ id }) => isDeleted(eventOf(id)))).toEqual([])
    })
})

describe('an object that another row wants as well', () => {
    const same = { ...later, as: 'v1' }

    it('goes over to that row, and is what that row says from the next run on', async () => {
        await run({ clients: [amina], visits: [visit, same] })
        await run({ clients: [amina], visits: [deleted(visit), same] })
        expect(isDeleted(eventOf('v1'))).toBe(false)
        await run({ clients: [amina], visits: [deleted(visit), same] })
        expect(tracker.object(eventOf('v1'))).toMatchObject({ occurredAt: '2026-03-02' })
        await run({ clients: [amina], visits: [deleted(visit), deleted(same)] })
        expect(isDeleted(eventOf('v1'))).toBe(true)
    })

    it('goes over also when that row is new in the same run', async () => {
        await run({ clients: [amina], visits: [visit] })
        await run({ clients: [amina], visits: [deleted(visit), same] })
        expect(isDeleted(eventOf('v1'))).toBe(false)
    })

    it('is withdrawn when the other row no longer wants it either', async () => {
        await run({ clients: [amina], visits: [visit, same] })
        await run({ clients: [amina], visits: [visit, later] })
        await run({ clients: [amina], visits: [deleted(visit), later] })
        expect([isDeleted(eventOf('v1')), isDeleted(eventOf('v2'))]).toEqual([true, false])
    })
})

describe('a row that goes on without an object', () => {
    it('has it withdrawn', async () => {
        await run({ clients: [amina], visits: [visit] })
        await run({ clients: [amina], visits: [{ ...visit, as: 'other' }] })
        expect([isDeleted(eventOf('v1')), isDeleted(eventOf('other'))]).toEqual([true, false])
    })

    it('has a relationship withdrawn likewise, and is unchanged from then on', async () => {
        await run({ clients: [amina, { ...beatrice, with: 'A' }] })
        await run({ clients: [amina, beatrice] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'c2 load'])
        expect([isDeleted(linkOf('B', 'A')), statusOf(enOf('B'))]).toEqual([true, 'ACTIVE'])
        await run({ clients: [amina, beatrice] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'c2 unchanged'])
    })

    it('keeps all while it waits or is refused', async () => {
        await run({ clients: [amina], visits: [visit] })
        tracker.refuses.set(eventOf('other'), ['E1125'])
        await run({ clients: [amina], visits: [{ ...visit, as: 'other' }] })
        expect(isDeleted(eventOf('v1'))).toBe(false)
        tracker.refuses.clear()
        await run({ clients: [amina], visits: [{ ...visit, as: 'other' }] })
        expect([isDeleted(eventOf('v1')), isDeleted(eventOf('other'))]).toEqual([true, false])
    })
})

describe('what a person decides', () => {
    const withdraw = () => run({ clients: [amina], visits: [deleted(visit)] })

    it('is asked where the mapping says so, once, and done in the next run, also without the row', async () => {
        harness.policy = { held: 'ask', enrollments: 'cancel', absent: 'report', barred: 'ask' }
        await run({ clients: [amina], visits: [visit] })
        expect((await withdraw()).withdrawn).toEqual({ cancelled: 0, deleted: 0, asked: 1 })
        await withdraw()
        expect(questions()).toMatchObject([{ kind: 'VOIDED', uid: eventOf('v1'), field: '', file: 'visits.csv', rowNumber: 1 }])
        expect(isDeleted(eventOf('v1'))).toBe(false)
        decide('withdraw')
        await run({ clients: [amina] })
        expect(isDeleted(eventOf('v1'))).toBe(true)
        expect(questions()).toEqual([])
    })

    it('may be to leave it, for good', async () => {
        harness.policy = { held: 'ask', enrollments: 'ask', absent: 'report', barred: 'ask' }
        await run({ clients: [amina], visits: [visit] })
        await run({ clients: [deleted(amina)], visits: [deleted(visit)] })
        expect(questions()).toMatchObject([{ kind: 'VOIDED', uid: enOf('A') }])
        decide('leave')
        await run({ clients: [deleted(amina)], visits: [deleted(visit)] })
        // the event waited for what becomes of its enrollment
        expect(questions()).toMatchObject([{ kind: 'VOIDED', uid: eventOf('v1') }])
        decide('leave')
        await withdraw()
        await withdraw()
        expect([statusOf(enOf('A')), isDeleted(eventOf('v1')), questions()]).toEqual(['ACTIVE', false, []])
    })

    it('is no longer asked when the row comes back', async () => {
        harness.policy = { held: 'ask', enrollments: 'cancel', absent: 'report', barred: 'ask' }
        await run({ clients: [amina], visits: [visit] })
        await withdraw()
        await run({ clients: [amina], visits: [visit] })
        expect([harness.outcomes(), questions()]).toEqual([['c1 unchanged', 'v1 load'], []])
    })

    it('is asked when staff changed it since: nothing of theirs goes by itself', async () => {
        await run({ clients: [amina], visits: [visit] })
        tracker.edit(eventOf('v1'), (object) => (object.occurredAt = '2026-02-03'))
        await withdraw()
        expect(isDeleted(eventOf('v1'))).toBe(false)
        expect(questions()).toMatchObject([{ kind: 'VOIDED', uid: eventOf('v1'), field: 'occurredAt' }])
        decide('withdraw')
        await withdraw()
        expect(isDeleted(eventOf('v1'))).toBe(true)
    })

    it('is asked when staff recorded something in an enrollment, or planned what became the visit', async () => {
        const planned = { program: 'program0001', programStage: 'stage000001', orgUnit: 'unit0000001', trackedEntity: teOf('A') }
        await run({ clients: [amina, beatrice] })
        const staffplan = { event: 'staffplan01', status: 'SCHEDULE', scheduledAt: '2026-02-03', enrollment: enOf('A'), ...planned }
        const staffevent = { event: 'staffevent1', status: 'COMPLETED', occurredAt: '2026-02-03', enrollment: enOf('B') }
        tracker.store.set('staffplan01', { list: 'events', object: staffplan })
        tracker.store.set('staffevent1', { list: 'events', object: staffevent })
        await run({ clients: [amina, beatrice], visits: [visit] })
        await run({ clients: [amina, deleted(beatrice)], visits: [deleted(visit)] })
        expect([statusOf(enOf('B')), isDeleted('staffplan01')]).toEqual(['ACTIVE', false])
        expect(questions().map(({ uid }) => uid)).toEqual([enOf('B'), 'staffplan01'])
    })
})

describe('a run that breaks off', () => {
    it.each<[string, (Fault | undefined)[]]>([
        ['before', Array<Fault>(20).fill('down')],
        ['while the answer is lost', ['lost', ...Array<Fault>(20).fill('down')]],
    ])('%s taking back ends in the next one as it would have', async (_, faults) => {
        await run({ clients: [amina, beatrice], visits: [visit] })
        tracker.faults = [...faults]
        await run({ clients: [amina, deleted(beatrice)], visits: [deleted(visit)] })
        tracker.faults = []
        await run({ clients: [amina, deleted(beatrice)], visits: [deleted(visit)] })
        expect([statusOf(enOf('B')), isDeleted(eventOf('v1')), questions()]).toEqual(['CANCELLED', true, []])
        await run({ clients: [amina, beatrice], visits: [visit] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'c2 load', 'v1 load'])
    })
})

it('a visit that took the place of the appointment of its own row is asked about once, and goes when that is the answer', async () => {
    const event = planOf('A', '2026-05-01')
    harness.policy = { ...harness.policy, held: 'ask' }
    const held: Cells = { id: 'v1', client: 'A', on: '2026-05-01', next: '' }
    await run({ clients: [amina], visits: [{ ...held, on: '', next: '2026-05-01' }] })
    await run({ clients: [amina], visits: [held] })
    expect(statusOf(event)).toBe('COMPLETED')
    await run({ clients: [amina], visits: [deleted(held)] })
    expect(questions()).toMatchObject([{ kind: 'VOIDED', uid: event }])
    decide('withdraw')
    await run({ clients: [amina], visits: [deleted(held)] })
    expect([isDeleted(event), questions()]).toEqual([true, []])
})
