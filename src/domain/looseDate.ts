import type { Day } from '#dhis2/day.ts'
import { addDays, isDay } from '#dhis2/day.ts'

const WORDS: Readonly<Record<string, number>> = { today: 0, leo: 0, yesterday: -1, jana: -1, tomorrow: 1, kesho: 1 }
const UNITS: Readonly<Record<string, number>> = { d: 1, s: 1, w: 7 }

/**
 * The day that somebody typed, day first: `9/11`, `9.11.26`, `9-11-2026`, `2026-11-09`, `leo`, `yesterday`, `+2w`, `-3d` (`s` = siku).
 * A date without a year takes the year that brings it nearest to today. Undefined when it is no day of the calendar.
 */
export const looseDate = (typed: string, today: Day): Day | undefined => {
    const text = typed.trim().toLowerCase()
    const word = WORDS[text]
    if (word !== undefined) {
        return addDays(today, word)
    }
    if (isDay(text)) {
        return text
    }
    return shifted(text, today) ?? dayFirst(text, today)
}

/** A day as people here write it: 21/11/2026. */
export const typedDay = (day: Day): string => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`

const shifted = (text: string, today: Day): Day | undefined => {
    const found = /^([+-]?)(\d{1,3})([dsw])$/.exec(text)
    if (!found) {
        return undefined
    }
    const days = Number(found[2]) * (UNITS[found[3] ?? ''] ?? 1)
    return addDays(today, found[1] === '-' ? -days : days)
}

const dayFirst = (text: string, today: Day): Day | undefined => {
    const found = /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?$/.exec(text)
    if (!found) {
        return undefined
    }
    const [, day = '', month = '', year] = found
    const monthAndDay = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    if (year !== undefined) {
        return real(`${year.length === 2 ? `20${year}` : year}-${monthAndDay}`)
    }
    const thisYear = Number(today.slice(0, 4))
    return nearest(
        [thisYear - 1, thisYear, thisYear + 1].flatMap((candidate) => real(`${candidate}-${monthAndDay}`) ?? []),
        today
    )
}

const real = (day: string): Day | undefined => (isDay(day) ? day : undefined)

const nearest = (days: readonly Day[], today: Day): Day | undefined => [...days].sort((a, b) => distance(a, today) - distance(b, today))[0]

const distance = (a: Day, b: Day): number => Math.abs(Date.parse(a) - Date.parse(b))
