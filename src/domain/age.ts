import type { Day } from '#dhis2/day.ts'
import { daysBetween, yearsBetween } from '#dhis2/day.ts'

export interface Age {
    count: number
    unit: 'days' | 'weeks' | 'months' | 'years'
}

const MONTHS_FROM_WEEK = 14

/** How the age of a child is said: days in the first two weeks, weeks until the 14-week visit, then months, years from the fifth birthday. */
export const childAge = (birth: Day, on: Day): Age => {
    const days = daysBetween(birth, on)
    if (days < 14) {
        return { count: Math.max(0, days), unit: 'days' }
    }
    if (days < MONTHS_FROM_WEEK * 7) {
        return { count: Math.floor(days / 7), unit: 'weeks' }
    }
    const years = yearsBetween(birth, on)
    return years < 5 ? { count: monthsOld(birth, on), unit: 'months' } : { count: years, unit: 'years' }
}

/** Completed months from a birth day. */
const monthsOld = (birth: Day, on: Day): number => {
    const months = (Number(on.slice(0, 4)) - Number(birth.slice(0, 4))) * 12 + Number(on.slice(5, 7)) - Number(birth.slice(5, 7))
    return on.slice(8) < birth.slice(8) ? months - 1 : months
}
