import { looseDate } from './looseDate.ts'
import type { Day } from '#dhis2/day.ts'
import { daysBetween, weekday } from '#dhis2/day.ts'
import { FARTHEST_DAYS } from '#programme/schedule/nextContact.ts'

/** The typed day of the next appointment, why it cannot be, or what is unusual about it. */
export interface NextVisit {
    day?: Day
    problem?: 'needed' | 'notADay' | 'notAfterVisit' | 'tooFar'
    warning?: 'weekend'
}

/** Reads the next appointment: after the visit, at most 92 days on; a weekend is allowed but said. */
export const readNextVisit = (typed: string, visitDay: Day): NextVisit => {
    if (typed.trim() === '') {
        return { problem: 'needed' }
    }
    const day = looseDate(typed, visitDay)
    if (day === undefined) {
        return { problem: 'notADay' }
    }
    const away = daysBetween(visitDay, day)
    if (away < 1) {
        return { day, problem: 'notAfterVisit' }
    }
    if (away > FARTHEST_DAYS) {
        return { day, problem: 'tooFar' }
    }
    return weekday(day) % 6 === 0 ? { day, warning: 'weekend' } : { day }
}
