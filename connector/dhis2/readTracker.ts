import type { z } from 'zod'
import type { Dhis2Client, Params } from './client.ts'
import { trackerPages } from './trackerPages.ts'
import { doublesSlash, filterValue } from '#dhis2/filterValue.ts'
import { Event, TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'
import { trackerNames, type TrackerNames } from '#dhis2/version.ts'

/** Tomcat takes 8 KB of request line and headers, and only GET exists for look-ups (dhis2-core 2.40-2.43). */
const LONGEST_VALUES = 5000
const MOST_VALUES = 200
const MOST_UIDS = 300
/**
 * A page for all tracked entities that one request can name: asked without a program, 2.40 counts somebody once for each org unit that owns her in one,
 * so a page of as many as were named would be full before the last (dhis2-core 2.40 HibernateTrackedEntityInstanceStore, getFromSubQuerySelect)
 */
const MOST_ROWS = 600
/** … of which a list of enrollments beside the values takes its share */
const MOST_RECORDS = 100
const LONGEST_RECORDS = 3500

const EVENT_FIELDS =
    'event,status,program,programStage,enrollment,trackedEntity,orgUnit,occurredAt,scheduledAt,completedAt,followUp,followup,deleted,' +
    'geometry,attributeOptionCombo,assignedUser,dataValues[dataElement,value],notes[note]'
const ENROLLMENT_FIELDS =
    'enrollment,program,trackedEntity,orgUnit,status,enrolledAt,occurredAt,completedAt,followUp,geometry,attributeOptionCombo,deleted'
const TRACKED_ENTITY_FIELDS =
    `trackedEntityType,orgUnit,inactive,potentialDuplicate,geometry,deleted,attributes[attribute,value],` +
    `programOwners[program,orgUnit],enrollments[${ENROLLMENT_FIELDS}]`
const LINKED = 'trackedEntity[trackedEntity]'
const LINK_FIELDS = `relationships[relationship,relationshipType,deleted,from[${LINKED}],to[${LINKED}]]`

/** Bulk look-ups in a DHIS2's tracker, under the parameter names of its version. What is missing may also be out of our reach. */
export class TrackerReader {
    readonly reaches = true
    readonly #client: Dhis2Client
    readonly #names: TrackerNames

    constructor(client: Dhis2Client) {
        this.#client = client
        this.#names = trackerNames(client.minor)
    }

    /**
     * Tracked entities by UID, with attributes and enrollments, deleted ones included.
     *
     * @param program without it only attributes of the type are given
     * @param links with UIDs of relationships; deleted ones are among them, as such, where DHIS2 tells
     */
    async trackedEntities(uids: readonly Uid[], program: Uid | undefined, { links = false } = {}): Promise<TrackedEntity[]> {
        const together = links && !this.#names.linksApart
        const read = (fields: string, includeDeleted: boolean) =>
            this.#byUid(uids, { program, fields: `trackedEntity,${fields}`, includeDeleted })
        const [found, linked] = await Promise.all([
            read(together ? `${TRACKED_ENTITY_FIELDS},${LINK_FIELDS}` : TRACKED_ENTITY_FIELDS, true),
            links && !together ? read(LINK_FIELDS, false) : [],
        ])
        const linksOf = new Map(linked.map(({ trackedEntity, relationships }) => [trackedEntity, relationships]))
        return together ? found : found.map((person) => ({ ...person, relationships: linksOf.get(person.trackedEntity) }))
    }

    async #byUid(uids: readonly Uid[], params: Params): Promise<TrackedEntity[]> {
        const found = chunks(uids, MOST_UIDS).map((chunk) =>
            this.#list('trackedEntities', TrackedEntity, {
                ...params,
                [this.#names.trackedEntities]: chunk.join(this.#names.separator),
                pageSize: MOST_ROWS,
            })
        )
        return (await Promise.all(found)).flat()
    }

    /** Events by UID, with data values and UIDs of notes, deleted ones included. */
    async events(uids: readonly Uid[], program: Uid): Promise<Event[]> {
        const found = chunks(uids, MOST_UIDS).map((chunk) =>
            this.#list('events', Event, {
                program,
                [this.#names.events]: chunk.join(this.#names.separator),
                [this.#names.orgUnitMode]: 'ACCESSIBLE',
                fields: EVENT_FIELDS,
                includeDeleted: true,
                pageSize: MOST_UIDS,
            })
        )
        return (await Promise.all(found)).flat()
    }

    /** Events that are planned and not yet held, of some enrollments. */
    openPlans(enrollments: readonly Uid[], program: Uid): Promise<Event[]> {
        return this.#eventsOf(enrollments, { program, status: 'SCHEDULE', fields: EVENT_FIELDS })
    }

    /** Events of some enrollments that carry one of some record ids in a data element, deleted ones included. Compared without regard to case. */
    async recordedEvents(records: readonly { enrollment: Uid; id: string }[], dataElement: Uid, program: Uid): Promise<Event[]> {
        const found = chunks(records, MOST_RECORDS).flatMap((chunk) => {
            const enrollments = [...new Set(chunk.map(({ enrollment }) => enrollment))]
            const ids = chunk.map(({ id }) => id)
            return lists(ids, LONGEST_RECORDS).map((operand) =>
                this.#eventsOf(enrollments, {
                    program,
                    fields: EVENT_FIELDS,
                    includeDeleted: true,
                    filter: `${dataElement}:${operand}`,
                })
            )
        })
        return (await Promise.all(found)).flat()
    }

    /** All events of some enrollments, with their UIDs and enrollments only. */
    eventsIn(enrollments: readonly Uid[], program: Uid): Promise<Event[]> {
        return this.#eventsOf(enrollments, { program, fields: 'event,enrollment,programStage' })
    }

    async #eventsOf(enrollments: readonly Uid[], params: Params): Promise<Event[]> {
        const found = chunks(enrollments, MOST_UIDS).map((chunk) =>
            this.#list('events', Event, {
                ...params,
                [this.#names.enrollments]: chunk.join(','),
                [this.#names.orgUnitMode]: 'ACCESSIBLE',
                pageSize: MOST_UIDS,
            })
        )
        return (await Promise.all(found)).flat()
    }

    /**
     * Tracked entities that hold one of some values of a unique attribute. DHIS2 compares without regard to case: compare again.
     *
     * @param within the program, or the tracked entity type, to search in
     */
    async holdersOf(attribute: Uid, values: readonly string[], within: { program: Uid } | { trackedEntityType: Uid }) {
        const found = lists(values).map((operand) =>
            this.#list('trackedEntities', TrackedEntity, {
                ...within,
                [this.#names.orgUnitMode]: 'ACCESSIBLE',
                filter: `${attribute}:${operand}`,
                fields: `trackedEntity,${TRACKED_ENTITY_FIELDS}`,
                pageSize: MOST_ROWS,
            })
        )
        return (await Promise.all(found)).flat()
    }

    /** People whom an org unit holds in a program, with their attributes. */
    residentsOf(orgUnit: Uid, program: Uid): Promise<TrackedEntity[]> {
        return this.#list('trackedEntities', TrackedEntity, {
            program,
            [this.#names.orgUnits]: orgUnit,
            [this.#names.orgUnitMode]: 'SELECTED',
            fields: 'trackedEntity,attributes[attribute,value]',
            pageSize: MOST_UIDS,
        })
    }

    async #list<T>(resource: 'trackedEntities' | 'events', item: z.core.$ZodType<T>, params: Params & { pageSize: number }): Promise<T[]> {
        const found: T[] = []
        for await (const rows of trackerPages(this.#client, { resource, item }, params)) {
            found.push(...rows)
        }
        return found
    }
}

export const chunks = <T>(items: readonly T[], size: number): T[][] => {
    const parts: T[][] = []
    for (let from = 0; from < items.length; from += size) {
        parts.push(items.slice(from, from + size))
    }
    return parts
}

/** `in` operands of at most 200 values and so many characters as sent. A value with a semicolon, which cannot be escaped, goes alone. */
const lists = (values: readonly string[], longest = LONGEST_VALUES): string[] => {
    const operands: string[] = []
    let list: string[] = []
    let length = 0
    const close = () => {
        if (list.length > 0) {
            operands.push(`in:${list.join(';')}`)
        }
        list = []
        length = 0
    }
    for (const value of new Set(values)) {
        const escaped = filterValue(value)
        const size = encodeURIComponent(escaped).length + 3
        if (value.includes(';') || doublesSlash(value)) {
            operands.push(`eq:${escaped}`)
            continue
        }
        if (list.length >= MOST_VALUES || length + size > longest) {
            close()
        }
        list.push(escaped)
        length += size
    }
    close()
    return operands
}
