import { Failure } from '../failure.ts'
import type { Decision } from '../ledger/ledger.ts'
import { FakeTracker } from '../testing/fakeTracker.ts'
import { enOf, eventOf, recognition, SyncHarness, teOf, type Cells, type Data } from '../testing/syncHarness.ts'
import type { Sync } from './sync.ts'

let harness: SyncHarness
let tracker: FakeTracker
beforeEach(() => {
    harness = new SyncHarness()
    tracker = new FakeTracker()
    register('staff000001', 'Amina')
})
afterEach(() => harness.remove())

/** Somebody whom a facility registered itself, without a number of the partner. */
const register = (uid: string, name: string, orgUnit = 'unit0000001') => {
    const attributes = [{ attribute: 'name0000001', value: name }]
    tracker.store.set(uid, { list: 'trackedEntities', object: { trackedEntity: uid, orgUnit, attributes } })
    const enrolled = { enrollment: `${uid.slice(0, 10)}E`, trackedEntity: uid, program: 'program0001', orgUnit, status: 'ACTIVE' }
    tracker.store.set(enrolled.enrollment, {
        list: 'enrollments',
        object: { ...enrolled, enrolledAt: '2026-01-10', occurredAt: '2026-01-10' },
    })
}

const byName: Sync['recognition'] = { ...recognition, marks: (attributes) => [attributes.get('NAME') ?? ''].filter(Boolean) }
const run = (data: Data) => harness.run(data, tracker, 'kmmp', { recognition: byName })
const amina: Cells = { id: 'c1', client: 'A', name: 'Amina', number: '1' }
const visit: Cells = { id: 'v1', client: 'A', on: '2026-02-01' }
const open = () => harness.ask((history) => history.reviews())
const decide = (decision: Decision) => harness.ask((history) => open().forEach(({ id }) => history.decide(id, decision)))

describe('a client who looks like somebody whom her facility registered', () => {
    it('waits with her visits until somebody says whether they are one', async () => {
        await run({ clients: [amina], visits: [visit] })
        expect(harness.outcomes()).toEqual(['c1 park IDENTITY_AMBIGUOUS', 'v1 park PARENT_MISSING'])
        expect(open()).toEqual([expect.objectContaining({ kind: 'IDENTITY', uid: 'staff000001', points: 50 })])
        expect(tracker.requests).toEqual([])
    })

    it('goes on as the one who was registered when they are one', async () => {
        await run({ clients: [amina], visits: [visit] })
        decide('same')
        await run({ clients: [amina], visits: [visit] })
        expect(harness.outcomes()).toEqual(['c1 load', 'v1 load'])
        expect(tracker.object(eventOf('v1'))).toMatchObject({ trackedEntity: 'staff000001', enrollment: 'staff00000E' })
        expect([tracker.store.has(teOf('A')), open()]).toEqual([false, []])
        await run({ clients: [amina], visits: [visit] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 unchanged'])
    })

    it('is somebody of her own when they are two, and is not asked about again', async () => {
        await run({ clients: [amina] })
        decide('other')
        await run({ clients: [amina], visits: [visit] })
        expect(harness.outcomes()).toEqual(['c1 load', 'v1 load'])
        expect(tracker.object(eventOf('v1'))).toMatchObject({ trackedEntity: teOf('A'), enrollment: enOf('A') })
        await run({ clients: [{ ...amina, on: '2026-01-11' }], visits: [visit] })
        expect(harness.outcomes()).toEqual(['c1 load', 'v1 unchanged'])
    })
})

describe('a client is nobody to ask about', () => {
    it.each<[string, () => void, Cells]>([
        ['when the other one is of another facility', () => register('staff000001', 'Amina', 'unit0000002'), amina],
        ['when nobody there looks like her', () => undefined, { ...amina, name: 'Beatrice' }],
        [
            'when the account may not see who is there',
            () => {
                tracker.residentsOf = () => Promise.reject(new Failure({ kind: 'forbidden', what: 'marked' }))
            },
            amina,
        ],
    ])('%s', async (_, change, client) => {
        change()
        await run({ clients: [client] })
        expect(harness.outcomes()).toEqual(['c1 load'])
    })

    it('when the other one came from the partner too', async () => {
        tracker.store.clear()
        await run({ clients: [amina] })
        await run({ clients: [amina, { id: 'c2', client: 'B', name: 'Amina', number: '2' }] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'c2 load'])
    })

    it('once she is delivered, whoever is registered later', async () => {
        tracker.store.clear()
        await run({ clients: [amina] })
        register('staff000002', 'Amina')
        await run({ clients: [{ ...amina, on: '2026-01-11' }] })
        expect(harness.outcomes()).toEqual(['c1 load'])
    })
})

it('reads a facility once a run, however many come to it', async () => {
    const asked: string[] = []
    const residents = tracker.residentsOf.bind(tracker)
    tracker.residentsOf = (orgUnit, program) => {
        asked.push(`${orgUnit} ${program}`)
        return residents(orgUnit, program)
    }
    await run({ clients: [amina, { id: 'c2', client: 'B', name: 'Beatrice', number: '2' }] })
    expect(asked).toEqual(['unit0000001 program0001'])
})
