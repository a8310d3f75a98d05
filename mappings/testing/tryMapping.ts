import { compileMapping, type CompiledStream } from '../../connector/mapping/compileMapping.ts'
import { loadMapping, type Mapping } from '../../connector/mapping/loadMapping.ts'
import { copyMarker, memoryIndex } from '../../connector/mapping/memoryIndex.ts'
import type { Metadata } from '../../connector/metadata.ts'
import type { MappedRow, SubjectIndex } from '../../connector/records.ts'
import { csv } from '../../connector/source/csv/csvSource.ts'
import { withMixedTables } from '../../connector/source/mixedTable.ts'
import { withRepeats } from '../../connector/source/repeats.ts'
import type { StreamShape } from '../../connector/source/source.ts'
import { writePurposeNote } from '#programme/schedule/purposeNote.ts'

/** One row of a sample, and what the mapping made of it. */
export interface Tried {
    mapped: MappedRow
    /** the cells as the mapping cleaned them; empty for a row that was left out */
    cells: Readonly<Record<string, string>>
}

/** Takes every row of a folder's export through its source and its mapping, with a fresh memory. */
export type TryExport = (sample: string) => Promise<{ tried: Tried[]; index: SubjectIndex }>

export const tryMapping = async (folder: string, sample: string, metadata: Metadata): ReturnType<TryExport> =>
    tryExports(await loadMapping(folder), metadata)(sample)

/** The same for many exports of one mapping. */
export const tryExports = (mapping: Mapping, metadata: Metadata): TryExport => {
    const compiled = new Map<string, readonly CompiledStream[]>()
    const streamsAt = (asOf: string): readonly CompiledStream[] => {
        const known = compiled.get(asOf) ?? compileMapping(mapping, metadata, { asOf, planNote }).streams
        compiled.set(asOf, known)
        return known
    }
    return async (sample) => {
        const source = withRepeats(withMixedTables(csv.open(csv.spec.parse({ type: 'csv', path: sample }))))
        const { asOf } = await source.discover()
        const index = memoryIndex()
        const marked = copyMarker()
        const tried: Tried[] = []
        const { absent } = await source.check(mapping.streams)
        const isThere = ({ name }: StreamShape): boolean => !absent.some(({ stream, fault }) => stream === name && fault === undefined)
        for (const shape of mapping.streams.filter(isThere)) {
            const stream = streamNamed(streamsAt(asOf), shape.name)
            for await (const page of source.read(shape)) {
                for (const row of page.rows) {
                    tried.push(stream.explain(marked(shape.name, row), index))
                }
                for (const problem of page.problems) {
                    tried.push({ mapped: stream.problem(problem), cells: {} })
                }
            }
        }
        return { tried, index }
    }
}

const planNote = ({ purpose, trackedEntity }: { purpose: string; trackedEntity: string }): string =>
    writePurposeNote({ key: purpose, pair: trackedEntity, source: 'CONNECTOR' })

const streamNamed = (streams: readonly CompiledStream[], name: string): CompiledStream => {
    const found = streams.find((stream) => stream.name === name)
    if (!found) {
        throw new Error(`the mapping has no stream ${name}`)
    }
    return found
}
