import { birthOf, type EpisodeEvent, isRecorded, latestValue, type Member } from '../episode.ts'
import type { Day } from '#dhis2/day.ts'

/** Answers of a child visit that mean breastfeeding (OS_FEEDING). */
const BREAST: readonly string[] = ['EBF', 'MF', 'BF']

export interface Feeding {
    /** day that breastfeeding stopped, when the newest answers agree that it did */
    weanedOn?: Day
    /** the newest answer says that the child still breastfeeds */
    breastfeeding: boolean
}

/**
 * How an infant is fed, as its own record or the mother's tells. A stop is void when a later visit finds the child at the breast again; a
 * stop before the birth belongs to an older sibling.
 */
export const feedingOf = (infant: Member, mother: Member | undefined): Feeding => {
    const birth = birthOf(infant)
    const stop = latestValue(infant, 'BF_STOP_DATE') ?? (mother && latestValue(mother, 'BF_STOP_DATE'))
    const weanedOn = stop !== undefined && (birth === undefined || stop >= birth) ? stop : undefined
    const newest = [...infant.events, ...(mother?.events ?? [])]
        .filter(isRecorded)
        .filter(({ occurredOn }) => birth === undefined || occurredOn >= birth)
        .toSorted((one, other) => (one.occurredOn < other.occurredOn ? -1 : Number(one.occurredOn > other.occurredOn)))
        .findLast((event) => saysBreastfeeding(event) !== undefined)
    const breastfeeding = newest !== undefined && saysBreastfeeding(newest) === true
    if (weanedOn === undefined) {
        return { breastfeeding }
    }
    return breastfeeding && newest.occurredOn > weanedOn ? { breastfeeding } : { weanedOn, breastfeeding: false }
}

const saysBreastfeeding = ({ values }: EpisodeEvent): boolean | undefined => {
    if (values.BREASTFEEDING_NOW !== undefined) {
        return values.BREASTFEEDING_NOW === 'true'
    }
    return values.FEEDING === undefined ? undefined : BREAST.includes(values.FEEDING)
}
