import { addDays, type Day, daysBetween, weekday } from '#dhis2/day.ts'
import { addMonths, monthEnd, monthOf, monthsBetween, monthStart } from '#dhis2/period.ts'

/** The same day some months later; the last day of that month where it is shorter. */
export const monthsAfter = (day: Day, months: number): Day => {
    const month = addMonths(monthOf(day), months)
    const same = addDays(monthStart(month), Number(day.slice(8)) - 1)
    const end = monthEnd(month)
    return same < end ? same : end
}

/** Monday to Friday from the day after `from` up to `to`; public holidays are counted as working days. */
export const workingDaysBetween = (from: Day, to: Day): number =>
    Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, place) => weekday(addDays(from, place + 1))).filter(
        (day) => day >= 1 && day <= 5
    ).length

/** The last day of each month from a day on; of the month that has not ended, the day of counting. */
export const monthEnds = (from: Day, asOf: Day): readonly Day[] => {
    const key = `${monthOf(from)}.${asOf}`
    const known =
        ends.get(key) ?? monthsBetween(monthOf(from), monthOf(asOf)).map((month) => (monthEnd(month) < asOf ? monthEnd(month) : asOf))
    ends.set(key, known)
    return known
}

/** Clients of the same month share them: as many as there are months. */
const ends = new Map<string, readonly Day[]>()
