/** What stands for a cell whose formula a program wrote without working it out: its value is not known, and it is not empty either. */
export const FORMULA_ALONE = '#FORMULA'

const QUOTE = '"'.charCodeAt(0)
const APOSTROPHE = "'".charCodeAt(0)
const EQUALS = '='.charCodeAt(0)
const ASCII = 0x7f
const BLANK = 0x20
/** a whole cell between two marks of quotation, as `"…"`, `'…'`, `“…”` */
const QUOTED =
    /^(?:"+([^"]*)"+|'((?:[^']|(?<=\p{L})'(?=\p{L}))*)'|[\u201c\u201e\u00ab]([^\u201c-\u201e\u00ab\u00bb]+)[\u201d\u201c\u00bb])$/su
const FORMULA_TEXT = /^=\s*"(.*)"$/s
const FORCED_TEXT = /^'(?=[\d+=-])/
const INVISIBLE_AROUND = /^[\s\p{Cf}\p{Cc}]+|[\s\p{Cf}\p{Cc}]+$/gu
const FULL_WIDTH = /[\uff01-\uff5e]/g
const TO_ASCII = 0xfee0
const OTHER_DIGITS = /(?![0-9])\p{Nd}/gu
const DIGIT = /\p{Nd}/u

/**
 * The text of a cell as it is meant: without blanks around it, and without what spreadsheets, programs and copying put around it:
 * `="0712345678"` and `'0712345678`, by which a number is kept as text, marks of quotation, characters that nobody sees, and letters and
 * digits of full width or of other scripts. Only cells whose first or last character may be of that kind are looked at closer: nearly all
 * are not.
 */
export const plainCell = (cell: string): string => {
    const text = cell.trim()
    const first = text.charCodeAt(0)
    const last = text.charCodeAt(text.length - 1)
    return first <= QUOTE || first === APOSTROPHE || first === EQUALS || first > ASCII || last < BLANK || last > ASCII
        ? undressed(text)
        : text
}

const undressed = (cell: string): string =>
    cell
        .replace(INVISIBLE_AROUND, '')
        .replace(FORMULA_TEXT, (_, text: string) => text.replaceAll('""', '"'))
        .replace(QUOTED, (_, double?: string, single?: string, curly?: string) => (double ?? single ?? curly ?? '').trim())
        .replace(FORCED_TEXT, '')
        .replace(FULL_WIDTH, (letter) => String.fromCharCode(letter.charCodeAt(0) - TO_ASCII))
        .replace(OTHER_DIGITS, digitOf)

/** The ten digits of a script stand together, the first of them is 0. */
const digitOf = (letter: string): string => {
    const code = letter.codePointAt(0) ?? 0
    let value = 0
    while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) {
        value++
    }
    return String(value)
}
