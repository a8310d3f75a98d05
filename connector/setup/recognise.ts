import type { Column } from '../mapping/language.ts'
import { columnsOf, isRead, type Mapping } from '../mapping/loadMapping.ts'
import type { AnswerBook } from './answers.ts'
import type { Fit } from './fit.ts'
import { isAbout, nameScore, namesOf, readHeading } from './headings.ts'
import { countsRows } from './ofTool.ts'
import { holdsNumbers, type Profile } from './profile.ts'
import { headingsOf, type Vocabulary } from './vocabulary.ts'

/**
 * By what a column was recognised: a name that is known, a name that resembles one, only what its cells hold, or the name that a tool gives to
 * something near to it.
 */
export type Ground = 'name' | 'likeness' | 'content' | 'tool'

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
    book: AnswerBook
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

/** The ways of reading each column of a stream. */
export const columnsOfStream = ({ file }: Mapping, name: string): ReadonlyMap<string, readonly Column[]> => {
    const stream = file.streams[name]
    return new Map(stream === undefined ? [] : columnsOf(file, stream))
}

const NO_NAMES = namesOf([], [])

/** What resembles less than this is left to a person; a text says nothing of its column, nor do empty cells, so its name must say more. */
const ALIKE = { text: 0.72, typed: 0.62, untried: 0.74 }
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
    { mapping, vocabulary, fit }: Recognising
): Found[] => {
    // what takes back all that was delivered is read only where the partner says so, and what a tool adds by itself only for what it is
    const deleting = new Set(mapping.file.skip.flatMap((rule) => (rule.reason === 'DELETED_AT_SOURCE' ? rule.columns : [])))
    const names = wanted.map(({ name, aliases }) => namesOf([name, ...aliases], headingsOf(vocabulary, stream, name)))
    const byNameOnly = new Set([...Object.values(vocabulary.second_choice).flat(), ...vocabulary.references])
    const pairs = columns.flatMap((profile) => {
        const isOfTool = byNameOnly.has(profile.heading.toLowerCase())
        const heading = readHeading(profile.heading, vocabulary.subjects[stream] ?? [])
        return wanted.map((column, place) => {
            const name = nameScore(heading, names[place] ?? NO_NAMES)
            if ((deleting.has(column.name) || isOfTool) && name < KNOWN) {
                return { profile, column, name: 0, fits: 0, score: 0 }
            }
            const fits = name >= WORTH_A_LOOK || maySpeak(column) ? fit(profile.cells, column.ways) : undefined
            return { profile, column, name, fits, score: mayBe(profile, column, name) ? scoreOf(name, fits) : 0 }
        })
    })
    const found: Found[] = []
    const isFree = (one: { profile: Profile; column: WantedColumn }): boolean =>
        found.every(({ heading, column }) => heading !== one.profile.heading && column !== one.column.name)
    for (const pair of pairs.toSorted((one, other) => other.score - one.score)) {
        if (pair.score >= enoughFor(pair) && isFree(pair)) {
            found.push({ heading: pair.profile.heading, column: pair.column.name, ground: pair.name >= KNOWN ? 'name' : 'likeness' })
        }
    }
    const isResult = resultTest(wanted, vocabulary)
    const speaking = pairs.filter((pair) => isFree(pair) && speaks(pair) && !isResult(pair.profile))
    for (const pair of speaking) {
        const rivals = speaking.filter((other) => other.profile === pair.profile || other.column === pair.column)
        if (rivals.length === 1) {
            found.push({ heading: pair.profile.heading, column: pair.column.name, ground: 'content' })
        }
    }
    return found
}

/** Whether a heading names a kind of test: `PCR result` is nothing else by what its cells hold, but in records of tests. */
const resultTest = (wanted: readonly WantedColumn[], { results, words }: Vocabulary): ((profile: Profile) => boolean) => {
    const lists = Object.keys(results)
    const isOfTests = wanted.some(({ ways }) => ways.some(({ list }) => lists.includes(list ?? '')))
    const names = isOfTests ? [] : lists.flatMap((list) => Object.values(words[list] ?? {}).flat())
    return ({ heading }) => isAbout(heading, names)
}

/** Cells that hold nothing leave a likeness of names untried. */
const enoughFor = ({ column: { ways }, fits }: { column: WantedColumn; fits: number | undefined }): number => {
    const isText = ways.every(({ as }) => as === 'text' || as === 'lower' || as === 'identifier')
    return fits !== undefined ? ALIKE.typed : isText ? ALIKE.text : ALIKE.untried
}

const KNOWN = 0.95
/** A name that resembles less needs no look at the cells. */
const WORTH_A_LOOK = 0.5

/** A column that counts the rows is nothing else for a likeness of names, and a number of a person holds digits. */
const mayBe = (profile: Profile, { ways, needed }: WantedColumn, name: number): boolean =>
    name >= KNOWN || (!countsRows(profile) && (!needed || ways[0]?.as !== 'identifier' || holdsNumbers(profile)))

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
