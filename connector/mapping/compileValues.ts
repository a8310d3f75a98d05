import type { Metadata } from '../metadata.ts'
import type { WantedValue } from '../records.ts'
import { fullCode, needed } from './codes.ts'
import type { Context, Expression, Expressions } from './expressions.ts'
import type { MappingFile, Stream, Value } from './language.ts'
import { columnsOf, type Mapping } from './loadMapping.ts'
import { splitParts } from './transforms/coded.ts'

/** Makes the values of one object of a row. */
export type GiveValues = (context: Context) => WantedValue[]

interface Giver extends Pick<WantedValue, 'id' | 'owner' | 'column'> {
    when: Expression | undefined
    give(context: Context): string
}

/** The values of a tracked entity. An empty one stays in the list: it deletes what was delivered before. */
export const compileAttributes = (mapping: Mapping, stream: Stream, expressions: Expressions, metadata: Metadata): GiveValues =>
    giveAll(giversOf(stream.entity?.attributes ?? {}, { mapping, stream, expressions, metadata, ids: metadata.attributes }))

/** The values of a recorded event: its own, and those of every recorded event that its stage has. */
export const compileEventValues = (
    mapping: Mapping,
    stream: Stream,
    event: Stream['events'][number],
    expressions: Expressions,
    metadata: Metadata
): GiveValues => {
    const asked = metadata.programStages.get(fullCode(mapping.file, event.stage))?.dataElements ?? new Map<string, boolean>()
    const columns = new Set(columnsOf(mapping.file, stream).map(([name]) => name))
    const common = Object.entries(mapping.file.recorded).filter(
        ([code, { from }]) =>
            asked.has(fullCode(mapping.file, code)) && !(code in event.values) && (from === undefined || columns.has(from))
    )
    return giveAll(
        giversOf({ ...event.values, ...Object.fromEntries(common) }, { mapping, stream, expressions, metadata, ids: metadata.dataElements })
    )
}

/** The codes that `CODE_*: { each: column }` stands for: one for every value that the column may hold. */
export const codesOfEach = (mapping: Mapping, stream: Stream, code: string, column: string, metadata: Metadata): [string, string][] => {
    const ways = columnsOf(mapping.file, stream).find(([name]) => name === column)?.[1] ?? []
    const parts = ways.flatMap(({ options, list }) => [
        ...(options === undefined ? [] : (metadata.optionSets.get(fullCode(mapping.file, options)) ?? [])),
        ...(list === undefined ? [] : (mapping.words.lists.get(list)?.values() ?? [])),
    ])
    return [...new Set(parts)].filter((part) => part !== '').map((part) => [part, fullCode(mapping.file, code.replace('*', part))])
}

interface Around {
    mapping: Mapping
    stream: Stream
    expressions: Expressions
    metadata: Metadata
    ids: ReadonlyMap<string, { id: string }>
}

const giversOf = (values: Readonly<Record<string, Value>>, around: Around): Giver[] =>
    Object.entries(values).flatMap(([code, value]) => {
        const { mapping, stream, expressions, metadata } = around
        const when = value.when === undefined ? undefined : expressions.compile(value.when)
        const { owner, each } = value
        if (each === undefined) {
            return { id: idOf(around, code), owner, column: value.from, when, give: giverOf(value, expressions) }
        }
        return codesOfEach(mapping, stream, code, each, metadata).map(([part, partCode]): Giver => ({
            id: idOf(around, partCode),
            owner,
            column: each,
            when,
            give: tick(each, part),
        }))
    })

const idOf = ({ ids, mapping }: Around, code: string): string => needed(ids.get(fullCode(mapping.file, code)), code).id

const giverOf = ({ from, value, cel }: Value, expressions: Expressions): Giver['give'] => {
    if (from !== undefined) {
        return ({ row }) => row[from] ?? ''
    }
    if (cel === undefined) {
        return () => value ?? ''
    }
    const expression = expressions.compile(cel)
    return (context) => {
        const given = expression.ask(context)
        return typeof given === 'string' ? given : ''
    }
}

const tick =
    (column: string, part: string): Giver['give'] =>
    ({ row }) =>
        splitParts(row[column] ?? '').includes(part) ? 'true' : ''

const giveAll =
    (givers: readonly Giver[]): GiveValues =>
    (context) => {
        const values: WantedValue[] = []
        for (const { id, owner, column, when, give } of givers) {
            if (!when || when.ask(context) === true) {
                values.push({ id, value: give(context), column, owner })
            }
        }
        return values
    }
