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
    const [told, toldByMother] = [newestAnswer(infant, birth), mother && newestAnswer(mother, birth)]
    const newest = told === undefined || (toldByMother !== undefined && toldByMother.on >= told.on) ? toldByMother : told
    const breastfeeding = newest?.breastfeeding === true
    if (weanedOn === undefined) {
        return { breastfeeding }
    }
    return breastfeeding && newest.on > weanedOn ? { breastfeeding } : { weanedOn, breastfeeding: false }
}

/** The newest answer of a record about feeding, of those after the birth. */
const newestAnswer = ({ events }: Member, birth: Day | undefined): { on: Day; breastfeeding: boolean } | undefined => {
    const event = events.findLast((each) => saysBreastfeeding(each) !== undefined && isRecorded(each))
    const [on, breastfeeding] = [event?.occurredOn, event && saysBreastfeeding(event)]
    return on === undefined || breastfeeding === undefined || (birth !== undefined && on < birth) ? undefined : { on, breastfeeding }
}

const saysBreastfeeding = ({ values }: EpisodeEvent): boolean | undefined => {
    if (values.BREASTFEEDING_NOW !== undefined) {
        return values.BREASTFEEDING_NOW === 'true'
    }
    return values.FEEDING === undefined ? undefined : BREAST.includes(values.FEEDING)
}
