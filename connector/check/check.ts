import { existsSync } from 'node:fs'
import { connectorRole } from '../config/programme.ts'
import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { EXIT } from '../failure.ts'
import { fullCode } from '../mapping/codes.ts'
import type { Metadata } from '../metadata.ts'
import { withHistory, type Asking } from '../operate/openHistory.ts'
import { driftText, exportDrift } from '../run/exportDrift.ts'
import { olderThanDelivered } from '../run/olderExport.ts'
import { openSource, openTarget, prepareSync, type OpenSource } from '../run/openRun.ts'
import { chosen } from '../run/runSync.ts'
import { judgeRights, neededFor, readAccount } from './rights.ts'

type State = 'ok' | 'note' | 'waits' | 'lacks'

/** `kmmp check`: all that a run needs, without writing anything. Throws a Failure at the first thing that would stop a run. */
export const check = async (config: Config, { secret }: Asking, out: Console): Promise<number> => {
    const tell = (state: State, text: string): void => out.show('check', { state, text }, [`${state.padEnd(6)} ${text}`])
    const sources: OpenSource[] = []
    for (const source of chosen(config, undefined)) {
        const open = await openSource(source)
        sources.push(open)
        open.notes.forEach(({ what, next }) => tell('waits', `${what} ${next}`))
        open.unread?.forEach(({ what, next }) => tell('note', `${what} ${next}`))
        open.absent.forEach(({ fault }) => fault && tell('lacks', `${fault.what} ${fault.next}`))
        await tellDrift(open, { config, secret, tell })
        tell('ok', `source ${source.name}: ${[...new Set(open.mapping.streams.map(({ file }) => file))].join(', ')}`)
    }
    const target = await openTarget(config)
    tell('ok', `DHIS2 ${target.client.info.version}, ${target.metadata.orgUnits.length} org units`)
    const needed = neededFor(
        sources.map(({ mapping }) => mapping.file),
        connectorRole
    )
    const { lacking: rights, needless } = judgeRights(await readAccount(target.client), needed)
    const lacking = [...rights, ...offeredNowhere(sources, target.metadata)]
    lacking.forEach((text) => tell('lacks', text))
    needless.forEach((text) => tell('note', `More than the connector needs: ${text}`))
    if (rights.length === 0) {
        tell('ok', 'rights of the account')
    }
    for (const source of sources) {
        await prepareSync(source, target, undefined)
        tell('ok', `mapping of ${source.config.name} fits`)
    }
    if (lacking.length > 0) {
        return EXIT.configuration
    }
    return sources.some(({ absent }) => absent.some(({ fault }) => fault !== undefined)) ? EXIT.unavailable : EXIT.done
}

/** Programs of the mappings that no org unit offers: DHIS2 would refuse every row. */
export const offeredNowhere = (sources: readonly Pick<OpenSource, 'mapping'>[], { programs }: Pick<Metadata, 'programs'>): string[] => {
    const codes = sources.flatMap(({ mapping: { file } }) =>
        Object.values(file.streams).flatMap(({ enrol }) => (enrol === undefined ? [] : fullCode(file, enrol.program)))
    )
    return [...new Set(codes)]
        .filter((code) => programs.get(code)?.orgUnits.size === 0)
        .map((code) => `facilities that offer ${code}. Assign them in DHIS2, or with kmmp metadata assign --facilities FILE.`)
}

interface Telling extends Asking {
    config: Config
    tell: (state: State, text: string) => void
}

/** What `kmmp sync` would say of the columns and the age of an export, once it was read before. */
const tellDrift = async (
    { config: { name }, source, mapping, absent, days = new Map() }: OpenSource,
    { config, secret, tell }: Telling
): Promise<void> => {
    if (!existsSync(config.ledger)) {
        return
    }
    const { headers, exportDays } = await withHistory(config, secret, (history) => ({
        headers: history.headers(name),
        exportDays: history.exportDays(name),
    }))
    const { drift } = await exportDrift({ source, shapes: mapping.streams, absent }, headers)
    if (drift.length > 0) {
        tell('note', driftText(name, drift).join('\n'))
    }
    const older = olderThanDelivered({ name, days }, exportDays)
    if (older !== undefined) {
        tell('note', [older.what, older.why, older.next].join(' '))
    }
}
