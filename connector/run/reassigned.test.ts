import type { Decision } from '../ledger/ledger.ts'
import { MortalTracker } from '../testing/mortalTracker.ts'
import { enOf, eventOf, SyncHarness, teOf, type Cells, type Data } from '../testing/syncHarness.ts'

let harness: SyncHarness
let tracker: MortalTracker
beforeEach(() => {
    harness = new SyncHarness()
    tracker = new MortalTracker()
})
afterEach(() => harness.remove())

const run = (data: Data) => harness.run(data, tracker)
const [HERE, THERE, THIRD] = ['unit0000001', 'unit0000002', 'unit0000003']
const amina: Cells = { id: 'c1', client: 'A', name: 'Amina', number: '1', unit: HERE }
const moved = { ...amina, unit: THERE }
const ownedBy = (orgUnit: string) => tracker.edit(teOf('A'), (person) => (person.programOwners = [{ program: 'program0001', orgUnit }]))
const places = () => ({
    owner: tracker
        .object<{ programOwners: { orgUnit: string }[] }>(teOf('A'))
        .programOwners.map(({ orgUnit }) => orgUnit)
        .join(),
    person: tracker.object<{ orgUnit: string }>(teOf('A')).orgUnit,
    enrollment: tracker.object<{ orgUnit: string }>(enOf('A')).orgUnit,
})
const allAt = (unit: string) => ({ owner: unit, person: unit, enrollment: unit })
const open = () => harness.ask((history) => history.reviews())
const decide = (decision: Decision) => harness.ask((history) => open().forEach(({ id }) => history.decide(id, decision)))

describe('a client whom the partner moved to another facility', () => {
    beforeEach(() => run({ clients: [amina] }))

    it('is owned there afterwards, with all that her record says', async () => {
        const { transferred } = await run({ clients: [moved] })
        expect(places()).toEqual(allAt(THERE))
        expect(transferred).toBe(1)
        expect(harness.outcomes()).toEqual(['c1 load'])
    })

    it('is moved once', async () => {
        await run({ clients: [moved] })
        await run({ clients: [moved] })
        await run({ clients: [{ ...moved, name: 'Amina W' }] })
        expect(tracker.transfers).toEqual([`${teOf('A')} program0001 ${THERE}`])
    })

    it('is moved back when the partner says so', async () => {
        await run({ clients: [moved] })
        await run({ clients: [amina] })
        expect(places()).toEqual(allAt(HERE))
    })

    it('is not moved by a visit at another facility', async () => {
        await run({ clients: [amina], visits: [{ id: 'v1', client: 'A', on: '2026-02-01', unit: THERE }] })
        expect(tracker.object(eventOf('v1'))).toMatchObject({ orgUnit: THERE })
        expect(places()).toEqual(allAt(HERE))
        expect(tracker.transfers).toEqual([])
    })

    it('stays where the mapping leaves moving to the facilities', async () => {
        await run({ clients: [{ ...moved, unitOwner: 'facility' }] })
        expect(places()).toEqual(allAt(HERE))
        expect(open()).toEqual([])
    })

    it('needs no transfer when staff have moved her there already', async () => {
        ownedBy(THERE)
        await run({ clients: [moved] })
        expect(places()).toEqual(allAt(THERE))
        expect(tracker.transfers).toEqual([])
    })

    it('is refused with a reason when her facility does not let her go; her visits go on', async () => {
        tracker.keepsOwner.add(teOf('A'))
        await run({ clients: [moved], visits: [{ id: 'v1', client: 'A', on: '2026-02-01' }] })
        expect(harness.outcomes()).toEqual(['c1 reject TRANSFER_REFUSED', 'v1 load'])
        expect(places()).toEqual(allAt(HERE))
        tracker.keepsOwner.clear()
        await run({ clients: [moved] })
        expect(harness.outcomes()).toEqual(['c1 load'])
        expect(places()).toEqual(allAt(THERE))
    })

    it('is moved back when the partner says so, though the rest of her record never arrived', async () => {
        tracker.refuses.set(teOf('A'), ['E1125'])
        await run({ clients: [moved] })
        expect(places()).toEqual({ ...allAt(HERE), owner: THERE })
        tracker.refuses.clear()
        await run({ clients: [amina] })
        expect(places()).toEqual(allAt(HERE))
        await run({ clients: [amina] })
        expect(harness.outcomes()).toEqual(['c1 unchanged'])
    })

    it('is moved on from there when the partner names a third facility', async () => {
        tracker.refuses.set(teOf('A'), ['E1125'])
        await run({ clients: [moved] })
        tracker.refuses.clear()
        await run({ clients: [{ ...amina, unit: THIRD }] })
        expect(places()).toEqual(allAt(THIRD))
        expect(open()).toEqual([])
    })

    it('is moved back after a run that broke off between transfer and import', async () => {
        tracker.faults = [undefined, ...Array.from({ length: 5 }, () => 'down' as const)]
        await run({ clients: [moved] })
        await run({ clients: [amina] })
        expect(places()).toEqual(allAt(HERE))
    })

    it('is read back after an answer that was lost', async () => {
        tracker.faults = ['lost']
        await run({ clients: [moved] })
        expect(tracker.transfers).toHaveLength(1)
        expect(places()).toEqual(allAt(THERE))
    })

    it('arrives with the next run when the server went away between transfer and import', async () => {
        tracker.faults = [undefined, ...Array.from({ length: 5 }, () => 'down' as const)]
        expect(await run({ clients: [moved] })).toMatchObject({ failure: { kind: 'unreachable' } })
        expect(places()).toEqual({ ...allAt(HERE), owner: THERE })
        await run({ clients: [moved] })
        expect(places()).toEqual(allAt(THERE))
        expect(tracker.transfers).toHaveLength(1)
    })

    it('arrives with the next run when the server went away before the transfer', async () => {
        tracker.faults = Array.from({ length: 3 }, () => 'down' as const)
        expect(await run({ clients: [moved] })).toMatchObject({ failure: { kind: 'unreachable' } })
        expect(places()).toEqual(allAt(HERE))
        await run({ clients: [moved] })
        expect(places()).toEqual(allAt(THERE))
    })
})

