import type { Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

/** A recorded or planned event of the pair, with its values by data element code (prefix `KMMP_` left out, as in domain.md). */
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
}

/** The mother-infant pair: one mother's current episode with its infants, or infants with a caregiver. */
export interface Episode {
    /** tracked entity of the mother, else of the first infant */
    key: Uid
    mother?: Member
    infants: readonly Member[]
    /** what the person is when not a mother of the programme (partner, caregiver): no enrollment, attributes only */
    orgUnit: Uid
}
