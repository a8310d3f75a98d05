import { dropped, type Clean, type Cleaned, type DateOrder, type DateStyle, type Surroundings } from './cleaned.ts'
import { plainWord, withPlainMarks } from './marks.ts'
import { addDays, dayInZone, isDay, type Day } from '#dhis2/day.ts'

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/
const COMPACT = /^(?:19|20)\d{6}$/
const YEAR_FIRST = /^(\d{4})[-/., _\\;|]{1,2}(\d{1,2})[-/., _\\;|]{1,2}(\d{1,2})$/
const NUMBERS = /^(\d{1,2})[-/., _\\;|]{1,2}(\d{1,2})[-/., _\\;|]{1,2}'?(\d{4}|\d{2})$/
/** 13022026; never a day that begins with its year, as no month is 19 or 20 */
const COMPACT_NUMBERS = /^(\d{2})(\d{2})((?:19|20)\d{2})$/
const DAY_NAME_YEAR = /^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[-/., _]*(\p{L}[\p{L} ]*?)[-/., _]*'?(\d{4}|\d{2})$/u
const NAME_DAY_YEAR = /^(\p{L}+)[-/., _]*(\d{1,2})(?:st|nd|rd|th)?[-/., _]+'?(\d{4}|\d{2})$/u
const YEAR_NAME_DAY = /^(\d{4})[-/., _]*(\p{L}+)[-/., _]*(\d{1,2})$/u
const FIRST_WORD = /^(\p{L}+)[., ]+(?=.*\d)/u
const END_MARKS = /[.,;]+$/
/** a mask of zeros or nines in the place of a date */
const MASK = /^(?:0[0\s./_\\-]*|9[9\s./_\\-]*)$/
const EXCEL_SERIAL = /^(\d{2}),?(\d{3})(?:[.,]\d+)?$/
/** milliseconds since 1970, as programs write a moment of this century */
const MILLISECONDS = /^1\d{12}$/
const IN_BRACKETS = /^[([](.*)[)\]]$/
/** Excel counts days from here (1900 system with its false leap day, valid from March 1900). */
const EXCEL_START: Day = '1899-12-30'

/** The hour at the end of a moment, after its day, with what is said of its zone. A bare day may have a zone, too. */
const CLOCK = new RegExp(
    [
        /(?:(?<=\d)T|[ ,]+(?:at |saa )?|(?<=[a-z]\d{2,4}):)(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?(?: ?([ap])\.?m\.?)?/,
        / ?(Z|UTC|GMT|EAT)? ?([+-]\d{2}(?::?\d{2})?)?(?: ?[([].*[)\]])?$/,
    ]
        .map(({ source }) => source)
        .join(''),
    'i'
)
const JOINED_CLOCK = /(?:(?<=\d)T|(?<=^(?:19|20)\d{6}))(\d{2})(\d{2})(\d{2})?(?=$|[.,Z+ -])/i
/** Fri Feb 13 10:30:00 EAT 2026, as Java and Unix write a moment */
const CLOCK_BEFORE_YEAR = /^(?:\p{L}+ )?(\p{L}+ \d{1,2}) ([\d:]{7,8})((?: [A-Z]{3,4})?) (\d{4})$/u
const ZONE_OF_DAY = /(?<=^\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})$/
const ZONES: Readonly<Record<string, string>> = { Z: 'Z', UTC: 'Z', GMT: 'Z', EAT: '+03:00' }

/**
 * A day out of any unambiguous way of writing it. Moments with Z, UTC or an offset are the day they fall on in the mapping's zone; those
 * without one are local. 03/04/2026 is DATE_AMBIGUOUS unless the mapping fixes the order; 30 February is DATE_INVALID; a placeholder such
 * as 1900-01-01 or 00/00/0000 becomes nothing.
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
        const cleaned = unusual(text, dates)
        return dates.placeholders.has(cleaned.value) ? nothing : cleaned
    }
}

const unusual = (text: string, style: DateStyle): Cleaned => {
    if (MILLISECONDS.test(text)) {
        return { value: dayInZone(new Date(Number(text)), style.zone) }
    }
    const plain = withoutWeekday(withPlainMarks(text).replace(IN_BRACKETS, '$1').replace(CLOCK_BEFORE_YEAR, '$1 $4 $2$3'), style)
        .replace(JOINED_CLOCK, joinedClock)
        .replace(ZONE_OF_DAY, '')
    const clock = CLOCK.exec(plain)
    const written = plain.slice(0, clock?.index).replace(END_MARKS, '')
    const day = dayOf(written, style)
    if (day.value === '') {
        return MASK.test(written) || style.placeholders.has(written.toLowerCase()) ? dropped('SENTINEL_TO_NULL') : day
    }
    const at = clock && instantOf(day.value, clock)
    return at == null ? day : Number.isNaN(at.getTime()) ? dropped('DATE_INVALID') : { value: dayInZone(at, style.zone) }
}

/** The name of a weekday says nothing that the date does not; any other word before a date may say something. */
const withoutWeekday = (text: string, style: DateStyle): string => {
    let rest = text
    for (;;) {
        const [whole = '', word = ''] = FIRST_WORD.exec(rest) ?? []
        if (!style.weekdays.has(plainWord(word))) {
            return rest
        }
        rest = rest.slice(whole.length)
    }
}

