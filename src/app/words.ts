import type { Age } from '../domain/age.ts'
import { i18n } from '../i18n.ts'
import type { Language } from '../i18n.ts'
import type { Day } from '#dhis2/day.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

const format = (language: Language, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const key = `${language} ${JSON.stringify(parts)}`
    const known = formats.get(key)
    if (known) {
        return known
    }
    const made = new Intl.DateTimeFormat(language === 'sw' ? 'sw-KE' : 'en-GB', { ...parts, timeZone: 'UTC' })
    formats.set(key, made)
    return made
}

const write = (day: Day, language: Language, parts: Intl.DateTimeFormatOptions): string =>
    format(language, parts).format(new Date(`${day}T00:00:00Z`))

/** 21 Nov 2026 */
export const shortDay = (day: Day, language: Language): string => write(day, language, { day: 'numeric', month: 'short', year: 'numeric' })

/** Saturday, 21 November 2026 */
export const longDay = (day: Day, language: Language): string =>
    write(day, language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** November 2026, for a month `yyyymm` */
export const monthName = (month: string, language: Language): string =>
    write(`${month.slice(0, 4)}-${month.slice(4)}-01`, language, { month: 'long', year: 'numeric' })

/** Nov, for a month `yyyymm` */
export const shortMonth = (month: string, language: Language): string =>
    write(`${month.slice(0, 4)}-${month.slice(4)}-01`, language, { month: 'short', year: 'numeric' })

/** 10 weeks */
export const ageText = ({ count, unit }: Age): string => {
    if (unit === 'days') {
        return count === 1 ? i18n.t('1 day old') : i18n.t('{{days}} days old', { days: count })
    }
    if (unit === 'weeks') {
        return i18n.t('{{weeks}} weeks old', { weeks: count })
    }
    if (unit === 'months') {
        return i18n.t('{{months}} months old', { months: count })
    }
    return i18n.t('{{years}} years old', { years: count })
}

/** in 12 days, today, 3 days ago */
export const daysAway = (days: number): string => {
    if (days === 0) {
        return i18n.t('today')
    }
    if (days === 1) {
        return i18n.t('tomorrow')
    }
    if (days === -1) {
        return i18n.t('yesterday')
    }
    return days > 0 ? i18n.t('in {{days}} days', { days }) : i18n.t('{{days}} days ago', { days: -days })
}
