import type { Episode } from '../episode.ts'
import { dueItems, OPEN_STATES } from './dueItems.ts'
import type { DueItem, Guideline } from './types.ts'
import { addDays, type Day, weekday } from '#dhis2/day.ts'

/** Farthest day that an appointment may lie ahead. */
export const FARTHEST_DAYS = 92
/** A test of the infant that is still owed after the visit brings them back this soon. */
const OWED_TEST_DAYS = 7
/** Nothing falls due within reach: the same weekday twelve weeks on. */
const NOTHING_DUE_DAYS = 84

/** Stages that bring a client to the facility. Talks, home visits, development checks and outcomes are done when she comes anyway. */
const CLINIC: ReadonlySet<string> = new Set([
    'KMMP_M_ANC',
    'KMMP_M_DELIVERY',
    'KMMP_M_PNC',
    'KMMP_M_VL',
    'KMMP_M_TEST',
    'KMMP_C_FUP',
    'KMMP_C_TEST',
])

const SATURDAY = 6
const SUNDAY = 0

export interface NextContact {
    on: Day
    /** what makes it this day; empty when nothing falls due within reach */
    because: readonly DueItem[]
    /** the day that was due, when clinics are closed then */
    movedFrom?: Day
}

/**
 * The day to propose for the next visit, after a visit that is already part of the pair: the earliest due day within reach, moved forward
 * to a working day.
 *
 * @param holidays days on which clinics are closed, beside weekends
 */
export const nextContact = (
    episode: Episode,
    guidelines: readonly Guideline[],
    after: Day,
    holidays: ReadonlySet<Day> = new Set()
): NextContact => {
    const items = dueItems(episode, guidelines, after).filter(({ stage }) => CLINIC.has(stage))
    const owed = items.filter((item) => item.stage === 'KMMP_C_TEST' && item.due <= after && OPEN_STATES.includes(item.state))
    const ahead = items.filter((item) => ['future', 'open'].includes(item.state) && item.due <= addDays(after, FARTHEST_DAYS))
    const days = [...owed.map(() => addDays(after, OWED_TEST_DAYS)), ...ahead.map((item) => item.due)]
    const earliest = days.toSorted()[0] ?? addDays(after, NOTHING_DUE_DAYS)
    const because = [...(earliest === addDays(after, OWED_TEST_DAYS) ? owed : []), ...ahead.filter((item) => item.due === earliest)]
    const on = workingDay(earliest, holidays)
    return { on, because, movedFrom: on === earliest ? undefined : earliest }
}

/** The day itself, or the next one on which clinics are open. */
const workingDay = (day: Day, holidays: ReadonlySet<Day>): Day => {
    const closed = [SATURDAY, SUNDAY].includes(weekday(day)) || holidays.has(day)
    return closed ? workingDay(addDays(day, 1), holidays) : day
}
