import type { Mapping } from '../mapping/loadMapping.ts'
import type { WantedColumn } from './recognise.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A column that a table does not have, and the value that all its rows have there, because the table is of one kind. */
export interface Stated {
    column: string
    value: string
    /** by the name of the table, or by whose numbers its rows hold */
    by: 'name' | 'parent'
}

/** What the name of a table says of all its rows: `ANC visits.csv` holds visits of type anc. Nothing where it says two things of one column. */
export const statedByName = (file: string, absent: readonly WantedColumn[], { words }: Vocabulary): Stated[] => {
    const name = nameWords(file)
    return absent.flatMap(({ name: column, needed, ways }): Stated | [] => {
        const list = ways.length === 1 && ways[0]?.as === 'option' ? ways[0].list : undefined
        if (!needed || list === undefined) {
            return []
        }
        const values = Object.entries(words[list] ?? {}).filter(([, own]) => own.some((word) => name.includes(` ${word} `)))
        const [only, second] = values
        return only && !second ? { column, value: only[0], by: 'name' } : []
    })
}

/** The words of a table's name with a blank around each: those of its sheet, where it is one of a workbook. */
const nameWords = (file: string): string =>
    ` ${file
        .split('#')
        .at(-1)
        ?.replace(/\.\w+$/, '')
        .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')} `

/** What it says of all rows of a table that they hold numbers of one kind of person: `row.subject_type == 'infant'` of the mapping's parent. */
export const statedByParent = (kind: string, parents: NonNullable<Mapping['file']['streams'][string]['parent']>): Stated[] =>
    parents.flatMap((parent): Stated | [] => {
        const [, column, value] = (parent.kind === kind && /^row\.(\w+) == '(\w+)'$/.exec(parent.when ?? '')) || []
        return column === undefined || value === undefined ? [] : { column, value, by: 'parent' }
    })
