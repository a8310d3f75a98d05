/** few cells hold any, and all are asked */
const BEYOND_ASCII = /[^\0-\x7f]/
const OTHER_HYPHENS = /[\u2010-\u2015\u2212\uff0d]/g
const OTHER_SLASHES = /[\u2044\u2215\uff0f]/g
/** characters that nobody sees, and those that choose how the one before is drawn */
const UNSEEN = /[\p{Cf}\ufe00-\ufe0f]/gu
const BLANKS = /\s+/g
const BLANKS_AROUND = / ?([-/\\]) ?/g
const APOSTROPHES = /[\u2018\u2019\u0060\u00b4]/g
const END_MARKS = /(?<=\p{L})[.!,;:]+$/u
const DECIMALS = /^(-?\d+)(?:\.0+|,00?)$/

/** A text with one kind of hyphen, of slash and single blanks, none around these two: `13077 – 00123` is `13077-00123`. */
export const withPlainMarks = (text: string): string => {
    const plain = BEYOND_ASCII.test(text) ? text.replace(UNSEEN, '').replace(OTHER_HYPHENS, '-').replace(OTHER_SLASHES, '/') : text
    return plain.replace(BLANKS, ' ').replace(BLANKS_AROUND, '$1')
}

const ENTITY = /&(?:#(\d{1,5})|#x([0-9a-f]{1,5})|lt|gt|quot|apos|amp|nbsp);/gi
const ENTITIES: Readonly<Record<string, string>> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&apos;': "'",
    '&amp;': '&',
    '&nbsp;': ' ',
}

/** A text with the characters that programs of the web write as `&#39;` and `&lt;`. */
export const withoutEntities = (text: string): string =>
    text.includes('&')
        ? text.replace(ENTITY, (entity, decimal?: string, hex?: string) =>
              decimal === undefined && hex === undefined
                  ? (ENTITIES[entity.toLowerCase()] ?? entity)
                  : String.fromCodePoint(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal))
          )
        : text

const OPENING = new Set(`"'([{`)
const CLOSING = new Set(`"')]}`)

/** Looked at once from each end: a regular expression takes minutes for a cell of some thousand quotes. */
const withoutBrackets = (text: string): string => {
    let [start, end] = [0, text.length]
    while (OPENING.has(text.charAt(start))) {
        start++
    }
    while (CLOSING.has(text.charAt(end - 1))) {
        end--
    }
    const isEnclosed = text.length > 1 && start > 0 && end < text.length
    return isEnclosed ? text.slice(start, Math.max(start, end)) : text
}

/** A whole number without the `.0` that a spreadsheet or a data frame puts behind it. */
export const withoutDecimals = (text: string): string => text.replace(DECIMALS, '$1')

/**
 * A word as the words of a mapping are compared: small letters, single blanks, one kind of apostrophe, nothing around it and no mark at its
 * end. `(Blank)`, `N/A.` and `don’t  know` are words of the list as `blank`, `n/a` and `don't know`.
 */
export const plainWord = (text: string): string => {
    const small = withPlainMarks(text.normalize('NFC').trim().toLowerCase().replace(APOSTROPHES, "'"))
    return withoutDecimals(withoutBrackets(small).replace(END_MARKS, ''))
}
