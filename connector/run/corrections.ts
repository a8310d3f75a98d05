import { readdir } from 'node:fs/promises'
import type { SourceConfig } from '../config/readConfig.ts'
import { Failure } from '../failure.ts'
import { loadMapping } from '../mapping/loadMapping.ts'
import { withSafeHeaders } from '../source/drift.ts'
import type { DiscoveredStream, StreamShape } from '../source/source.ts'
import { correctionFile } from './correctionFile.ts'
import { sourceOf, type OpenSource } from './openRun.ts'

/**
 * Opens a folder of corrected rows, as `kmmp rejects --csv` wrote them: some of the partner's files, each with some of its rows.
 *
 * @throws Failure when no file in it is one of the source's
 */
export const openCorrections = async (config: SourceConfig, folder: string): Promise<OpenSource> => {
    const mapping = await loadMapping(config.mapping)
    const names = await readdir(folder).catch((cause: unknown) => {
        throw new Failure(
            { kind: 'configuration', what: 'The folder of corrections cannot be read.', where: folder, next: NEXT },
            { cause }
        )
    })
    const given = mapping.streams.map((stream) => ownFile(stream, mapping.streams))
    const streams = given.filter(({ file }) => names.includes(file))
    if (streams.length === 0) {
        throw new Failure({
            kind: 'configuration',
            what: 'The folder holds no file of this source.',
            where: folder,
            next: `Keep the names that kmmp rejects --csv gave: ${given.map(({ file }) => file).join(', ')}.`,
        })
    }
    const corrected = { ...config, spec: { ...config.spec, path: folder } }
    const source = sourceOf(corrected)
    const tables = (await source.discover()).streams
    refuseOtherHeader(folder, withSafeHeaders(tables, streams), streams)
    const foreign = tables.filter(({ file }) => !streams.some((stream) => stream.file === file))
    const notes = foreign.map(({ file }) => ({ what: `${file} in ${folder} is no file of this source; it is not read.`, next: NEXT }))
    return { config: corrected, source, mapping: { ...mapping, streams }, absent: [], notes }
}

/** Rows given out for a stream are given back for it: each is judged, though its word may now be that of another stream. */
const ownFile = (stream: StreamShape, streams: readonly StreamShape[]): StreamShape => ({
    ...stream,
    rows: undefined,
    file: correctionFile(stream, streams),
})

const NEXT = 'Name the folder that kmmp rejects --csv wrote.'

/** A file that lost its header holds no corrections that could be understood. */
const refuseOtherHeader = (folder: string, tables: readonly DiscoveredStream[], streams: readonly StreamShape[]): void => {
    const other = streams.find(({ file }) => tables.some((table) => table.file === file && table.headers.length === 0))
    if (other !== undefined) {
        throw new Failure({
            kind: 'configuration',
            what: `${other.file} does not have the columns of the partner’s file.`,
            where: folder,
            next: 'Keep its first line as kmmp rejects --csv wrote it.',
        })
    }
}
