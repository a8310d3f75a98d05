import { dropped, type Clean, type Parameters, type Surroundings } from './cleaned.ts'
import { plainNumber } from './numbers.ts'

const BLANKS = /\s+/g
const UNIT = / ?(copies|cp|cps|c) ?(\/|per) ?ml$/
/** 1 250 */
const BLANK_THOUSANDS = /(?<=^\d{1,3}(?: \d{3})*) (?=(?:\d{3} )*\d{3}$)/g
/** 1.250: a thousand and a quarter thousand, or one and a quarter; nobody can say */
const MAYBE_THOUSANDS = /^\d{1,3}\.\d{3}$/

/**
 * A viral load as a whole number of copies/ml. The column's list names the words for "below the limit of detection", and under the empty
 * value the words for a sample that gave no result: RESULT_NOT_USABLE. What may mean two numbers, and any other text, leaves the row to a person (samples' README §5).
 */
export const viralLoad = ({ isSentinel }: Surroundings, { words }: Parameters): Clean => {
    return (text) => {
        const lower = text.toLowerCase().replace(BLANKS, ' ')
        const bare = lower.replace(UNIT, '')
        const word = words?.get(lower) ?? words?.get(bare) ?? words?.get(bare.replace(BLANKS, ''))
        if (word !== undefined) {
            return word === '' ? dropped('RESULT_NOT_USABLE') : { value: word }
        }
        if (isSentinel(lower)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const copies = plainNumber(bare.replace(BLANK_THOUSANDS, ''))
        return copies === undefined || copies.startsWith('-') || MAYBE_THOUSANDS.test(bare)
            ? dropped('VALUE_UNKNOWN_CODE')
            : { value: String(Math.round(Number(copies))) }
    }
}
