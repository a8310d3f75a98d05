import { TRANSFORM_NAMES } from '../transforms.ts'
import { clean } from './trying.ts'

/** What comes into a cell when quotes, fills or files are broken. */
const BROKEN = {
    quotes: `${'"'.repeat(3000)}x`,
    brackets: `${'('.repeat(3000)}x${')'.repeat(3000)}y`,
    apostrophes: `${"'".repeat(3000)}x`,
    weekdays: 'thu '.repeat(5000),
    words: 'ldl '.repeat(3000),
    blanks: `3${' '.repeat(20_000)}x`,
    text: 'was seen at home on 12/03/2026 and had moved. '.repeat(100),
}

test.each(Object.entries(BROKEN))('a cell of thousands of %s is judged, and soon', (_, text) => {
    const parameters = { options: ['FEMALE'], words: new Map([['ldl', 'LDL']]), pattern: /^[A-Z]+$/u, units: ['weeks'] }
    expect(TRANSFORM_NAMES.map((name) => typeof clean(name, text, parameters).value)).toEqual(TRANSFORM_NAMES.map(() => 'string'))
})
