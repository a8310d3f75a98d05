import { addDays, type Day } from './day.ts'

/** A DHIS2 monthly period, `yyyymm`. */
export type Month = string

/** The month in which a day lies. */
export const monthOf = (day: Day): Month => day.slice(0, 4) + day.slice(5, 7)

/** The month `months` later (negative: earlier). */
export const addMonths = (month: Month, months: number): Month => {
    const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(4)) - 1 + months
    return `${Math.floor(count / 12)}${String((count % 12) + 1).padStart(2, '0')}`
}

/** First day of a month. */
export const monthStart = (month: Month): Day => `${month.slice(0, 4)}-${month.slice(4)}-01`

/** Last day of a month. */
export const monthEnd = (month: Month): Day => addDays(monthStart(addMonths(month, 1)), -1)

/** All months from one to another, both included. */
export const monthsBetween = (first: Month, last: Month): Month[] => {
    const months: Month[] = []
    for (let month = first; month <= last; month = addMonths(month, 1)) {
        months.push(month)
    }
    return months
}
