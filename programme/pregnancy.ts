import { addDays, type Day } from '#dhis2/day.ts'

/** Days from the last period to the expected birth. */
export const PREGNANCY_DAYS = 280

/**
 * First day of the last period: as told, else a pregnancy before the expected birth, else by the weeks found at the first antenatal visit.
 *
 * @param answerTo the newest answer to a question by its code, if there is one
 */
export const lastPeriodFrom = (answerTo: (field: string) => string | undefined): Day | undefined => {
    const [told, expected, seen] = [answerTo('LMP_DATE'), answerTo('EDD_DATE'), answerTo('FIRST_ANC_DATE')]
    const weeks = Number(answerTo('GA_AT_FIRST_ANC'))
    if (told !== undefined) {
        return told
    }
    if (expected !== undefined) {
        return addDays(expected, -PREGNANCY_DAYS)
    }
    return seen === undefined || Number.isNaN(weeks) ? undefined : addDays(seen, -Math.round(weeks * 7))
}
