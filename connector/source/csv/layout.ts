/** How the beginning of a text file is laid out. */
export interface Layout {
    /** of the records */
    delimiter: string
    /** of the header, where it is another than that of the records */
    headerDelimiter?: string
    /** records before the header: a line `sep=;`, as Excel writes it, and notes such as a title */
    before: number
    /** the header's first filled cell, and how many cells it has */
    firstName: string
    width: number
}

export const DELIMITERS = [',', ';', '\t', '|', '^', '~']
const SEPARATOR_LINE = /^"?sep=(.)"?$/i
const SOMETHING = /[^\s,;|^~"]/
/** The header stands among so many lines. */
export const LINES_LOOKED_AT = 20

/**
 * Finds header and delimiter.
 *
 * @param head the first characters of the file
 * @param fixed the delimiter, when the configuration says it; else the one that splits the header most often
 */
export const layoutOf = (head: string, fixed?: string): Layout => {
    const lines = linesOf(head.replace(/^\uFEFF/, '')).filter((line) => SOMETHING.test(line))
    const named = SEPARATOR_LINE.exec(lines[0] ?? '')?.[1]
    const table = named === undefined ? lines : lines.slice(1)
    const known = fixed ?? named
    const notes = headerPlace(table.map((line) => cellsOf(line, known ?? delimiterOf(line))))
    const header = table[notes] ?? ''
    const ofHeader = known ?? delimiterOf(header)
    const names = cellsOf(header, ofHeader)
    const firstName = names.find((name) => name.trim() !== '') ?? ''
    const other = known === undefined ? otherDelimiter(table.slice(notes + 1), { delimiter: ofHeader, width: names.length }) : undefined
    return {
        delimiter: other ?? ofHeader,
        ...(other !== undefined && { headerDelimiter: ofHeader }),
        before: notes + (named === undefined ? 0 : 1),
        firstName: firstName.replaceAll('"', '').trim(),
        width: names.length,
    }
}

/**
 * The place of the header among the first lines of a table: the first line that fills more than half of the columns that the lines below it
 * usually reach over. Lines above it are notes, such as a title or the names of groups of columns. Columns that no line fills are none.
 */
export const headerPlace = (lines: readonly (readonly string[])[]): number => {
    const first = lines.slice(0, LINES_LOOKED_AT)
    const used = first.reduce((most, line) => Math.max(most, line.length), 0)
    const columns = Array.from({ length: used }, (_, column) => column).filter((column) => first.some((line) => isFilled(line[column])))
    const widths = first.map(({ length }) => columns.filter((column) => column < length).length)
    const place = first.findIndex((line, index) => line.filter(isFilled).length * 2 > median(widths.slice(index + 1)))
    return Math.max(0, place)
}

const isFilled = (cell = ''): boolean => SOMETHING.test(cell)

const median = (numbers: readonly number[]): number => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

const delimiterOf = (line: string): string => {
    const times = (candidate: string): number => cellsOf(line, candidate).length
    return DELIMITERS.reduce((best, candidate) => (times(candidate) > times(best) ? candidate : best))
}

/** The delimiter of records below a header that was written with another: it gives most of them as many cells as there are names, the header's none. */
const otherDelimiter = (lines: readonly string[], { delimiter, width }: Pick<Layout, 'delimiter' | 'width'>): string | undefined => {
    const fitting = (candidate: string): number => lines.filter((line) => cellsOf(line, candidate).length === width).length
    return width === 1 || fitting(delimiter) > 0 ? undefined : DELIMITERS.find((candidate) => fitting(candidate) * 2 > lines.length)
}

/** Cells of a line; what stands in quotes is one text. */
export const cellsOf = (line: string, delimiter: string): string[] => {
    const quoted: string[] = []
    const bare = line.replace(/"[^"]*"/g, (text) => `\ue000${quoted.push(text) - 1}\ue000`)
    return bare.split(delimiter).map((cell) => cell.replace(/\ue000(\d+)\ue000/g, (_, place: string) => quoted[Number(place)] ?? ''))
}

const BREAK_OR_QUOTE = /\r\n?|\n|"/g
const QUOTED_CELL = /"[^"]*(?:""[^"]*)*"?/y
const IS_CLOSED = /^"[^"]*(?:""[^"]*)*"$/
const BEFORE_CELL = /(?:^|[,;\t|^~]) *$/

/** The first lines of a text. A line break inside a cell that began with a quote ends none; a quote within a cell is only a letter. */
const linesOf = (text: string): string[] => {
    const lines: string[] = []
    let start = 0
    BREAK_OR_QUOTE.lastIndex = 0
    for (let found = BREAK_OR_QUOTE.exec(text); found && lines.length <= LINES_LOOKED_AT; found = BREAK_OR_QUOTE.exec(text)) {
        const line = text.slice(start, found.index)
        if (found[0] !== '"') {
            lines.push(line)
            start = BREAK_OR_QUOTE.lastIndex
        } else if (BEFORE_CELL.test(line)) {
            QUOTED_CELL.lastIndex = found.index
            const [cell = ''] = QUOTED_CELL.exec(text) ?? []
            BREAK_OR_QUOTE.lastIndex = QUOTED_CELL.lastIndex
            if (!IS_CLOSED.test(cell)) {
                return [...lines, line]
            }
        }
    }
    return [...lines, text.slice(start)]
}
