import { dropped, type Clean, type Parameters, type Surroundings } from './cleaned.ts'
import { plainNumber } from './numbers.ts'

const BLANKS = /\s+/g
const UNIT = / ?(copies|cp|c) ?\/ ?ml$/

/**
 * A viral load as a whole number of copies/ml. The column's list names the words for "below the limit of detection", and under the empty
 * value the words for a sample that gave no result: RESULT_NOT_USABLE. Other text leaves the row to a person (samples' README §5).
 */
export const viralLoad = ({ sentinels }: Surroundings, { words }: Parameters): Clean => {
    return (text) => {
        const lower = text.toLowerCase().replace(BLANKS, ' ')
        const word = words?.get(lower) ?? words?.get(lower.replace(BLANKS, ''))
        if (word !== undefined) {
            return word === '' ? dropped('RESULT_NOT_USABLE') : { value: word }
        }
        if (sentinels.has(lower)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const copies = plainNumber(lower.replace(UNIT, ''))
        return copies === undefined || copies.startsWith('-')
            ? dropped('VALUE_UNKNOWN_CODE')
            : { value: String(Math.round(Number(copies))) }
    }
}
