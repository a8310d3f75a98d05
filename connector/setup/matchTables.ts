import type { Mapping } from '../mapping/loadMapping.ts'
import { formAround, toldByForm, type Form } from './forms.ts'
import { isAbout } from './headings.ts'
import { withKey, type Keyed } from './keys.ts'
import { mayHold, partsOf } from './mixedTables.ts'
import { isOfTool } from './ofTool.ts'
import { numbersOf, speakingColumn, type Numbers, type Speaking } from './persons.ts'
import { patternAt, placesIn, whomOf } from './places.ts'
import type { Profile, TableProfile } from './profile.ts'
import { recogniseColumns, wantedColumns, type Found, type Recognising, type WantedColumn } from './recognise.ts'
import { secondChoices, standInsIn, withoutWholes, type StandIn } from './standIns.ts'
import { statedByName, statedByParent, type Stated } from './stated.ts'
import { tickHeadings, ticksIn, type Ticked } from './ticks.ts'

/** A table of a partner's export, and the stream whose records it holds. */
export interface Matched {
    table: TableProfile
    stream: string
    found: readonly Found[]
    /** columns that it does not have, and of which it is known what they would hold */
    stated: readonly Stated[]
    /** columns that it does not have, and that are worked out from others */
    standIns: readonly StandIn[]
    /** the column that says of whom its rows speak, where it was found by what it holds */
    speaking?: Speaking
    /** columns of several answers of which it has a column for each answer */
    ticked: readonly Ticked[]
    /** the form around its rows, where that tells what they lack */
    form?: Form
}

/** A table must be worth this much of a stream to be taken for its records. */
const WORTH = 0.5

/**
 * Finds which tables hold the records of which streams: by how much of a table a stream explains, how much of what the stream cannot do without is
 * there, and the name of the file. First those about persons, one of a kind; then, as rows that speak of these persons hold their numbers, all
 * others, of which several may be of one stream, such as a form for each kind of visit. Tables that resemble none are left out.
 */
export const matchTables = (tables: readonly TableProfile[], recognising: Recognising): Keyed[] => {
    const { mapping } = recognising
    const streams = Object.keys(mapping.file.streams)
    const isAboutPersons = (stream: string): boolean => mapping.file.streams[stream]?.subject !== undefined
    const best = firstOfEach(ranked(tables, streams, NOTHING_KNOWN, recognising), ({ table }) => table)
    const chosen = firstOfEach(best, ({ stream }) => stream).filter(({ stream }) => isAboutPersons(stream))
    const persons: Keyed[] = []
    for (const { table, stream } of chosen.toSorted((one, other) => streams.indexOf(one.stream) - streams.indexOf(other.stream))) {
        persons.push(withKey(match(table, stream, { numbers: numbersOf(persons, mapping) }, recognising), recognising))
    }
    const left = tables.filter((table) => !persons.some((one) => one.table === table))
    const others = ranked(
        left,
        streams.filter((stream) => !isAboutPersons(stream)),
        { numbers: numbersOf(persons, mapping) },
        recognising
    )
    const found = firstOfEach(others, ({ table }) => table).map((one) => withKey(one, recognising))
    return [...persons, ...withForms(left, found, persons, recognising)]
}

/** Tables whose rows are parts of a form are looked at once more, with what the form tells. */
const withForms = (
    left: readonly TableProfile[],
    found: readonly Keyed[],
    persons: readonly Keyed[],
    recognising: Recognising
): readonly Keyed[] => {
    const { mapping, vocabulary } = recognising
    const streams = Object.keys(mapping.file.streams).filter((stream) => mapping.file.streams[stream]?.subject === undefined)
    return left.flatMap((table) => {
        const form = formAround(table, [...persons, ...found], vocabulary)
        const before = found.filter((one) => one.table === table)
        const [best] = form === undefined ? [] : ranked([table], streams, { numbers: numbersOf(persons, mapping), form }, recognising)
        return best?.form === undefined ? before : withKey(best, recognising)
    })
}

