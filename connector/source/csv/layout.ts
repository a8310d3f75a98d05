/** How the beginning of a text file is laid out. */
export interface Layout {
    delimiter: string
    /** records before the header: a line `sep=;`, as Excel writes it, and notes such as a title */
    before: number
    /** the header's first filled cell, and how many cells it has */
    firstName: string
    width: number
}

/** A line by its cells, however they are separated. */
export interface Line {
    filled: number
    cells: number
}

const DELIMITERS = [',', ';', '\t', '|', '^', '~']
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
    const notes = headerPlace(table.map((line) => measured(line, known ?? delimiterOf(line))))
    const header = table[notes] ?? ''
    const delimiter = known ?? delimiterOf(header)
    const names = cellsOf(header, delimiter)
    const firstName = names.find((name) => name.trim() !== '') ?? ''
    return {
        delimiter,
        before: notes + (named === undefined ? 0 : 1),
        firstName: firstName.replaceAll('"', '').trim(),
        width: names.length,
    }
}

/**
 * The place of the header among the first lines of a table: the first line with more than half as many filled cells as the lines below it
 * usually have cells. Lines above it are notes, such as a title or the names of groups of columns.
 */
export const headerPlace = (lines: readonly Line[]): number => {
    const first = lines.slice(0, LINES_LOOKED_AT)
    const place = first.findIndex(({ filled }, index) => filled * 2 > median(first.slice(index + 1).map(({ cells }) => cells)))
    return Math.max(0, place)
}

const median = (numbers: readonly number[]): number => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

const measured = (line: string, delimiter: string): Line => {
    const cells = cellsOf(line, delimiter)
    return { filled: cells.filter((cell) => SOMETHING.test(cell)).length, cells: cells.length }
}

const delimiterOf = (line: string): string => {
    const times = (candidate: string): number => cellsOf(line, candidate).length
    return DELIMITERS.reduce((best, candidate) => (times(candidate) > times(best) ? candidate : best))
}

/** Cells of a line; what stands in quotes is one text. */
const cellsOf = (line: string, delimiter: string): string[] => {
    const quoted: string[] = []
    const bare = line.replace(/"[^"]*"/g, (text) => `\ue000${quoted.push(text) - 1}\ue000`)
    return bare.split(delimiter).map((cell) => cell.replace(/\ue000(\d+)\ue000/g, (_, place: string) => quoted[Number(place)] ?? ''))
}

/** The first lines of a text. A line break inside a cell that began with a quote ends none. */
const linesOf = (text: string): string[] => {
    const lines: string[] = []
    let [line, quoted] = ['', false]
    for (const part of text.split(/(\r\n?|\n)/)) {
        const isBreak = part === '\n' || part === '\r' || part === '\r\n'
        if (isBreak && !quoted) {
            lines.push(line)
            line = ''
        } else {
            line += part
            quoted = quoted !== opensOrCloses(part)
        }
        if (lines.length > LINES_LOOKED_AT) {
            break
        }
    }
    return [...lines, line]
}

/** Whether a cell that began with a quote is still open, or was closed, at the end of a part of a line. */
const opensOrCloses = (part: string): boolean => (part.match(/"/g) ?? []).length % 2 === 1
