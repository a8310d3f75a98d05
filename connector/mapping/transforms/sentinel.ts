const WORD = /[\p{L}\p{N}]/u
const ZERO = '0'.charCodeAt(0)
const NINE = '9'.charCodeAt(0)

/**
 * What a cell holds when nothing is known: one of the words in any case, a number among them as a spreadsheet writes it (`99.0`), or
 * nothing but punctuation (`---`, `?`). Never 0 (domain.md E4.3).
 *
 * @param words in small letters
 */
export const sentinelTest = (words: ReadonlySet<string>): ((text: string) => boolean) => {
    return (text) => {
        const lower = text.toLowerCase()
        return words.has(lower) || isPunctuation(text) || (lower.endsWith('0') && words.has(lower.replace(/\.0+$/, '')))
    }
}

/** Looks at the first character first: a cell that begins with an ASCII letter or digit is the usual case. */
const isPunctuation = (text: string): boolean => {
    const first = text.charCodeAt(0) | 0x20
    const isUsual = (first >= 0x61 && first <= 0x7a) || (text.charCodeAt(0) >= ZERO && text.charCodeAt(0) <= NINE)
    return !isUsual && !WORD.test(text)
}