/**
 * The tables of an export, one of several kinds of records in its parts: unless a stream holds records of all these kinds of persons, as a table of
 * tests may.
 */
export const splitTables = (tables: readonly TableProfile[], recognising: Recognising): TableProfile[] =>
    tables.flatMap((table) => {
        const parts = partsOf(table, recognising)
        const [best] = parts.length === 0 ? [] : ranked([table], Object.keys(recognising.mapping.file.streams), NOTHING_KNOWN, recognising)
        const holdsAll = best !== undefined && parts.every(({ part }) => mayHold(recognising.mapping, best.stream, part?.kind ?? ''))
        return parts.length === 0 || holdsAll ? [table] : parts
    })

const firstOfEach = <T>(items: readonly T[], of: (item: T) => unknown): T[] =>
    items.filter((item, place) => items.findIndex((other) => of(other) === of(item)) === place)

/** What may be taken for what, the worthiest first. */
const ranked = (tables: readonly TableProfile[], streams: readonly string[], known: Known, recognising: Recognising): Matched[] =>
    tables
        .flatMap((table) =>
            streams
                .filter((stream) => table.part === undefined || mayHold(recognising.mapping, stream, table.part.kind))
                .map((stream) => match(table, stream, known, recognising))
        )
        .map((one) => ({ one, worth: worthOf(one, recognising) }))
        .filter(({ worth }) => worth >= WORTH)
        .toSorted((one, other) => other.worth - one.worth)
        .map(({ one }) => one)

/** What is known of other tables. */
interface Known {
    numbers: readonly Numbers[]
    /** the form around the rows of this one */
    form?: Pick<Form, 'heading' | 'of'>
}

const NOTHING_KNOWN: Known = { numbers: [] }

/** What a table would be as the records of a stream. */
const match = (table: TableProfile, stream: string, { numbers, form: around }: Known, recognising: Recognising): Matched => {
    const { mapping, vocabulary } = recognising
    const columns = ownColumns(table, stream, recognising).filter(({ heading }) => heading !== around?.heading)
    const wanted = wantedColumns(mapping, stream)
    const byName = withoutWholes(columns, { found: recogniseColumns(columns, wanted, stream, recognising), stream }, recognising)
    const speaking = speakingIn(columns, byName, { stream, numbers, mapping })
    const { parent: parents = [] } = mapping.file.streams[stream] ?? {}
    const parentId = parents[0]?.id ?? ''
    const sure = speaking === undefined ? byName : withParent(columns, wanted, { speaking, parentId, byName, stream, recognising })
    const found = [...sure, ...secondChoices(table.columns, { absent: absentIn(sure, wanted), found: sure }, recognising)]
    const absent = absentIn(found, wanted)
    const form = around && toldByForm(around, absent, { stream, mapping })
    const kind = speaking?.kind ?? form?.kind
    const isAbsent = ({ column }: Stated): boolean => absent.some(({ name }) => name === column)
    const stated = [
        ...statedByName(table.file, absent, vocabulary),
        ...(kind === undefined ? [] : statedByParent(kind, parents)).filter(isAbsent),
    ]
    return {
        table,
        stream,
        found,
        stated: firstOfEach(stated, ({ column }) => column),
        standIns: standInsIn(columns, { absent, found, stream }, recognising),
        ticked: ticksIn(table.columns, absent, stream, recognising),
        ...(speaking && { speaking }),
        ...(form && { form }),
    }
}

const absentIn = (found: readonly Found[], wanted: readonly WantedColumn[]): WantedColumn[] =>
    wanted.filter(({ name }) => !found.some(({ column }) => column === name))

interface Asking {
    stream: string
    numbers: readonly Numbers[]
    mapping: Mapping
}

