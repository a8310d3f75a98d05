import fc from 'fast-check'
import type { Table } from './cleanExport.ts'

/** How a table is written down: everything that is not its content. */
export interface Clothes {
    delimiter: string
    encoding: 'utf-8' | 'utf-8-bom' | 'utf-8-twice' | 'utf-16le' | 'utf-16le-bom' | 'utf-16be-bom' | 'windows-1252'
    lineEnd: string
    quote: 'always' | 'where needed'
    /** how a column's name is written */
    header: (name: string) => string
    /** columns are turned by so many places */
    turned: number
    /** a column that nobody knows */
    stranger: boolean
    /** this column stands twice with equal values; modulo the number of columns */
    twice: number | undefined
    separatorLine: boolean
    /** lines above the header */
    notes: readonly string[]
    /** rows without anything in their cells */
    emptyRows: boolean
    /** delimiters at the end of each row */
    trailing: number
    headerAgain: boolean
    total: string | undefined
    blankLines: boolean
    lastLineEnd: boolean
    /** text put around cells */
    padding: string
}

/** Names under which partners have sent a column. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
    source_record_id: 'Record ID',
    source_modified_on: 'Last-Modified',
    facility_mfl: 'MFL Code',
    facility_name: 'Health facility',
    mm_id: 'Mentor Mother ID',
    m2m_client_id: 'Client ID',
    ccc_no: 'CCC Number',
    hei_no: 'HEI number',
    dob: 'Date of Birth',
    phone: 'Mobile',
    enrol_date: 'Enrollment date',
    next_appt: 'Next appointment',
    visit_date: 'DATE OF VISIT',
    sample_date: 'Collection date',
    first_name: 'Given name',
    last_name: 'Surname',
    birth_weight: 'Weight at birth',
    missed_date: 'Date missed',
    sub_county: 'SubCounty',
    pills_missed: 'pills_missed_7d',
    result_returned: 'Returned to client',
}

const asIs = (name: string): string => name
const HEADERS: readonly ((name: string) => string)[] = [
    asIs,
    (name) => name.toUpperCase(),
    (name) => ` ${name.replaceAll('_', ' ')} `,
    (name) => name.replaceAll('_', '-'),
    (name) => name.replaceAll('_', ''),
    (name) => OTHER_NAMES[name] ?? name,
]

export const PLAIN: Clothes = {
    delimiter: ',',
    encoding: 'utf-8',
    lineEnd: '\n',
    quote: 'where needed',
    header: asIs,
    turned: 0,
    stranger: false,
    twice: undefined,
    separatorLine: false,
    notes: [],
    emptyRows: false,
    trailing: 0,
    headerAgain: false,
    total: undefined,
    blankLines: false,
    lastLineEnd: true,
    padding: '',
}

export const clothes: fc.Arbitrary<Clothes> = fc.record({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    encoding: fc.constantFrom('utf-8', 'utf-8-bom', 'utf-8-twice', 'utf-16le', 'utf-16le-bom', 'utf-16be-bom', 'windows-1252'),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    quote: fc.constantFrom('always', 'where needed'),
    header: fc.constantFrom(...HEADERS),
    turned: fc.nat(20),
    stranger: fc.boolean(),
    twice: fc.option(fc.nat(40), { nil: undefined }),
    separatorLine: fc.boolean(),
    notes: fc.constantFrom([], [], ['Export of October, 2026'], ['Mentor Mothers', 'Kisumu, Nairobi; all facilities']),
    emptyRows: fc.boolean(),
    trailing: fc.constantFrom(0, 0, 3),
    headerAgain: fc.boolean(),
    total: fc.option(fc.constantFrom('Total', 'GRAND TOTAL: 3', 'Jumla', 'Total rows: 3'), { nil: undefined }),
    blankLines: fc.boolean(),
    lastLineEnd: fc.boolean(),
    padding: fc.constantFrom('', ' ', '\u00a0'),
})

/** A table in clothes, and how many lines of it are no records (a header again, a total). */
export const dressed = (table: Table, dress: Clothes): { bytes: Buffer; noRecords: number } => {
    const names = turn(table.columns, dress.turned)
    const repeated = dress.twice === undefined ? [] : [names[dress.twice % names.length] ?? '']
    const columns = [...names, ...repeated]
    const header = [...columns.map(dress.header), ...(dress.stranger ? ['Shoe size'] : [])]
    const rows = table.rows.map((row) => [
        ...columns.map((name) => padded(row[name] ?? '', dress.padding)),
        ...(dress.stranger ? ['38'] : []),
    ])
    const again = dress.headerAgain ? [header] : []
    const total = dress.total === undefined ? [] : [[dress.total, ...header.slice(1).map(() => '')]]
    const empty = dress.emptyRows ? [header.map(() => '')] : []
    const half = Math.ceil(rows.length / 2)
    const below = [...rows.slice(0, half), ...again, ...empty, ...rows.slice(half), ...total, ...empty]
    const lines = [header, ...below.map((cells) => [...cells, ...Array<string>(dress.trailing).fill('')])].map((cells) =>
        lineOf(cells, dress)
    )
    const separator = dress.separatorLine ? [`sep=${dress.delimiter}`] : []
    const notes = dress.notes.map((note) => lineOf([note], dress))
    const text = [...separator, ...notes, ...lines].join(dress.lineEnd + (dress.blankLines ? dress.lineEnd : ''))
    return { bytes: encoded(text + (dress.lastLineEnd ? dress.lineEnd : ''), dress.encoding), noRecords: again.length + total.length }
}

const turn = (columns: readonly string[], by: number): string[] => {
    const place = by % columns.length
    return [...columns.slice(place), ...columns.slice(0, place)]
}

const padded = (cell: string, padding: string): string => (cell === '' ? cell : padding + cell + padding)

const lineOf = (cells: readonly string[], { delimiter, quote, lineEnd }: Clothes): string =>
    cells
        .map((cell) =>
            quote === 'always' || cell.includes('"') || cell.includes(delimiter) || cell.includes('\n') || cell.includes(lineEnd)
                ? `"${cell.replaceAll('"', '""')}"`
                : cell
        )
        .join(delimiter)

/** Characters of Windows-1252 that stand elsewhere in Unicode. */
const WINDOWS: Readonly<Record<string, string>> = { '’': '\x92', '‘': '\x91', '–': '\x96', '—': '\x97' }

const encoded = (text: string, encoding: Clothes['encoding']): Buffer => {
    switch (encoding) {
        case 'utf-8':
            return Buffer.from(text)
        case 'utf-8-bom':
            return Buffer.from(`\uFEFF${text}`)
        case 'utf-8-twice':
            return Buffer.from(new TextDecoder('windows-1252').decode(Buffer.from(text)))
        case 'utf-16le':
            return Buffer.from(text, 'utf16le')
        case 'utf-16le-bom':
            return Buffer.from(`\uFEFF${text}`, 'utf16le')
        case 'utf-16be-bom':
            return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
        case 'windows-1252': {
            const bytes = text.replaceAll(/[’‘–—]/g, (letter) => WINDOWS[letter] ?? letter)
            // what Windows-1252 has no byte for is never written in it
            return /[\u0100-\uffff]/.test(bytes) ? Buffer.from(text) : Buffer.from(bytes, 'latin1')
        }
    }
}
