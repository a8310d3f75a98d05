import type { Episode, EpisodeEvent, Member } from '../episode.ts'
import type { Day } from '#dhis2/day.ts'

/** Builders of made-up pairs for tests. */

export interface EventDraft {
    uid?: string
    stage: string
    /** day it happened; a planned event has none */
    on?: Day
    plannedFor?: Day
    status?: EpisodeEvent['status']
    values?: Readonly<Record<string, string>>
    purpose?: string
}

/** One event; recorded when it has a day, else planned. Its UID tells stage and day unless given. */
export const event = ({ uid, stage, on, plannedFor, status, values = {}, purpose }: EventDraft): EpisodeEvent => ({
    uid: uid ?? `${stage}@${on ?? plannedFor ?? ''}`,
    stage,
    enrollment: 'enrollment',
    orgUnit: 'facility',
    status: status ?? (on === undefined ? 'SCHEDULE' : 'COMPLETED'),
    occurredOn: on,
    scheduledOn: plannedFor,
    values,
    fromPartner: values.SOURCE_SYSTEM !== undefined && values.SOURCE_SYSTEM !== 'DHIS2_APP',
    purpose,
})

interface MemberDraft extends Partial<Omit<Member, 'events'>> {
    joined: Day
    /** values of the intake event, which is added when there are any */
    intake?: Readonly<Record<string, string>>
    events?: readonly EventDraft[]
}

const member = (uid: string, stage: string, { joined, intake, events = [], ...rest }: MemberDraft): Member => ({
    trackedEntity: uid,
    enrollment: `${uid}-enrollment`,
    orgUnit: 'facility',
    status: 'ACTIVE',
    enrolledOn: joined,
    attributes: {},
    events: [...(intake ? [{ stage, on: joined, values: intake }] : []), ...events].map(event),
    ...rest,
})

export const mother = (draft: MemberDraft): Member => member('mother', 'KMMP_M_ENROL', draft)

/** An infant; `born` is its day of birth, and it joined that day unless told otherwise. */
export const infant = ({ born, ...draft }: Partial<MemberDraft> & { born: Day }): Member =>
    member(draft.trackedEntity ?? 'infant', 'KMMP_C_ENROL', {
        joined: born,
        incidentOn: born,
        ...draft,
        attributes: { DATE_OF_BIRTH: born, ...draft.attributes },
    })

export const pair = (parts: { mother?: Member; infants?: readonly Member[] }): Episode => ({
    key: parts.mother?.trackedEntity ?? parts.infants?.[0]?.trackedEntity ?? '',
    mother: parts.mother,
    infants: parts.infants ?? [],
    orgUnit: 'facility',
})
