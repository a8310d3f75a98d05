import type { Mapping } from '../mapping/loadMapping.ts'
import type { Keyed } from './keys.ts'
import type { TableProfile } from './profile.ts'
import type { Found, WantedColumn } from './recognise.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The form of which the rows of a table are parts: a sheet of repeats holds its number, and it holds what is the same for all of them. */
export interface Form {
    /** the heading over the numbers of forms */
    heading: string
    /** the table with a row for each form */
    of: Keyed
    /** columns that the repeats lack, each with the column of the form that tells it */
    told: readonly { column: string; of: string }[]
    /** of whom the form is, and the column of her own rows by which it speaks of her */
    kind: string
    by?: string
}

/** The column of a mapping with the number of the form. */
export const FORM = 'form'

/** So many of the numbers must be those of forms: the export may lack some. */
const MOST = 0.9

/** Finds the table of forms whose numbers a table holds under a heading by which tools name the form around a repeat. */
export const formAround = (
    { file, columns }: TableProfile,
    tables: readonly Keyed[],
    { references }: Vocabulary
): Pick<Form, 'heading' | 'of'> | undefined =>
    columns
        .filter(({ heading, cells }) => references.includes(heading.toLowerCase()) && cells.length > 0)
        .flatMap(({ heading, cells }) =>
            tables.flatMap((of) => {
                const numbers = of.table.file === file ? new Set<string>() : numbersIn(of)
                return cells.filter((cell) => numbers.has(cell)).length >= cells.length * MOST ? [{ heading, of }] : []
            })
        )[0]

const numbersIn = ({ key, table }: Keyed): Set<string> => {
    const heading = key !== undefined && 'heading' in key ? key.heading : undefined
    return new Set(table.columns.find((profile) => profile.heading === heading)?.cells ?? [])
}

/** What a form tells of its repeats: its day where they have none, and whom it is about where they do not say. */
export const toldByForm = (
    { heading, of }: Pick<Form, 'heading' | 'of'>,
    absent: readonly WantedColumn[],
    { stream, mapping: { file } }: { stream: string; mapping: Mapping }
): Form | undefined => {
    const { subject, parent = [], enrol, events = [] } = file.streams[of.stream] ?? {}
    const person = subject ?? parent[0]
    const kind = subject?.kind ?? of.speaking?.kind
    const wanted = file.streams[stream]?.parent ?? []
    const days = absent.filter(({ ways, needed }) => needed && ways.length > 0 && ways.every(({ as, cel }) => as === 'date' && !cel))
    const day = (enrol?.on ?? events[0]?.on ?? []).find((column) => has(of.found, column))
    const told = [
        ...(days.length === 1 && day !== undefined ? days.map(({ name }) => ({ column: name, of: day })) : []),
        ...absent.filter(({ name }) => name === wanted[0]?.id).flatMap(({ name }) => (person ? [{ column: name, of: person.id }] : [])),
    ]
    const isOfHer = kind !== undefined && wanted.some((one) => one.kind === kind)
    const by = subject === undefined ? of.speaking?.by : undefined
    return isOfHer && told.length > 0 ? { heading, of, told, kind, ...(by !== undefined && { by }) } : undefined
}

const has = (found: readonly Found[], column: string): boolean => found.some((one) => one.column === column)
