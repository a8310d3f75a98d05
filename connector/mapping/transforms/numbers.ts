import { dropped, type Clean, type Parameters, type Surroundings } from './cleaned.ts'
import { withoutDecimals, withPlainMarks } from './marks.ts'

const CCC = /^(\d{5})[-/ ._]?(\d{5,6})$/
const HEI = /^(\d{5})[-/ ._](20\d{2})[-/ ._](\d{3,6})$/
const ANC = /^(20\d{2})[-/ ](0[1-9]|1[0-2])[-/ ](\d{4})$/
const DECIMAL = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e[+-]?\d+)?$/i
/** 3 266, 3'266 */
const THOUSANDS_MARK = /(?<=^\d{1,3}(?:[ ']\d{3})*)[ '](?=(?:\d{3}[ '])*\d{3}(?:\.\d+)?$)/g
/** 3266,00 as settings of Europe write it; 3,266 is three thousand */
const NO_DECIMALS = /(?<=^[+-]?\d+)(?:\.|,00?)$/
const ORDINAL = /(?<=\d)(?:st|nd|rd|th)$/i
const JOINTS = /[\s/._-]+/g
/** what a spreadsheet puts behind a number is no part of it, even where letters stand before */
const DECIMALS_BEHIND = /(?<=\d)\.0+$/

/**
 * A CCC number: facility code and serial, ten digits; eleven are kept with a warning. One whose facility part is no known facility is
 * dropped.
 */
export const cccNumber = ({ isSentinel, facilities }: Surroundings): Clean => {
    return (text) => {
        if (isSentinel(text)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const [, facility = '', serial = ''] = CCC.exec(text) ?? CCC.exec(withoutDecimals(withPlainMarks(text))) ?? []
        if (!facilities.has(facility)) {
            return dropped('ID_INVALID')
        }
        return serial.length === 6 ? { value: facility + serial, reason: 'CCC_11_DIGITS' } : { value: facility + serial }
    }
}

/** An HEI number as facility-year-serial; dropped when its facility part is no known facility. */
export const heiNumber = ({ isSentinel, facilities }: Surroundings): Clean => {
    return (text) => {
        if (isSentinel(text)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const [, facility = '', year = '', serial = ''] = HEI.exec(text) ?? HEI.exec(withPlainMarks(text)) ?? []
        return facilities.has(facility) ? { value: `${facility}-${year}-${serial}` } : dropped('ID_INVALID')
    }
}

/** An antenatal clinic number as year-month-serial. Facilities have numbers of their own forms, too: those stay as they stand. */
export const ancNumber = ({ isSentinel }: Surroundings): Clean => {
    return (text) => {
        if (isSentinel(text)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const parts = ANC.exec(withPlainMarks(text))?.slice(1)
        return { value: parts?.join('-') ?? text }
    }
}

/**
 * An identifier in capitals, with one kind of hyphen; without blanks and marks if these are all that keeps it from the column's pattern, else
 * it is dropped.
 */
export const identifier = ({ isSentinel }: Surroundings, { pattern }: Parameters): Clean => {
    return (text) => {
        if (isSentinel(text)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const value = withoutDecimals(withPlainMarks(text.toUpperCase()))
        if (pattern === undefined || pattern.test(value)) {
            return { value }
        }
        const joined = value.replace(DECIMALS_BEHIND, '').replace(JOINTS, '')
        return pattern.test(joined) ? { value: joined } : dropped('ID_INVALID')
    }
}

/** A number without its unit, thousands marks, exponent or needless zeros. Text that is none leaves the row to a person. */
export const number = ({ isSentinel }: Surroundings, { units = [] }: Parameters): Clean => {
    const withoutUnit = unitRemover(units)
    return (text) => {
        if (isSentinel(text)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const value = plainNumber(text) ?? plainNumber(withoutUnit(text).replace(ORDINAL, ''))
        return value === undefined ? dropped('VALUE_UNKNOWN_CODE') : { value }
    }
}

const WEIGHT_UNIT = /^(?:kgs?|kilos?|kilograms?|g|gr?ms?|grams?|gramu)\b\.? ?| ?(?:kgs?|kilos?|kilograms?|g|gr?ms?|grams?|gramu)\.?$/i
const BLANKS = /\s+/g
const DECIMAL_COMMA = /^(\d{1,2}),(\d{1,2})$/

/** In which range weights of a kind lie; a number up to `most` without a unit is in kilograms, one from `least` on in grams. */
interface Weighed {
    least: number
    most: number
    /** of all that is told */
    to: (grams: number) => string
}

const weight =
    ({ least, most, to }: Weighed) =>
    ({ isSentinel }: Surroundings): Clean =>
    (text) => {
        if (isSentinel(text)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const plain = text.replace(BLANKS, ' ')
        const [unit = ''] = WEIGHT_UNIT.exec(plain) ?? []
        const number = plain.replace(unit, '').replace(/\.$/, '')
        const told = Number(plainNumber(number.replace(DECIMAL_COMMA, '$1.$2')) ?? NaN)
        const inKilograms = unit === '' ? told <= most : /k/i.test(unit)
        const value = Math.round(inKilograms ? told * 1000 : told)
        return value >= least && value <= most * 1000 ? { value: to(value) } : dropped('VALUE_UNKNOWN_CODE')
    }

/** The weight of a newborn in grams, told in grams or kilograms. What may be neither leaves the row to a person. */
export const grams = weight({ least: 300, most: 6.5, to: String })

/** The weight of a child in kilograms, told in kilograms or grams. */
export const kilograms = weight({ least: 500, most: 30, to: (value) => String(value / 1000) })

/** Takes a unit away that stands behind a number, or before it as in Kiswahili: `28 weeks`, `wiki 28`. */
const unitRemover = (units: readonly string[]): ((text: string) => string) => {
    const words = units.map((unit) => unit.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|')
    const unit = new RegExp(`^(?:${words})\\.?\\s*(?=\\d)|(?<=[\\d.])\\s*(?:${words})\\.?$`, 'iu')
    return units.length === 0 ? (text) => text : (text) => text.replace(unit, '')
}

/** The digits of a number in any of the usual forms; undefined when the text is no number. */
export const plainNumber = (text: string): string | undefined => {
    const plain = DECIMAL.test(text) ? text : text.replace(/\s/g, ' ').replace(THOUSANDS_MARK, '').replace(NO_DECIMALS, '')
    if (!DECIMAL.test(plain)) {
        return undefined
    }
    const number = Number(plain.replaceAll(',', ''))
    return Math.abs(number) < 1e15 ? String(number) : undefined
}
