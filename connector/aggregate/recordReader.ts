import type { Dhis2Client, Params } from '../dhis2/client.ts'
import { chunks } from '../dhis2/readTracker.ts'
import { trackerPages } from '../dhis2/trackerPages.ts'
import { Event, TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'
import { type TrackerNames, trackerNames } from '#dhis2/version.ts'

/** Persons in memory at once: each has some dozens of events. */
export const PERSONS_A_PAGE = 50
const UIDS_A_PAGE = 500

const EVENT_FIELDS = 'event,programStage,orgUnit,status,occurredAt,scheduledAt,deleted,dataValues[dataElement,value]'
const ENROLLMENT_FIELDS = `enrollment,program,orgUnit,status,enrolledAt,occurredAt,deleted,events[${EVENT_FIELDS}]`
const LINK_FIELDS = 'relationships[relationshipType,createdAt,from[trackedEntity[trackedEntity]],to[trackedEntity[trackedEntity]]]'
const PERSON_FIELDS = `trackedEntity,orgUnit,attributes[attribute,value],enrollments[${ENROLLMENT_FIELDS}],${LINK_FIELDS}`

/** Reads records of a facility or by UID, a page at a time, under the parameter names of the server's version. */
export class RecordReader {
    readonly #client: Dhis2Client
    readonly #names: TrackerNames

    constructor(client: Dhis2Client) {
        this.#client = client
        this.#names = trackerNames(client.minor)
    }

    /** Persons enrolled in a program and owned by a facility, with all their events. */
    persons(program: Uid, facility: Uid): AsyncGenerator<TrackedEntity[]> {
        return this.#people({ program, fields: PERSON_FIELDS, pageSize: PERSONS_A_PAGE, ...this.#at(facility) })
    }

    /** UIDs of the same, without reading the records. */
    async *uids(program: Uid, facility: Uid): AsyncGenerator<Uid> {
        for await (const page of this.#people({ program, fields: 'trackedEntity', pageSize: UIDS_A_PAGE, ...this.#at(facility) })) {
            yield* page.map((person) => person.trackedEntity)
        }
    }

    /** Persons by UID; who is out of reach is left out by the server without a word. */
    async byUid(program: Uid, uids: readonly Uid[]): Promise<TrackedEntity[]> {
        const found: TrackedEntity[] = []
        for (const some of chunks(uids, PERSONS_A_PAGE)) {
            const params = { program, [this.#names.trackedEntities]: some.join(this.#names.separator), fields: PERSON_FIELDS }
            for await (const page of this.#people({ ...params, pageSize: PERSONS_A_PAGE })) {
                found.push(...page)
            }
        }
        return found
    }

    #at(facility: Uid): Params {
        return { [this.#names.orgUnits]: facility, [this.#names.orgUnitMode]: 'SELECTED' }
    }

    /** Events of a program that registers nobody, at a facility. */
    events(program: Uid, facility: Uid): AsyncGenerator<Event[]> {
        const params = { program, orgUnit: facility, [this.#names.orgUnitMode]: 'SELECTED', fields: EVENT_FIELDS }
        return trackerPages(this.#client, { resource: 'events', item: Event }, { ...params, pageSize: UIDS_A_PAGE })
    }

    #people(params: Params & { pageSize: number }): AsyncGenerator<TrackedEntity[]> {
        return trackerPages(this.#client, { resource: 'trackedEntities', item: TrackedEntity }, params)
    }
}
