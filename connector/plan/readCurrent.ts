import type { ObjectRecord } from '../ledger/ledger.ts'
import type { Current } from './fields.ts'
import { trackedEntityOf } from './names.ts'
import type { Event, TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What it takes to find an object: a wanted one, or one of the ledger. */
export type Findable = Pick<ObjectRecord, 'kind' | 'uid'> & { trackedEntity?: Uid; program?: Uid }

/** The id of a partner's record, as an event of an enrollment may carry it. */
export interface RecordId {
    enrollment: Uid
    id: string
}

/** Reads tracker objects of DHIS2 in bulk. */
export interface Reader {
    /** false where DHIS2 is out of reach: what the ledger knows is taken as it was delivered, and nothing else is there */
    readonly reaches: boolean
    /** @param more `links`: with their relationships */
    trackedEntities(uids: readonly Uid[], program: Uid | undefined, more?: { links?: boolean }): Promise<TrackedEntity[]>
    events(uids: readonly Uid[], program: Uid): Promise<Event[]>
    openPlans(enrollments: readonly Uid[], program: Uid): Promise<Event[]>
    /** events of some enrollments that may carry a record id in a data element, deleted ones included: who asks compares again */
    recordedEvents(records: readonly RecordId[], dataElement: Uid, program: Uid): Promise<Event[]>
    /** all events of some enrollments, with their UIDs and enrollments only */
    eventsIn(enrollments: readonly Uid[], program: Uid): Promise<Event[]>
}

/**
 * The objects as DHIS2 holds them now, by UID. What it does not hold, or not for our eyes, is left out.
 *
 * @param programs the program of each tracked entity: without it only attributes of the type are given
 */
export const readCurrent = async (
    objects: readonly Findable[],
    reader: Reader,
    programs: ReadonlyMap<Uid, Uid>
): Promise<Map<Uid, Current>> => {
    const found = new Map<Uid, Current>()
    const events = objects.filter((object) => object.kind === 'event')
    const others = objects.filter((object) => object.kind !== 'event')
    const programOf = (object: Findable) => object.program ?? programs.get(trackedEntityOf(object))
    const reading = [
        ...[...grouped(events, ({ program }) => program)].map(async ([program, group]) => {
            // every event has a program
            for (const event of await reader.events([...new Set(group.map(({ uid }) => uid))], program ?? '')) {
                found.set(event.event, { kind: 'event', object: event })
            }
        }),
        ...[...grouped(others, programOf)].map(async ([program, group]) => {
            const links = group.some(({ kind }) => kind === 'relationship')
            for (const person of await reader.trackedEntities([...new Set(group.map(trackedEntityOf))], program, { links })) {
                addPerson(found, person)
            }
        }),
    ]
    await Promise.all(reading)
    return found
}

/**
 * Persons who were not shown in a program, as they are seen without one: in part. They are added to what was read.
 *
 * @returns them alone
 */
export const readInPart = async (persons: readonly Uid[], current: Map<Uid, Current>, reader: Reader): Promise<Map<Uid, Current>> => {
    const inPart = await readCurrent(
        persons.map((uid) => ({ kind: 'trackedEntity', uid })),
        reader,
        new Map()
    )
    inPart.forEach((person, uid) => current.set(uid, person))
    return inPart
}

/** True when DHIS2 holds a deleted object: its UID can never be used again. */
export const isDeleted = (current: Current | undefined): boolean => current?.object.deleted === true

const addPerson = (found: Map<Uid, Current>, person: TrackedEntity): void => {
    found.set(person.trackedEntity, { kind: 'trackedEntity', object: person })
    for (const enrollment of person.enrollments ?? []) {
        found.set(enrollment.enrollment, { kind: 'enrollment', object: enrollment })
    }
    for (const { relationship, deleted } of person.relationships ?? []) {
        if (relationship !== undefined) {
            found.set(relationship, { kind: 'relationship', object: { deleted } })
        }
    }
}

/** Items by a key, in their order. */
export const grouped = <K, V>(items: readonly V[], key: (item: V) => K): Map<K, V[]> => {
    const groups = new Map<K, V[]>()
    for (const item of items) {
        const group = groups.get(key(item))
        if (group === undefined) {
            groups.set(key(item), [item])
        } else {
            group.push(item)
        }
    }
    return groups
}
