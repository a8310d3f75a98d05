import { announcedEncoding, utf8Check, utf8Chunks, type Encoding } from './encoding.ts'

/** What one pass over the bytes of a file tells, before any record is made of them. */
export interface Survey {
    encoding: Encoding
    delimiter: string
    /** the first line, without byte order mark */
    headerLine: string
    /** records after the header that are neither a repeated header nor a total */
    records: number
    /** false when no quote stands anywhere: then every line is a record */
    quotes: boolean
    /** the file ends inside a cell, or in a record that alone is too short: it was cut off while being written */
    cutOff: boolean
    /** a first line `sep=;`, as Excel writes it, stands before the header */
    separatorLine: boolean
}

const DELIMITERS = [',', ';', '\t', '|', '^', '~']
const SEPARATOR_LINE = /^"?sep=(.)"?$/i
const QUOTE = 34
const NEW_LINE = 10
const RETURN = 13
/** A first cell longer than this is neither a header nor the word total. */
const LONGEST_FIRST_CELL = 64

/**
 * Surveys a CSV file: its encoding, its delimiter and how many records it holds. Memory does not grow with the file.
 *
 * @param delimiter when the configuration fixes it; else the one that splits the header most often
 */
export const survey = async (path: string, delimiter?: string): Promise<Survey> => {
    const announced = await announcedEncoding(path)
    const utf8 = utf8Check()
    const counter = new RecordCounter(delimiter)
    for await (const chunk of utf8Chunks(path, announced ?? 'utf-8')) {
        if (announced === undefined) {
            utf8.add(chunk)
        }
        counter.add(chunk)
    }
    counter.end()
    const encoding = announced ?? (utf8.holds() ? 'utf-8' : 'windows-1252')
    const { delimiter: found, headerLine, records, quotes, cutOff, separatorLine } = counter
    return { encoding, delimiter: found, headerLine, records, quotes, cutOff, separatorLine }
}

/** The delimiter of a header line: the candidate that splits it most often, quoted cells left aside. */
export const delimiterOf = (headerLine: string): string => {
    const times = (candidate: string): number => cellsIn(headerLine, candidate)
    return DELIMITERS.reduce((best, candidate) => (times(candidate) > times(best) ? candidate : best))
}

/** Cells of a line; delimiters inside quotes are text. */
const cellsIn = (line: string, delimiter: string): number => line.replace(/"[^"]*"/g, '').split(delimiter).length

/** True for a first cell that no record has: `Total`, `GRAND TOTAL`, `Jumla`. */
export const namesTotal = (firstCell: string): boolean => /total|jumla/i.test(firstCell)

/** Counts records byte by byte: a line break ends one unless it stands inside a cell that began with a quote. */
class RecordCounter {
    delimiter: string
    headerLine = ''
    records = 0
    quotes = false
    cutOff = false
    separatorLine = false
    #fixed: string | undefined
    #separator = -1
    #headerCell = ''
    #header: number[] | undefined = []
    readonly #first: number[] = []
    #inFirst = true
    #cellStart = true
    #quoted = false
    #closed = false
    #empty = true
    #cells = 1
    #headerCells = 1
    #ragged = false

    constructor(fixed: string | undefined) {
        this.#fixed = fixed
        this.delimiter = fixed ?? ','
    }

    add(bytes: Uint8Array): void {
        // by index: an iterator would make an object of every byte
        for (let at = 0; at < bytes.length; at++) {
            this.#addByte(bytes[at] as number)
        }
    }

    #addByte(byte: number): void {
        const closed = this.#closed
        this.#closed = false
        if (byte === QUOTE) {
            this.quotes = true
        }
        if (this.#quoted) {
            this.#inQuotes(byte)
        } else if (byte === NEW_LINE || byte === RETURN) {
            this.#endRecord()
        } else if (byte === QUOTE && (this.#cellStart || closed)) {
            this.#quoted = true
        } else if (byte === this.#separator) {
            this.#nextCell()
        } else {
            this.#cellStart = this.#empty = false
        }
        this.#collect(byte)
    }

    end(): void {
        const isShort = this.#header === undefined && !this.#empty && this.#cells < this.#headerCells
        this.cutOff = this.#quoted || (isShort && !this.#ragged)
        this.#endRecord()
    }

    #inQuotes(byte: number): void {
        if (byte !== QUOTE) {
            return
        }
        this.#quoted = false
        this.#closed = true
    }

    #nextCell(): void {
        this.#cellStart = true
        this.#inFirst = this.#empty = false
        this.#cells++
    }

    #collect(byte: number): void {
        if (byte === NEW_LINE || byte === RETURN) {
            return
        }
        if (this.#header) {
            this.#header.push(byte)
        } else if (this.#inFirst && byte !== QUOTE && this.#first.length < LONGEST_FIRST_CELL) {
            this.#first.push(byte)
        }
    }

    #endRecord(): void {
        if (this.#header) {
            this.#endHeader(this.#header)
        } else if (!this.#empty) {
            this.#ragged ||= this.#cells < this.#headerCells
            this.records += this.#isNoRecord() ? 0 : 1
        }
        this.#cells = 1
        this.#first.length = 0
        this.#cellStart = this.#empty = this.#inFirst = true
    }

    #endHeader(bytes: number[]): void {
        const line = Buffer.from(bytes)
            .toString()
            .replace(/^\uFEFF/, '')
        const separator = this.separatorLine ? undefined : SEPARATOR_LINE.exec(line)?.[1]
        if (separator !== undefined) {
            this.separatorLine = true
            this.#fixed ??= separator
        }
        if (line === '' || separator !== undefined) {
            this.#header = []
            return
        }
        this.headerLine = line
        this.delimiter = this.#fixed ?? delimiterOf(line)
        this.#separator = this.delimiter.charCodeAt(0)
        this.#headerCell = firstCellOf(line, this.delimiter).toLowerCase()
        this.#headerCells = cellsIn(line, this.delimiter)
        this.#header = undefined
    }

    #isNoRecord(): boolean {
        const first = Buffer.from(this.#first).toString().trim()
        return first.toLowerCase() === this.#headerCell || namesTotal(first)
    }
}

const firstCellOf = (line: string, delimiter: string): string => (line.split(delimiter)[0] ?? '').replaceAll('"', '').trim()
