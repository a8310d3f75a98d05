import { plainWord } from './marks.ts'

/** Nothing but marks. A tick, + or < is more than that: it may mean something. */
const MARKS_ONLY = /^[\p{P}\s=~|^`]+$/u
const ZERO = '0'.charCodeAt(0)
const NINE = '9'.charCodeAt(0)
/** What a word of the list may be written with: blanks, brackets, an end mark, the decimals of a spreadsheet. */
const MAYBE_DRESSED = /[\s([{"'\u2019]|[.!,;:]$|[.,]0+$/

/**
 * What a cell holds when nothing is known: one of the words in any case and writing, a number among them as a spreadsheet writes it
 * (`99.0`), or nothing but marks (`---`, `?`). Never 0.
 *
 * @param words as `plainWord` writes them
 */
export const sentinelTest = (words: ReadonlySet<string>): ((text: string) => boolean) => {
    return (text) => words.has(text.toLowerCase()) || isMarksOnly(text) || (MAYBE_DRESSED.test(text) && words.has(plainWord(text)))
}

/** Looks at the first character first: a cell that begins with an ASCII letter or digit is the usual case. */
const isMarksOnly = (text: string): boolean => {
    const first = text.charCodeAt(0) | 0x20
    const isUsual = (first >= 0x61 && first <= 0x7a) || (text.charCodeAt(0) >= ZERO && text.charCodeAt(0) <= NINE)
    return !isUsual && MARKS_ONLY.test(text)
}
