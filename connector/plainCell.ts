const EQUALS = '='.charCodeAt(0)
const APOSTROPHE = "'".charCodeAt(0)
const ASCII = 0x7f
const FORMULA_TEXT = /^=\s*"(.*)"$/s
const FORCED_TEXT = /^'(?=[\d+=-])/
const INVISIBLE_AROUND = /^[\s\p{Cf}\p{Cc}]+|[\s\p{Cf}\p{Cc}]+$/gu
const FULL_WIDTH = /[\uff01-\uff5e]/g
const TO_ASCII = 0xfee0

/**
 * The text of a cell as it is meant: without blanks around it, and without what spreadsheets and copying put around it: `="0712345678"` and
 * `'0712345678`, by which a number is kept as text, characters that nobody sees, and letters and digits of full width. Only cells whose
 * first or last character may be of that kind are looked at closer: nearly all are not.
 */
export const plainCell = (cell: string): string => {
    const text = cell.trim()
    const first = text.charCodeAt(0)
    return first === EQUALS || first === APOSTROPHE || first > ASCII || text.charCodeAt(text.length - 1) > ASCII ? undressed(text) : text
}

const undressed = (cell: string): string =>
    cell
        .replace(FORMULA_TEXT, (_, text: string) => text.replaceAll('""', '"'))
        .replace(FORCED_TEXT, '')
        .replace(INVISIBLE_AROUND, '')
        .replace(FULL_WIDTH, (letter) => String.fromCharCode(letter.charCodeAt(0) - TO_ASCII))
