import { planNote } from '../config/programme.ts'
import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { today } from '../dhis2/today.ts'
import { EXIT } from '../failure.ts'
import { compileMapping } from '../mapping/compileMapping.ts'
import { loadMapping } from '../mapping/loadMapping.ts'
import { openTarget } from './openRun.ts'
import { chosen } from './runSync.ts'

/**
 * `kmmp mapping check`: the mappings of all sources against the live metadata.
 *
 * @throws Failure with every mistake of the first mapping that has one
 */
export const checkMappings = async (config: Config, _options: unknown, out: Console): Promise<number> => {
    const sources = chosen(config, undefined)
    const mappings = await Promise.all(sources.map(({ mapping }) => loadMapping(mapping)))
    const { client, metadata } = await openTarget(config)
    mappings.forEach((mapping, place) => {
        compileMapping(mapping, metadata, { asOf: today(client), planNote })
        out.say(`${sources[place]?.name ?? ''}: the mapping fits DHIS2 ${client.info.version} (${mapping.streams.length} streams).`)
    })
    return EXIT.done
}
