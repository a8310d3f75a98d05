import { z } from 'zod'
import type { Config } from './config/readConfig.ts'
import type { Console } from './console.ts'
import type { Dhis2Client } from './dhis2/client.ts'
import { EXIT } from './failure.ts'
import { fullCode } from './mapping/codes.ts'
import { openSource, openTarget, prepareSync, type OpenSource } from './run/openRun.ts'
import { chosen } from './run/runSync.ts'

const Access = z.object({
    programs: z.array(z.object({ code: z.string().optional(), access: z.object({ data: z.object({ write: z.boolean() }) }) })).optional(),
})
const Me = z.object({ organisationUnits: z.array(z.object({ id: z.string() })).optional() })

/** `kmmp check`: all that a run needs, without writing anything. Throws a Failure at the first thing that would stop a run. */
export const check = async (config: Config, _options: unknown, out: Console): Promise<number> => {
    const sources: OpenSource[] = []
    for (const source of chosen(config, undefined)) {
        const open = await openSource(source)
        sources.push(open)
        open.notes.forEach(({ what, next }) => out.say(`note   ${what} ${next}`))
        out.say(`ok     source ${source.name}: ${open.mapping.streams.map(({ file }) => file).join(', ')}`)
    }
    const target = await openTarget(config)
    out.say(`ok     DHIS2 ${target.client.info.version}, ${target.metadata.orgUnits.length} org units`)
    for (const source of sources) {
        await prepareSync(source, target, undefined)
        out.say(`ok     mapping of ${source.config.name} fits`)
    }
    const missing = await missingRights(target.client, sources)
    missing.forEach((text) => out.say(`lacks  ${text}`))
    if (missing.length === 0) {
        out.say('ok     rights of the account')
    }
    return missing.length === 0 ? EXIT.done : EXIT.configuration
}

/** Rights that the account lacks for the mapped programs. */
const missingRights = async (client: Dhis2Client, sources: readonly OpenSource[]): Promise<string[]> => {
    const prefixed = sources.flatMap(({ mapping: { file } }) =>
        Object.values(file.streams).flatMap(({ enrol }) => (enrol === undefined ? [] : fullCode(file, enrol.program)))
    )
    const { programs = [] } = await client.get('programs', Access, { fields: 'code,access', paging: false })
    const writable = new Set(programs.filter(({ access }) => access.data.write).map(({ code }) => code))
    const { organisationUnits = [] } = await client.get('me', Me, { fields: 'organisationUnits[id]' })
    const lacking = [...new Set(prefixed)]
        .filter((code) => !writable.has(code))
        .map((code) => `the right to write data of ${code} (sharing)`)
    return organisationUnits.length === 0 ? [...lacking, 'org units to capture data in'] : lacking
}
