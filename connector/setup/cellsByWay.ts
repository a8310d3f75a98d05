import type { AnswerBook } from './answers.ts'
import type { TableProfile } from './profile.ts'
import type { Found, WantedColumn } from './recognise.ts'
import type { ReadCells } from './settleAnswers.ts'

/** Where a column is read in several ways, another column says which: `row.test_type == 'vl'`. */
const DECIDING = /row\.(\w+) (?:==|in) /

/**
 * The cells of a column that a table holds, apart by what another column of the table says where that decides how they are read: `Positive` is one
 * answer of an antibody test, and another of a syphilis test.
 */
export const cellsByWay = (
    { heading, column, stream, stated }: Pick<Found, 'heading' | 'column'> & Pick<ReadCells, 'stream' | 'stated'>,
    { columns, records }: TableProfile,
    { found, wanted, book }: { found: readonly Found[]; wanted: readonly WantedColumn[]; book: AnswerBook }
): ReadCells[] => {
    const cells = columns.filter((profile) => profile.heading === heading).flatMap((profile) => profile.cells)
    const ways = wanted.find(({ name }) => name === column)?.ways ?? []
    const deciding = ways.flatMap(({ when }) => DECIDING.exec(when ?? '')?.[1] ?? [])[0]
    const asked = found.find((one) => one.column === deciding)?.heading
    const [way] = wanted.find(({ name }) => name === deciding)?.ways ?? []
    if (deciding === undefined || asked === undefined || way === undefined) {
        return [{ stream, column, cells, stated }]
    }
    const byValue = new Map<string, string[]>()
    for (const record of records) {
        const value = book.value(way, record[asked] ?? '')
        const cell = record[heading] ?? ''
        if (value !== undefined && cell !== '') {
            const own = byValue.get(value) ?? []
            own.push(cell)
            byValue.set(value, own)
        }
    }
    return [...byValue].map(([value, own]) => ({ stream, column, cells: own, stated: { ...stated, [deciding]: value } }))
}
