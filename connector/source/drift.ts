import { isHeaderOf } from './csv/header.ts'
import type { DiscoveredStream, StreamShape } from './source.ts'

/**
 * The tables of a source with their headers, those left out that may be none: in a file without a header line the first record stands in
 * its place, and may name a person.
 */
export const withSafeHeaders = (tables: readonly DiscoveredStream[], streams: readonly StreamShape[]): DiscoveredStream[] =>
    tables.map(({ file, headers }) => ({
        file,
        headers: streams.some((stream) => stream.file === file && isHeaderOf(headers, stream)) ? headers : [],
    }))

/** What changed in the files of a source and their headers, one line each; nothing when the source was never read before. */
export const driftOf = (before: ReadonlyMap<string, readonly string[]>, now: readonly DiscoveredStream[]): string[] => {
    if (before.size === 0) {
        return []
    }
    const gone = [...before.keys()].filter((file) => !now.some((stream) => stream.file === file))
    return [
        ...gone.map((file) => `${file} is not there any more.`),
        ...now.flatMap(({ file, headers }) => changesOf(file, before.get(file), headers)),
    ]
}

const changesOf = (file: string, before: readonly string[] | undefined, now: readonly string[]): string[] => {
    if (before === undefined) {
        return [`${file} is new.`]
    }
    const [added, lost] = [without(now, before), without(before, now)]
    return [
        ...(lost.length > 0 ? [`${file}: no longer has ${lost.join(', ')}.`] : []),
        ...(added.length > 0 ? [`${file}: now has ${added.join(', ')}.`] : []),
    ]
}

const without = (names: readonly string[], others: readonly string[]): string[] =>
    names.filter((name) => name.trim() !== '' && !others.includes(name)).map((name) => `"${name}"`)
