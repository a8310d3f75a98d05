import exceljs, { type CellValue } from 'exceljs'
import type { Table } from './cleanExport.ts'
import { isDay } from '#dhis2/day.ts'

/** The first day that workbooks count rightly: before it they have a day that never was. */
const FIRST_DAY = '1900-03-01'
const LAST_DAY = '9999-12-31'

/** A table as people leave it in Excel: a hidden sheet of lists before it, a merged title above it, and cells of every kind. */
export const inWorkbook = async (table: Table): Promise<Buffer> => {
    const workbook = new exceljs.Workbook()
    workbook.addWorksheet('Lists', { state: 'hidden' }).addRow(['yes'])
    const sheet = workbook.addWorksheet('Sheet1')
    sheet.addRow(['Export of October'])
    sheet.mergeCells(1, 1, 1, table.columns.length)
    sheet.addRow([...table.columns])
    for (const row of table.rows) {
        sheet.addRow(table.columns.map((column, place) => cellOf(row[column] ?? '', place)))
    }
    return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** A text as Excel keeps it when somebody types it: days, numbers, truth values and faults as such; some worked out, some in two fonts. */
const cellOf = (text: string, place: number): CellValue => {
    if (text === '') {
        return null
    }
    if (isDay(text) && text >= FIRST_DAY && text < LAST_DAY) {
        const day = new Date(text)
        return place % 3 === 0 ? { formula: 'A1', result: day } : day
    }
    if (/^(?:0|[1-9]\d{0,11})$/.test(text)) {
        return Number(text)
    }
    if (text === 'TRUE' || text === 'FALSE') {
        return text === 'TRUE'
    }
    if (text === '#N/A' || text === '#VALUE!' || text === '#DIV/0!') {
        return { error: text } as CellValue
    }
    return place % 5 === 0 ? { richText: [{ text: text.slice(0, 1) }, { text: text.slice(1) }] } : text
}
