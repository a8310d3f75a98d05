import type { ColumnShape, StreamShape } from '../source.ts'

/** Where the columns of a stream stand in a file. */
export interface HeaderPlan {
    /** a name in the cells of a row, and where its value stands */
    cells: readonly { name: string; index: number }[]
    /** columns that stand twice: the rows must agree on them */
    repeated: readonly { name: string; indexes: readonly number[] }[]
    /** names of needed columns that are not there */
    missing: readonly string[]
    /** headers that the stream does not know */
    unknown: readonly string[]
}

/** A header as names are compared: only its letters and digits, in small letters. `CCC No` and `ccc_no` are the same. */
export const normalised = (header: string): string =>
    header
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, '')

const HINTS = /\([^)]*\)|\[[^\]]*\]|<[^>]*>/g
const NUMBERING = /^\s*(?:q(?:uestion)?\s*)?\d+[a-z]?\s*[.):_-]\s*/i
const SECTION = /^.*[/:.>](?=[^/:.>]*\p{L})/u

/** A header without what tools write around a name: `Visit date (dd/mm/yyyy)`, `Q7. Visit date`, `form/visit/visit_date`. Barest last. */
const bared = (header: string): string[] => {
    const plain = header.replace(HINTS, ' ')
    const unnumbered = plain.replace(NUMBERING, '')
    return [plain, unnumbered, unnumbered.trim().replace(SECTION, '')].map(normalised)
}

/** Finds the columns of a stream under any of their names. A column that the file lacks becomes an empty cell. */
export const planHeader = (headers: readonly string[], stream: StreamShape): HeaderPlan => {
    const places = placesOf(headers, namesOf(stream.columns))
    const known = stream.columns.map((column) => ({ column, indexes: places.get(column.name) ?? [] }))
    const taken = new Set(known.flatMap(({ indexes }) => indexes))
    return {
        cells: known.map(({ column, indexes }) => ({ name: column.name, index: indexes[0] ?? -1 })),
        repeated: known.filter(({ indexes }) => indexes.length > 1).map(({ column, indexes }) => ({ name: column.name, indexes })),
        missing: known.filter(({ column, indexes }) => column.needed && indexes.length === 0).map(({ column }) => column.name),
        unknown: headers.filter((header, index) => !taken.has(index) && header.trim() !== ''),
    }
}

/** True for a line that names the key of a stream's records: it is a header. */
export const isHeaderOf = (headers: readonly string[], { columns, key, join = [key] }: StreamShape): boolean => {
    const places = placesOf(headers, namesOf(columns))
    return join.every((name) => places.has(name))
}

/** All names of a stream's columns, as headers are compared. */
export const knownNames = ({ columns }: StreamShape): ReadonlySet<string> => new Set(namesOf(columns).keys())

const namesOf = (columns: readonly ColumnShape[]): Map<string, string> =>
    new Map([
        ...columns.flatMap(({ name, aliases }) => aliases.map((alias) => [normalised(alias), name] as const)),
        ...columns.map(({ name }) => [normalised(name), name] as const),
    ])

/** Where columns stand. A header that has a name only without what is written around it stands for it if no other has that name. */
const placesOf = (headers: readonly string[], names: ReadonlyMap<string, string>): Map<string, number[]> => {
    const places = placesBy(headers, (header) => names.get(normalised(header)))
    const taken = new Set([...places.values()].flat())
    const bare = placesBy(headers, (header) => bared(header).flatMap((name) => names.get(name) ?? [])[0])
    for (const [name, indexes] of bare) {
        const [only, other] = indexes.filter((index) => !taken.has(index))
        if (only !== undefined && other === undefined && !places.has(name)) {
            places.set(name, [only])
        }
    }
    return places
}

const placesBy = (headers: readonly string[], nameOf: (header: string) => string | undefined): Map<string, number[]> => {
    const places = new Map<string, number[]>()
    headers.forEach((header, index) => {
        const name = nameOf(header)
        if (name !== undefined) {
            places.set(name, [...(places.get(name) ?? []), index])
        }
    })
    return places
}
