import type { Mapping } from '../mapping/loadMapping.ts'
import { isUnique, type Profile, type TableProfile } from './profile.ts'
import { wantedColumns, type Found, type Matched } from './recognise.ts'

/** What names the records of a table: a heading of its own, one that also names the person, or several columns together. */
export type Key = { heading: string; also?: string } | { join: readonly string[] } | undefined

/** A table with what names its records. */
export interface Keyed extends Matched {
    key: Key
}

/** Half of the different cells of a column that speaks of other records are keys of theirs, or more: what it speaks of may not all be in the export. */
const MOST = 0.5

/**
 * Finds the columns that speak of the persons of other tables by what they hold: the numbers of those persons. A name alone may say either
 * (`Reg. No.` of a visit is not that of the visit).
 */
export const withParents = (matched: readonly Matched[], mapping: Mapping): Matched[] => {
    const numbers = new Map<string, ReadonlySet<string>>()
    for (const { stream, table, found } of matched) {
        const { subject, key } = mapping.file.streams[stream] ?? {}
        const heading = headingOf(found, subject?.id ?? '') ?? headingOf(found, key ?? '')
        if (subject !== undefined && heading !== undefined) {
            numbers.set(subject.kind, new Set(cellsOf(table, heading)))
        }
    }
    return matched.map((one) => {
        const parents = mapping.file.streams[one.stream]?.parent ?? []
        const [first] = parents
        const known = new Set(parents.flatMap(({ kind }) => [...(numbers.get(kind) ?? [])]))
        const speaking = one.table.columns.filter(({ cells }) => speaksOf(cells, known))
        const named = speaking.find(({ heading }) => heading === headingOf(one.found, first?.id ?? ''))
        const heading = (named ?? speaking[0])?.heading
        if (first === undefined || heading === undefined) {
            return one
        }
        const others = one.found.filter((found) => found.heading !== heading && found.column !== first.id)
        return {
            ...one,
            found: [...others, { heading, column: first.id, ground: named === undefined ? ('content' as const) : ('name' as const) }],
        }
    })
}

const speaksOf = (cells: readonly string[], known: ReadonlySet<string>): boolean => {
    const different = [...new Set(cells)]
    return different.length > 0 && known.size > 0 && different.filter((cell) => known.has(cell)).length >= different.length * MOST
}

const headingOf = (found: readonly Found[], column: string): string | undefined => found.find((one) => one.column === column)?.heading

const cellsOf = ({ columns }: TableProfile, heading: string): readonly string[] =>
    columns.find((profile) => profile.heading === heading)?.cells ?? []

/**
 * Finds what names the records of a table: the column that is called so, if no value comes twice; else the number of the person whom the
 * table is about; else another column in which no value comes twice; else the needed columns together.
 */
export const withKey = (matched: Matched, mapping: Mapping): Keyed => {
    const { stream, table, found } = matched
    const { key = '', subject, parent = [] } = mapping.file.streams[stream] ?? {}
    const isKey = (heading: string): boolean => isUnique(table.columns.find((one) => one.heading === heading) ?? { cells: [], rows: 0 })
    const isEmpty = table.columns.every(({ rows }) => rows === 0)
    const named = headingOf(found, key)
    if (named !== undefined && (isEmpty || isKey(named))) {
        const also = subject !== undefined && headingOf(found, subject.id) === undefined ? { also: subject.id } : {}
        return { ...matched, key: { heading: named, ...also } }
    }
    const others = found.filter(({ column }) => column !== key)
    const person = subject && headingOf(others, subject.id)
    if (subject !== undefined && person !== undefined && (isEmpty || isKey(person))) {
        return { ...matched, found: without(others, person), key: { heading: person, also: subject.id } }
    }
    const numbered = table.columns.find((profile) => isNumber(profile, { others, mapping, stream }) && isKey(profile.heading))
    if (numbered !== undefined) {
        return { ...matched, found: without(others, numbered.heading), key: { heading: numbered.heading } }
    }
    const asked = wantedColumns(mapping, stream).filter(({ name, needed }) => needed && name !== key && name !== mapping.file.orgUnit.code)
    const parts = [...parent.map(({ id }) => id), ...asked.map(({ name }) => name)]
    const join = [...new Set(parts)].filter((column) => headingOf(others, column) !== undefined)
    return { ...matched, found: others, key: join.length > 1 ? { join } : undefined }
}

const without = (found: readonly Found[], heading: string): Found[] => found.filter((one) => one.heading !== heading)

interface Asking {
    others: readonly Found[]
    mapping: Mapping
    stream: string
}

/** A heading that may stand over numbers of records: what is read as something else than plain text is none, nor is what tells of a person. */
const isNumber = ({ heading }: Profile, { others, mapping, stream }: Asking): boolean => {
    const column = others.find((one) => one.heading === heading)?.column
    if (column === undefined) {
        return NUMBER.test(heading)
    }
    const way = mapping.file.streams[stream]?.columns[column]?.[0]
    const { names = [] } = mapping.file.streams[stream]?.identity?.person ?? {}
    return way?.as === 'text' && !names.includes(column) && NUMBER.test(heading)
}

/** What names of numbers have in common. */
const NUMBER = /(?:^|[^\p{L}])(?:id|no|nr|num|number|code|key|uuid|serial|namba|nambari)(?:$|[^\p{L}])|ID$|#/iu
