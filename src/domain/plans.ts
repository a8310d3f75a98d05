import type { Day } from '#dhis2/day.ts'
import { dayPart, daysBetween } from '#dhis2/day.ts'
import type { Event } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'
import { KEPT_WITHIN_DAYS } from '#programme/schedule/appointment.ts'

/** What a visit does to the open plans of its stage. */
export interface PlansAtVisit {
    /** the plan that turns into the visit */
    kept?: Event
    /** plans that the visit makes pointless: missed earlier ones, and later ones because the visit plans anew */
    skipped: readonly Event[]
}

/** Which stage was visited, and other stages whose open plans the visit ends too: after a birth, those of the pregnancy. */
export interface VisitedStage {
    stage: Uid
    ends?: readonly Uid[]
}

/** Looks through the events of one enrollment for the open plans of a stage; of two plans as near, the earlier is kept. */
export const plansAtVisit = (events: readonly Event[], { stage, ends = [] }: VisitedStage, on: Day): PlansAtVisit => {
    const open = events.filter((event) => event.status === 'SCHEDULE' && event.scheduledAt !== undefined)
    const own = open.filter((event) => event.programStage === stage)
    const [nearest] = own.toSorted((a, b) => distance(a, on) - distance(b, on) || plannedDay(a).localeCompare(plannedDay(b)))
    const kept = nearest && distance(nearest, on) <= KEPT_WITHIN_DAYS ? nearest : undefined
    return { kept, skipped: open.filter((event) => event !== kept && [stage, ...ends].includes(event.programStage)) }
}

const plannedDay = (event: Event): Day => dayPart(event.scheduledAt ?? '')

const distance = (event: Event, on: Day): number => Math.abs(daysBetween(plannedDay(event), on))
