import { dropped, type Clean, type Cleaned, type Parameters, type Surroundings } from './cleaned.ts'
import { plainWord } from './marks.ts'

const BLANKS = /\s+/g
/** What stands between the words of a code when people write it: `facility anc`, `TDF/3TC/DTG`. */
const BETWEEN_WORDS = /[\s_\-/+.,&]+/g
const CODE_LIKE = /^[\p{L}\p{N}\s_\-/+.,&]+$/u
const LETTER = /\p{L}/u
/** `HIV+`, `-ve`: here plus and minus are words */
const SIGN = /(?<=\bhiv ?)[+-](?![\p{L}\p{N}])|[+-](?=ve\b)/giu
const SIGNS: Readonly<Record<string, string>> = { '+': '\u2795', '-': '\u2796' }
/** Between answers that stand together, such as one in two languages: brackets alone, or any marks. */
const BESIDE = [/[()[\]{}]+/, /[()[\]{}/=:;,|]+| - |(?<=^\d+)[-.]/]

/**
 * A code of the column's option set, in any case and with any marks between its words, or what the column's list makes of a word. Codes come
 * before sentinels: NONE is an answer where the option set has it. Any other text leaves the row to a person.
 */
export const option = ({ isSentinel }: Surroundings, { options = [], words }: Parameters): Clean => {
    const exact = new Map(options.map((code) => [code, { value: code }]))
    const answers = new Map<string, Cleaned>()
    for (const [word, value] of words ?? []) {
        answers.set(word, value === '' ? dropped('SENTINEL_TO_NULL') : { value })
    }
    for (const code of options) {
        answers.set(code.toLowerCase(), { value: code })
    }
    const joined = joinedWords(answers)
    const [unknown, nothing] = [dropped('VALUE_UNKNOWN_CODE'), dropped('SENTINEL_TO_NULL')]
    const ofWord = (text: string): Cleaned | undefined =>
        answers.get(plainWord(text)) ?? (isSentinel(text) ? nothing : CODE_LIKE.test(text) ? joined.get(join(text)) : undefined)
    return (text) => exact.get(text) ?? answers.get(text) ?? ofWord(text) ?? ofAll(text, ofWord) ?? unknown
}

/** The answer that all words of a cell give. */
const ofAll = (text: string, ofWord: (word: string) => Cleaned | undefined): Cleaned | undefined => {
    const plain = text.replace(BLANKS, ' ')
    for (const marks of BESIDE) {
        const [first, ...others] = filled(plain.split(marks)).map(ofWord)
        if (first && others.length > 0 && others.every((other) => other?.value === first.value)) {
            return first
        }
    }
    return undefined
}

/** The answers by their letters and digits alone, without those that this makes alike, and without bare numbers: -1 is not 1. */
const joinedWords = (answers: ReadonlyMap<string, Cleaned>): Map<string, Cleaned> => {
    const joined = new Map<string, Cleaned>()
    const doubtful = new Set<string>()
    for (const [word, answer] of [...answers].filter(([word]) => CODE_LIKE.test(word) && LETTER.test(word))) {
        const key = join(word)
        const other = joined.get(key)
        if (other !== undefined && other.value !== answer.value) {
            doubtful.add(key)
        }
        joined.set(key, answer)
    }
    return new Map([...joined].filter(([key]) => !doubtful.has(key)))
}

const join = (text: string): string =>
    text
        .toLowerCase()
        .replace(SIGN, (sign) => SIGNS[sign] ?? '')
        .replace(BETWEEN_WORDS, '')

const BETWEEN_CODES = /[,;|/&+\n\r\t]+|\s(?:and|na)\s/i
/** `["PLAY", "TALK"]`, as data frames write a list */
const LIST_MARKS = /[[\]{}"']/g

/**
 * Several codes in one cell, separated by blanks, commas, semicolons, bars, slashes or lines; they come back separated by one blank each.
 */
export const split = (surroundings: Surroundings, parameters: Parameters): Clean => {
    const one = option(surroundings, parameters)
    return (text) => {
        if (surroundings.isSentinel(text)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const parts = filled(text.replace(LIST_MARKS, ' ').split(BETWEEN_CODES))
        const cleaned = parts.flatMap((part) => (isUnknown(one(part)) ? filled(part.split(BLANKS)).map(one) : one(part)))
        if (cleaned.length === 0) {
            return dropped('VALUE_UNKNOWN_CODE')
        }
        const reason = cleaned.find(isUnknown)?.reason ?? cleaned.find((part) => part.reason)?.reason
        const value = [...new Set(cleaned.map((part) => part.value))].filter((part) => part !== '').join(' ')
        return reason === undefined ? { value } : { value, reason }
    }
}

const filled = (parts: readonly string[]): string[] => parts.map((part) => part.trim()).filter((part) => part !== '')

const isUnknown = ({ reason }: Cleaned): boolean => reason === 'VALUE_UNKNOWN_CODE'

/** The codes in a cell that `split` made. */
export const splitParts = (value: string): string[] => value.split(BLANKS)

const BOOLEANS = ['true', 'false']

/** Yes or no as DHIS2 writes them: `true`, `false`. The column's list names the words of the partner's languages. */
export const boolean = (surroundings: Surroundings, { words }: Parameters): Clean => option(surroundings, { options: BOOLEANS, words })
