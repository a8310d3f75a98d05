import { type EpisodeEvent, isRecorded, type Member } from '../episode.ts'
import { hasGone } from './infantFacts.ts'
import { hasLeft } from './motherFacts.ts'
import { type Day, daysBetween } from '#dhis2/day.ts'

/** Days after a missed appointment from which a client counts as defaulter, and as interrupted (KenyaEMR: over 30 days). */
const DEFAULTER_DAYS = 7
const INTERRUPTED_DAYS = 31

/** A visit this near to a planned day keeps the appointment. */
export const KEPT_WITHIN_DAYS = 7

/** Care that follows one upon another: whoever came to a later kind of contact is not missing at the earlier one. */
const CARE_IN_ORDER: readonly string[] = ['KMMP_M_ANC', 'KMMP_M_DELIVERY', 'KMMP_M_PNC']

export type AppointmentState = 'planned' | 'missed' | 'defaulter' | 'interrupted' | 'kept' | 'cancelled'

export interface Appointment {
    event: EpisodeEvent
    on: Day
    state: AppointmentState
    /** days since the planned day of one that was missed; for a kept one, days between plan and visit (negative: earlier); else 0 */
    days: number
}

/**
 * The appointments of a member in order of their planned days. A planned event that nobody turned into a visit is kept too when a visit of
 * the same stage followed, or came within a week before; it is cancelled when a later kind of care followed, e.g. the birth after a planned
 * antenatal contact, or when follow-up has ended, in DHIS2 or by what was recorded. So nobody who came or left is traced.
 */
export const appointmentsOf = (member: Member, today: Day): Appointment[] =>
    member.events
        .flatMap((event) => (event.scheduledOn === undefined ? [] : [standing(event, event.scheduledOn, { member, today })]))
        .toSorted((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on)))

const standing = (event: EpisodeEvent, on: Day, { member, today }: { member: Member; today: Day }): Appointment => {
    if (event.status === 'SKIPPED') {
        return { event, on, state: 'cancelled', days: 0 }
    }
    const keptOn = isRecorded(event) ? event.occurredOn : visitFor(event, on, member)
    if (keptOn !== undefined && keptOn <= today) {
        return { event, on, state: 'kept', days: daysBetween(on, keptOn) }
    }
    if (hasLeft(member) || hasGone(member) || wasOvertaken(event, on, { member, today })) {
        return { event, on, state: 'cancelled', days: 0 }
    }
    const days = Math.max(0, daysBetween(on, today))
    return { event, on, state: missedState(days), days }
}

const visitFor = (event: EpisodeEvent, on: Day, member: Member): Day | undefined =>
    member.events.find((visit) => visit.stage === event.stage && isRecorded(visit) && daysBetween(visit.occurredOn, on) <= KEPT_WITHIN_DAYS)
        ?.occurredOn

const wasOvertaken = (event: EpisodeEvent, on: Day, { member, today }: { member: Member; today: Day }): boolean => {
    const place = CARE_IN_ORDER.indexOf(event.stage)
    const later = place < 0 ? [] : CARE_IN_ORDER.slice(place + 1)
    return member.events.some(
        (visit) =>
            later.includes(visit.stage) &&
            isRecorded(visit) &&
            visit.occurredOn <= today &&
            daysBetween(visit.occurredOn, on) <= KEPT_WITHIN_DAYS
    )
}

/** The state of an appointment not kept, by the days since its day; 0 or less: still to come. */
const missedState = (days: number): AppointmentState => {
    if (days <= 0) {
        return 'planned'
    }
    if (days >= INTERRUPTED_DAYS) {
        return 'interrupted'
    }
    return days >= DEFAULTER_DAYS ? 'defaulter' : 'missed'
}
