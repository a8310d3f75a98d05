import fc from 'fast-check'
import type { Decision, ReviewKind } from '../ledger/ledger.ts'
import type { WithdrawalPolicy } from '../records.ts'
import type { FakeTracker, Fault } from './fakeTracker.ts'
import { MortalTracker, type Death } from './mortalTracker.ts'
import { enOf, eventOf, planOf, RECORD, teOf, type Cells, type Data, type SyncHarness } from './syncHarness.ts'
import type { Enrollment, Event, TrackedEntity } from '#dhis2/tracker.ts'

/** One night: an export comes, and things go wrong. */
export interface Night {
    data: Data
    /** objects that DHIS2 refuses this night */
    refused: readonly string[]
    faults: readonly (Fault | undefined)[]
    /** how the first run of the night dies, if it does */
    death?: Death
    /** whether another run follows before the next export */
    again: boolean
    /** true when the ledger was lost by day */
    lost?: boolean
}

/** Days near enough to each other that visits keep, pass and replace appointments. */
const DAYS = ['2026-02-01', '2026-02-05', '2026-02-09', '2026-02-14', '2026-02-20', '2026-03-01', '2026-03-12'] as const
const day = fc.constantFrom(...DAYS)
const rarely = <T>(value: T, otherwise: T): fc.Arbitrary<T> => fc.constantFrom(otherwise, otherwise, otherwise, value)

/** A row, or none: a full export may leave it out. */
const row = (shape: { [Name in keyof Cells]?: fc.Arbitrary<Cells[Name]> }): fc.Arbitrary<Cells | undefined> =>
    fc.option(fc.record(shape) as fc.Arbitrary<Cells>, { nil: undefined, freq: 7 })

const client = (name: string, number: string) =>
    row({
        id: fc.constant(`c${name}`),
        client: fc.constant(name),
        name: fc.constantFrom(`N${name}`, `M${name}`),
        number: fc.constant(number),
        unit: fc.constantFrom('unit0000001', 'unit0000002'),
        voided: rarely('yes', ''),
    })

const visit = (id: string) =>
    row({
        id: fc.constant(id),
        client: fc.constantFrom('A', 'A', 'B'),
        on: fc.option(day, { nil: '', freq: 5 }),
        next: fc.option(day, { nil: '' }),
        voided: rarely('yes', ''),
    })

/** A file without any row says nothing of the rows that it lacks; so there is always one. */
const ALWAYS: Required<Data> = {
    clients: [{ id: 'cZ', client: 'Z', name: 'NZ', number: '9' }],
    visits: [{ id: 'vZ', client: 'Z', on: '2026-01-20' }],
}

const isThere = (cells: Cells | undefined): cells is Cells => cells !== undefined

/** A visit names no appointment before itself. */
const sensible = (cells: Cells): Cells => (cells.on && cells.next && cells.next <= cells.on ? { ...cells, next: '' } : cells)

const someExport = fc
    .record({ clients: fc.tuple(client('A', '1'), client('B', '2')), visits: fc.tuple(visit('v1'), visit('v2'), visit('v3')) })
    .map(({ clients, visits }): Required<Data> => ({
        clients: [...ALWAYS.clients, ...clients.filter(isThere)],
        visits: [...ALWAYS.visits, ...visits.filter(isThere).map(sensible)],
    }))

const someFault = fc.constantFrom<Fault | undefined>(undefined, 'busy', 'lost', 'half', 'silent')
const someObject = fc.constantFrom(teOf('A'), enOf('A'), eventOf('v1'), eventOf('v2'), planOf('A', DAYS[3]), planOf('A', DAYS[5]))

const someNights = (lost: fc.Arbitrary<boolean>): fc.Arbitrary<Night[]> =>
    fc.array(
        fc.record({
            data: someExport,
            refused: fc.array(someObject, { maxLength: 2 }),
            faults: fc.array(someFault, { maxLength: 3 }),
            death: fc.option(fc.record({ left: fc.nat(2), after: fc.boolean() }), { nil: undefined }),
            again: fc.boolean(),
            lost,
        }),
        { minLength: 1, maxLength: 4 }
    )

