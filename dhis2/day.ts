/** A calendar day `yyyy-mm-dd`, without time or zone. Days compare as text. */
export type Day = string

const SHAPE = /^\d{4}-\d{2}-\d{2}$/
const MILLISECONDS = 86_400_000

/** True for `yyyy-mm-dd` that names a day of the calendar: 2026-02-30 does not. */
export const isDay = (text: string): boolean => {
    if (!SHAPE.test(text)) {
        return false
    }
    // counted, not parsed: this is asked of every date of every row
    const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
    return day >= 1 && day <= daysIn(year, month)
}

const daysIn = (year: number, month: number): number => {
    if (month === 2) {
        return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
    }
    return month < 1 || month > 12 ? 0 : [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** The day `days` after (or, negative, before) a day. */
export const addDays = (day: Day, days: number): Day => dayOf(at(day) + days)

/** Whole days from one day to another; negative when `to` is the earlier. */
export const daysBetween = (from: Day, to: Day): number => at(to) - at(from)

/** Completed years from a birth day to another day. */
export const yearsBetween = (birth: Day, on: Day): number =>
    Number(on.slice(0, 4)) - Number(birth.slice(0, 4)) - (on.slice(5) < birth.slice(5) ? 1 : 0)

/** 0 for Sunday to 6 for Saturday. */
export const weekday = (day: Day): number => new Date(at(day) * MILLISECONDS).getUTCDay()

/** The day part of a DHIS2 date or date-time written without a zone: what the server wrote is the day it means. */
export const dayPart = (dateTime: string): Day => dateTime.slice(0, 10)

/** The calendar day on which an instant falls in a time zone, e.g. `Africa/Nairobi`. */
export const dayInZone = (instant: Date, zone: string): Day => formatter(zone).format(instant)

/** True for the name of a time zone that this machine knows. */
export const isZone = (name: string): boolean => {
    try {
        return formatter(name) !== undefined
    } catch {
        return false
    }
}

/** Milliseconds that a zone's clock is ahead of UTC around an instant. */
export const zoneOffset = (instant: Date, zone: string): number => {
    const parts = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
    }).formatToParts(instant)
    const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)?.value)
    const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
    return shown - Math.floor(instant.getTime() / 1000) * 1000
}

/** Days since 1970 of days that were asked for, and back: schedules and figures ask for the same ones hundreds of times for each client. */
const numbers = new Map<Day, number>()
const days = new Map<number, Day>()
/** 1900 to 2100: what lies outside is worked out each time, so that made-up dates fill no memory. */
const [KEPT_FROM, KEPT_UNTIL] = [-25_567, 47_482]

const at = (day: Day): number => {
    const known = numbers.get(day)
    if (known !== undefined) {
        return known
    }
    const number = Date.parse(`${day}T00:00:00Z`) / MILLISECONDS
    if (number >= KEPT_FROM && number < KEPT_UNTIL) {
        numbers.set(day, number)
    }
    return number
}

const dayOf = (number: number): Day => {
    const known = days.get(number)
    if (known !== undefined) {
        return known
    }
    const day = Number.isNaN(number) ? '' : new Date(number * MILLISECONDS).toISOString().slice(0, 10)
    if (number >= KEPT_FROM && number < KEPT_UNTIL) {
        days.set(number, day)
    }
    return day
}

const formatters = new Map<string, Intl.DateTimeFormat>()
const formatter = (zone: string): Intl.DateTimeFormat => {
    const known = formatters.get(zone)
    if (known) {
        return known
    }
    const made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formatters.set(zone, made)
    return made
}
