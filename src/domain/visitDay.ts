import { looseDate } from './looseDate.ts'
import type { Day } from '#dhis2/day.ts'

export type VisitDayProblem = 'notADay' | 'future' | 'beforeJoining'

/** Reads the day on which a visit took place: not after today, not before the pair joined. */
export const readVisitDay = (typed: string, today: Day, joined: Day): { day?: Day; problem?: VisitDayProblem } => {
    const day = looseDate(typed, today)
    if (day === undefined) {
        return { problem: 'notADay' }
    }
    if (day > today) {
        return { problem: 'future' }
    }
    return day < joined ? { problem: 'beforeJoining' } : { day }
}
