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
export const addDays = (day: Day, days: number): Day => dayOf(at(day) + days * MILLISECONDS)

/** Whole days from one day to another; negative when `to` is the earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((at(to) - at(from)) / MILLISECONDS)

/** Completed years from a birth day to another day. */
export const yearsBetween = (birth: Day, on: Day): number =>
    Number(on.slice(0, 4)) - Number(birth.slice(0, 4)) - (on.slice(5) < birth.slice(5) ? 1 : 0)

/** 0 for Sunday to 6 for Saturday. */
export const weekday = (day: Day): number => new Date(at(day)).getUTCDay()

/** The day part of a DHIS2 date or date-time written without a zone: what the server wrote is the day it means. */
export const dayPart = (dateTime: string): Day => dateTime.slice(0, 10)

/** The calendar day on which an instant falls in a time zone, e.g. `Africa/Nairobi`. */
export const dayInZone = (instant: Date, zone: string): Day => formatter(zone).format(instant)

const at = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

const dayOf = (milliseconds: number): Day => (Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString().slice(0, 10))

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
