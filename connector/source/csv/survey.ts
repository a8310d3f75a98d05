import { stat } from 'node:fs/promises'
import { announcedEncoding, encodingCheck, utf8Chunks, type Encoding } from './encoding.ts'
import { layoutOf, type Layout } from './layout.ts'
import { TornLines } from './tornLines.ts'

/** What one pass over the bytes of a file tells, before any record is made of them. */
export interface Survey {
    encoding: Encoding
    delimiter: string
    /** of the header, where it is another than that of the records */
    headerDelimiter?: string
    /** records before the header */
    before: number
    /** records after the header that are neither a repeated header nor a total */
    records: number
    /** false when no quote stands anywhere: then every line is a record */
    quotes: boolean
    /** the file ends inside a cell: it was cut off while being written */
    cutOff: boolean
    /** the file ends in a record that alone is too short: it was cut off, unless enough records come before */
    shortEnd: boolean
    /** row of the first record that has whole lines of others inside: a quote in it was never closed */
    swallows: number | undefined
    /** rows of records that a line break without quotes has torn in two, both parts */
    torn: ReadonlySet<number>
}

const QUOTE = 34
const NEW_LINE = 10
const RETURN = 13
const BLANK = 32
/** A first cell longer than this is neither a header nor the word total. */
const LONGEST_FIRST_CELL = 64

/**
 * Surveys a CSV file: its encoding, its layout and how many records it holds. Memory does not grow with the file.
 *
 * @param delimiter when the configuration fixes it
 */
export const survey = async (path: string, delimiter?: string): Promise<Survey> => {
    const announced = await announcedEncoding(path)
    const check = encodingCheck()
    let counter: RecordCounter | undefined
    for await (const chunk of utf8Chunks(path, announced ?? 'utf-8')) {
        check.add(chunk)
        counter ??= new RecordCounter(layoutOf(chunk.toString(), delimiter))
        counter.add(chunk)
    }
    counter ??= new RecordCounter(layoutOf('', delimiter))
    counter.end()
    const { layout, records, quotes, cutOff, shortEnd, swallows, torn } = counter
    const encoding = announced === undefined || announced === 'utf-8' ? (check.holds() ? 'utf-8' : 'mixed') : announced
    const { delimiter: found, headerDelimiter, before } = layout
    return {
        encoding,
        delimiter: found,
        ...(headerDelimiter && { headerDelimiter }),
        before,
        records,
        quotes,
        cutOff,
        shortEnd,
        swallows,
        torn,
    }
}

/** Surveys each file once, as long as it stays as it was: a run asks for headers several times before it reads the records. */
export const surveyor = (): typeof survey => {
    const known = new Map<string, { stamp: string; found: Survey }>()
    return async (path, delimiter) => {
        const { size, mtimeMs } = await stat(path)
        const stamp = `${size} ${mtimeMs}`
        const before = known.get(path)
        if (before?.stamp === stamp) {
            return before.found
        }
        const found = await survey(path, delimiter)
        known.set(path, { stamp, found })
        return found
    }
}

const TOTAL = /total|jumla/i
/** Other words for how many, and what programs write below a table. */
const COUNT =
    /^[(*-]? ?(?:(?:sum|count|idadi|average|wastani|(?:number|no\.?|idadi) (?:of|ya) [a-z]+|records|rows)(?: ?[:=][\d ,]*)?|\d[\d,]* (?:rows?|records?)(?: [a-z]+)?|end of (?:file|report|export|data)|eof|(?:page|ukurasa) \d+(?: .*)?)[)*.:-]?$/i

/** True for a first cell that no record has: `Total`, `GRAND TOTAL`, `Jumla`, `Count: 5`, `(5 rows affected)`. */
export const namesTotal = (firstCell: string): boolean => TOTAL.test(firstCell) || COUNT.test(firstCell)

/** Counts records byte by byte: a line break ends one unless it stands inside a cell that began with a quote. */
class RecordCounter {
    readonly layout: Layout
    records = 0
    quotes = false
    cutOff = false
    shortEnd = false
    #separator: number
    #header: string
    /** records until the header is over */
    #above: number
    readonly #first: number[] = []
    #inFirst = true
    #cellStart = true
    #quoted = false
    #closed = false
    #empty = true
    #cells = 1
    #ragged = false
    /** in this line, within quotes as well */
    #separators = 0
    readonly #lines: TornLines
    /** the first cell that was judged last: many a file has the same in all its records */
    #lastFirst: string | undefined
    #isNone = false

    constructor(layout: Layout) {
        this.layout = layout
        this.#above = layout.before + 1
        this.#header = layout.firstName.toLowerCase()
        this.#separator = layout.delimiter.charCodeAt(0)
        this.#lines = new TornLines(layout.width)
    }

    get swallows(): number | undefined {
        return this.#lines.swallows
    }

    get torn(): ReadonlySet<number> {
        return this.#lines.torn(this.records)
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
        } else if (byte === this.#separator) {
            this.#separators++
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
            // a quote opens a cell after blanks, too
            this.#cellStart &&= byte === BLANK
            if (this.#inFirst || this.#empty) {
                this.#collect(byte)
            }
        }
    }

    end(): void {
        const isShort = this.#above === 0 && !this.#empty && this.#cells < this.layout.width && !this.#isNoRecord()
        this.cutOff = this.#quoted
        this.shortEnd = isShort && !this.#ragged
        this.#endRecord()
    }

    #inQuotes(byte: number): void {
        if (byte === QUOTE) {
            this.#quoted = false
            this.#closed = true
        } else {
            if (byte === NEW_LINE || byte === RETURN) {
                this.#lines.endLine(this.#separators)
                this.#separators = 0
            }
            this.#collect(byte)
        }
    }

    #nextCell(): void {
        this.#cellStart = true
        this.#inFirst &&= this.#first.length === 0
        this.#cells++
    }

    #collect(byte: number): void {
        if (byte <= BLANK && (this.#empty || !this.#inFirst)) {
            return
        }
        this.#empty = false
        if (this.#inFirst && this.#first.length < LONGEST_FIRST_CELL) {
            this.#first.push(byte)
        }
    }

    #endRecord(): void {
        if (!this.#empty && this.#above > 0) {
            this.#above--
        } else if (!this.#empty) {
            const isNone = this.#isNoRecord()
            this.#ragged ||= this.#cells < this.layout.width
            this.records += isNone ? 0 : 1
            this.#lines.endRecord(this.#separators, isNone ? undefined : this.#cells)
        }
        this.#cells = 1
        this.#separators = 0
        this.#first.length = 0
        this.#cellStart = this.#empty = this.#inFirst = true
    }

    #isNoRecord(): boolean {
        const first = Buffer.from(this.#first)
            .toString()
            .replace(/^\uFEFF/, '')
            .trim()
        if (first !== this.#lastFirst) {
            this.#lastFirst = first
            this.#isNone = first.toLowerCase() === this.#header || namesTotal(first)
        }
        return this.#isNone
    }
}
