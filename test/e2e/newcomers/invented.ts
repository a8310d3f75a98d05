/** A column of an invented export: its heading, the columns of the mapping that it holds (none: it is not to be read), and its cells. */
export interface InventedColumn {
    heading: string
    /** the group of columns that stands in the line above */
    group?: string
    is: readonly string[]
    cell: (row: number) => string
}

/** A file or sheet of an invented export. A row of which `present` is false is left out. */
export interface InventedTable {
    file: string
    rows: number
    present?: (row: number) => boolean
    columns: readonly InventedColumn[]
}

/** An export of a partner that does not exist, about mothers numbered from 0. */
export interface InventedExport {
    name: string
    tables: readonly InventedTable[]
}

export const MOTHERS = 40

/** A column, with what it is in the mapping after its heading. Several are separated by blanks. */
export const column = (heading: string, is: string, cell: (row: number) => string): InventedColumn => ({
    heading,
    is: is.split(' ').filter((name) => name !== ''),
    cell,
})

/** A column under a group. */
export const under = (group: string, heading: string, is: string, cell: (row: number) => string): InventedColumn => ({
    ...column(heading, is, cell),
    group,
})

/** The word for a row out of a few, each in its turn; the steps differ so that no two columns go together. */
export const oneOf =
    (words: readonly string[], step = 1) =>
    (row: number): string =>
        words[(row * step + Math.floor(row / words.length)) % words.length] ?? ''

const FIRST = ['Zawina', 'Belimo', 'Tarufa', 'Nuvela', 'Okamina', 'Sirela', 'Wamiro', 'Lidova']
const LAST = ['Kobari', 'Manoro', 'Thulani', 'Devuko', 'Rimasa']
export const firstName = oneOf(FIRST)
export const lastName = oneOf(LAST, 3)

/** Days after the first of March 2026, as a date of that form. */
export const dayOf = (days: number): Date => new Date(Date.UTC(2026, 2, 1 + days))
export const iso = (date: Date): string => date.toISOString().slice(0, 10)
export const dayFirst = (date: Date): string => iso(date).split('-').toReversed().join('/')
export const dotted = (date: Date): string => iso(date).split('-').toReversed().join('.')

export const bornOn = (mother: number): Date => new Date(Date.UTC(1985 + (mother % 18), mother % 12, 1 + ((mother * 7) % 28)))
export const enrolledOn = (mother: number): Date => dayOf((mother * 3) % 60)
export const lmpOf = (mother: number): Date => new Date(enrolledOn(mother).getTime() - (90 + (mother % 60)) * 86_400_000)
export const deliveredOn = (mother: number): Date => new Date(lmpOf(mother).getTime() + 275 * 86_400_000)
/** Mothers of whom a birth is told. */
export const hasBaby = (mother: number): boolean => iso(deliveredOn(mother)) <= '2026-10-20'
export const phone = (mother: number): string => `07${String(10_000_000 + mother * 7_919).padStart(8, '0')}`

/** Facilities of the sandbox, with the names by which a partner may know them. */
export const FACILITIES = [
    { code: '13077', name: 'Mathare North Health Centre', own: 'Mathare North HC', county: 'Nairobi' },
    { code: '13468', name: 'Ahero County Hospital', own: 'Ahero CH', county: 'Kisumu' },
    { code: '12912', name: 'Dandora II Health Centre', own: 'Dandora 2', county: 'Nairobi' },
] as const
export const facilityOf = (mother: number): (typeof FACILITIES)[number] => FACILITIES[mother % FACILITIES.length] ?? FACILITIES[0]
export const cccOf = (mother: number): string => `${facilityOf(mother).code}-${String(700 + mother).padStart(5, '0')}`
export const heiOf = (mother: number): string =>
    `${facilityOf(mother).code}/${deliveredOn(mother).getUTCFullYear()}/${String(300 + mother).padStart(6, '0')}`
