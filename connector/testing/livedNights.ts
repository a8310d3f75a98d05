import type { Decision, ReviewKind } from '../ledger/ledger.ts'
import type { FakeTracker } from './fakeTracker.ts'
import { MortalTracker } from './mortalTracker.ts'
import type { Edit, Night } from './nights.ts'
import { RECORD, teOf, type Data, type SyncHarness } from './syncHarness.ts'
import type { Enrollment, Event, TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

export type Answers = Readonly<Partial<Record<ReviewKind, Decision>>>

/** What somebody answers who trusts the partner in everything. */
export const TRUSTING: Answers = { CONFLICT: 'partner', IDENTITY: 'same', BURNT: 'again', VOIDED: 'withdraw' }

interface Lived {
    harness: SyncHarness
    store: string
    tracker: MortalTracker
    answers: Answers
    asked: ReviewKind[]
    isCopied: boolean
    /** what staff changed last */
    edits: Map<string, Edited>
}

/** All questions are answered of which somebody knows an answer. */
const answer = ({ harness, store, answers, asked }: Lived): void =>
    harness.ask((history) => {
        for (const { id, kind, decision } of history.reviews()) {
            const answer = answers[kind]
            if (decision === undefined && answer !== undefined) {
                history.decide(id, answer)
                asked.push(kind)
            }
        }
    }, store)

const live = async (night: Night, lived: Lived): Promise<void> => {
    const { data, refused, faults, death, again, copied, edits = [] } = night
    const { harness, store, tracker } = lived
    const copy = `copy of ${store}`
    if (night.lost) {
        harness.lose(store)
    }
    if (night.restored && lived.isCopied) {
        harness.copy(copy, store)
    }
    edits.forEach((edit) => changeByHand(edit, lived))
    tracker.refuses.clear()
    refused.forEach((uid) => tracker.refuses.set(uid, ['E1125']))
    tracker.faults = [...faults]
    await (death === undefined ? harness.run(data, tracker, store) : harness.runKilled(data, tracker, death, store))
    if (again) {
        tracker.faults = []
        await harness.run(data, tracker, store)
    }
    answer(lived)
    if (copied) {
        await harness.backUp(store, copy)
        lived.isCopied = true
    }
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

interface Living {
    store: string
    answers?: Answers
}

/** Lets nights pass, and then calm ones with the last export until nothing is left to be done. */
export const liveThrough = async (
    nights: readonly Night[],
    harness: SyncHarness,
    { store, answers = TRUSTING }: Living
): Promise<Lived> => {
    const lived: Lived = { harness, store, answers, tracker: new MortalTracker(), asked: [], isCopied: false, edits: new Map() }
    for (const night of nights) {
        await live(night, lived)
    }
    await settle(nights.at(-1)?.data ?? {}, lived)
    return lived
}

/** One calm night with one export, as if nothing had ever come before. */
export const liveAfresh = (data: Data, harness: SyncHarness, store: string): Promise<Lived> =>
    liveThrough([{ data, refused: [], faults: [], again: false }], harness, { store })

/** What figures and facilities see in DHIS2: who is enrolled where, and what was done and is planned with her. */
export const seen = (tracker: FakeTracker): { people: string[]; records: string[]; visits: string[]; plans: string[] } => {
    const enrollments = liveObjects<Enrollment>('enrollments', tracker).filter(({ status }) => status !== 'CANCELLED')
    const active = new Set(enrollments.map(({ enrollment }) => enrollment))
    const events = liveEvents(tracker).filter(({ enrollment = '' }) => active.has(enrollment))
    const days = (status: readonly unknown[], name: 'occurredAt' | 'scheduledAt') =>
        events
            .filter((event) => status.includes(event.status))
            .map((event) => `${event.enrollment} ${event[name]}`)
            .sort()
    return {
        people: enrollments.map((enrollment) => place(enrollment, tracker)).sort(),
        records: [...active, ...events.flatMap(recordsIn)].sort(),
        visits: days(['ACTIVE', 'COMPLETED'], 'occurredAt'),
        plans: days(['SCHEDULE'], 'scheduledAt'),
    }
}

const liveObjects = <T>(list: string, tracker: FakeTracker): T[] =>
    [...tracker.store.values()].filter((stored) => stored.list === list && stored.object.deleted !== true).map(({ object }) => object as T)

const place = ({ enrollment, orgUnit, trackedEntity = '' }: Enrollment, tracker: FakeTracker): string => {
    const person = tracker.object<TrackedEntity>(trackedEntity)
    const owners = person.programOwners?.map((owner) => owner.orgUnit).join()
    return [enrollment, orgUnit, person.orgUnit, owners, person.attributes?.map(({ value }) => value).join()].join(' ')
}

/** What staff changed last in a field, and what it had been before they ever did. */
export interface Edited {
    uid: Uid
    field: 'name0000001' | 'occurredAt'
    before: string
    now: string
}

/** Staff change what is there; no two of their values are the same, or those of the partner. */
const changeByHand = (edit: Edit, { tracker, edits }: Lived): void => {
    const uid = 'client' in edit ? teOf(edit.client) : visitOf(edit.visit, tracker)
    const field = 'client' in edit ? 'name0000001' : 'occurredAt'
    if (uid === undefined || tracker.object<{ deleted?: boolean } | undefined>(uid)?.deleted !== undefined || !tracker.store.has(uid)) {
        return
    }
    const before = edits.get(uid)?.before ?? fieldOf({ uid, field }, tracker)
    const now = 'client' in edit ? `S${edits.size}${before}` : `2026-04-${10 + tracker.requests.length}`
    tracker.edit(uid, (object) => {
        if ('client' in edit) {
            const attributes = (object.attributes as { attribute: string; value: string }[]).filter(({ attribute }) => attribute !== field)
            object.attributes = [...attributes, { attribute: field, value: now }]
        } else {
            object.occurredAt = now
        }
    })
    edits.set(uid, { uid, field, before, now })
}

/** What DHIS2 holds in a field. */
export const fieldOf = ({ uid, field }: Pick<Edited, 'uid' | 'field'>, tracker: FakeTracker): string => {
    const { attributes = [], occurredAt = '' } = tracker.object<Partial<TrackedEntity & Event>>(uid)
    return field === 'occurredAt' ? occurredAt : (attributes.find(({ attribute }) => attribute === field)?.value ?? '')
}

/** The event that holds a visit. */
const visitOf = (record: string, tracker: FakeTracker): Uid | undefined =>
    liveEvents(tracker).find(({ dataValues = [] }) => dataValues.some((held) => held.dataElement === RECORD && held.value === record))
        ?.event

/** The records of the partner that an event carries, with its enrollment. */
export const recordsIn = ({ enrollment, dataValues = [] }: Event): string[] =>
    dataValues.flatMap(({ dataElement, value }) => (dataElement === RECORD ? [`${enrollment} ${value}`] : []))

export const liveEvents = (tracker: FakeTracker): Event[] => liveObjects<Event>('events', tracker)
