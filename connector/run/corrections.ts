import { readdir } from 'node:fs/promises'
import type { SourceConfig } from '../config/readConfig.ts'
import { Failure } from '../failure.ts'
import { loadMapping } from '../mapping/loadMapping.ts'
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
        throw new Failure({ kind: 'configuration', what: 'The folder of corrections cannot be read.', where: folder }, { cause })
    })
    const given = mapping.streams.map((stream) => ({ ...stream, file: correctionFile(stream, mapping.streams) }))
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
    return { config: corrected, source, mapping: { ...mapping, streams }, ...(await source.check(streams)) }
}
