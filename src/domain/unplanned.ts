import type { History } from './history.ts'
import { plannedItem } from './plannedItem.ts'
import type { PlannedItem } from './plannedItem.ts'
import { isOfPregnancyBefore, lastDay, latestBirth } from './worklist.ts'
import type { PairPeople, PlannedPair } from './worklist.ts'
import type { Day } from '#dhis2/day.ts'
import type { Event } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** A followed pair that no plan brings onto the list of today. */
export interface UnplannedPair {
    pair: Uid
    /** all that is planned lies before the birth: on today's list, unless they came since */
    outlived: boolean
    /** what is planned beyond the days that today's list looks ahead */
    later: readonly PlannedItem[]
}

/** The pairs that no plan brings onto the list of today, those with the youngest infants first. `plans` are all open plans. */
export const unplannedPairs = (
    people: ReadonlyMap<Uid, PairPeople>,
    plans: readonly Event[],
    { today, stages }: { today: Day; stages: ReadonlyMap<Uid, string> }
): UnplannedPair[] => {
    const plansOf = new Map<Uid, PlannedItem[]>()
    for (const item of plans.map((plan) => plannedItem(plan, today, stages))) {
        plansOf.set(item.trackedEntity, [...(plansOf.get(item.trackedEntity) ?? []), item])
    }
    return [...people]
        .toSorted(([, a], [, b]) => (latestBirth(b) ?? '').localeCompare(latestBirth(a) ?? ''))
        .flatMap(([pair, known]) => {
            const members = new Set([pair, ...known.infants.map(({ trackedEntity }) => trackedEntity)])
            const items = [...members].flatMap((member) => plansOf.get(member) ?? [])
            const ahead = items.filter((item) => !isOfPregnancyBefore(item, latestBirth(known)))
            const isListed = ahead.some(({ plannedOn }) => plannedOn <= lastDay(today))
            return isListed ? [] : [{ pair, outlived: items.length > ahead.length, later: ahead }]
        })
}

/**
 * Of these pairs, those who would be overlooked: nothing is planned for them, or something is past its limit while the plan lies far ahead.
 * Those whose plans all lie before the birth stand on today's list until they come.
 */
export const overlooked = (pairs: readonly UnplannedPair[], histories: ReadonlyMap<Uid, History>): PlannedPair[] =>
    pairs
        .filter((unplanned) => !isExpected(unplanned) || isForgotten(unplanned, histories.get(unplanned.pair)))
        .map(({ pair, later }) => ({ pair, items: later, daysMissed: 0, overdue: false }))

/** Whether somebody waits for the pair, though perhaps on the wrong day. */
export const isExpected = ({ outlived, later }: UnplannedPair): boolean => outlived || later.length > 0

const isForgotten = ({ later }: UnplannedPair, history: History | undefined): boolean =>
    later.length > 0 ? (history?.owed ?? []).some(({ state }) => state === 'overdue') : history?.cameSinceBirth === true
