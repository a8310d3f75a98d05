import type { Mapping } from '../mapping/loadMapping.ts'
import { withKey, withParents, type Keyed } from './keys.ts'
import type { TableProfile } from './profile.ts'
import { matchTables, type Recognising } from './recognise.ts'
import { findSideBySide, type SideBySide } from './sideBySide.ts'

/** What an export never seen before is taken for. */
export interface DraftMapping {
    matched: readonly Keyed[]
    sideBySide: readonly SideBySide[]
    /** tables that resemble nothing */
    strange: readonly TableProfile[]
}

/** Recognises an export by the columns of a mapping that works. */
export const draftMapping = (tables: readonly TableProfile[], recognising: Recognising): DraftMapping => {
    const { mapping } = recognising
    const order = Object.keys(mapping.file.streams)
    const matched = withParents(matchTables(tables, recognising), mapping).toSorted(
        (one, other) => order.indexOf(one.stream) - order.indexOf(other.stream)
    )
    return {
        matched: matched.map((one) => withKey(one, mapping)),
        sideBySide: findSideBySide(matched, recognising),
        strange: tables.filter((table) => !matched.some((one) => one.table === table)),
    }
}

/** Headings of a table that nothing reads. */
export const headingsLeft = ({ table, found, key }: Keyed, sideBySide: readonly SideBySide[]): string[] => {
    const numbered = sideBySide.filter(({ host }) => host.table === table).flatMap((beside) => headingsOf(beside))
    const read = new Set([
        ...found.map(({ heading }) => heading),
        ...numbered,
        ...(key !== undefined && 'heading' in key ? [key.heading] : []),
    ])
    return table.columns.map(({ heading }) => heading).filter((heading) => !read.has(heading))
}

/** All headings that the columns of records side by side may have. */
const headingsOf = ({ found, most }: SideBySide): string[] =>
    found.flatMap(({ heading }) => [
        heading.replace(' #', ''),
        ...Array.from({ length: most }, (_, place) => heading.replace('#', String(place + 1))),
    ])

/** Columns that rows of a table cannot do without, and that it lacks. */
export const columnsLacking = ({ stream, found, key }: Keyed, mapping: Mapping): string[] => {
    const shape = mapping.streams.find(({ name }) => name === stream)
    const known = new Set([...found.map(({ column }) => column), ...(key !== undefined && 'also' in key ? [key.also] : [])])
    const { code, name: named } = mapping.file.orgUnit
    return (shape?.columns ?? [])
        .filter(({ name, needed }) => needed && !known.has(name) && !(name === shape?.key && key !== undefined))
        .map(({ name }) => name)
        .filter((name) => name !== code || !known.has(named ?? ''))
}
