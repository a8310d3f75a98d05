import { plainCell } from '../../plainCell.ts'
import type { SourceRow } from '../../records.ts'
import { recordKey } from '../recordKey.ts'
import type { RowProblem, StreamShape } from '../source.ts'
import { isHeaderOf, knownNames, normalised, planHeader, type HeaderPlan } from './header.ts'
import { cellsOf, DELIMITERS } from './layout.ts'
import type { Record } from './records.ts'
import { namesTotal } from './survey.ts'
import type { Reason } from '#dhis2/outcome.ts'

export interface Fault {
    reason: Reason
    column?: string
    detail: string
}

/** Decides of a record of a file whether it is a row, or why it is none. To be asked of all, in their order. */
export type Judge = (record: Record, row: number) => SourceRow | RowProblem

/** What is known of a file before its records are judged. */
export interface FileFaults {
    /** why it must wait whole */
    incomplete: Fault | undefined
    /** rows that a line break has torn */
    torn?: ReadonlySet<number>
}

export const judgeOf = (headers: readonly string[], stream: StreamShape, { incomplete, torn }: FileFaults): Judge => {
    let reading = readingOf(headers, stream)
    const ofFile = incomplete ?? reading.fault
    const isOtherHeader = otherHeaderTest(stream)
    return (record, row) => {
        const cells = reading.toCells(record ?? [])
        const id = recordKey(cells, stream)
        const place = placeOf(stream, row, id)
        const fault = ofFile ?? reading.fault ?? (torn?.has(row) ? TORN : recordFault(record, id, reading))
        if (record && isOtherHeader(record, id)) {
            reading = readingOf(headerOf(record), stream)
            return { place, ...(fault ?? AGAIN) }
        }
        return fault
            ? { place, ...fault }
            : { file: stream.file, row, sourceRecordId: id, cells, ...reading.lacks, ...reading.unreadIn(record ?? []) }
    }
}

export const headerOf = (record: Record): string[] => (record ?? []).map((cell) => cell.replace(/^\uFEFF/, ''))

export const placeOf = (stream: StreamShape, row: number, sourceRecordId: string): RowProblem['place'] => ({
    file: stream.file,
    row,
    sourceRecordId,
})

/** The needed columns that a header lacks, as the fault of its file. */
export const missingIn = (headers: readonly string[], stream: StreamShape): Fault | undefined => headerFault(planHeader(headers, stream))

const TORN: Fault = {
    reason: 'HEADER_UNKNOWN',
    detail: 'fewer cells than the header has names: a line break inside a cell has torn the record',
}
const AGAIN: Fault = { reason: 'REPEATED_HEADER', detail: 'the header again' }

/** How the records below a header are read. */
interface Reading {
    plan: HeaderPlan
    width: number
    /** columns that the header does not name, if any */
    lacks: { lacks?: ReadonlySet<string> }
    /** of records without a number of their own, what stands in columns that nothing reads */
    unreadIn(record: readonly string[]): Pick<SourceRow, 'unread'>
    toCells(record: readonly string[]): { [name: string]: string }
    isHeader(record: readonly string[]): boolean
    /** why all of them wait */
    fault: Fault | undefined
}

const readingOf = (headers: readonly string[], stream: StreamShape): Reading => {
    const plan = planHeader(headers, stream)
    const lacks = new Set(plan.cells.flatMap(({ name, index }) => (index < 0 ? [name] : [])))
    return {
        plan,
        width: headers.length,
        lacks: lacks.size === 0 ? {} : { lacks },
        unreadIn: stream.join === undefined ? () => ({}) : unreadReader(headers, plan),
        toCells: cellMaker(plan),
        isHeader: headerTest(headers),
        fault: headerFault(plan),
    }
}

const unreadReader = (headers: readonly string[], { cells, repeated }: HeaderPlan): Reading['unreadIn'] => {
    const read = new Set([...cells.map(({ index }) => index), ...repeated.flatMap(({ indexes }) => indexes)])
    const left = headers.flatMap((_, index) => (read.has(index) ? [] : [index]))
    return (record) => ({ unread: left.map((index) => plainCell(record[index] ?? '')).join('\u001f') })
}

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
    // a name may have that of its group before it
    const isName = (cell: string, name = ''): boolean => cell === name || (cell !== '' && name.endsWith(cell))
    return (record) => mayBe((record[0] ?? '').charCodeAt(0)) && record.every((cell, index) => isName(normalised(cell), names[index]))
}

