import type { Column } from '../mapping/language.ts'
import { columnsOf, isRead, type Mapping } from '../mapping/loadMapping.ts'
import type { Fit } from './fit.ts'
import { isAbout, nameScore, readHeading } from './headings.ts'
import type { Profile, TableProfile } from './profile.ts'
import { headingsOf, type Vocabulary } from './vocabulary.ts'

/** By what a column was recognised: a name that is known, a name that resembles one, or only what its cells hold. */
export type Ground = 'name' | 'likeness' | 'content'

/** A heading of a partner's table, and the column of the mapping that it is taken for. */
export interface Found {
    heading: string
    column: string
    ground: Ground
}

/** A column of a mapping that may stand in a table. */
export interface WantedColumn {
    name: string
    aliases: readonly string[]
    ways: readonly Column[]
    /** rows cannot do without it */
    needed: boolean
}

/** All by which columns are recognised. */
export interface Recognising {
    mapping: Mapping
    vocabulary: Vocabulary
    fit: Fit
}

/** The columns that a stream reads from its table; the place around a facility may stand in every table. */
export const wantedColumns = ({ file, streams }: Mapping, name: string): WantedColumn[] => {
    const stream = file.streams[name]
    const shape = streams.find((one) => one.name === name)
    const own = stream === undefined ? [] : columnsOf(file, stream).filter(([, ways]) => isRead(ways))
    const within = file.orgUnit.within
    const around =
        within === undefined || own.some(([column]) => column === within) ? [] : [{ name: within, aliases: [], ways: [], needed: false }]
    return [
        ...own.map(([column, ways]) => {
            const { aliases = [], needed = false } = shape?.columns.find((one) => one.name === column) ?? {}
            return { name: column, aliases, ways, needed }
        }),
        ...around,
    ]
}

/** What resembles less than this is left to a person; a text says nothing of its column, so its name must say more. */
const ALIKE = { text: 0.72, typed: 0.62 }
/** Cells that fit less than this are of another kind, whatever their heading. */
const MISFIT = 0.4
/** So well must cells fit that stand under a heading which says nothing. */
const SPEAKS = 0.95

/**
 * Which columns of a stream the headings of a table are. Each heading goes to one column and each column to one heading, the surest first:
 * by name, where the cells do not contradict it; then by what the cells hold, where that leaves no choice.
 */
export const recogniseColumns = (
    columns: readonly Profile[],
    wanted: readonly WantedColumn[],
    stream: string,
    { vocabulary, fit }: Recognising
): Found[] => {
    const names = wanted.map(({ name, aliases }) => ({ own: [name, ...aliases], others: headingsOf(vocabulary, stream, name) }))
    const pairs = columns.flatMap((profile) => {
        const heading = readHeading(profile.heading, vocabulary.subjects[stream] ?? [])
        return wanted.map((column, place) => {
            const name = nameScore(heading, names[place] ?? { own: [], others: [] })
            const fits = name >= WORTH_A_LOOK || maySpeak(column) ? fit(profile.cells, column.ways) : undefined
            return { profile, column, name, fits, score: scoreOf(name, fits) }
        })
    })
    const found: Found[] = []
    const isFree = (one: { profile: Profile; column: WantedColumn }): boolean =>
        found.every(({ heading, column }) => heading !== one.profile.heading && column !== one.column.name)
    for (const pair of pairs.toSorted((one, other) => other.score - one.score)) {
        const enough = pair.fits === undefined ? ALIKE.text : ALIKE.typed
        if (pair.score >= enough && isFree(pair)) {
            found.push({ heading: pair.profile.heading, column: pair.column.name, ground: pair.name >= KNOWN ? 'name' : 'likeness' })
        }
    }
    const speaking = pairs.filter((pair) => isFree(pair) && speaks(pair))
    for (const pair of speaking) {
        const rivals = speaking.filter((other) => other.profile === pair.profile || other.column === pair.column)
        if (rivals.length === 1) {
            found.push({ heading: pair.profile.heading, column: pair.column.name, ground: 'content' })
        }
    }
    return found
}

