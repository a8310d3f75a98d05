import type { Mapping } from '../mapping/loadMapping.ts'
import type { Keyed } from './keys.ts'
import { countsRows } from './ofTool.ts'
import { holdsNumbers, isUnique, type Profile, type TableProfile } from './profile.ts'
import { columnsOfStream, type Found } from './recognise.ts'

/** The numbers by which rows of other tables may speak of persons of a kind: their key, or with `by` another column of their own rows. */
export interface Numbers {
    kind: string
    by?: string
    cells: ReadonlySet<string>
}

/** The column of a table that says of whom its rows speak. */
export interface Speaking {
    heading: string
    kind: string
    by?: string
}

/** The numbers of persons that the tables about them hold, the keys first. */
export const numbersOf = (persons: readonly Keyed[], mapping: Mapping): Numbers[] => {
    const all = persons.flatMap(({ stream, table, found, key }): Numbers[] => {
        const { subject } = mapping.file.streams[stream] ?? {}
        if (subject === undefined) {
            return []
        }
        const named = found.find(({ column }) => column === subject.id)?.heading
        const heading = named ?? (key !== undefined && 'heading' in key ? key.heading : undefined)
        const own = heading === undefined ? [] : [{ kind: subject.kind, cells: cellsOf(table, heading) }]
        const others = withKeyColumn(found, key, mapping.file.streams[stream]?.key)
            .filter((one) => one.heading !== heading && isNumber(one, table, columnsOfStream(mapping, stream)))
            .map(({ heading: other, column }) => ({ kind: subject.kind, by: column, cells: cellsOf(table, other) }))
        return [...own, ...others]
    })
    return all.toSorted((one, other) => Number(one.by !== undefined) - Number(other.by !== undefined))
}

const withKeyColumn = (found: readonly Found[], key: Keyed['key'], column = ''): readonly Found[] =>
    key !== undefined && 'heading' in key ? [...found, { heading: key.heading, column, ground: 'name' }] : found

const isNumber = ({ heading, column }: Found, { columns }: TableProfile, ways: ReturnType<typeof columnsOfStream>): boolean => {
    const profile = columns.find((one) => one.heading === heading)
    const as = ways.get(column)?.[0]?.as
    const isPlain = as === 'text' || as === 'lower' || as === 'identifier'
    return profile !== undefined && isPlain && isUnique(profile) && !countsRows(profile) && holdsNumbers(profile)
}

const cellsOf = ({ columns }: TableProfile, heading: string): ReadonlySet<string> =>
    differentIn(columns.find((profile) => profile.heading === heading)?.cells ?? [])

/** The different cells of a column, in small letters. Every stream asks of every table. */
const differentIn = (cells: readonly string[]): Set<string> => {
    const known = different.get(cells) ?? new Set(cells.map((cell) => cell.toLowerCase()))
    different.set(cells, known)
    return known
}

const different = new WeakMap<readonly string[], Set<string>>()

/** Half of the different cells of a column that speaks of other records are numbers of theirs, or more: what it speaks of may not all be in the export. */
const MOST = 0.5

/**
 * Finds the column of a table that says of whom its rows speak, by what it holds: the numbers of those persons. A name alone may say either (`Reg.
 * No.` of a visit is not that of the visit). The column that is called so goes first, then one with their keys, then one with most of their numbers.
 */
export const speakingColumn = (
    columns: readonly Profile[],
    numbers: readonly Numbers[],
    named: string | undefined
): Speaking | undefined => {
    const speaking = columns.flatMap(({ heading, cells }) => {
        const own = differentIn(cells)
        return numbers
            .map(({ kind, by, cells: known }) => ({ heading, kind, by, shared: [...own].filter((cell) => known.has(cell)).length }))
            .filter(({ shared }) => own.size > 0 && shared >= own.size * MOST)
    })
    const [first] = speaking.toSorted(
        (one, other) =>
            Number(other.heading === named) - Number(one.heading === named) ||
            Number(one.by !== undefined) - Number(other.by !== undefined) ||
            other.shared - one.shared
    )
    return first && { heading: first.heading, kind: first.kind, ...(first.by !== undefined && { by: first.by }) }
}
