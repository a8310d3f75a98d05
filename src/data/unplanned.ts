import { unplannedPairs } from '../domain/unplanned.ts'
import type { UnplannedPair } from '../domain/unplanned.ts'
import type { Api } from './api.ts'
import { pairPeople, ROW_FIELDS } from './pairPeople.ts'
import type { People, Place } from './pairPeople.ts'
import { linked, programId } from './people.ts'
import { trackedEntities, trackerEvents } from './trackerList.ts'
import type { Event, TrackedEntity } from '#dhis2/tracker.ts'

/** The pairs that no plan brings onto the list of today, who they are, and how many pairs were looked through. */
export interface Unplanned {
    pairs: readonly UnplannedPair[]
    people: People
    read: number
}

/** Reads every followed pair of a facility and all that is planned there, however far ahead. */
export const readUnplanned = async (api: Api, place: Place): Promise<Unplanned> => {
    const [mothers, children, ...plans] = await Promise.all([
        readActive(api, place, 'KMMP_MOTHER'),
        readActive(api, place, 'KMMP_CHILD'),
        readAllPlans(api, place, 'KMMP_MOTHER'),
        readAllPlans(api, place, 'KMMP_CHILD'),
    ])
    const { metadata } = place
    const people = pairPeople(mothers, withoutMother(children, mothers, place), metadata)
    return { pairs: unplannedPairs(people, plans.flat(), { today: place.today, stages: metadata.book.stages }), people, read: people.size }
}

/** Children who belong to none of the mothers, because she has left, is followed elsewhere or never joined. */
const withoutMother = (children: readonly TrackedEntity[], mothers: readonly TrackedEntity[], { metadata }: Place): TrackedEntity[] => {
    const followed = new Set(mothers.map(({ trackedEntity }) => trackedEntity))
    const link = metadata.uids.get('KMMP_MOTHER_CHILD')
    return children.filter(
        ({ trackedEntity, relationships = [] }) => !linked(relationships, link, trackedEntity, 'to').some((mother) => followed.has(mother))
    )
}

const readActive = (api: Api, { metadata, orgUnit }: Place, program: string): Promise<TrackedEntity[]> =>
    trackedEntities(api, {
        program: programId(metadata, program),
        [api.names.orgUnits]: orgUnit,
        [api.names.orgUnitMode]: 'SELECTED',
        [api.names.enrollmentStatus]: 'ACTIVE',
        ...api.names.listOrder('trackedEntities'),
        fields: ROW_FIELDS,
    })

const readAllPlans = (api: Api, { metadata, orgUnit }: Place, program: string): Promise<Event[]> =>
    trackerEvents(api, {
        program: programId(metadata, program),
        orgUnit,
        [api.names.orgUnitMode]: 'SELECTED',
        status: 'SCHEDULE',
        [api.names.enrollmentStatus]: 'ACTIVE',
        order: 'scheduledAt:asc',
        fields: 'event,programStage,trackedEntity,scheduledAt',
    })
