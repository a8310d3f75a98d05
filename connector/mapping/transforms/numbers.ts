import { dropped, type Clean, type Parameters, type Surroundings } from './cleaned.ts'

const CCC = /^(\d{5})[-/ ]?(\d{5,6})$/
const HEI = /^(\d{5})[-/ ](20\d{2})[-/ ](\d{3,6})$/
const DECIMAL = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e[+-]?\d+)?$/i

/**
 * A CCC number: facility code and serial, ten digits; eleven are kept with a warning. One whose facility part is no known facility is
 * dropped (domain.md B2, samples' README §8).
 */
export const cccNumber = ({ isSentinel, facilities }: Surroundings): Clean => {
    return (text) => {
        if (isSentinel(text)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const [, facility = '', serial = ''] = CCC.exec(text) ?? []
        if (!facilities.has(facility)) {
            return dropped('ID_INVALID')
        }
        return serial.length === 6 ? { value: facility + serial, reason: 'CCC_11_DIGITS' } : { value: facility + serial }
    }
}

/** An HEI number as facility-year-serial; dropped when its facility part is no known facility (domain.md B2). */
export const heiNumber = ({ isSentinel, facilities }: Surroundings): Clean => {
    return (text) => {
        if (isSentinel(text)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const [, facility = '', year = '', serial = ''] = HEI.exec(text) ?? []
        return facilities.has(facility) ? { value: `${facility}-${year}-${serial}` } : dropped('ID_INVALID')
    }
}

/** An identifier in capitals that must match the column's pattern; else it is dropped. */
export const identifier = ({ isSentinel }: Surroundings, { pattern }: Parameters): Clean => {
    return (text) => {
        if (isSentinel(text)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const value = text.toUpperCase()
        return pattern === undefined || pattern.test(value) ? { value } : dropped('ID_INVALID')
    }
}

/** A number without thousands commas, exponent or needless zeros. Text that is none leaves the row to a person. */
export const number = ({ isSentinel }: Surroundings): Clean => {
    return (text) => {
        if (isSentinel(text)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const value = plainNumber(text)
        return value === undefined ? dropped('VALUE_UNKNOWN_CODE') : { value }
    }
}

/** The digits of a number in any of the usual forms; undefined when the text is no number. */
export const plainNumber = (text: string): string | undefined => {
    if (!DECIMAL.test(text)) {
        return undefined
    }
    const number = Number(text.replaceAll(',', ''))
    return Math.abs(number) < 1e15 ? String(number) : undefined
}
