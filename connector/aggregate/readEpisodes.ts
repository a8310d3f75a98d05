import { z } from 'zod'
import type { Dhis2Client, Params } from '../dhis2/client.ts'
import { chunks } from '../dhis2/readTracker.ts'
import type { LiveProgramme } from './readProgramme.ts'
import { TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'
import { type TrackerNames, trackerNames } from '#dhis2/version.ts'
import { buildEpisodes } from '#programme/buildEpisodes.ts'
import type { Episode } from '#programme/episode.ts'

/** Pairs in memory at once: each has some dozens of events. */
const PERSONS_A_PAGE = 50
const LINKS_A_PAGE = 500

const EVENT_FIELDS = 'event,programStage,orgUnit,status,occurredAt,scheduledAt,deleted,dataValues[dataElement,value]'
const ENROLLMENT_FIELDS = `enrollment,program,orgUnit,status,enrolledAt,occurredAt,deleted,events[${EVENT_FIELDS}]`
const LINK_FIELDS = 'relationships[relationshipType,from[trackedEntity[trackedEntity]],to[trackedEntity[trackedEntity]]]'
const PERSON_FIELDS = `trackedEntity,orgUnit,attributes[attribute,value],enrollments[${ENROLLMENT_FIELDS}],${LINK_FIELDS}`

/**
 * All pairs of the programme, facility by facility, a page at a time: memory does not grow with the number of clients. A child is given
 * once, with its mother where she can be read, whichever facility holds it now.
 */
export async function* readEpisodes(client: Dhis2Client, programme: LiveProgramme): AsyncGenerator<Episode[]> {
    const reader = new PersonReader(client)
    const given = new Set<Uid>()
    const unpaired = new Set<Uid>()
    for (const facility of programme.facilities) {
        for await (const mothers of reader.pages(programme.mother, facility.id)) {
            const children = await reader.byUid(
                programme.child,
                childrenOf(mothers, programme).filter((child) => !given.has(child))
            )
            children.forEach((child) => given.add(child.trackedEntity))
            yield buildEpisodes({ mothers, children }, programme.book)
        }
        for await (const uid of reader.uids(programme.child, facility.id)) {
            unpaired.add(uid)
        }
    }
    // only now is it known who has no mother here: she may belong to a facility read later
    for (const uids of chunks(
        [...unpaired].filter((child) => !given.has(child)),
        PERSONS_A_PAGE
    )) {
        yield buildEpisodes({ mothers: [], children: await reader.byUid(programme.child, uids) }, programme.book)
    }
}

const childrenOf = (mothers: readonly TrackedEntity[], { book }: LiveProgramme): Uid[] => [
    ...new Set(
        mothers
            .flatMap((mother) => mother.relationships ?? [])
            .filter((link) => book.relationshipTypes.get(link.relationshipType) === 'KMMP_MOTHER_CHILD')
            .flatMap((link) => link.to.trackedEntity?.trackedEntity ?? [])
    ),
]

class PersonReader {
    readonly #client: Dhis2Client
    readonly #names: TrackerNames

    constructor(client: Dhis2Client) {
        this.#client = client
        this.#names = trackerNames(client.minor)
    }

    /** Persons enrolled in a program and owned by a facility, with all their events. */
    pages(program: Uid, facility: Uid): AsyncGenerator<TrackedEntity[]> {
        return this.#pages({ program, fields: PERSON_FIELDS, pageSize: PERSONS_A_PAGE, ...this.#at(facility) })
    }

    /** UIDs of the same, without reading the records. */
    async *uids(program: Uid, facility: Uid): AsyncGenerator<Uid> {
        for await (const page of this.#pages({ program, fields: 'trackedEntity', pageSize: LINKS_A_PAGE, ...this.#at(facility) })) {
            yield* page.map((person) => person.trackedEntity)
        }
    }

    /** Persons by UID; who is out of reach is left out by the server without a word. */
    async byUid(program: Uid, uids: readonly Uid[]): Promise<TrackedEntity[]> {
        const found: TrackedEntity[] = []
        for (const some of chunks(uids, PERSONS_A_PAGE)) {
            const params = { program, [this.#names.trackedEntities]: some.join(this.#names.separator), fields: PERSON_FIELDS }
            for await (const page of this.#pages({ ...params, pageSize: PERSONS_A_PAGE })) {
                found.push(...page)
            }
        }
        return found
    }

    #at(facility: Uid): Params {
        return { [this.#names.orgUnits]: facility, [this.#names.orgUnitMode]: 'SELECTED' }
    }

    /** Only a page that is not full ends a list: versions differ in every other sign (dhis2-core 2.40-2.43). */
    async *#pages(params: Params & { pageSize: number }): AsyncGenerator<TrackedEntity[]> {
        const key = this.#names.listKey('trackedEntities')
        const Page = z.object({ [key]: z.array(TrackedEntity).optional() })
        for (let page = 1; ; page++) {
            const answer = await this.#client.get('tracker/trackedEntities', Page, { ...params, order: 'createdAt:asc', page })
            const persons = answer[key] ?? []
            if (persons.length > 0) {
                yield persons
            }
            if (persons.length < params.pageSize) {
                return
            }
        }
    }
}
