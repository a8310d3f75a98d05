import type { Decision } from '../ledger/ledger.ts'
import { FakeTracker, type Fault } from '../testing/fakeTracker.ts'
import { enOf, eventOf, planOf, POLICY, SyncHarness, teOf, type Cells, type Data } from '../testing/syncHarness.ts'
import { reportText } from './reportText.ts'

let harness: SyncHarness
let tracker: FakeTracker
beforeEach(() => {
    harness = new SyncHarness()
    tracker = new FakeTracker()
})
afterEach(() => harness.remove())

const run = (data: Data) => harness.run(data, tracker)
const amina: Cells = { id: 'c1', client: 'A', name: 'Amina', number: '1' }
const visit: Cells = { id: 'v1', client: 'A', on: '2026-02-01', next: '2026-12-01' }
const later: Cells = { id: 'v2', client: 'A', on: '2026-03-02' }
const withoutConsent: Cells = { ...amina, barred: 'CONSENT_MISSING' }
const forPractice = (cells: Cells): Cells => ({ ...cells, barred: 'TEST_RECORD' })
const statusOf = (uid: string) => tracker.object<{ status?: string } | undefined>(uid)?.status
const isDeleted = (uid: string) => tracker.object<{ deleted?: boolean }>(uid).deleted === true
const questions = () => harness.ask((history) => history.reviews())
const asked = () => questions().map(({ kind, uid, reason, cause, file, rowNumber }) => [kind, uid, reason, cause, `${file} ${rowNumber}`])
const decide = (decision: Decision) => harness.ask((history) => questions().forEach(({ id }) => history.decide(id, decision)))

describe('a client who was delivered, and of whom the partner now says that she does not agree to share', () => {
    beforeEach(() => run({ clients: [amina], visits: [visit] }))

    it('becomes a question, one for all that hangs on her enrollment; nothing is taken back before it is answered', async () => {
        const report = await run({ clients: [withoutConsent], visits: [visit] })
        expect(harness.outcomes()).toEqual(['c1 reject CONSENT_MISSING', 'v1 unchanged'])
        expect(asked()).toEqual([['VOIDED', enOf('A'), 'CONSENT_MISSING', 'barred', 'clients.csv 1']])
        expect(report.barred).toEqual({ cancelled: 0, deleted: 0, asked: 1 })
        expect(reportText(report)).toContain(
            'as it may not be shared any more, or was no record of the programme: 1 to be decided (kmmp reviews)'
        )
        expect(statusOf(enOf('A'))).toBe('ACTIVE')
    })

    it('has nothing more delivered', async () => {
        await run({ clients: [withoutConsent], visits: [visit, later] })
        expect(harness.outcomes()).toContain('v2 park PARENT_MISSING')
        expect(tracker.store.has(eventOf('v2'))).toBe(false)
    })

    it('is asked about once, however many runs there are', async () => {
        await run({ clients: [withoutConsent], visits: [visit] })
        const before = questions()
        const sent = tracker.requests.length
        await run({ clients: [withoutConsent], visits: [visit] })
        expect([questions(), tracker.requests.length]).toEqual([before, sent])
    })

    it('has her enrollment cancelled once a person says so; no figure counts her, and she stays as she is', async () => {
        await run({ clients: [withoutConsent], visits: [visit] })
        decide('withdraw')
        const report = await run({ clients: [withoutConsent], visits: [visit] })
        expect([statusOf(enOf('A')), isDeleted(teOf('A')), isDeleted(eventOf('v1'))]).toEqual(['CANCELLED', false, false])
        expect(report.barred).toEqual({ cancelled: 1, deleted: 0, asked: 0 })
        expect(questions()).toEqual([])
    })

    it('stays when a person says so', async () => {
        await run({ clients: [withoutConsent], visits: [visit] })
        decide('leave')
        await run({ clients: [withoutConsent], visits: [visit] })
        expect([statusOf(enOf('A')), questions()]).toEqual(['ACTIVE', []])
    })

    it('goes on when she agrees again, and is asked about anew when she does not', async () => {
        await run({ clients: [withoutConsent], visits: [visit] })
        decide('leave')
        await run({ clients: [withoutConsent], visits: [visit] })
        await run({ clients: [amina], visits: [visit, later] })
        expect(harness.outcomes()).toEqual(['c1 load', 'v1 unchanged', 'v2 load'])
        await run({ clients: [withoutConsent], visits: [visit, later] })
        expect(questions()).toHaveLength(1)
    })

    it('is active again when she agrees again after all was taken back', async () => {
        await run({ clients: [withoutConsent], visits: [visit] })
        decide('withdraw')
        await run({ clients: [withoutConsent], visits: [visit] })
        await run({ clients: [amina], visits: [visit] })
        expect(statusOf(enOf('A'))).toBe('ACTIVE')
    })

    it('has it taken back at once where the mapping says so, and also when the run was broken off in between', async () => {
        harness.policy = { ...POLICY, barred: 'withdraw' }
        tracker.faults = Array<Fault>(20).fill('down')
        await run({ clients: [withoutConsent], visits: [visit] })
        expect(statusOf(enOf('A'))).toBe('ACTIVE')
        tracker.faults = []
        await run({ clients: [withoutConsent], visits: [visit] })
        expect([statusOf(enOf('A')), questions()]).toEqual(['CANCELLED', []])
    })

    it('is asked about even where the mapping leaves what is no longer wanted', async () => {
        harness.policy = { ...POLICY, held: 'leave', enrollments: 'leave' }
        await run({ clients: [withoutConsent], visits: [visit] })
        expect(questions()).toHaveLength(1)
    })
})

describe('a record that was delivered, and that the partner now calls one for practice', () => {
    beforeEach(() => run({ clients: [amina], visits: [visit, later] }))

    it('becomes a question about what it delivered; its appointment is skipped', async () => {
        await run({ clients: [amina], visits: [forPractice(visit), later] })
        expect(harness.outcomes().toSorted()).toEqual(['c1 unchanged', 'v1 skip TEST_RECORD', 'v2 unchanged'])
        expect(asked()).toEqual([['VOIDED', eventOf('v1'), 'TEST_RECORD', 'barred', 'visits.csv 1']])
        expect([isDeleted(eventOf('v1')), statusOf(planOf('A', '2026-12-01'))]).toEqual([false, 'SKIPPED'])
    })

    it('is deleted once a person says so, and comes again when it was no practice after all', async () => {
        await run({ clients: [amina], visits: [forPractice(visit), later] })
        decide('withdraw')
        await run({ clients: [amina], visits: [forPractice(visit), later] })
        expect(isDeleted(eventOf('v1'))).toBe(true)
        await run({ clients: [amina], visits: [visit, later] })
        expect(harness.outcomes()).toContain('v1 load')
        expect(statusOf(planOf('A', '2026-12-01'))).toBe('SCHEDULE')
    })
})

it('a record that may not be delivered and never was is nothing to ask about', async () => {
    await run({ clients: [withoutConsent], visits: [forPractice(visit)] })
    expect(questions()).toEqual([])
    expect(tracker.requests).toEqual([])
})