const somePolicy: fc.Arbitrary<WithdrawalPolicy> = fc.record({
    held: fc.constantFrom('delete', 'ask'),
    enrollments: fc.constantFrom('cancel', 'ask'),
    absent: fc.constantFrom('withdraw', 'ask'),
    barred: fc.constantFrom('withdraw', 'ask'),
})

/** A visit of somebody who is not there waits, and what it delivered before stays: of such an export nothing can be said. */
const waitsForNobody = ({ clients = [], visits = [] }: Data): boolean => {
    const there = new Set(clients.filter(({ voided }) => voided !== 'yes').map(({ client }) => client))
    return visits.every(({ client, voided }) => voided === 'yes' || there.has(client))
}

/** What somebody answers who trusts the partner in everything. */
const ANSWERS: Record<ReviewKind, Decision> = { CONFLICT: 'partner', IDENTITY: 'same', BURNT: 'again', VOIDED: 'withdraw' }

/** All questions are answered. @returns what was asked */
const answer = (harness: SyncHarness, store: string): ReviewKind[] =>
    harness.ask((history) => {
        const open = history.reviews().filter(({ decision }) => decision === undefined)
        open.forEach(({ id, kind }) => history.decide(id, ANSWERS[kind]))
        return open.map(({ kind }) => kind)
    }, store)

interface Lived {
    harness: SyncHarness
    store: string
    tracker: MortalTracker
    asked: ReviewKind[]
}

const live = async ({ data, refused, faults, death, again }: Night, { harness, store, tracker, asked }: Lived): Promise<void> => {
    tracker.refuses.clear()
    refused.forEach((uid) => tracker.refuses.set(uid, ['E1125']))
    tracker.faults = [...faults]
    await (death === undefined ? harness.run(data, tracker, store) : harness.runKilled(data, tracker, death, store))
    if (again) {
        tracker.faults = []
        await harness.run(data, tracker, store)
    }
    asked.push(...answer(harness, store))
}

/** More runs than it ever takes to settle what is left, with what follows from answers. */
const PATIENCE = 6

/** Runs with one export until nothing is sent and nothing asked any more. */
const settle = async (data: Data, lived: Lived): Promise<void> => {
    const before = (): number => lived.tracker.requests.length + lived.tracker.transfers.length + lived.asked.length
    for (let run = 0, last = -1; last !== before(); run++) {
        expect(run).toBeLessThan(PATIENCE)
        last = before()
        await live({ data, refused: [], faults: [], again: false }, lived)
    }
}

/** Lets nights pass, and then calm ones with the last export until nothing is left to be done. */
const liveThrough = async (nights: readonly Night[], harness: SyncHarness, store: string): Promise<Lived> => {
    const lived = { harness, store, tracker: new MortalTracker(), asked: [] }
    for (const night of nights) {
        if (night.lost) {
            harness.lose(store)
        }
        await live(night, lived)
    }
    await settle(nights.at(-1)?.data ?? {}, lived)
    return lived
}

/** What figures and facilities see in DHIS2: who is enrolled where, and what was done and is planned with her. */
const seen = (tracker: FakeTracker): { people: string[]; visits: string[]; plans: string[] } => {
    const live = <T>(list: string): T[] =>
        [...tracker.store.values()]
            .filter((stored) => stored.list === list && stored.object.deleted !== true)
            .map(({ object }) => object as T)
    const enrollments = live<Enrollment>('enrollments').filter(({ status }) => status !== 'CANCELLED')
    const active = new Set(enrollments.map(({ enrollment }) => enrollment))
    const events = live<Event>('events').filter(({ enrollment = '' }) => active.has(enrollment))
    const days = (status: readonly unknown[], name: 'occurredAt' | 'scheduledAt') =>
        events
            .filter((event) => status.includes(event.status))
            .map((event) => `${event.enrollment} ${event[name]}`)
            .sort()
    return {
        people: enrollments.map((enrollment) => place(enrollment, tracker)).sort(),
        visits: days(['ACTIVE', 'COMPLETED'], 'occurredAt'),
        plans: days(['SCHEDULE'], 'scheduledAt'),
    }
}

