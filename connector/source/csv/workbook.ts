import { open } from 'node:fs/promises'
import exceljs, { type CellValue, type Row } from 'exceljs'
import { Failure } from '../../failure.ts'
import { normalised } from './header.ts'
import type { Record } from './records.ts'
import { namesTotal } from './survey.ts'
import type { Table, TablePlace } from './table.ts'

const ROWS_A_BATCH = 500
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
export const sheetsOf = async (path: string): Promise<string[]> => {
    const names: string[] = []
    if (await endsAsZip(path)) {
        for await (const { name } of sheets(path)) {
            names.push(name)
        }
    }
    return names
}

interface Sheet {
    name: string
    rows: AsyncIterable<Row>
}

async function* sheets(path: string): AsyncIterable<Sheet> {
    const reader = new exceljs.stream.xlsx.WorkbookReader(path, {
        worksheets: 'emit',
        sharedStrings: 'cache',
        styles: 'cache',
        hyperlinks: 'ignore',
    })
    for await (const sheet of reader) {
        // the name stands in the object, though not in its type
        yield { name: 'name' in sheet && typeof sheet.name === 'string' ? sheet.name : '', rows: sheet }
    }
}

async function* nothing(): AsyncIterable<Record[]> {}

async function* batchesOf({ path, sheet }: TablePlace): AsyncIterable<Record[]> {
    for await (const { name, rows } of sheets(path)) {
        if (sheet === undefined || normalised(name) === normalised(sheet)) {
            yield* batched(rows)
            return
        }
    }
    throw new Failure({
        kind: 'source',
        what: `The workbook has no sheet "${sheet}".`,
        where: path,
        next: 'Correct the name after # in the mapping, or ask the partner for the sheet.',
    })
}

async function* batched(rows: AsyncIterable<Row>): AsyncIterable<Record[]> {
    let batch: Record[] = []
    for await (const row of rows) {
        const record = recordOf(row)
        if (record.some((cell) => cell !== '')) {
            batch.push(record)
        }
        if (batch.length >= ROWS_A_BATCH) {
            yield batch
            batch = []
        }
    }
    if (batch.length > 0) {
        yield batch
    }
}

/** Excel numbers its cells from 1; one that was never filled is not there. */
const recordOf = ({ values }: Row): string[] => Array.from(Array.isArray(values) ? values.slice(1) : [], (value) => textOf(value))

/** A cell as text. A day stays a day; a moment has no zone, because Excel knows none. */
const textOf = (value: CellValue | undefined): string => {
    if (value === null || value === undefined) {
        return ''
    }
    if (value instanceof Date) {
        return momentText(value)
    }
    if (typeof value !== 'object') {
        return String(value)
    }
    if ('richText' in value) {
        return value.richText.map(({ text }) => text).join('')
    }
    if ('error' in value) {
        return value.error
    }
    if ('text' in value) {
        return textOf(value.text)
    }
    return 'result' in value ? textOf(value.result) : ''
}

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
            const first = normalised(record?.[0] ?? '')
            if (count < 0) {
                header = first
            }
            count += count >= 0 && (first === header || namesTotal(record?.[0] ?? '')) ? 0 : 1
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
