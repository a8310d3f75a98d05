import type { Decision } from '../ledger/ledger.ts'
import { FakeTracker } from '../testing/fakeTracker.ts'
import { enOf, eventOf, planOf, SyncHarness, teOf, type Cells, type Data } from '../testing/syncHarness.ts'

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
const second: Cells = { id: 'v2', client: 'A', on: '2026-03-03', next: '2026-04-01' }
const third: Cells = { id: 'v3', client: 'A', on: '2026-04-02' }
const [BEFORE, NOW] = ['the copy of last week', 'kmmp']

const events = () =>
    [...tracker.store]
        .filter(([, { list, object }]) => list === 'events' && !object.deleted)
        .map(([uid, { object }]) => `${uid} ${String(object.status)}`)
const plan = (on: string) => tracker.object<{ status: string } | undefined>(planOf('A', on))?.status

describe('a visit that took the place of an appointment', () => {
    beforeEach(async () => {
        await run({ clients: [amina], visits: [first] })
        harness.copy(NOW, BEFORE)
        await run({ clients: [amina], visits: [first, second] })
    })
    const asOnce = [`${eventOf('v1')} COMPLETED`, `${planOf('A', '2026-03-01')} COMPLETED`, `${planOf('A', '2026-04-01')} SCHEDULE`]
    const all = { clients: [amina], visits: [first, second] }

    it('stands in DHIS2 once when the ledger was lost', async () => {
        await run(all, 'begun anew')
        expect(events()).toEqual(asOnce)
        await run(all, 'begun anew')
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 unchanged', 'v2 unchanged'])
    })

    it('stands in DHIS2 once when the ledger is an older copy', async () => {
        const sent = tracker.requests.length
        await run(all, BEFORE)
        expect(events()).toEqual(asOnce)
        expect(tracker.requests).toHaveLength(sent)
        await run(all, BEFORE)
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 unchanged', 'v2 unchanged'])
    })

    it('goes on being changed by its row afterwards', async () => {
        await run(all, BEFORE)
        await run({ ...all, visits: [first, { ...second, on: '2026-03-04' }] }, BEFORE)
        expect(tracker.object(planOf('A', '2026-03-01'))).toMatchObject({ occurredAt: '2026-03-04' })
        expect(events()).toHaveLength(3)
    })

    it('keeps what staff changed in it since, and asks when the partner changed it as well', async () => {
        tracker.edit(planOf('A', '2026-03-01'), (visit) => (visit.occurredAt = '2026-03-02'))
        await run({ ...all, visits: [first, { ...second, on: '2026-03-04' }] }, BEFORE)
        expect(tracker.object(planOf('A', '2026-03-01'))).toMatchObject({ occurredAt: '2026-03-02' })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 unchanged', 'v2 load_warn CONFLICT'])
    })

    it('is not made again when staff deleted it: a person is asked', async () => {
        tracker.edit(planOf('A', '2026-03-01'), (visit) => (visit.deleted = true))
        await run(all, 'begun anew')
        expect(harness.outcomes()).toEqual(['c1 load', 'v1 load', 'v2 reject E1082'])
        harness.ask((history) => history.reviews().forEach(({ id }) => history.decide(id, 'again')), 'begun anew')
        await run(all, 'begun anew')
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 unchanged', 'v2 load'])
        await run({ ...all, visits: [first, { ...second, on: '2026-03-04' }] }, 'begun anew')
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 unchanged', 'v2 load'])
        expect(events()).toHaveLength(3)
    })

    it('that the partner deleted and brought back is found as what it became then', async () => {
        await run({ ...all, visits: [first, { ...second, voided: 'yes' }] })
        await run(all)
        const once = events()
        await run(all, 'begun anew')
        expect(events()).toEqual(once)
    })

    it('as does one that never had an appointment', async () => {
        const other: Cells = { id: 'v9', client: 'A', on: '2026-06-03' }
        await run({ ...all, visits: [first, second, other] })
        await run({ ...all, visits: [first, second, { ...other, voided: 'yes' }] })
        await run({ ...all, visits: [first, second, other] })
        const once = events()
        await run({ ...all, visits: [first, second, other] }, 'begun anew')
        expect(events()).toEqual(once)
        expect(harness.outcomes()).toContain('v9 load')
    })

    it('is not taken for another of the same day', async () => {
        const other: Cells = { id: 'v9', client: 'A', on: '2026-03-03' }
        await run({ ...all, visits: [first, other, second] }, BEFORE)
        expect(tracker.object(eventOf('v9'))).toMatchObject({ occurredAt: '2026-03-03' })
        expect(events()).toHaveLength(4)
    })
})

