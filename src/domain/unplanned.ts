import type { History } from './history.ts'
import { isOfPregnancyBefore, latestBirth } from './worklist.ts'
import type { PairPeople, PlannedPair } from './worklist.ts'
import { dayPart } from '#dhis2/day.ts'
import type { Event } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** A followed pair for which no day lies ahead. */
export interface UnplannedPair {
    pair: Uid
    /** all that is planned lies before the birth: on today's list, unless they came since */
    outlived: boolean
}

/** The pairs of which nobody has a planned event, those with the youngest infants first. `plans` are all open plans, however far ahead. */
export const unplannedPairs = (
    people: ReadonlyMap<Uid, PairPeople>,
    plans: readonly Event[],
    stages: ReadonlyMap<Uid, string>
): UnplannedPair[] => {
    const plansOf = new Map<Uid, Event[]>()
    for (const plan of plans) {
        const person = plan.trackedEntity ?? ''
        plansOf.set(person, [...(plansOf.get(person) ?? []), plan])
    }
    return [...people]
        .toSorted(([, a], [, b]) => (latestBirth(b) ?? '').localeCompare(latestBirth(a) ?? ''))
        .flatMap(([pair, known]) => {
            const members = new Set([pair, ...known.infants.map(({ trackedEntity }) => trackedEntity)])
            const own = [...members].flatMap((member) => plansOf.get(member) ?? [])
            const isOutlived = ({ programStage, scheduledAt }: Event): boolean =>
                isOfPregnancyBefore({ stage: stages.get(programStage) ?? '', plannedOn: dayPart(scheduledAt ?? '') }, latestBirth(known))
            return own.every(isOutlived) ? [{ pair, outlived: own.length > 0 }] : []
        })
}

/** Of the pairs without a day ahead, those that are not on today's list either, as rows want them. */
export const leftOut = (pairs: readonly UnplannedPair[], histories: ReadonlyMap<Uid, History>): PlannedPair[] =>
    pairs
        .filter(({ pair, outlived }) => !outlived || histories.get(pair)?.cameSinceBirth === true)
        .map(({ pair }) => ({ pair, items: [], daysMissed: 0, overdue: false }))
