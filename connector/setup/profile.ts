import { FORMULA_ALONE } from '../plainCell.ts'
import type { DiscoveredStream, Source } from '../source/source.ts'

/** A column of a table as the partner writes it, with what its cells hold. */
export interface Profile {
    heading: string
    /** filled cells, trimmed, of the rows that were looked at */
    cells: readonly string[]
    /** rows that were looked at */
    rows: number
}

/** A table of an export that no mapping knows yet. */
export interface TableProfile {
    file: string
    columns: readonly Profile[]
    /** the rows that were looked at: trimmed cells by heading */
    records: readonly Cells[]
    /** why nobody can read it */
    closed?: string
    /** the rows of a table of several kinds that are of one kind */
    part?: Part
}

type Cells = Readonly<Record<string, string>>

/** Rows of a table that are of one kind of person: those with one of these words under a heading. */
export interface Part {
    heading: string
    words: readonly string[]
    kind: string
}

/** A table, or some of its rows, as people speak of it. */
export const nameOfTable = ({ file, part }: Pick<TableProfile, 'file' | 'part'>): string =>
    part === undefined ? file : `${file}, rows with ${part.words.map((word) => `"${word}"`).join(' or ')} under "${part.heading}"`

/** So many rows tell what a column holds. */
const ROWS = 5_000

/** Looks into the tables of an export: their headings and what stands below them. */
export const profileTables = async (source: Source): Promise<TableProfile[]> => {
    const { streams } = await source.discover()
    return Promise.all(streams.map((stream) => profileTable(source, stream)))
}

const profileTable = async (source: Source, { file, headers, closed }: DiscoveredStream): Promise<TableProfile> => {
    const headings = [...new Set(headers.filter((header) => header.trim() !== ''))]
    const [key] = headings
    if (key === undefined) {
        return { file, columns: [], records: [], ...(closed !== undefined && { closed }) }
    }
    const records: Cells[] = []
    const shape = { name: file, file, key, columns: headings.map((name) => ({ name, aliases: [], needed: false })) }
    for await (const page of source.read(shape)) {
        for (const { cells } of page.rows.slice(0, ROWS - records.length)) {
            records.push(Object.fromEntries(headings.map((heading) => [heading, known(cells[heading])])))
        }
        if (records.length === ROWS) {
            break
        }
    }
    return { file, columns: profilesOf(headings, records), records }
}

/** A formula that nobody worked out tells nothing of its column. */
const known = (cell = ''): string => (cell === FORMULA_ALONE ? '' : cell.trim())

/** What stands under each heading. */
export const profilesOf = (headings: readonly string[], records: readonly Cells[]): Profile[] =>
    headings.map((heading) => ({
        heading,
        cells: records.flatMap((cells) => cells[heading] || []),
        rows: records.length,
    }))

/** Nearly every row has a value there, and nearly no two the same; not to be told of an empty table. */
export const isUnique = ({ cells, rows }: Pick<Profile, 'cells' | 'rows'>): boolean =>
    rows > 0 && cells.length >= rows * NEARLY && new Set(cells).size >= cells.length * NEARLY

/** Some rows of any export come twice, or lack what all should have. */
const NEARLY = 0.97

/** Numbers of persons and records hold digits; names do not. */
export const holdsNumbers = ({ cells }: Pick<Profile, 'cells'>): boolean =>
    cells.filter((cell) => /\d/.test(cell)).length >= cells.length * MOSTLY

const MOSTLY = 0.9

/** How often each cell stands there. */
export const timesOf = (cells: readonly string[]): ReadonlyMap<string, number> => {
    const times = new Map<string, number>()
    cells.forEach((cell) => times.set(cell, (times.get(cell) ?? 0) + 1))
    return times
}