/** as nearly all ids are, and no name of a column */
const NUMBERED = /\d{3}/

/** True for a header with other names or in another order, as where two exports were joined. The name in the place of the id betrays it. */
const otherHeaderTest = (stream: StreamShape): ((record: readonly string[], id: string) => boolean) => {
    const names = knownNames(stream)
    return (record, id) => !NUMBERED.test(id) && names.has(normalised(id)) && isHeaderOf(headerOf(record), stream)
}

const recordFault = (record: Record, id: string, { plan, width, isHeader }: Reading): Fault | undefined => {
    if (record === undefined) {
        return { reason: 'FILE_INCOMPLETE', detail: 'the record is cut off' }
    }
    if (isHeader(record)) {
        return AGAIN
    }
    if (isTotal(record, id)) {
        return { reason: 'TOTAL_ROW', detail: 'a total, not a record' }
    }
    if (width > 2 && isAlone(record)) {
        return isSeparatedOtherwise(record, width)
            ? OTHER_DELIMITER
            : { reason: 'TOTAL_ROW', detail: 'a line with one filled cell, not a record' }
    }
    if (record.length > width && record.slice(width).some(isFilled)) {
        return { reason: 'HEADER_UNKNOWN', detail: 'more cells than the header has names' }
    }
    const differing = plan.repeated.find(({ indexes }) => new Set(filledAt(indexes, record)).size > 1)
    return differing && { reason: 'HEADER_UNKNOWN', column: differing.name, detail: 'two columns of this name that differ' }
}

const filledAt = (indexes: readonly number[], record: readonly string[]): string[] =>
    indexes.map((index) => plainCell(record[index] ?? '')).filter((cell) => cell !== '')

/** The name of a month above its records, a number written ahead of the next one: one cell alone makes no record. */
const isAlone = (record: readonly string[]): boolean => {
    const first = record.findIndex(isFilled)
    return first < 0 || record.findIndex((cell, index) => index > first && isFilled(cell)) < 0
}

const OTHER_DELIMITER: Fault = { reason: 'HEADER_UNKNOWN', detail: 'its cells are not separated as those of the header are' }

/** Another delimiter makes as many cells of it as the header has names. */
const isSeparatedOtherwise = (record: readonly string[], width: number): boolean =>
    width > 3 && DELIMITERS.some((delimiter) => cellsOf(record.find(isFilled) ?? '', delimiter).length === width)

const isFilled = (cell: string): boolean => cell.trim() !== ''

const TOTAL_FIRST = /^(?:grand |sub-? ?)?(?:total|jumla)\b/i
const TOTAL_ALONE = /^(?:grand |sub-? ?)?(?:totals?|jumla(?: kuu)?)\W*$/i
const NUMBER = /^[\d., ]+$/

/** No record has a total for its first filled cell, and no id; where the id stands, there may be the total itself or its number. */
const isTotal = (record: readonly string[], id: string): boolean => {
    const isNumber = NUMBER.test(id)
    if (id !== '' && !isNumber && !TOTAL_FIRST.test(id)) {
        return false
    }
    const first = plainCell(record.find(isFilled) ?? '')
    return isNumber ? TOTAL_ALONE.test(first) : namesTotal(first) && (id === '' || first === id)
}

const cellMaker = ({ cells: places, repeated }: HeaderPlan): ((record: readonly string[]) => { [name: string]: string }) => {
    const blank = Object.fromEntries(places.map(({ name }) => [name, '']))
    const present = places.filter(({ index }) => index >= 0)
    return (record) => {
        const cells = { ...blank }
        for (const { name, index } of present) {
            cells[name] = record[index] ?? ''
        }
        for (const { name, indexes } of repeated) {
            cells[name] = record[indexes.find((index) => isFilled(record[index] ?? '')) ?? -1] ?? ''
        }
        return cells
    }
}