const place = ({ enrollment, orgUnit, trackedEntity = '' }: Enrollment, tracker: FakeTracker): string => {
    const person = tracker.object<TrackedEntity>(trackedEntity)
    const owners = person.programOwners?.map((owner) => owner.orgUnit).join()
    return [enrollment, orgUnit, person.orgUnit, owners, person.attributes?.map(({ value }) => value).join()].join(' ')
}

/**
 * Whatever came and went wrong before, DHIS2 ends as it does when only the last export ever came; and nobody is asked about anything but what
 * is taken back, for nobody but the connector wrote anything.
 */
export const expectSameAsFresh = async (harness: SyncHarness, runs: { numRuns: number; seed: number }): Promise<void> => {
    let store = 0
    const property = fc.asyncProperty(someNights(fc.constant(false)), somePolicy, async (nights, policy) => {
        const last = nights.at(-1)?.data ?? {}
        fc.pre(waitsForNobody(last))
        harness.policy = policy
        store++
        const { tracker, asked } = await liveThrough(nights, harness, `lived ${store}`)
        const fresh = await liveThrough([{ data: last, refused: [], faults: [], again: false }], harness, `fresh ${store}`)
        // a row that names an appointment and nothing else is nothing to ask about when it is absent: the appointment stays
        const compared = (state: ReturnType<typeof seen>) => (policy.absent === 'ask' ? { ...state, plans: [] } : state)
        expect(compared(seen(tracker))).toEqual(compared(seen(fresh.tracker)))
        expect(asked.filter((kind) => kind !== 'VOIDED')).toEqual([])
    })
    await fc.assert(property, runs)
}

/**
 * Though the ledger was lost, all that the last export wants is there, and nothing twice. What a ledger never knew of it cannot take back; and an appointment whose event was deleted may have been deleted by staff, as far as it can know.
 */
export const expectAllThere = async (harness: SyncHarness, runs: { numRuns: number; seed: number }): Promise<void> => {
    let store = 0
    const property = fc.asyncProperty(someNights(rarely(true, false)), somePolicy, async (drawn, policy) => {
        const nights = drawn.map((night) => ({ ...night, data: { ...night.data, visits: night.data.visits?.map(ofOneClient) } }))
        const last = nights.at(-1)?.data ?? {}
        fc.pre(waitsForNobody(last))
        harness.policy = policy
        store++
        const { tracker } = await liveThrough(nights, harness, `lived ${store}`)
        const fresh = await liveThrough([{ data: last, refused: [], faults: [], again: false }], harness, `fresh ${store}`)
        const [found, wanted] = [seen(tracker), seen(fresh.tracker)]
        expect(found.people).toEqual(expect.arrayContaining(wanted.people))
        expect(found.visits).toEqual(expect.arrayContaining(wanted.visits))
        expect(recordsHeldTwice(tracker)).toEqual([])
    })
    await fc.assert(property, runs)
}

/** Without its ledger the connector does not know which of two clients a visit was of before. */
const ofOneClient = (cells: Cells): Cells => (cells.client === 'Z' ? cells : { ...cells, client: cells.id === 'v3' ? 'B' : 'A' })

/** Records of the partner that more than one live event of an enrollment carries. */
const recordsHeldTwice = (tracker: FakeTracker): string[] => {
    const held = [...tracker.store.values()]
        .filter(({ list, object }) => list === 'events' && object.deleted !== true)
        .map(({ object }) => object as unknown as Event)
        .flatMap(({ enrollment, dataValues = [] }) =>
            dataValues.flatMap(({ dataElement, value }) => (dataElement === RECORD ? [`${enrollment} ${value}`] : []))
        )
    return held.filter((record, place) => held.indexOf(record) !== place)
}
