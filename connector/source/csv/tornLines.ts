/** In a table of fewer columns than this, text in a cell may look like a line of it. */
const FEWEST_COLUMNS = 8
/** Where more than one record in so many is short without being torn, the program that wrote the file leaves out empty cells at the end. */
const SHORT_ONE_IN = 10

/**
 * Watches the lines of a text file for records that are not what they seem. A quote that is never closed makes one record of many: it has
 * several lines inside that are whole records by their delimiters. A line break without quotes makes two of one: both are too short, and
 * together they have the cells of one.
 */
export class TornLines {
    /** row of the first record with several whole lines inside */
    swallows: number | undefined
    readonly #width: number
    #row = 0
    #whole = 0
    #short = 0
    readonly #torn = new Set<number>()
    /** rows of short records, one below the other, and how many cells they have when joined again */
    #parts: number[] = []
    #joined = 0

    constructor(width: number) {
        this.#width = width
    }

    /**
     * A line break within quotes.
     *
     * @param separators in the line that it ends, within quotes as well
     */
    endLine(separators: number): void {
        this.#whole += separators >= this.#width - 1 ? 1 : 0
    }

    /** @param cells of the record; undefined for one that is none, such as a total */
    endRecord(separators: number, cells: number | undefined): void {
        this.#row++
        this.endLine(separators)
        if (this.#width >= FEWEST_COLUMNS) {
            if (this.#whole > 1) {
                this.swallows ??= this.#row
            }
            if (cells !== undefined) {
                this.#judgeLength(cells)
            }
        }
        this.#whole = 0
    }

    /** Rows of the records that are torn, if it is not the habit of the file that records are short. */
    torn(records: number): ReadonlySet<number> {
        return (this.#short - this.#torn.size) * SHORT_ONE_IN > records ? new Set() : this.#torn
    }

    #judgeLength(cells: number): void {
        if (cells >= this.#width) {
            this.#joined = 0
            return
        }
        this.#short++
        const joined = this.#joined + cells - 1
        if (this.#joined === 0 || joined > this.#width) {
            this.#parts = [this.#row]
            this.#joined = cells
        } else {
            this.#parts.push(this.#row)
            this.#joined = joined
        }
        if (this.#joined === this.#width) {
            this.#parts.forEach((row) => this.#torn.add(row))
            this.#joined = 0
        }
    }
}
