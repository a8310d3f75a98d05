import type { SourceRow } from '../../records.ts'
import type { Page, RowProblem, SourceState, StreamShape } from '../source.ts'
import { headerOf, judgeOf, missingIn, placeOf, type Fault, type Judge } from './judgeRecord.ts'
import type { Record } from './records.ts'
import { CUT_OFF, type Table } from './table.ts'

/** A table, and how to read it. */
export interface FileToRead {
    table: Table
    /** records that the manifest promises */
    promised?: number
    /** rows up to this one were read before */
    after: number
    /** the state of a page that ends with a row */
    stateAt(row: number): SourceState
}

/** Reads a file in pages. Rows are numbered from 1 after the header; a repeated header and a total count. */
export async function* readFile(file: FileToRead, stream: StreamShape): AsyncIterable<Page> {
    const incomplete = await incompleteness(file)
    let judge: Judge | undefined
    let headerFault: Fault | undefined = EMPTY
    let row = 0
    for await (const batch of file.table.batches()) {
        const records = judge ? batch : batch.slice(1)
        if (judge === undefined) {
            const headers = headerOf(batch[0])
            headerFault = missingIn(headers, stream)
            judge = judgeOf(headers, stream, { incomplete, torn: file.table.torn })
        }
        const page = pageOf(records, row + 1, file, judge)
        row += records.length
        if (row > file.after) {
            yield page
        }
    }
    // a page that says why there is no export has no record, either
    const nothing = row === 0 && (incomplete ?? headerFault)
    if (nothing) {
        yield { rows: [], problems: [{ place: placeOf(stream, 0, ''), ...nothing }], state: file.stateAt(0) }
    }
}

/** Records read before are judged, too: a header again among them may change how those after it are read. */
const pageOf = (records: readonly Record[], first: number, file: FileToRead, judge: Judge): Page => {
    const page: { rows: SourceRow[]; problems: RowProblem[] } = { rows: [], problems: [] }
    records.forEach((record, index) => {
        const row = first + index
        const judged = judge(record, row)
        if (row <= file.after) {
            return
        }
        if ('reason' in judged) {
            page.problems.push(judged)
        } else {
            page.rows.push(judged)
        }
    })
    return { ...page, state: file.stateAt(first + records.length - 1) }
}

const EMPTY: Fault = { reason: 'FILE_INCOMPLETE', detail: 'the file is empty' }

/** Why a whole file must wait: it is cut off, or shorter than promised. */
const incompleteness = async ({ table, promised }: FileToRead): Promise<Fault | undefined> => {
    if (table.cutOff !== undefined) {
        return { reason: 'FILE_INCOMPLETE', detail: table.cutOff }
    }
    if (promised === undefined) {
        return table.shortEnd ? { reason: 'FILE_INCOMPLETE', detail: CUT_OFF } : undefined
    }
    const count = await table.count()
    const whole = table.shortEnd ? count - 1 : count
    return whole < promised ? { reason: 'FILE_INCOMPLETE', detail: `${whole} of ${promised} records` } : undefined
}
