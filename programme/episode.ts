import type { Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

/** A recorded or planned event of the pair, with its values by data element code (prefix `KMMP_` left out). */
export interface EpisodeEvent {
    uid: Uid
    /** stage code, e.g. `KMMP_M_ANC` */
    stage: string
    enrollment: Uid
    orgUnit: Uid
    status: 'ACTIVE' | 'COMPLETED' | 'SCHEDULE' | 'SKIPPED'
    occurredOn?: Day
    scheduledOn?: Day
    values: Readonly<Record<string, string>>
    /** SOURCE_SYSTEM is filled and is not the app */
    fromPartner: boolean
    /** text of the newest purpose note, if any */
    purpose?: string
}

/** One enrollment of one person, with its events in order of date. */
export interface Member {
    trackedEntity: Uid
    enrollment: Uid
    orgUnit: Uid
    status: 'ACTIVE' | 'COMPLETED' | 'CANCELLED'
    enrolledOn: Day
    incidentOn?: Day
    /** attribute values by code without prefix */
    attributes: Readonly<Record<string, string>>
    events: readonly EpisodeEvent[]
    /** the person was enrolled in this programme before */
    joinedBefore?: true
}

/** The mother-infant pair: one enrollment of a mother with the infants of that time, or one infant whose mother is not in the programme. */
export interface Episode {
    /** tracked entity of the mother, else of the infant */
    key: Uid
    mother?: Member
    infants: readonly Member[]
    /** tracked entity of the caregiver who stands in for the mother; she has no enrollment here */
    caregiver?: Uid
    orgUnit: Uid
}

/** True for an event that happened: planned and skipped ones did not. */
export const isRecorded = (event: EpisodeEvent): event is EpisodeEvent & { occurredOn: Day } =>
    (event.status === 'ACTIVE' || event.status === 'COMPLETED') && event.occurredOn !== undefined

/** The newest value of a field in recorded events, or undefined. */
export const latestValue = (member: Member, field: string): string | undefined =>
    member.events.findLast((event) => event.values[field] !== undefined && isRecorded(event))?.values[field]

/** The day of birth of an infant: what the person's record says, else the incident date of the enrollment, which is the birth. */
export const birthOf = (infant: Member): Day | undefined => infant.attributes.DATE_OF_BIRTH ?? infant.incidentOn

/** False for enrollments that no figure may count: cancelled ones and duplicates of another record. */
export const isCounted = (member: Member): boolean =>
    member.status !== 'CANCELLED' && latestValue(member, 'MOTHER_EXIT') !== 'DUPLICATE_RECORD'