/** What is known by its name for something else does not say of whom a row speaks. */
const speakingIn = (columns: readonly Profile[], byName: readonly Found[], { stream, numbers, mapping }: Asking): Speaking | undefined => {
    const { parent: parents = [], key = '', subject } = mapping.file.streams[stream] ?? {}
    const kinds = parents.map(({ kind }) => kind)
    const maySpeak = new Set([...parents.map(({ id }) => id), key, subject?.id])
    const named = byName.find(({ column }) => column === parents[0]?.id)?.heading
    const candidates = columns.filter(({ heading }) =>
        byName.every((one) => one.heading !== heading || one.ground !== 'name' || maySpeak.has(one.column))
    )
    return speakingColumn(
        candidates,
        numbers.filter(({ kind }) => kinds.includes(kind)),
        named
    )
}

interface WithParent {
    speaking: Speaking
    parentId: string
    byName: readonly Found[]
    stream: string
    recognising: Recognising
}

/** All columns but the one of which it is known that it says of whom the rows speak. */
const withParent = (
    columns: readonly Profile[],
    wanted: readonly WantedColumn[],
    { speaking: { heading }, parentId, byName, stream, recognising }: WithParent
): Found[] => {
    const named = byName.some((one) => one.heading === heading && one.column === parentId)
    const rest = columns.filter((one) => one.heading !== heading)
    const restWanted = wanted.filter(({ name }) => name !== parentId)
    const others = withoutWholes(rest, { found: recogniseColumns(rest, restWanted, stream, recognising), stream }, recognising)
    return [...others, { heading, column: parentId, ground: named ? 'name' : 'content' }]
}

/**
 * The columns of a table that may tell of the subject of a stream. Not those of the tool that made the export, nor numbers of rows; nor those about
 * somebody of whom the people of this stream are parents, or about several of its own people: these stand side by side in rows of others.
 */
const ownColumns = ({ columns }: TableProfile, stream: string, recognising: Recognising): readonly Profile[] => {
    const {
        mapping: { file },
        vocabulary,
    } = recognising
    const kind = file.streams[stream]?.subject?.kind
    const children = Object.entries(file.streams).filter(
        ([, { subject, parent = [] }]) => subject !== undefined && parent.some((one) => one.kind === kind)
    )
    const words = children.flatMap(([name]) => vocabulary.subjects[name] ?? [])
    const headings = columns.map(({ heading }) => heading)
    const places = [stream, ...children.map(([name]) => name)].flatMap((name) => placesIn(headings, whomOf(name, recognising)))
    const ticks = tickHeadings(columns)
    return columns.filter(
        (profile) =>
            !ticks.has(profile.heading) &&
            !isOfTool(profile, vocabulary) &&
            !isAbout(profile.heading, words) &&
            patternAt(profile.heading, places) === undefined
    )
}

/** Half for the share of the table that is explained, half for the share of the needed columns; what all streams have says nothing. */
const worthOf = ({ table, stream, found, stated, standIns, form }: Matched, recognising: Recognising): number => {
    const { mapping, vocabulary } = recognising
    const everywhere = new Set([...Object.keys(mapping.file.columns), mapping.file.orgUnit.within ?? ''])
    const own = found.filter(({ column }) => !everywhere.has(column))
    const others = ownColumns(table, stream, recognising).length - (found.length - own.length)
    const needed = wantedColumns(mapping, stream).filter(({ name, needed: is }) => is && !everywhere.has(name))
    const there = needed.filter(({ name }) => [...own, ...stated, ...standIns, ...(form?.told ?? [])].some(({ column }) => column === name))
    const weight = own.reduce((sum, { ground }) => sum + (ground === 'name' ? 1 : 0.7), 0)
    const share = weight / Math.max(others, MANY, 1) / 2 + (needed.length === 0 ? 0 : there.length / needed.length / 2)
    return share + fileHint(table.file, vocabulary.files[stream] ?? [])
}

/** A table of a few columns is not explained by one of them. */
const MANY = 4

const fileHint = (file: string, words: readonly string[]): number => {
    const name = ` ${file
        .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
        .toLowerCase()
        .replace(/\.\w+(?=$|#)/, ' ')
        .replace(/[^\p{L}]+/gu, ' ')} `
    return words.some((word) => name.includes(` ${word} `)) ? 0.25 : 0
}
