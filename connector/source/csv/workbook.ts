import { open } from 'node:fs/promises'
import { Failure } from '../../failure.ts'
import { normalised } from './header.ts'
import { headerPlace, LINES_LOOKED_AT } from './layout.ts'
import { isBlank, withHeader, type Record } from './records.ts'
import { namesTotal } from './survey.ts'
import type { Table, TablePlace } from './table.ts'
import { openXlsx, type Cell, type Workbook } from './xlsx.ts'

/** A ZIP file ends with its directory; a comment of this length may follow (APPNOTE 4.3.16). */
const LONGEST_END = 22 + 0xffff
const END_OF_DIRECTORY = Buffer.from([0x50, 0x4b, 5, 6])

/** A sheet of an Excel workbook (XLSX), read as a stream: memory does not grow with its rows. */
export const openWorkbook = async (place: TablePlace): Promise<Table> => {
    const whole = await endsAsZip(place.path)
    return {
        cutOff: whole ? undefined : 'the workbook ends before its end',
        count: () => countRecords(place),
        batches: () => (whole ? batchesOf(place) : nothing()),
    }
}

/** Names of the sheets of a workbook, in their order. */
export const sheetsOf = async (path: string): Promise<readonly string[]> => {
    if (!(await endsAsZip(path))) {
        return []
    }
    const workbook = await openXlsx(path)
    workbook.close()
    return workbook.sheets
}

async function* nothing(): AsyncIterable<Record[]> {}

async function* batchesOf(place: TablePlace): AsyncIterable<Record[]> {
    const { path, sheet } = place
    const workbook = await openXlsx(path)
    try {
        const found =
            sheet === undefined ? await sheetFor(place, workbook) : workbook.sheets.find((name) => normalised(name) === normalised(sheet))
        if (found === undefined) {
            throw new Failure({
                kind: 'source',
                what: sheet === undefined ? 'The workbook has no sheet.' : `The workbook has no sheet "${sheet}".`,
                where: path,
                next: 'Correct the name after # in the mapping, or ask the partner for the sheet.',
            })
        }
        yield* fromHeader(filledRows(workbook.rows(found)))
    } finally {
        workbook.close()
    }
}

/** A sheet that explains the others may stand before the records. */
const sheetFor = async ({ isWanted }: TablePlace, { visible, rows }: Workbook): Promise<string | undefined> => {
    for (const sheet of visible.length === 1 ? [] : visible) {
        for await (const [header] of fromHeader(filledRows(rows(sheet)))) {
            if (header !== undefined && isWanted?.(header)) {
                return sheet
            }
            break
        }
    }
    return visible[0]
}

async function* filledRows(batches: AsyncIterable<Cell[][]>): AsyncIterable<string[][]> {
    for await (const rows of batches) {
        yield rows.map((row) => row.map(textOf)).filter((record) => !isBlank(record))
    }
}

const isFilled = (cell: string): boolean => cell.trim() !== ''

/** Leaves out the notes above the header. */
async function* fromHeader(batches: AsyncIterable<string[][]>): AsyncIterable<Record[]> {
    let first: string[][] | undefined = []
    for await (const batch of batches) {
        if (first === undefined) {
            yield batch
        } else if (first.push(...batch) > LINES_LOOKED_AT) {
            yield belowNotes(first)
            first = undefined
        }
    }
    if (first !== undefined) {
        yield belowNotes(first)
    }
}

/** Cells after the last filled one are only formatted. */
const belowNotes = (records: readonly string[][]): Record[] => {
    const place = headerPlace(records.map((record) => record.slice(0, record.findLastIndex(isFilled) + 1)))
    return withHeader(records.slice(place), records[place - 1])
}

/** A cell as text. A day stays a day; a moment has no zone, because Excel knows none. */
const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : momentText(cell))

const momentText = (moment: Date): string => {
    if (Number.isNaN(moment.getTime())) {
        return ''
    }
    const [day = '', clock = ''] = moment.toISOString().slice(0, 19).split('T')
    return clock === '00:00:00' ? day : `${day}T${clock}`
}

const countRecords = async (place: TablePlace): Promise<number> => {
    let [count, header] = [-1, '']
    for await (const batch of batchesOf(place)) {
        for (const record of batch) {
            const first = record?.find(isFilled) ?? ''
            if (count < 0) {
                header = normalised(first)
            }
            count += count >= 0 && (normalised(first) === header || namesTotal(first)) ? 0 : 1
        }
    }
    return Math.max(0, count)
}

/** A workbook that was cut off while being written has no directory at its end. */
const endsAsZip = async (path: string): Promise<boolean> => {
    const file = await open(path)
    try {
        const { size } = await file.stat()
        const length = Math.min(size, LONGEST_END)
        const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
        return buffer.includes(END_OF_DIRECTORY)
    } finally {
        await file.close()
    }
}
