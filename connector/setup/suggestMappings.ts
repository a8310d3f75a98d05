import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { EXIT } from '../failure.ts'
import { loadMapping } from '../mapping/loadMapping.ts'
import { nearestCodes, suggestColumns } from '../mapping/suggest.ts'
import { openTarget, sourceOf } from '../run/openRun.ts'
import { withSafeHeaders } from '../source/drift.ts'
import { numbered } from '../source/repeats.ts'

/**
 * `kmmp mapping suggest`: for each header that a mapping does not know, the column that it may be, else the codes of DHIS2 that it
 * resembles. Writes nothing.
 */
export const suggestMappings = async (config: Config, _options: unknown, out: Console): Promise<number> => {
    const { metadata } = await openTarget(config)
    const codes = [...metadata.attributes.keys(), ...metadata.dataElements.keys()]
    for (const source of config.sources.values()) {
        const mapping = await loadMapping(source.mapping)
        const { streams: tables } = await sourceOf(source).discover()
        const streams = mapping.streams.map(numbered)
        const safe = withSafeHeaders(tables, streams)
        for (const stream of streams) {
            const table = safe.find(({ file }) => file === stream.file)
            const suggestions = suggestColumns(table?.headers ?? [], stream)
            const others = streams.filter((other) => other !== stream && other.file === stream.file)
            const known = others.flatMap((other) => suggestColumns(table?.headers ?? [], other)).filter(({ score }) => score === 1)
            for (const header of (table?.headers ?? []).filter((one) => !known.some((other) => other.header === one))) {
                const found = suggestions.find((one) => one.header === header)
                const near = nearestCodes(header, codes)
                if (found === undefined) {
                    out.say(
                        `${stream.file}: "${header}" is not read. ${near.length > 0 ? `It resembles ${near.join(', ')}.` : 'It resembles nothing.'}`
                    )
                } else if (found.score < 1) {
                    out.say(`${stream.file}: "${header}" may be ${found.column}. If so: aliases: { ${found.column}: [${header}] }`)
                }
            }
        }
    }
    return EXIT.done
}
