import type { Decision } from '../ledger/ledger.ts'
import { FakeTracker } from '../testing/fakeTracker.ts'
import { enOf, eventOf, SyncHarness, teOf, type Cells, type Data } from '../testing/syncHarness.ts'

let harness: SyncHarness
let tracker: FakeTracker
beforeEach(async () => {
    harness = new SyncHarness()
    tracker = new FakeTracker()
    await run({ clients: [amina] })
})
afterEach(() => harness.remove())

const run = (data: Data) => harness.run(data, tracker)
const amina: Cells = { id: 'c1', client: 'A', name: 'Amina', number: '1' }
const changed = { ...amina, on: '2026-01-11' }
const visit: Cells = { id: 'v1', client: 'A', on: '2026-02-01' }
const KEPT = 'kept0000001'
const open = () => harness.ask((history) => history.reviews())
const decide = (decision: Decision) => harness.ask((history) => open().forEach(({ id }) => history.decide(id, decision)))
const hold = (uid: string, name: string, number: string) =>
    tracker.store.set(uid, {
        list: 'trackedEntities',
        object: {
            trackedEntity: uid,
            orgUnit: 'unit0000001',
            attributes: [
                { attribute: 'name0000001', value: name },
                { attribute: 'number00001', value: number },
            ],
        },
    })
/** As DHIS2 does: the other one keeps her enrollments, and she is marked as deleted. */
const mergeInto = (name: string) => {
    hold(KEPT, name, '1')
    tracker.edit(enOf('A'), (enrollment) => (enrollment.trackedEntity = KEPT))
    tracker.edit(teOf('A'), (person) => (person.deleted = true))
}
/** As staff do by hand: what hangs on her is deleted with her. */
const deleteHer = () => {
    tracker.edit(teOf('A'), (person) => (person.deleted = true))
    tracker.edit(enOf('A'), (enrollment) => (enrollment.deleted = true))
}

describe('a client whom staff merged into another person in DHIS2', () => {
    it('is followed there: her record and her enrollment go on under the one who was kept', async () => {
        mergeInto('Amina')
        await run({ clients: [changed], visits: [visit] })
        expect(harness.outcomes()).toEqual(['c1 load_warn MERGED_IN_DHIS2', 'v1 load'])
        expect(tracker.object(eventOf('v1'))).toMatchObject({ trackedEntity: KEPT, enrollment: enOf('A') })
        expect(open()).toEqual([])
    })

    it('is followed once, and later changes reach the one who was kept', async () => {
        mergeInto('Amina')
        await run({ clients: [changed] })
        await run({ clients: [changed] })
        expect(harness.outcomes()).toEqual(['c1 unchanged'])
        await run({ clients: [{ ...changed, number: '2' }] })
        expect(tracker.object<{ attributes: unknown }>(KEPT).attributes).toContainEqual({ attribute: 'number00001', value: '2' })
    })

    it('no longer counts as deleted in the ledger', async () => {
        mergeInto('Amina')
        await run({ clients: [changed] })
        expect(harness.ask((history) => history.objects('trackedEntity', '', 10)).map(({ uid }) => uid)).toEqual([KEPT])
    })

    it('is asked about when names do not agree', async () => {
        mergeInto('Beatrice')
        await run({ clients: [changed] })
        expect(harness.outcomes()).toEqual(['c1 park IDENTITY_AMBIGUOUS'])
        expect(open()).toMatchObject([{ kind: 'IDENTITY', uid: KEPT, points: 50 }])
        decide('same')
        await run({ clients: [changed], visits: [visit] })
        expect(tracker.object(eventOf('v1'))).toMatchObject({ trackedEntity: KEPT })
    })
})

describe('a client whom staff deleted', () => {
    beforeEach(deleteHer)

    it('is found out by her next visit, and asked about in the run after it', async () => {
        tracker.refuses.set(eventOf('v1'), ['E1081'])
        await run({ clients: [amina], visits: [visit] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 park PARENT_MISSING'])
        await run({ clients: [amina], visits: [visit] })
        expect(harness.outcomes()).toEqual(['c1 reject E1114', 'v1 park PARENT_MISSING'])
        expect(open().map(({ kind, uid }) => [kind, uid])).toEqual([
            ['BURNT', teOf('A')],
            ['BURNT', enOf('A')],
        ])
    })

    it('is followed when staff registered her anew with her number', async () => {
        hold(KEPT, 'Amina', '1')
        tracker.store.set('enroll00009', {
            list: 'enrollments',
            object: { enrollment: 'enroll00009', trackedEntity: KEPT, program: 'program0001', status: 'ACTIVE', orgUnit: 'unit0000001' },
        })
        await run({ clients: [changed], visits: [visit] })
        expect(tracker.object(eventOf('v1'))).toMatchObject({ trackedEntity: KEPT, enrollment: 'enroll00009' })
    })

    it('is made anew once that was decided', async () => {
        await run({ clients: [changed] })
        decide('again')
        await run({ clients: [changed], visits: [visit] })
        const { trackedEntity, enrollment } = tracker.object<{ trackedEntity: string; enrollment: string }>(eventOf('v1'))
        expect([trackedEntity, enrollment]).not.toContain(teOf('A'))
        expect(tracker.object(enrollment)).toMatchObject({ trackedEntity })
        expect(harness.outcomes()).toEqual(['c1 load', 'v1 load'])
    })
})
