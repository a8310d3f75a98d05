import { driftOf, withSafeHeaders } from '../source/drift.ts'
import type { AbsentStream, DiscoveredStream, Source, StreamShape } from '../source/source.ts'

export type Headers = ReadonlyMap<string, readonly string[]>

interface Given {
    source: Source
    /** the streams that the export holds */
    shapes: readonly StreamShape[]
    absent: readonly AbsentStream[]
}

/**
 * The headers of an export now, by file, and what in them is other than when it was last read, one line each. Of a stream's file that is
 * not there now, which is told elsewhere, what was known holds.
 */
export const exportDrift = async ({ source, shapes, absent }: Given, before: Headers): Promise<{ headers: Headers; drift: string[] }> => {
    const found = withSafeHeaders((await source.discover()).streams, shapes)
    const kept = absent.flatMap(({ file }): DiscoveredStream[] => {
        const headers = before.get(file)
        return headers === undefined ? [] : [{ file, headers }]
    })
    const now = [...found, ...kept]
    return { headers: new Map(now.map(({ file, headers }) => [file, headers])), drift: driftOf(before, now) }
}

/** The lines of a drift under their heading. */
export const driftText = (source: string, drift: readonly string[]): string[] => [
    `The export of ${source} has changed since the last run:`,
    ...drift.map((text) => `  ${text}`),
]
