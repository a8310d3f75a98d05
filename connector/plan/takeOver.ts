import type { WantedEvent } from '../records.ts'
import { dayPart, daysBetween, type Day } from '#dhis2/day.ts'
import type { Event } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** A visit fulfils a plan of the same enrollment and stage so many days either side of it. */
export const NEAR = 7

/** True for an event that records something that took place. */
export const isVisit = ({ status, occurredAt }: WantedEvent): boolean =>
    occurredAt !== undefined && status !== 'SCHEDULE' && status !== 'SKIPPED'

/**
 * Which open plan each new visit takes the place of: the nearest one, no plan twice. The plan's event becomes the visit, under its UID.
 *
 * @param mayTake false where the partner says of a plan that the visit cannot have kept it
 * @returns the UID that the row derives → the plan's event
 */
export const takeOvers = (
    visits: readonly WantedEvent[],
    openPlans: readonly Event[],
    mayTake: (plan: Event, day: Day) => boolean = () => true
): Map<Uid, Event> => {
    const taken = new Map<Uid, Event>()
    const free = new Set(openPlans)
    const inOrder = [...visits].sort((a, b) => ((a.occurredAt ?? '') < (b.occurredAt ?? '') ? -1 : 1))
    for (const visit of inOrder) {
        const [nearest] = [...free]
            .filter((plan) => plan.enrollment === visit.enrollment && plan.programStage === visit.programStage)
            .filter((plan) => mayTake(plan, visit.occurredAt ?? ''))
            .map((plan) => ({ plan, distance: distanceOf(visit, plan) }))
            .filter(({ distance }) => distance <= NEAR)
            .sort((a, b) => a.distance - b.distance)
        if (nearest !== undefined) {
            taken.set(visit.uid, nearest.plan)
            free.delete(nearest.plan)
        }
    }
    return taken
}

const distanceOf = (visit: WantedEvent, plan: Event): number =>
    visit.occurredAt === undefined || plan.scheduledAt === undefined
        ? Infinity
        : Math.abs(daysBetween(dayPart(plan.scheduledAt), visit.occurredAt))