describe('an older copy of the ledger', () => {
    it('finds what was made after it under the UID that its record gives', async () => {
        await run({ clients: [amina], visits: [first] })
        harness.copy(NOW, BEFORE)
        const bahati: Cells = { id: 'c2', client: 'B', name: 'Bahati', number: '2' }
        const later = { clients: [amina, bahati], visits: [first, second, third, { id: 'v4', client: 'B', on: '2026-04-05' }] }
        await run(later)
        const once = tracker.state()
        await run(later, BEFORE)
        expect(tracker.state()).toEqual(once)
        expect([...tracker.store.keys()]).toEqual(expect.arrayContaining([teOf('B'), enOf('B'), eventOf('v4')]))
    })

    it('does not take a visit that was made after it for a new one that keeps the next appointment', async () => {
        await run({ clients: [amina] })
        harness.copy(NOW, BEFORE)
        const weekly = { ...first, next: '2026-02-08' }
        await run({ clients: [amina], visits: [weekly] })
        for (const unrecorded of [undefined, 'yes']) {
            harness.copy(BEFORE, 'restored')
            await run({ clients: [amina], visits: [{ ...weekly, unrecorded }] }, 'restored')
            expect(events()).toEqual([`${eventOf('v1')} COMPLETED`, `${planOf('A', '2026-02-08')} SCHEDULE`])
        }
    })

    it('leaves an appointment made after it as staff have it', async () => {
        await run({ clients: [amina] })
        harness.copy(NOW, BEFORE)
        await run({ clients: [amina], visits: [first] })
        const kept = { status: 'COMPLETED', occurredAt: '2026-03-02', dataValues: [{ dataElement: 'weight00001', value: '61' }] }
        tracker.edit(planOf('A', '2026-03-01'), (visit) => Object.assign(visit, kept))
        const once = tracker.state()
        await run({ clients: [amina], visits: [first] }, BEFORE)
        expect(tracker.state()).toEqual(once)
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 load'])
    })

    it('skips an appointment made after it once another visit came instead', async () => {
        await run({ clients: [amina] })
        harness.copy(NOW, BEFORE)
        await run({ clients: [amina], visits: [first] })
        await run({ clients: [amina], visits: [first, third] }, BEFORE)
        expect(plan('2026-03-01')).toBe('SKIPPED')
    })
})

describe('an older copy that kmmp ledger backup made', () => {
    const all: Data = { clients: [amina], visits: [first, third] }
    beforeEach(async () => {
        await run(all)
        await harness.backUp(NOW, BEFORE)
    })
    const reviews = () => harness.ask((history) => history.reviews(), BEFORE)
    const decide = (decision: Decision) => harness.ask((history) => reviews().forEach(({ id }) => history.decide(id, decision)), BEFORE)

    it('asks about an enrollment that was cancelled after it and is wanted again', async () => {
        await run({ clients: [{ ...amina, voided: 'yes' }] })
        await run(all, BEFORE)
        expect(harness.outcomes()[0]).toBe('c1 load_warn CONFLICT')
        expect(reviews()).toMatchObject([{ kind: 'CONFLICT', uid: enOf('A'), field: 'status' }])
        await run(all, BEFORE)
        expect(reviews()).toHaveLength(1)
        decide('partner')
        await run(all, BEFORE)
        expect([tracker.object(enOf('A')), reviews()]).toMatchObject([{ status: 'ACTIVE' }, []])
    })

    it('asks about a visit that was deleted after it and is wanted again', async () => {
        await run({ ...all, visits: [first, { ...third, voided: 'yes' }] })
        await run(all, BEFORE)
        expect(harness.outcomes()[2]).toBe('v3 reject E1082')
        decide('again')
        await run(all, BEFORE)
        expect(harness.outcomes()[2]).toBe('v3 load')
    })

    it('looks at what stands delivered once, and finds nothing to do where nothing happened since', async () => {
        const once = [tracker.state(), tracker.requests.length]
        await run(all, BEFORE)
        const { reads } = tracker
        await run(all, BEFORE)
        expect([tracker.state(), tracker.requests.length]).toEqual(once)
        expect(tracker.reads).toBe(reads)
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 unchanged', 'v3 unchanged'])
        expect(reviews()).toEqual([])
    })
})

describe('a person enrolled by staff whose enrollment ended since', () => {
    it('is not enrolled a second time on the same day when the ledger was lost', async () => {
        const found = { trackedEntity: 'found000001', orgUnit: 'unit0000001', program: 'program0001' }
        const attributes = [
            { attribute: 'name0000001', value: 'Amina' },
            { attribute: 'number00001', value: '1' },
        ]
        tracker.store.set('found000001', { list: 'trackedEntities', object: { ...found, attributes } })
        const enrolled = { ...found, enrollment: 'enrollfound', enrolledAt: '2026-01-10', status: 'COMPLETED' }
        tracker.store.set('enrollfound', { list: 'enrollments', object: enrolled })
        await run({ clients: [amina], visits: [first] })
        expect(tracker.store.has(enOf('A'))).toBe(false)
        expect(tracker.object(eventOf('v1'))).toMatchObject({ enrollment: 'enrollfound' })
    })
})
