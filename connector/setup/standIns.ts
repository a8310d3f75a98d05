import { nameScore, namesOf, readHeading } from './headings.ts'
import type { Profile } from './profile.ts'
import type { Found, Recognising, WantedColumn } from './recognise.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A column that a table lacks, and the heading of another from which it is worked out. */
export interface StandIn {
    column: string
    heading: string
}

/** What is written into a mapping for a column that stands in for another. */
export const standInFor = ({ stand_ins: all }: Vocabulary, stream: string, column: string): Vocabulary['stand_ins'][string] | undefined =>
    all[`${stream}.${column}`]

const KNOWN = 0.95

/** Finds what stands in for absent columns, such as an age for a birth date, where what it is worked out from is there. */
export const standInsIn = (
    columns: readonly Profile[],
    { absent, found, stream }: { absent: readonly WantedColumn[]; found: readonly Found[]; stream: string },
    { vocabulary }: Recognising
): StandIn[] =>
    absent.flatMap(({ name: column }): StandIn | [] => {
        const standIn = standInFor(vocabulary, stream, column)
        const isPossible = standIn?.above.every((other) => found.some((one) => one.column === other))
        const named = columns.filter(({ heading }) => isFree(heading, found) && isNamed(heading, { standIn, stream, vocabulary }))
        // of several names the one that differs most: a facility has one, too
        const [profile] = named.toSorted((one, other) => new Set(other.cells).size - new Set(one.cells).size)
        return profile && isPossible ? { column, heading: profile.heading } : []
    })

interface Naming {
    standIn: ReturnType<typeof standInFor>
    stream: string
    vocabulary: Vocabulary
}

const isNamed = (heading: string, { standIn, stream, vocabulary }: Naming): boolean =>
    nameScore(readHeading(heading, vocabulary.subjects[stream] ?? []), namesOf(standIn?.headings ?? [], [])) >= KNOWN

/** All but the columns that were found under a heading over more than they ask for: a whole name is no first name, where nothing is its second half. */
export const withoutWholes = (
    columns: readonly Profile[],
    { found, stream }: { found: readonly Found[]; stream: string },
    { vocabulary }: Recognising
): Found[] =>
    found.filter(({ column, heading }) => {
        const standIn = standInFor(vocabulary, stream, column)
        const parts = Object.keys(standIn?.columns ?? {}).filter((name) => name !== column)
        const isFree = parts.every((name) => found.every((other) => other.column !== name))
        const { cells = [] } = columns.find((profile) => profile.heading === heading) ?? {}
        const several = cells.filter((cell) => /\S\s+\S/.test(cell)).length
        return !(standIn?.several_words && isFree && several > cells.length / 2 && isNamed(heading, { standIn, stream, vocabulary }))
    })

/** Headings that a tool writes itself, for columns of which nothing better was found. */
export const secondChoices = (
    columns: readonly Profile[],
    { absent, found }: { absent: readonly WantedColumn[]; found: readonly Found[] },
    { vocabulary, fit }: Recognising
): Found[] => {
    const chosen: Found[] = []
    for (const { name: column, ways } of absent) {
        const wish = (vocabulary.second_choice[column] ?? []).flatMap((word) =>
            columns.filter(
                ({ heading, cells }) =>
                    heading.toLowerCase() === word && isFree(heading, [...found, ...chosen]) && (fit(cells, ways) ?? 1) >= FITS
            )
        )[0]
        if (wish !== undefined) {
            chosen.push({ heading: wish.heading, column, ground: 'tool' })
        }
    }
    return chosen
}

const FITS = 0.9

const isFree = (heading: string, found: readonly Found[]): boolean => found.every((one) => one.heading !== heading)
