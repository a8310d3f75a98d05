import type { Compiler } from './compiler.ts'
import type { Draft } from './draft.ts'
import type { Expressions } from './expressions.ts'
import type { Stream } from './language.ts'
import { columnsOf } from './loadMapping.ts'

/** What a file keeps silent about because it lacks columns. */
export interface Silence {
    /** columns of the mapping that say nothing: an empty value made of them deletes nothing */
    columns: Draft['silent']
    /** true when the mapping decides by such a column what a row wants: what it wants no longer is then not taken back */
    partial: boolean
}

const NONE: Silence = { columns: new Set(), partial: false }

/** Finds out what rows keep silent about. All rows of a file lack the same columns, so it is worked out once a file. */
export const compileLacks = (compiler: Compiler): ((lacks: ReadonlySet<string> | undefined) => Silence) => {
    const { mapping, stream, expressions } = compiler
    const reads = columnsOf(mapping.file, stream).map(([name, ways]) => ({
        name,
        cells: ways.flatMap(({ cel, from = name }) => (cel === undefined ? [from] : [])),
        columns: ways.flatMap(({ cel, when }) => [cel, when].flatMap((text) => columnsIn(text, expressions))),
    }))
    const deciding = decidingColumns(stream, expressions)
    let last: { lacks: ReadonlySet<string>; silence: Silence } | undefined
    return (lacks) => {
        if (lacks === undefined) {
            return NONE
        }
        if (last?.lacks !== lacks) {
            const columns = new Set<string>()
            for (const { name, cells, columns: others } of reads) {
                if (cells.some((cell) => lacks.has(cell)) || others.some((other) => columns.has(other))) {
                    columns.add(name)
                }
            }
            last = { lacks, silence: { columns, partial: deciding.some((name) => columns.has(name)) } }
        }
        return last.silence
    }
}

/** Columns of the row of which an expression speaks. */
export const columnsIn = (text: string | undefined, expressions: Expressions): string[] =>
    text === undefined ? [] : expressions.compile(text).references.flatMap(({ of, name }) => (of === 'row' ? [name] : []))

/** Columns by which it is decided which objects a row wants, which they are, and whether they are completed. */
export const decidingColumns = ({ entity, enrol, events, relationships, plans }: Stream, expressions: Expressions): string[] => {
    const conditions = [
        ...[entity?.when, enrol?.when, enrol?.completed?.when],
        ...events.flatMap(({ when, completed, key = [] }) => [when, completed, ...key]),
        ...relationships.map(({ when }) => when),
        ...plans.map(({ when }) => when),
    ]
    const days = [
        ...(enrol?.on ?? []),
        ...(enrol?.incident ?? []),
        ...(enrol?.completed?.on ?? []),
        ...events.flatMap(({ on }) => on),
        ...plans.flatMap(({ on, status }) => [on, ...(status === undefined ? [] : [status])]),
    ]
    return [...days, ...conditions.flatMap((text) => columnsIn(text, expressions))]
}
