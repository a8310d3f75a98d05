import type { PairPeople } from '../domain/worklist.ts'
import type { Metadata } from './metadata.ts'
import { attributesOf, linked } from './people.ts'
import { addDays, dayPart } from '#dhis2/day.ts'
import type { Day } from '#dhis2/day.ts'
import type { TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What a row needs of a person. */
export const ROW_FIELDS =
    'trackedEntity,orgUnit,updatedAt,attributes[attribute,value],enrollments[enrollment,enrolledAt,occurredAt,status],' +
    'relationships[relationshipType,from[trackedEntity[trackedEntity]],to[trackedEntity[trackedEntity,attributes[attribute,value]]]]'

/** Breastfeeding is followed for two years: older children of the mother belong to an earlier episode. */
const FOLLOWED_DAYS = 730

/** Where and when a list is made. */
export interface Place {
    metadata: Metadata
    /** UID of the facility */
    orgUnit: Uid
    today: Day
}

/** Who the pairs of a list are, by pair. */
export type People = ReadonlyMap<Uid, PairPeople>

/** Pairs by mother, and infants alone by themselves. */
export const pairPeople = (mothers: readonly TrackedEntity[], alone: readonly TrackedEntity[], metadata: Metadata): People =>
    new Map([
        ...mothers.map((mother): [Uid, PairPeople] => [
            mother.trackedEntity,
            { mother: attributesOf(mother, metadata), infants: infantsOf(mother, metadata) },
        ]),
        ...alone.map((infant): [Uid, PairPeople] => [
            infant.trackedEntity,
            { infants: [{ trackedEntity: infant.trackedEntity, attributes: attributesOf(infant, metadata) }] },
        ]),
    ])

/** Infants of the current episode, from the links of the mother. */
const infantsOf = (mother: TrackedEntity, metadata: Metadata): PairPeople['infants'] => {
    const links = mother.relationships ?? []
    const children = new Set(linked(links, metadata.uids.get('KMMP_MOTHER_CHILD'), mother.trackedEntity, 'from'))
    const joined = (mother.enrollments ?? []).filter(({ status }) => status === 'ACTIVE').map(({ enrolledAt }) => dayPart(enrolledAt ?? ''))
    const earliest = joined[0] ? addDays(joined[0], -FOLLOWED_DAYS) : ''
    return links.flatMap(({ to }) => {
        const child = to.trackedEntity
        if (!child || !children.has(child.trackedEntity)) {
            return []
        }
        const attributes = attributesOf(child, metadata)
        return (attributes['DATE_OF_BIRTH'] ?? '9999') < earliest ? [] : [{ trackedEntity: child.trackedEntity, attributes }]
    })
}
