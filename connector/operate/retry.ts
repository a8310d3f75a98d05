import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { EXIT, Failure } from '../failure.ts'
import type { RowHistory } from '../ledger/history.ts'
import { loadMapping } from '../mapping/loadMapping.ts'
import { openTarget, prepareSync, type PreparedSync } from '../run/openRun.ts'
import { carryOut, chosen, type SyncOptions } from '../run/runSync.ts'
import { waitingSource } from '../run/waitingSource.ts'
import { withHistory } from './openHistory.ts'
import { waitingRows, type WaitingFilter } from './waitingRows.ts'
import { programmeDay } from '#programme/programmeDay.ts'

/** `kmmp retry`: works again on parked and refused rows that a filter names, as the ledger keeps them. */
export const retry = (config: Config, options: SyncOptions & WaitingFilter, out: Console): Promise<number> =>
    withHistory(config, options.secret, async (history) => {
        const waiting = await waitingRows(config, history, options)
        if (waiting.length === 0) {
            out.say('No row that waits fits the filter.')
            return EXIT.done
        }
        tellUnnamed(config, waiting, out)
        const asOf = options.asOf ?? programmeDay(new Date().toISOString(), 'UTC')
        const target = await openTarget(config)
        const runs: PreparedSync[] = []
        for (const source of chosen(config, options.source)) {
            const rows = waiting.filter((row) => row.source === source.name)
            if (rows.length > 0) {
                const mapping = await loadMapping(source.mapping)
                const open = { config: source, source: waitingSource(history, rows, asOf), mapping, absent: [], notes: [] }
                runs.push({ ...(await prepareSync(open, target, asOf)), wholeFiles: false })
            }
        }
        const unkept = waiting.filter(({ key }) => history.body(key) === undefined).length
        if (unkept > 0) {
            out.say(
                `${unkept} of ${waiting.length} rows are not kept (a file as a whole, or longer than the retention): the next kmmp sync brings them.`
            )
        }
        return carryOut(runs, { config, target, options, out })
    })

/**
 * Says of which rows the source is not named any more.
 *
 * @throws Failure when there are no others
 */
const tellUnnamed = (config: Config, waiting: readonly RowHistory[], out: Console): void => {
    const unnamed = waiting.filter(({ source }) => !config.sources.has(source))
    if (unnamed.length === 0) {
        return
    }
    const names = [...new Set(unnamed.map(({ source }) => source))].join(', ')
    const what = `${unnamed.length} rows wait of ${names}, which the configuration does not name any more.`
    if (unnamed.length === waiting.length) {
        throw new Failure({ kind: 'configuration', what, where: config.file, next: 'Put the source back under its name.' })
    }
    out.say(what)
}
