import { dropped, type Clean, type Parameters, type Surroundings } from './cleaned.ts'
import { plainWord, withoutEntities } from './marks.ts'
import { plainNumber } from './numbers.ts'

const UNIT = / ?(?:(?:copies|cp|cps|c) ?(?:\/|per) ?ml|copies|cps)$/
/** 1.2 x 10^5, 1.2 e5 */
const POWER = /(?<=\d) ?(?:[x×*] ?10 ?\^|e) ?(?=[+-]?\d+$)/
/** 1.250: a thousand and a quarter thousand, or one and a quarter; nobody can say */
const MAYBE_THOUSANDS = /^\d{1,3}\.\d{3}$/
const LESS_THAN = /[<\u2264]=? ?|=</g
const LESS_THAN_WORDS = /\b(?:less than|lower than|below|under) ?(?=\d|ldl)/g
const BOUND = /^<(\d+)(?:\.0+)?$/
/** t.n.d, t n d */
const BETWEEN_LETTERS = /(?<=\p{L})\.(?=\p{L})|(?<=\b\p{L}) (?=\p{L}\b)/gu
/** target-not-detected */
const JOINTS = /(?<=\p{L})[-_](?=\p{L})/gu
const BETWEEN_WORDS = /[\s(),/=:;]+/
/** nobody has more copies in a millilitre: it is a phone number or the like */
const MOST_COPIES = 1e7

/**
 * A viral load as a whole number of copies/ml. The column's list names the words for "below the limit of detection", and under the empty
 * value the words for a sample that gave no result: RESULT_NOT_USABLE. A bound below one of the list (`<30` where it has `<40`) is below the
 * limit, too. What may mean two numbers, and any other text, leaves the row to a person.
 */
export const viralLoad = ({ isSentinel }: Surroundings, { words = new Map() }: Parameters): Clean => {
    const wordOf = wordFinder(new Map([...words].map(([word, value]) => [word.replace(JOINTS, ' '), value])))
    return (text) => {
        const lower = plainWord(withoutEntities(text))
            .replace(JOINTS, ' ')
            .replace(LESS_THAN, '<')
            .replace(LESS_THAN_WORDS, '<')
            .replace(BETWEEN_LETTERS, '')
        const bare = lower.replace(UNIT, '')
        const word = wordOf(lower) ?? wordOf(bare)
        if (word !== undefined) {
            return word === '' ? dropped('RESULT_NOT_USABLE') : { value: word }
        }
        if (isSentinel(lower)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const copies = Number(plainNumber(bare.replace(POWER, 'e')))
        return copies >= 0 && copies <= MOST_COPIES && !MAYBE_THOUSANDS.test(bare)
            ? { value: String(Math.round(copies)) }
            : dropped('VALUE_UNKNOWN_CODE')
    }
}

/** What the list makes of a text: as a whole, as a bound, or of all the words in it the same (`LDL (<20)`, `Target not detected (TND)`). */
const wordFinder = (words: ReadonlyMap<string, string>): ((text: string) => string | undefined) => {
    const bounds = [...words].map(([word, value]) => ({ bound: boundOf(word), value }))
    const ofOne = (text: string): string | undefined => {
        const bound = boundOf(text)
        return words.get(text) ?? bounds.find((known) => bound <= known.bound)?.value
    }
    const longest = Math.max(1, ...[...words.keys()].map((word) => word.split(' ').length))
    const firstOf = (parts: readonly string[], start: number): { value: string; next: number } | undefined => {
        for (let length = longest; length > 0; length--) {
            const value = ofOne(parts.slice(start, start + length).join(' '))
            if (value !== undefined) {
                return { value, next: start + length }
            }
        }
        return undefined
    }
    const ofAll = (parts: readonly string[]): string | undefined => {
        const found = new Set<string>()
        for (let next = 0; next < parts.length;) {
            const first = firstOf(parts, next)
            if (first === undefined) {
                return undefined
            }
            found.add(first.value)
            next = first.next
        }
        const [value] = found
        return found.size === 1 ? value : undefined
    }
    return (text) => ofOne(text) ?? (BETWEEN_WORDS.test(text) ? ofAll(text.split(BETWEEN_WORDS).filter((part) => part !== '')) : undefined)
}

/** NaN for what is no bound */
const boundOf = (word: string): number => Number(BOUND.exec(word)?.[1])