describe('a client who was moved before she could be enrolled', () => {
    beforeEach(async () => {
        tracker.refuses.set(enOf('A'), ['E1125'])
        await run({ clients: [amina] })
        tracker.refuses.clear()
    })

    it.each([
        ['and the run was killed', ['silent'] as const, { left: 0, after: true }],
        ['and her own record was left out', ['silent', 'silent'] as const, undefined],
    ])('is moved back when the partner says so, though only her enrollment arrived, %s', async (_, faults, death) => {
        tracker.faults = [...faults]
        await (death === undefined ? run({ clients: [moved] }) : harness.runKilled({ clients: [moved] }, tracker, death))
        expect(places()).toEqual({ ...allAt(THERE), person: HERE })
        await run({ clients: [amina] })
        expect([places(), open()]).toEqual([allAt(HERE), []])
        await run({ clients: [amina] })
        expect(harness.outcomes()).toEqual(['c1 unchanged'])
    })
})

describe('a client whom staff moved to a third facility meanwhile', () => {
    beforeEach(async () => {
        await run({ clients: [amina] })
        ownedBy(THIRD)
    })

    it('stays there while the partner says what it said before', async () => {
        await run({ clients: [{ ...amina, name: 'Amina W' }] })
        expect(places()).toMatchObject({ owner: THIRD })
        expect(open()).toEqual([])
    })

    it('is asked about, and moved by nobody', async () => {
        await run({ clients: [{ ...moved, name: 'Amina W' }] })
        expect(open()).toMatchObject([{ kind: 'CONFLICT', uid: teOf('A'), field: 'orgUnit' }])
        expect(places()).toEqual({ ...allAt(HERE), owner: THIRD })
        expect(harness.outcomes()).toEqual(['c1 load_warn CONFLICT'])
    })

    it('goes where the partner says once that was decided', async () => {
        await run({ clients: [moved] })
        decide('partner')
        await run({ clients: [moved] })
        expect(places()).toEqual(allAt(THERE))
        expect(open()).toEqual([])
    })

    it('stays with the facility once that was decided, and is not asked about again', async () => {
        await run({ clients: [moved] })
        decide('facility')
        await run({ clients: [moved] })
        await run({ clients: [{ ...moved, name: 'Amina W' }] })
        expect(places()).toEqual({ ...allAt(HERE), owner: THIRD })
        expect(open()).toEqual([])
    })
})
