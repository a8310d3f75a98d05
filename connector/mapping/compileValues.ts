import type { WantedValue } from '../records.ts'
import { fullCode, needed } from './codes.ts'
import { columnsIn } from './compileLacks.ts'
import type { Compiler } from './compiler.ts'
import { note, type Draft } from './draft.ts'
import type { Context, Expression, Expressions } from './expressions.ts'
import type { Stream, Value } from './language.ts'
import { columnsOf } from './loadMapping.ts'
import { splitParts } from './transforms/coded.ts'
import { takenInstead } from './valueTypes.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Makes the values of one object of a row. */
export type GiveValues = (draft: Draft) => WantedValue[]

interface Giver extends Pick<WantedValue, 'id' | 'owner' | 'column'> {
    valueType: string
    when: Expression | undefined
    /** columns that it is made of */
    reads: readonly string[]
    give(context: Context): string
}

/**
 * The values of a tracked entity. An empty one stays in the list: it deletes what was delivered before, unless the file lacks a column that
 * it is made of.
 */
export const compileAttributes = (compiler: Compiler): GiveValues =>
    giveAll(giversOf(compiler.stream.entity?.attributes ?? {}, compiler.metadata.attributes, compiler))

export const compileEventValues = (event: Stream['events'][number], compiler: Compiler): GiveValues =>
    giveAll(giversOf(valuesOfEvent(event, compiler), compiler.metadata.dataElements, compiler))

/** The data element in which an event carries the id of its record; undefined when the mapping writes it nowhere. */
export const recordElement = (event: Stream['events'][number], compiler: Compiler): Uid | undefined => {
    const { mapping, stream, metadata } = compiler
    const code = Object.entries(valuesOfEvent(event, compiler)).find(
        ([, { from, when, by }]) => from === stream.key && when === undefined && by === undefined
    )?.[0]
    return code && metadata.dataElements.get(fullCode(mapping.file, code))?.id
}

/** The values of a recorded event: its own, and those of every recorded event that its stage has. */
const valuesOfEvent = (event: Stream['events'][number], { mapping, stream, metadata }: Compiler): Readonly<Record<string, Value>> => {
    const asked = metadata.programStages.get(fullCode(mapping.file, event.stage))?.dataElements
    const columns = new Set(columnsOf(mapping.file, stream).map(([name]) => name))
    const common = Object.entries(mapping.file.recorded).filter(
        ([code, { from }]) => asked?.has(fullCode(mapping.file, code)) && (from === undefined || columns.has(from))
    )
    return { ...Object.fromEntries(common), ...event.values }
}

/** The codes that `CODE_*: { each: column }` or `{ by: column }` stands for: one for every value that the column may hold. */
export const codesOfColumn = (
    code: string,
    column: string,
    { mapping, stream, metadata }: Pick<Compiler, 'mapping' | 'stream' | 'metadata'>
): [string, string][] => {
    const ways = columnsOf(mapping.file, stream).find(([name]) => name === column)?.[1] ?? []
    const parts = ways.flatMap(({ options, list }) => [
        ...(options === undefined ? [] : (metadata.optionSets.get(fullCode(mapping.file, options)) ?? [])),
        ...(list === undefined ? [] : (mapping.words.lists.get(list)?.values() ?? [])),
    ])
    return [...new Set(parts)].filter((part) => part !== '').map((part) => [part, fullCode(mapping.file, code.replace('*', part))])
}

type Fields = ReadonlyMap<string, { id: Uid; valueType: string }>

const giversOf = (values: Readonly<Record<string, Value>>, fields: Fields, compiler: Compiler): Giver[] =>
    Object.entries(values).flatMap(([code, value]) => {
        const when = value.when === undefined ? undefined : compiler.expressions.compile(value.when)
        const { owner, each, by } = value
        const fieldOf = (name: string): Pick<Giver, 'id' | 'valueType'> => {
            const { id, valueType } = needed(fields.get(fullCode(compiler.mapping.file, name)), name)
            return { id, valueType }
        }
        if (each !== undefined) {
            return codesOfColumn(code, each, compiler).map(([part, partCode]): Giver => ({
                ...fieldOf(partCode),
                owner,
                column: each,
                when,
                reads: [each],
                give: tick(each, part),
            }))
        }
        const column = value.from
        const give = giverOf(value, compiler.expressions)
        const reads = [...[column, by].flatMap((name) => name ?? []), ...columnsIn(value.cel, compiler.expressions)]
        if (by === undefined) {
            return { ...fieldOf(code), owner, column, when, reads, give }
        }
        return codesOfColumn(code, by, compiler).flatMap(([part, partCode]): Giver[] => {
            if (!fields.has(partCode)) {
                return []
            }
            return [
                { ...fieldOf(partCode), owner, column, when, reads, give: (context) => (context.row[by] === part ? give(context) : '') },
            ]
        })
    })

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
    (draft) => {
        const { context, silent } = draft
        const values: WantedValue[] = []
        for (const { id, valueType, owner, column, when, reads, give } of givers) {
            if (when && when.ask(context) !== true) {
                continue
            }
            const value = give(context)
            const instead = value === '' ? undefined : takenInstead(valueType, value)
            if (instead !== undefined) {
                note(draft, 'VALUE_UNKNOWN_CODE', column ?? reads[0], `DHIS2 takes ${instead} here`)
            }
            const isSilent = silent.size > 0 && reads.some((name) => silent.has(name))
            if (value !== '' || !isSilent) {
                // what stands for an unknown value is put where nothing is, and over nothing
                values.push({ id, value, column, owner: isSilent ? 'facility' : owner })
            }
        }
        return values
    }