const KNOWN = 0.95
/** A name that resembles less needs no look at the cells. */
const WORTH_A_LOOK = 0.5

const scoreOf = (name: number, fits: number | undefined): number => {
    if (fits === undefined) {
        return name
    }
    return fits < MISFIT ? 0 : name * (0.9 + 0.1 * fits)
}

/** Cells that say by themselves what they are: answers that only this column has, or the one day that rows cannot do without. */
const speaks = ({ column, fits = 0 }: { column: WantedColumn; fits: number | undefined }): boolean => fits >= SPEAKS && maySpeak(column)

const maySpeak = ({ ways, needed }: WantedColumn): boolean =>
    ways.length > 0 && (ways.every(({ as }) => as === 'option') || (needed && ways.every(({ as }) => as === 'date')))

/** A table of a partner's export, and the stream whose records it holds. */
export interface Matched {
    table: TableProfile
    stream: string
    found: readonly Found[]
}

/** A table must be worth this much of a stream to be taken for its records. */
const WORTH = 0.5

/**
 * Finds for each stream of a mapping the table that holds its records: by how much of the table it explains, how much of what it cannot do
 * without is there, and the name of the file. A table goes to one stream; tables that resemble none are left out.
 */
export const matchTables = (tables: readonly TableProfile[], recognising: Recognising): Matched[] => {
    const { mapping, vocabulary } = recognising
    const everywhere = new Set([...Object.keys(mapping.file.columns), mapping.file.orgUnit.within ?? ''])
    const pairs = tables.flatMap((table) =>
        Object.keys(mapping.file.streams).map((stream) => {
            const wanted = wantedColumns(mapping, stream)
            const found = recogniseColumns(ownColumns(table, stream, recognising), wanted, stream, recognising)
            return {
                table,
                stream,
                found,
                worth: worthOf(table, { wanted, found, everywhere }) + fileHint(table.file, vocabulary.files[stream] ?? []),
            }
        })
    )
    const matched: Matched[] = []
    for (const { table, stream, found, worth } of pairs.toSorted((one, other) => other.worth - one.worth)) {
        if (worth >= WORTH && !matched.some((one) => one.table === table || one.stream === stream)) {
            matched.push({ table, stream, found })
        }
    }
    return matched
}

/** The columns of a table without those that name somebody of whom the people of this stream are parents: they stand beside them in the row. */
const ownColumns = ({ columns }: TableProfile, stream: string, { mapping: { file }, vocabulary }: Recognising): readonly Profile[] => {
    const kind = file.streams[stream]?.subject?.kind
    const children = Object.entries(file.streams).filter(
        ([, { subject, parent = [] }]) => subject !== undefined && parent.some((one) => one.kind === kind)
    )
    const words = children.flatMap(([name]) => vocabulary.subjects[name] ?? [])
    return columns.filter(({ heading }) => !isAbout(heading, words))
}

interface Judging {
    wanted: readonly WantedColumn[]
    found: readonly Found[]
    everywhere: ReadonlySet<string>
}

/** Half for the share of the table that is explained, half for the share of the needed columns; what all streams have says nothing. */
const worthOf = ({ columns }: TableProfile, { wanted, found, everywhere }: Judging): number => {
    const own = found.filter(({ column }) => !everywhere.has(column))
    const others = columns.length - (found.length - own.length)
    const needed = wanted.filter(({ name, needed: is }) => is && !everywhere.has(name))
    const there = needed.filter(({ name }) => own.some(({ column }) => column === name))
    const weight = own.reduce((sum, { ground }) => sum + (ground === 'name' ? 1 : 0.7), 0)
    return weight / Math.max(others, MANY, 1) / 2 + (needed.length === 0 ? 0 : there.length / needed.length / 2)
}

/** A table of a few columns is not explained by one of them. */
const MANY = 4

const fileHint = (file: string, words: readonly string[]): number => {
    const name = ` ${file
        .toLowerCase()
        .replace(/\.\w+(?=$|#)/, ' ')
        .replace(/[^\p{L}]+/gu, ' ')} `
    return words.some((word) => name.includes(` ${word} `)) ? 0.25 : 0
}
