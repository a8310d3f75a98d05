import type { SourceRow } from '../../records.ts'
import { recordKey } from '../recordKey.ts'
import type { Page, RowProblem, SourceState, StreamShape } from '../source.ts'
import { normalised, planHeader, type HeaderPlan } from './header.ts'
import type { Record } from './records.ts'
import { namesTotal } from './survey.ts'
import type { Table } from './table.ts'
import type { Reason } from '#dhis2/outcome.ts'

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

interface Fault {
    reason: Reason
    column?: string
    detail: string
}

/** Reads a file in pages. Rows are numbered from 1 after the header; a repeated header and a total count. */
export async function* readFile(file: FileToRead, stream: StreamShape): AsyncIterable<Page> {
    const incomplete = await incompleteness(file)
    let judge: Judge | undefined
    let row = 0
    for await (const batch of file.table.batches()) {
        const records = judge ? batch : batch.slice(1)
        judge ??= judgeOf(headerOf(batch[0]), stream, incomplete)
        const first = row + 1
        row += records.length
        if (row > file.after) {
            yield pageOf(records, first, file, judge)
        }
    }
    const nothing = row === 0 && (incomplete ?? (judge ? undefined : EMPTY))
    if (nothing) {
        yield { rows: [], problems: [{ place: placeOf(stream, 0, ''), ...nothing }], state: file.stateAt(0) }
    }
}

const pageOf = (records: readonly Record[], first: number, file: FileToRead, judge: Judge): Page => {
    const page: { rows: SourceRow[]; problems: RowProblem[] } = { rows: [], problems: [] }
    records.forEach((record, index) => {
        if (first + index > file.after) {
            judge(record, first + index, page)
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
    const count = promised === undefined ? undefined : await table.count()
    return promised !== undefined && count !== undefined && count < promised
        ? { reason: 'FILE_INCOMPLETE', detail: `${count} of ${promised} records` }
        : undefined
}

type Judge = (record: Record, row: number, page: { rows: SourceRow[]; problems: RowProblem[] }) => void

/** Decides of each record of a file whether it is a row, or why it is none (samples' README §2). */
const judgeOf = (headers: readonly string[], stream: StreamShape, incomplete: Fault | undefined): Judge => {
    const plan = planHeader(headers, stream)
    const toCells = cellMaker(plan)
    const isHeader = headerTest(headers)
    const fileFault = incomplete ?? headerFault(plan)
    return (record, row, page) => {
        const cells = toCells(record ?? [])
        const id = recordKey(cells, stream)
        const fault = fileFault ?? recordFault(record, isHeader, id, plan)
        if (fault) {
            page.problems.push({ place: placeOf(stream, row, id), ...fault })
        } else {
            page.rows.push({ file: stream.file, row, sourceRecordId: id, cells })
        }
    }
}

const headerOf = (record: Record): string[] => (record ?? []).map((cell) => cell.replace(/^\uFEFF/, ''))

const headerFault = ({ missing }: HeaderPlan): Fault | undefined =>
    missing[0] === undefined ? undefined : { reason: 'HEADER_UNKNOWN', column: missing[0], detail: `not found: ${missing.join(', ')}` }

/** Turns the code of an ASCII capital into that of its small letter. */
const SMALL = 0x20
const BLANK = 0x20
const ASCII = 0x7f

/** True for the header again, however it is written. */
const headerTest = (headers: readonly string[]): ((record: readonly string[]) => boolean) => {
    const names = headers.map(normalised)
    const initial = names[0]?.charCodeAt(0)
    const mayBe = (first: number): boolean => (first | SMALL) === initial || first === initial || first <= BLANK || first > ASCII
    // the first letter rules out nearly every record
    return (record) => mayBe((record[0] ?? '').charCodeAt(0)) && record.every((cell, index) => normalised(cell) === names[index])
}

const recordFault = (record: Record, isHeader: (record: readonly string[]) => boolean, id: string, plan: HeaderPlan): Fault | undefined => {
    if (record === undefined) {
        return { reason: 'FILE_INCOMPLETE', detail: 'the record is cut off' }
    }
    if (isHeader(record)) {
        return { reason: 'REPEATED_HEADER', detail: 'the header again' }
    }
    if (id === '' && namesTotal(record[0] ?? '')) {
        return { reason: 'TOTAL_ROW', detail: 'a total, not a record' }
    }
    const torn = plan.repeated.find(({ indexes }) => new Set(indexes.map((index) => record[index] ?? '')).size > 1)
    return torn && { reason: 'HEADER_UNKNOWN', column: torn.name, detail: 'two columns of this name that differ' }
}

const cellMaker = ({ cells: places }: HeaderPlan): ((record: readonly string[]) => { [name: string]: string }) => {
    const blank = Object.fromEntries(places.map(({ name }) => [name, '']))
    const present = places.filter(({ index }) => index >= 0)
    return (record) => {
        const cells = { ...blank }
        for (const { name, index } of present) {
            cells[name] = record[index] ?? ''
        }
        return cells
    }
}

const placeOf = (stream: StreamShape, row: number, sourceRecordId: string): RowProblem['place'] => ({
    file: stream.file,
    row,
    sourceRecordId,
})
