import { extname } from 'node:path'
import { recordsOf, type Record } from './records.ts'
import { survey } from './survey.ts'

/** A table of records, however its file stores it. */
export interface Table {
    /** why the file cannot be trusted, as far as that shows before its records are read */
    cutOff?: string
    /** records after the header that are neither a repeated header nor a total */
    count(): Promise<number>
    /** the records in batches, the header first; one that cannot be told apart comes as undefined, at its place */
    batches(): AsyncIterable<Record[]>
}

/** Where a table is stored. */
export interface TablePlace {
    path: string
    /** of a workbook: the sheet; the first one when not named */
    sheet?: string
}

export const isWorkbook = (path: string): boolean => extname(path).toLowerCase() === '.xlsx'

/**
 * Opens a table.
 *
 * @param delimiter of a text file, when the configuration fixes it
 */
export const openTable = async (place: TablePlace, delimiter?: string): Promise<Table> => {
    if (isWorkbook(place.path)) {
        // only those who read workbooks pay for it
        return (await import('./workbook.ts')).openWorkbook(place)
    }
    const found = await survey(place.path, delimiter)
    return {
        cutOff: found.cutOff ? 'the file ends in the middle of a record' : undefined,
        count: async () => found.records,
        batches: () => recordsOf(place.path, found),
    }
}