const joinedClock = (_: string, hour: string, minute: string, second = '00'): string => `T${hour}:${minute}:${second}`

/** The instant of a day and an hour, when a zone is told; undefined for a local hour. */
const instantOf = (day: Day, [, hour = '', minute = '', second = '00', half, zone, offset]: RegExpExecArray): Date | undefined => {
    const shift = offset === undefined ? ZONES[zone?.toUpperCase() ?? ''] : fullOffset(offset)
    const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
    return shift === undefined ? undefined : new Date(`${day}T${String(hours).padStart(2, '0')}:${minute}:${second}${shift}`)
}

/** `+03` and `+0300` as JavaScript reads them everywhere. */
const fullOffset = (offset: string): string => `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`

const dayOf = (text: string, style: DateStyle): Cleaned => {
    if (COMPACT.test(text) && !COMPACT_NUMBERS.test(text)) {
        return dayOrInvalid(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
    }
    const serial = EXCEL_SERIAL.exec(text)
    if (serial) {
        return { value: addDays(EXCEL_START, Number(`${serial[1] ?? ''}${serial[2] ?? ''}`)) }
    }
    const yearFirst = YEAR_FIRST.exec(text)
    if (yearFirst) {
        return made(yearFirst[1], yearFirst[2], yearFirst[3], style)
    }
    const numbers = NUMBERS.exec(text) ?? COMPACT_NUMBERS.exec(text)
    if (numbers) {
        return byOrder(numbers, style)
    }
    return byName(text, style)
}

const HYPHENS = /^\d{2}-\d{2}-\d{2}$/

/** 26-02-13 is the 13th of February 2026 to some, and the 26th of 2013 to others. */
const mayBeginWithYear = ([, , month, day]: RegExpExecArray): boolean =>
    Number(month) <= 12 && Number(day) >= 1 && Number(day) <= LONGEST_MONTH

const byOrder = (numbers: RegExpExecArray, style: DateStyle): Cleaned => {
    const [text, first, second, year] = numbers
    const [one, two] = [Number(first), Number(second)]
    if (one === 0 || two === 0) {
        return dropped('DATE_INVALID')
    }
    if (year?.length === 2 && style.order === 'year-first') {
        return made(first, second, year, style)
    }
    if (style.order === 'unknown' && HYPHENS.test(text) && mayBeginWithYear(numbers)) {
        return dropped('DATE_AMBIGUOUS')
    }
    if (one > 12 || (two <= 12 && (style.order === 'day-first' || one === two))) {
        return made(year, second, first, style)
    }
    if (two > 12 || style.order === 'month-first') {
        return made(year, first, second, style)
    }
    return dropped('DATE_AMBIGUOUS')
}

/** The order that a date in numbers shows by itself, because one of them is no month, or no day; undefined when it shows none. */
export const orderShownBy = (text: string): DateOrder | undefined => {
    const numbers = NUMBERS.exec(text.trim().split(/[ T,]/)[0] ?? '')
    const [one = 0, two = 0, last = 0] = (numbers ?? []).slice(1).map(Number)
    if (numbers && HYPHENS.test(numbers[0]) && last >= 1 && last <= LONGEST_MONTH) {
        return one > LONGEST_MONTH && two <= 12 ? 'year-first' : undefined
    }
    return one > 12 && two <= 12 ? 'day-first' : two > 12 && one <= 12 ? 'month-first' : undefined
}

const LONGEST_MONTH = 31

const byName = (text: string, style: DateStyle): Cleaned => {
    const [dayFirst, nameFirst, yearFirst] = [DAY_NAME_YEAR.exec(text), NAME_DAY_YEAR.exec(text), YEAR_NAME_DAY.exec(text)]
    const [day, name, year] = dayFirst?.slice(1) ?? [nameFirst?.[2], nameFirst?.[1], nameFirst?.[3]]
    const month = style.months.get((yearFirst?.[2] ?? name ?? '').toLowerCase())
    return month === undefined ? dropped('DATE_INVALID') : made(yearFirst?.[1] ?? year, String(month), yearFirst?.[3] ?? day, style)
}

const made = (year = '', month = '', day = '', style: DateStyle): Cleaned =>
    dayOrInvalid(`${year.length === 2 ? century(year, style.asOf) : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)

const century = (year: string, asOf: Day): string => (Number(`20${year}`) <= Number(asOf.slice(0, 4)) + 1 ? `20${year}` : `19${year}`)

const dayOrInvalid = (text: string): Cleaned => (isDay(text) ? { value: text } : dropped('DATE_INVALID'))
