import { isAbout } from './headings.ts'
import type { Matched } from './matchTables.ts'
import { patternAt, placesIn, whomOf, type Places } from './places.ts'
import type { Profile } from './profile.ts'
import { recogniseColumns, wantedColumns, type Found, type Recognising } from './recognise.ts'

/** A column of records side by side, with the cells of all places together. */
export interface FoundBeside extends Found {
    cells: readonly string[]
}

/** Records of one stream that stand side by side in the rows of another: the infants of a mother. */
export interface SideBySide {
    /** the table in whose rows they stand */
    host: Matched
    stream: string
    /** headings with # where the number stands; the first place may stand without one */
    found: readonly FoundBeside[]
    /** how many stand side by side at most */
    most: number
    /** what stands for # where it is no number */
    places?: Places
}

/**
 * Finds records that stand side by side in the rows of their parent: numbered headings (`Baby 1 DOB`, `Baby 2 DOB`), or headings that name their
 * subject (`Baby DOB`), which are columns of a stream about others of whom no table of its own was found.
 */
export const findSideBySide = (matched: readonly Matched[], recognising: Recognising): SideBySide[] => {
    const { streams } = recognising.mapping.file
    const alone = Object.entries(streams).filter(
        ([name, { subject }]) => subject !== undefined && !matched.some(({ stream }) => stream === name)
    )
    return alone.flatMap(([stream, { parent = [] }]) => {
        const kinds = parent.map(({ kind }) => kind)
        const hosts = matched.filter((one) => kinds.includes(streams[one.stream]?.subject?.kind ?? ''))
        return hosts.flatMap((host) => inRowsOf(host, stream, recognising)).slice(0, 1)
    })
}

const inRowsOf = (host: Matched, stream: string, recognising: Recognising): SideBySide[] => {
    const { mapping, vocabulary } = recognising
    const { key = '', subject, parent = [] } = mapping.file.streams[stream] ?? {}
    // who they are and whose they are is told by the row
    const told = new Set([
        key,
        subject?.id,
        ...parent.map(({ id }) => id),
        ...Object.keys(mapping.file.columns),
        mapping.file.orgUnit.within,
    ])
    const wanted = wantedColumns(mapping, stream).filter(({ name }) => !told.has(name))
    const headings = host.table.columns.map(({ heading }) => heading)
    const places = placesIn(headings, whomOf(stream, recognising))
    const isNumbered = new Set(places.map((place) => place.replace(NUMBER, '#'))).size < 2
    const groups = isNumbered
        ? numberedGroups(host.table.columns, vocabulary.subjects[stream] ?? [])
        : placedGroups(host.table.columns, places)
    const found = recogniseColumns(
        groups.map(({ profile }) => profile),
        wanted,
        stream,
        recognising
    )
        .filter(({ ground }) => ground !== 'content')
        .map((one): FoundBeside => ({ ...one, cells: groups.find(({ profile }) => profile.heading === one.heading)?.profile.cells ?? [] }))
    const needed = wanted.filter((column) => column.needed)
    const isThere = needed.some(({ name }) => found.some(({ column }) => column === name))
    const most = Math.max(
        1,
        ...groups.filter(({ profile }) => found.some(({ heading }) => heading === profile.heading)).map(({ last }) => last)
    )
    return isThere ? [{ host, stream, found, most, ...(!isNumbered && { places: places.slice(0, most) }) }] : []
}

interface Group {
    /** the heading with # for its number, over the cells of all places together */
    profile: Profile
    first: boolean
    /** the highest number */
    last: number
}

const NUMBER = /[1-9](?!\d)/
const NOTHING: Group = { profile: { heading: '', cells: [], rows: 0 }, first: false, last: 0 }

/** Headings that differ by the words for their places alone. */
const placedGroups = (columns: readonly Profile[], places: Places): Group[] => {
    const groups = new Map<string, Group>()
    for (const profile of columns) {
        const at = patternAt(profile.heading, places)
        if (at !== undefined) {
            addTo(groups, at.pattern, profile, at.place + 1)
        }
    }
    return [...groups.values()]
}

const addTo = (groups: Map<string, Group>, pattern: string, { cells, rows }: Profile, place: number): void => {
    const { profile, first, last } = groups.get(pattern) ?? NOTHING
    groups.set(pattern, {
        profile: { heading: pattern, cells: [...profile.cells, ...cells], rows },
        first: first || place === 1,
        last: Math.max(last, place),
    })
}

/** Headings that differ by a number alone, and those that name the subject, which stand once. */
const numberedGroups = (columns: readonly Profile[], subject: readonly string[]): Group[] => {
    const groups = new Map<string, Group>()
    for (const profile of columns) {
        const { heading } = profile
        const number = Number(NUMBER.exec(heading)?.[0] ?? 1)
        if (NUMBER.test(heading) || isAbout(heading, subject)) {
            addTo(groups, NUMBER.test(heading) ? heading.replace(NUMBER, '#') : `${heading} #`, profile, number)
        }
    }
    return [...groups.values()].filter(({ first }) => first)
}
