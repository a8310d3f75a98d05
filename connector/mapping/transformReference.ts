import { TRANSFORM_NAMES, type TransformName } from './transforms.ts'

interface Entry {
    takes: string
    gives: string
}

/** What each transform takes and gives, for people who write mappings. */
const ENTRIES: Readonly<Record<TransformName, Entry>> = {
    text: { takes: 'anything', gives: 'as it stands' },
    lower: { takes: 'identifiers whose case means nothing', gives: 'small letters' },
    date: {
        takes: '2021-05-13, 13/05/2021, 05/13/2021, 13.5.2021, 13-May-21, 13 Mei 2021, Thursday, May 13, 2021, 44329 (Excel), 13052021, 20210513223000, 2021-05-13T22:30:00Z, 13/05/2021 10:30 pm UTC, Thu May 13 22:30:00 EAT 2021',
        gives: '2021-05-13; an instant is the day it falls on in the mapping’s zone',
    },
    number: {
        takes: '3266, 3,266, 3 266, 3266.0, 3.2e3, 2nd, with its `units` behind it or before it',
        gives: '3266; what DHIS2 would not take, such as half a visit, waits',
    },
    grams: {
        takes: '3120, 3.12, 3,12, 3.12 kg, 3120 g',
        gives: '3120, the weight of a newborn; what may be neither grams nor kilograms waits',
    },
    kilograms: {
        takes: '5.5, 5,5, 5.5 kg, 5500 g',
        gives: '5.5, the weight of a child; what may be neither kilograms nor grams waits',
    },
    boolean: { takes: 'the words of its list', gives: 'true, false' },
    option: {
        takes: 'a code of the option set in any case and with any marks between its words (`TDF/3TC/DTG`), or a word of its list; the same answer twice (`F (Female)`)',
        gives: 'the code',
    },
    split: {
        takes: 'several codes in one cell, separated by blanks, commas, semicolons, bars, slashes or `and`',
        gives: 'the codes, each once',
    },
    phone_ke: { takes: '0712 345 678, 254712345678, 712345678; of two the first', gives: '+254712345678' },
    ccc_number: { takes: '13077-00123, 13077/00123, 13077.00123, 1307700123', gives: '1307700123; dropped when the facility is not known' },
    hei_number: { takes: '13077/2026/000123', gives: '13077-2026-000123; dropped when the facility is not known' },
    anc_number: { takes: '2026/01/0042', gives: '2026-01-0042; a number of another form as it stands' },
    identifier: {
        takes: 'an identifier whose case means nothing; with `pattern`, one that matches it',
        gives: 'capitals, one kind of hyphen',
    },
    viral_load: {
        takes: '1,250, 1 250, 1.2e5, 1.2 x 10^5, 1250 copies/ml, LDL, < 40, LDL (<20), Target Not Detected (TND)',
        gives: 'whole copies/ml, or the word that its list gives for "below the limit"; 1.250 waits, as it may be two numbers',
    },
}

/** The table of transforms in docs/mapping.md; `npm run docs` puts it there. */
export const transformReference = (): string =>
    ['| `as` | What it takes | What comes out |', '|---|---|---|', ...TRANSFORM_NAMES.map(row)].join('\n')

const row = (name: TransformName): string => `| \`${name}\` | ${ENTRIES[name].takes} | ${ENTRIES[name].gives} |`

const HEADING = '### Transforms\n'

/** A document with the table in the place of the one below its heading. */
export const withTransformReference = (document: string): string => {
    const from = document.indexOf(HEADING) + HEADING.length
    const to = document.indexOf('\n### ', from)
    return `${document.slice(0, from)}\n${transformReference()}\n${document.slice(to)}`
}
