import { dropped, type Clean, type Cleaned, type DateStyle, type Surroundings } from './cleaned.ts'
import { addDays, dayInZone, isDay, type Day } from '#dhis2/day.ts'

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/
const YEAR_FIRST = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:$|[ T])/
const COMPACT = /^(?:19|20)\d{6}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)$/i
const NUMBERS = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:$|[ T,])/
const DAY_NAME_YEAR = /^(\d{1,2})(?:st|nd|rd|th)?[-/., ]*([\p{L}]+)[-/., ]*(\d{4}|\d{2})(?:$|[ T,])/u
const NAME_DAY_YEAR = /^([\p{L}]+)[-/., ]*(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4}|\d{2})(?:$|[ T,])/u
const JAVASCRIPT = /^(\p{L}+ \d{1,2} \d{4} \d{2}:\d{2}:\d{2}) (?:GMT|UTC)([+-]\d{4})?(?: \(.*\))?$/u
const DASHES = /[\u2010-\u2015\u2212]/g
const BLANKS = /\s+/g
/** a name of a weekday says nothing that the date does not */
const WEEKDAY = /^\p{L}{3,}[,.]? (?=\d+[-/.]\d|\d{1,2}(?:st|nd|rd|th)?[- ]\p{L}|\p{L}+ \d)/u
const FILLER = /^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}(?:$|[ T])/
const ZEROS = /^[0\s:./TZ-]+$/
const NINES = /^[9./-]+(?:$|[ T])/
const EXCEL_SERIAL = /^(\d{5})(?:\.\d+)?$/
/** Excel counts days from here (1900 system with its false leap day, valid from March 1900). */
const EXCEL_START: Day = '1899-12-30'

/**
 * A day out of any unambiguous way of writing it. Instants with Z or an offset are the day they fall on in the mapping's zone; date-times
 * without one are local. 03/04/2026 is DATE_AMBIGUOUS unless the mapping fixes the order; 30 February is DATE_INVALID; a placeholder such
 * as 1900-01-01 or 00/00/0000 becomes nothing (domain.md E4.1).
 */
export const date = ({ dates, isSentinel }: Surroundings): Clean => {
    const nothing = dropped('SENTINEL_TO_NULL')
    return (text) => {
        if (ISO_DAY.test(text) && isDay(text)) {
            return dates.placeholders.has(text) ? nothing : { value: text }
        }
        if (dates.placeholders.has(text.toLowerCase()) || isSentinel(text)) {
            return nothing
        }
        const plain = text.replace(DASHES, '-').replace(BLANKS, ' ').replace(WEEKDAY, '')
        const cleaned = isFiller(plain) ? nothing : unusual(plain, dates)
        return dates.placeholders.has(cleaned.value) ? nothing : cleaned
    }
}

/** A mask of zeros or nines in the form of a date: 00/00/0000, 99-99-9999, also with a time of zeros. */
const isFiller = (text: string): boolean => FILLER.test(text) && (ZEROS.test(text) || NINES.test(text))

const unusual = (text: string, style: DateStyle): Cleaned => {
    if (INSTANT.test(text)) {
        return instant(text, style.zone)
    }
    if (COMPACT.test(text)) {
        return dayOrInvalid(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
    }
    const printed = JAVASCRIPT.exec(text)
    if (printed) {
        return byClock(printed, style)
    }
    const serial = EXCEL_SERIAL.exec(text)
    if (serial) {
        return { value: addDays(EXCEL_START, Number(serial[1])) }
    }
    const yearFirst = YEAR_FIRST.exec(text)
    if (yearFirst) {
        return made(yearFirst[1], yearFirst[2], yearFirst[3], style)
    }
    const numbers = NUMBERS.exec(text)
    if (numbers) {
        return byOrder(numbers, style)
    }
    return byName(text, style)
}

const byOrder = ([, first, second, year]: RegExpExecArray, style: DateStyle): Cleaned => {
    const [one, two] = [Number(first), Number(second)]
    if (one > 12 || (two <= 12 && (style.order === 'day-first' || one === two))) {
        return made(year, second, first, style)
    }
    if (two > 12 || style.order === 'month-first') {
        return made(year, first, second, style)
    }
    return dropped('DATE_AMBIGUOUS')
}

const byName = (text: string, style: DateStyle): Cleaned => {
    const dayFirst = DAY_NAME_YEAR.exec(text)
    const nameFirst = NAME_DAY_YEAR.exec(text)
    const [day, name, year] = dayFirst?.slice(1) ?? [nameFirst?.[2], nameFirst?.[1], nameFirst?.[3]]
    const month = style.months.get((name ?? '').toLowerCase())
    return month === undefined ? dropped('DATE_INVALID') : made(year, String(month), day, style)
}

const made = (year = '', month = '', day = '', style: DateStyle): Cleaned =>
    dayOrInvalid(`${year.length === 2 ? century(year, style.asOf) : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)

const century = (year: string, asOf: Day): string => (Number(`20${year}`) <= Number(asOf.slice(0, 4)) + 1 ? `20${year}` : `19${year}`)

/** What JavaScript prints, `May 13 2021 22:30:00 GMT+0000 (…)`, its weekday left out. */
const byClock = ([, clock = '', offset = '+0000']: RegExpExecArray, style: DateStyle): Cleaned => {
    const day = byName(clock, style)
    const instantText = `${day.value}T${clock.slice(-8)}${offset}`
    return day.value === '' ? day : instant(instantText, style.zone)
}

const dayOrInvalid = (text: string): Cleaned => (isDay(text) ? { value: text } : dropped('DATE_INVALID'))

const instant = (text: string, zone: string): Cleaned => {
    const at = new Date(standard(text))
    return Number.isNaN(at.getTime()) || !isDay(text.slice(0, 10)) ? dropped('DATE_INVALID') : { value: dayInZone(at, zone) }
}

/** The instant as JavaScript reads it everywhere: `T`, colons, a full offset. */
const standard = (text: string): string =>
    text
        .toUpperCase()
        .replace(' ', 'T')
        .replace(/\s/g, '')
        .replace(',', '.')
        .replace(/T(\d{2}):?(\d{2}):?/, 'T$1:$2:')
        .replace(/:(?=Z|[+-])/, '')
        .replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
        .replace(/([+-]\d{2})$/, '$1:00')
