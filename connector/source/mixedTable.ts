import { plainCell } from '../plainCell.ts'
import type { SourceRow } from '../records.ts'
import { problemFile } from './repeats.ts'
import type { Page, RowsTaken, Source, StreamShape } from './source.ts'

/**
 * Gives each stream only its own rows of a table in which several kinds of records stand below each other, told apart by the words of a column.
 * A row that none takes, for its word or for want of one, goes to the first stream of the table, where it waits; so do faults of the table.
 */
export const withMixedTables = (source: Source): Source => ({
    check: (streams) => source.check(streams),
    discover: () => source.discover(),
    read: (stream, state) => (stream.rows ? ownPages(source.read(stream, state), stream, stream.rows) : source.read(stream, state)),
})

async function* ownPages(pages: AsyncIterable<Page>, stream: StreamShape, taken: RowsTaken): AsyncIterable<Page> {
    for await (const { rows, problems, state } of pages) {
        yield { rows: rows.filter((row) => isOwn(row, taken)), problems: taken.rest ? problems : toldElsewhere(problems, stream), state }
    }
}

const isOwn = ({ cells }: SourceRow, { column, words, others, rest }: RowsTaken): boolean => {
    const word = kindWord(cells[column] ?? '')
    return words.has(word) || (rest && !others.has(word))
}

/** The word in a cell that tells kinds of records apart; case does not matter. */
export const kindWord = (cell: string): string => plainCell(cell).toLowerCase()

const toldElsewhere = (problems: Page['problems'], stream: StreamShape): Page['problems'] =>
    problems
        .filter(({ reason }) => reason !== 'REPEATED_HEADER' && reason !== 'TOTAL_ROW')
        .map((problem) => ({ ...problem, place: { ...problem.place, file: problemFile(stream) } }))
