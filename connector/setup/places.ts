import { isAbout } from './headings.ts'
import type { Recognising } from './recognise.ts'

/** What stands before the same names again and again, because records stand side by side: `First child`, `Second child`. */
export type Places = readonly string[]

/** So many names must stand at two places. */
const SHARED = 2

/** Words in headings that name somebody. */
export interface Whom {
    /** whom records side by side are about */
    subject: readonly string[]
    /** others, such as the mother in whose row they stand */
    others: readonly string[]
}

/** The words for the subject of a stream, and for the persons who are its parents. */
export const whomOf = (stream: string, { mapping: { file }, vocabulary }: Recognising): Whom => {
    const kinds = (file.streams[stream]?.parent ?? []).map(({ kind }) => kind)
    const parents = Object.entries(file.streams).filter(([, { subject }]) => kinds.includes(subject?.kind ?? ''))
    return { subject: vocabulary.subjects[stream] ?? [], others: parents.flatMap(([name]) => vocabulary.subjects[name] ?? []) }
}

/**
 * Finds the words that tell records side by side apart: `First child Born`, `First child Sex`, `Second child Born`, `Second child Sex`. At least the
 * first must name the subject of these records, and none somebody else.
 */
export const placesIn = (headings: readonly string[], { subject, others }: Whom): Places => {
    const names = new Map<string, Set<string>>()
    for (const heading of headings.filter((one) => !isAbout(one, others))) {
        for (const [before, name] of splitsOf(heading)) {
            names.set(before, new Set([...(names.get(before) ?? []), name]))
        }
    }
    const firsts = [...names].flatMap(([before, own]) => (own.size >= SHARED ? before : []))
    const shared = (one: string, other: string): number => [...(names.get(one) ?? [])].filter((name) => names.get(other)?.has(name)).length
    let best: { places: Places; weight: number } = { places: [], weight: 0 }
    for (const first of firsts) {
        const alike = firsts.filter((other) => other !== first && shared(first, other) >= SHARED)
        const places = [first, ...alike.filter((one, at) => alike.slice(0, at).every((before) => shared(before, one) >= SHARED))]
        const weight = places.length > 1 ? places.slice(1).reduce((sum, other) => sum + shared(first, other), 0) : 0
        const isOfSubject = headings.some((heading) => heading.startsWith(first) && isAbout(heading, subject))
        if (weight > best.weight && isOfSubject) {
            best = { places, weight }
        }
    }
    return best.places
}

/** A heading cut between any two of its words. */
const splitsOf = (heading: string): [before: string, name: string][] =>
    [...heading.matchAll(/(?<=[\p{L}\p{N})])[^\p{L}\p{N}()]+(?=[\p{L}\p{N}(])/gu)].map((mark) => [
        heading.slice(0, mark.index),
        heading.slice(mark.index + mark[0].length),
    ])

/** A heading with # for its place; undefined for one that stands at none. */
export const patternAt = (heading: string, places: Places): { pattern: string; place: number } | undefined => {
    const place = places.findIndex((before) => heading.startsWith(before) && /^[^\p{L}\p{N}]/u.test(heading.slice(before.length)))
    return place < 0 ? undefined : { pattern: `#${heading.slice(places[place]?.length)}`, place }
}
