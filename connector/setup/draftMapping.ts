import type { Mapping } from '../mapping/loadMapping.ts'
import type { Keyed } from './keys.ts'
import { matchTables, splitTables } from './matchTables.ts'
import type { TableProfile } from './profile.ts'
import type { Recognising } from './recognise.ts'
import { findResultsBeside, type ResultsBeside } from './resultsBeside.ts'
import { findSideBySide, type SideBySide } from './sideBySide.ts'

/** A table with the name of its stream in the new mapping: the template's, or that of the table where several are of one kind. */
export interface Named extends Keyed {
    name: string
}

/** What an export never seen before is taken for. */
export interface DraftMapping {
    matched: readonly Named[]
    sideBySide: readonly SideBySide[]
    results: readonly ResultsBeside[]
    /** tables that resemble nothing */
    strange: readonly TableProfile[]
}

/** Recognises an export by the columns of a mapping that works. */
export const draftMapping = (wholeTables: readonly TableProfile[], recognising: Recognising): DraftMapping => {
    const { mapping } = recognising
    const tables = splitTables(wholeTables, recognising)
    const order = Object.keys(mapping.file.streams)
    const matched = matchTables(tables, recognising).toSorted((one, other) => order.indexOf(one.stream) - order.indexOf(other.stream))
    const all = named(matched)
    return {
        matched: all,
        results: findResultsBeside(all, recognising),
        sideBySide: findSideBySide(matched, recognising),
        strange: tables.filter((table) => !matched.some((one) => one.table === table)),
    }
}

const named = (matched: readonly Keyed[]): Named[] => {
    const names = new Set<string>()
    return matched.map((one): Named => {
        const isOnly = matched.filter(({ stream }) => stream === one.stream).length === 1
        const wish = isOnly ? one.stream : nameOf(one.table.file) || one.stream
        const name = names.has(wish) ? `${wish}_${names.size + 1}` : wish
        names.add(name)
        return { ...one, name }
    })
}

/** The name of a table as a name of a stream: that of its sheet, where it is one of a workbook. */
const nameOf = (file: string): string =>
    (file.split('#').at(-1) ?? '')
        .replace(/\.\w+$/, '')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '_')
        .replace(/^[^a-z]+|_+$/g, '')

/** True when a table names no facility, and its rows go to that of the person of whom they speak. */
export const hasFacilityOfParent = ({ stream, found, form }: Keyed, { file: { orgUnit, streams } }: Mapping): boolean => {
    const has = (column: string | undefined): boolean => [...found, ...(form?.told ?? [])].some((one) => one.column === column)
    return !has(orgUnit.code) && !has(orgUnit.name) && (streams[stream]?.parent ?? []).some(({ id }) => has(id))
}

/** Headings of a table that nothing reads. */
export const headingsLeft = (
    { table, found, standIns, ticked, key, form }: Keyed,
    { sideBySide, results }: Pick<DraftMapping, 'sideBySide' | 'results'>
): string[] => {
    const numbered = sideBySide.filter(({ host }) => host.table === table).flatMap((beside) => headingsOf(beside))
    const tested = results.filter(({ host }) => host.table === table).flatMap((beside) => beside.found)
    const read = new Set([
        ...[...found, ...standIns, ...tested].map(({ heading }) => heading),
        ...numbered,
        ...ticked.flatMap(({ answers }) => answers.map(({ heading }) => heading)),
        ...(form === undefined ? [] : [form.heading]),
        ...(key === undefined ? [] : 'heading' in key ? [key.heading] : key.more ? [key.more.heading] : []),
    ])
    return table.columns.map(({ heading }) => heading).filter((heading) => !read.has(heading))
}

/** All headings that the columns of records side by side may have. */
const headingsOf = ({ found, most, places }: SideBySide): string[] =>
    found.flatMap(({ heading }) => [
        heading.replace(' #', ''),
        ...Array.from({ length: most }, (_, place) => heading.replace('#', places?.[place] ?? String(place + 1))),
    ])

/** Columns that rows of a table cannot do without, and that it lacks. */
export const columnsLacking = (one: Keyed, mapping: Mapping): string[] => {
    const { stream, found, stated, standIns, form, key } = one
    const shape = mapping.streams.find(({ name }) => name === stream)
    const known = new Set([
        ...[...found, ...stated, ...standIns, ...(form?.told ?? [])].map(({ column }) => column),
        ...(key?.also === undefined ? [] : [key.also]),
    ])
    const { code, name: named } = mapping.file.orgUnit
    const isPlaced = known.has(named ?? '') || hasFacilityOfParent(one, mapping)
    return (shape?.columns ?? [])
        .filter(({ name, needed }) => needed && !known.has(name) && !(name === shape?.key && key !== undefined))
        .map(({ name }) => name)
        .filter((name) => name !== code || !isPlaced)
}
