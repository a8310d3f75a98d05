import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { EXIT, Failure } from '../failure.ts'
import { openLedger, openSource, openTarget, prepareSync, type OpenSource, type OpenTarget } from './openRun.ts'
import { OutcomesFile } from './outcomes.ts'
import { exitCodeOfReport } from './report.ts'
import { sync } from './sync.ts'

interface Options {
    source?: string
    outcomes?: string
    asOf?: string
    /** key of the ledger, when the environment gives it */
    secret: string | undefined
}

/**
 * `kmmp sync`: all sources of the configuration, or one. Sources, mappings and DHIS2 are checked before the ledger is touched.
 *
 * @returns the exit code
 */
export const runSync = async (config: Config, options: Options, out: Console): Promise<number> => {
    const sources = await Promise.all(chosen(config, options.source).map(openSource))
    const target = await openTarget(config)
    const runs = []
    for (const source of sources) {
        runs.push(await prepareSync(source, target, options.asOf))
    }
    const outcomes = options.outcomes === undefined ? undefined : new OutcomesFile(options.outcomes)
    const { ledger, keys } = openLedger(config, target, options.secret)
    const progress = out.progress()
    try {
        let exitCode: number = EXIT.done
        const amendments = new Map()
        for (const run of runs) {
            const synced = await sync({ ...run, ledger, keys, tell: async (lines) => outcomes?.write(lines), watch: progress.add })
            synced.amendments.forEach((amendment, place) => amendments.set(place, amendment))
            progress.stop()
            out.report(synced.report)
            exitCode = worseOf(exitCode, exitCodeOfReport(synced.report))
        }
        await outcomes?.close(amendments)
        return exitCode
    } finally {
        progress.stop()
        ledger.close()
    }
}

const chosen = (config: Config, name: string | undefined) => {
    const sources = [...config.sources.values()].filter((source) => name === undefined || source.name === name)
    if (sources.length === 0) {
        throw new Failure({
            kind: 'configuration',
            what: name === undefined ? 'The configuration names no source.' : `There is no source "${name}".`,
            where: config.file,
            next: `It names: ${[...config.sources.keys()].join(', ') || 'none'}.`,
        })
    }
    return sources
}

const worseOf = (a: number, b: number): number => (a === EXIT.done || (a === EXIT.rowsLeft && b !== EXIT.done) ? b : a)

export type { OpenSource, OpenTarget }
