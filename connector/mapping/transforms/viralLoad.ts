import { dropped, type Clean, type Parameters, type Surroundings } from './cleaned.ts'
import { plainWord } from './marks.ts'
import { plainNumber } from './numbers.ts'

const UNIT = / ?(?:(?:copies|cp|cps|c) ?(?:\/|per) ?ml|copies|cps)$/
/** 1 250, 1'250 */
const THOUSANDS_MARK = /(?<=^\d{1,3}(?:[ ']\d{3})*)[ '](?=(?:\d{3}[ '])*\d{3}$)/g
/** 1.2 x 10^5, 1.2 e5 */
const POWER = /(?<=\d) ?(?:[x×*] ?10 ?\^|e) ?(?=[+-]?\d+$)/
/** 1.250: a thousand and a quarter thousand, or one and a quarter; nobody can say */
const MAYBE_THOUSANDS = /^\d{1,3}\.\d{3}$/
const LESS_THAN = /< ?|\b(?:less than|below|under) ?(?=\d)/g
const BOUND = /^<(\d+)(?:\.0+)?$/
/** t.n.d */
const DOTS_OF_LETTERS = /(?<=\p{L})\.(?=\p{L})/gu
const BETWEEN_WORDS = /[\s(),/=:]+/

/**
 * A viral load as a whole number of copies/ml. The column's list names the words for "below the limit of detection", and under the empty
 * value the words for a sample that gave no result: RESULT_NOT_USABLE. A bound below one of the list (`<30` where it has `<40`) is below the
 * limit, too. What may mean two numbers, and any other text, leaves the row to a person (samples' README §5).
 */
export const viralLoad = ({ isSentinel }: Surroundings, { words = new Map() }: Parameters): Clean => {
    const wordOf = wordFinder(words)
    return (text) => {
        const lower = plainWord(text).replace(LESS_THAN, '<').replace(DOTS_OF_LETTERS, '')
        const bare = lower.replace(UNIT, '')
        const word = wordOf(lower) ?? wordOf(bare)
        if (word !== undefined) {
            return word === '' ? dropped('RESULT_NOT_USABLE') : { value: word }
        }
        if (isSentinel(lower)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const copies = plainNumber(bare.replace(THOUSANDS_MARK, '').replace(POWER, 'e'))
        return copies === undefined || copies.startsWith('-') || MAYBE_THOUSANDS.test(bare)
            ? dropped('VALUE_UNKNOWN_CODE')
            : { value: String(Math.round(Number(copies))) }
    }
}

/** What the list makes of a text: as a whole, as a bound, or of each of its words the same (`LDL (<20)`). */
const wordFinder = (words: ReadonlyMap<string, string>): ((text: string) => string | undefined) => {
    const bounds = [...words].map(([word, value]) => ({ bound: boundOf(word), value }))
    const ofOne = (text: string): string | undefined => {
        const bound = boundOf(text)
        return words.get(text) ?? bounds.find((known) => bound <= known.bound)?.value
    }
    return (text) => {
        const whole = ofOne(text)
        if (whole !== undefined || !BETWEEN_WORDS.test(text)) {
            return whole
        }
        const [first, ...others] = new Set(
            text
                .split(BETWEEN_WORDS)
                .filter((part) => part !== '')
                .map(ofOne)
        )
        return others.length === 0 ? first : undefined
    }
}

/** NaN for what is no bound */
const boundOf = (word: string): number => Number(BOUND.exec(word)?.[1])
