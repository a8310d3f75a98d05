import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import exceljs from 'exceljs'
import type { InventedExport, InventedTable } from './invented.ts'

/** Writes an invented export into a folder: text files with semicolons, and a workbook with a sheet for each table named `file#sheet`. */
export const writeExport = async ({ tables }: InventedExport, folder: string): Promise<void> => {
    mkdirSync(folder, { recursive: true })
    const workbooks = new Map<string, exceljs.Workbook>()
    for (const table of tables) {
        const [file = '', sheet] = table.file.split('#')
        if (sheet === undefined) {
            writeFileSync(
                join(folder, file),
                linesOf(table)
                    .map((cells) => cells.map(quoted).join(';'))
                    .join('\r\n')
            )
        } else {
            const workbook = workbooks.get(file) ?? new exceljs.Workbook()
            workbooks.set(file, workbook)
            workbook.addWorksheet(sheet).addRows(linesOf(table))
        }
    }
    for (const [file, workbook] of workbooks) {
        await workbook.xlsx.writeFile(join(folder, file))
    }
}

const linesOf = ({ columns, rows, present = () => true }: InventedTable): string[][] => [
    ...(columns.some(({ group }) => group !== undefined)
        ? [columns.map(({ group = '' }, place) => (columns[place - 1]?.group === group ? '' : group))]
        : []),
    columns.map(({ heading }) => heading),
    ...Array.from({ length: rows }, (_, row) => row)
        .filter(present)
        .map((row) => columns.map(({ cell }) => cell(row))),
]

const quoted = (cell: string): string => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
