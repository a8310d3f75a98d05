import { open } from 'node:fs/promises'
import { recordsOf, type Record } from './records.ts'
import { survey } from './survey.ts'

/** A table of records, however its file stores it. */
export interface Table {
    /** why the file cannot be trusted, as far as that shows before its records are read */
    cutOff?: string
    /** the last record is shorter than all others: it was cut off, unless enough records come before it */
    shortEnd?: boolean
    /** rows of records that a line break without quotes has torn */
    torn?: ReadonlySet<number>
    /** records after the header that are neither a repeated header nor a total */
    count(): Promise<number>
    /** the records in batches, the header first; one that cannot be told apart comes as undefined, at its place */
    batches(): AsyncIterable<Record[]>
}

/** Where a table is stored. */
export interface TablePlace {
    path: string
    /** of a workbook: the sheet; when not named, the first of those that people see with a wanted header, else the first of them */
    sheet?: string
    isWanted?(headers: readonly string[]): boolean
}

export const CUT_OFF = 'the file ends in the middle of a record'

const ZIP = Buffer.from([0x50, 0x4b, 3, 4])
/** compound files: workbooks before 2007, and later ones with a password */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
const CLOSED_WORKBOOK = 'an old or a protected Excel workbook: open it in Excel and save it as .xlsx without a password'
/** as many systems write under a name that ends with .xls */
const MARKUP = /^[^\w<]*<(?:!doctype|html|head|body|meta|table|\?xml|workbook)\b/i
const WEB_PAGE = 'a web page or XML, no table: if the records are in it, open it in Excel and save it as .xlsx; else export again'
/** So many bytes show what a file is. */
const BEGINNING = 256

const firstBytes = async (path: string): Promise<Buffer> => {
    const file = await open(path)
    try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0)
        return buffer.subarray(0, bytesRead)
    } finally {
        await file.close()
    }
}

const begins = (bytes: Buffer, mark: Buffer): boolean => bytes.subarray(0, mark.length).equals(mark)

/** True for an Excel workbook, by its first bytes: a name says little, as programs write text into .xls and people rename files. */
export const isWorkbook = async (path: string): Promise<boolean> => begins(await firstBytes(path), ZIP)

/** A table that nobody can read. */
const closedTable = (why: string): Table => ({
    cutOff: why,
    count: () => Promise.resolve(0),
    batches: async function* () {},
})

/**
 * Opens a table.
 *
 * @param delimiter of a text file, when the configuration fixes it
 */
export const openTable = async (place: TablePlace, delimiter?: string, surveyFile = survey): Promise<Table> => {
    const bytes = await firstBytes(place.path)
    if (begins(bytes, COMPOUND)) {
        return closedTable(CLOSED_WORKBOOK)
    }
    // in UTF-16, a zero stands beside each letter
    if (MARKUP.test(bytes.toString('latin1').replaceAll('\0', ''))) {
        return closedTable(WEB_PAGE)
    }
    if (begins(bytes, ZIP)) {
        // only those who read workbooks pay for it
        return (await import('./workbook.ts')).openWorkbook(place)
    }
    const found = await surveyFile(place.path, delimiter)
    const { cutOff, shortEnd, swallows, torn } = found
    const swallowed = swallows === undefined ? undefined : `record ${swallows} has others inside: a quote in it is not closed`
    return {
        cutOff: swallowed ?? (cutOff ? CUT_OFF : undefined),
        shortEnd,
        torn,
        count: async () => found.records,
        batches: () => recordsOf(place.path, found),
    }
}
