import type { Config, SourceConfig } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { Exchange } from '../exchange/exchange.ts'
import { EXIT, Failure } from '../failure.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { openSqliteHistory } from '../ledger/sqlite/sqliteHistory.ts'
import { changeBudget } from './budget.ts'
import { openCorrections } from './corrections.ts'
import { driftText, exportDrift } from './exportDrift.ts'
import { exportDays, refuseOlder } from './olderExport.ts'
import { openLedger, openSource, openTarget, prepareSync, type OpenSource, type OpenTarget, type PreparedSync } from './openRun.ts'
import { OutcomesFile } from './outcomes.ts'
import { exitCodeOfReport } from './report.ts'
import { sync } from './sync.ts'

export interface SyncOptions {
    source?: string
    outcomes?: string
    asOf?: string
    /** an export that is older than the one delivered last is meant */
    olderExport?: boolean
    /** folder of rows corrected by hand, read in place of the export */
    corrections?: string
    /** key of the ledger, when the environment gives it */
    secret: string | undefined
}

/**
 * `kmmp sync`: all sources of the configuration, or one. Sources, mappings and DHIS2 are checked before the ledger is touched.
 *
 * @returns the exit code
 */
export const runSync = async (config: Config, options: SyncOptions, out: Console): Promise<number> => {
    const sources = await openSources(config, options)
    const target = await openTarget(config)
    const correcting = options.corrections !== undefined
    if (correcting) {
        sources.forEach(({ notes }) => notes.forEach(({ what, next }) => out.say(`${what} ${next}`)))
    }
    const runs: PreparedSync[] = []
    for (const source of sources) {
        runs.push({ ...(await prepareSync(source, target, options.asOf)), correcting, wholeFiles: !correcting })
    }
    return carryOut(runs, { config, target, options, out, takesDecisions: !correcting, refusesOlder: options.olderExport !== true })
}

interface CarryingOut {
    config: Config
    target: OpenTarget
    options: SyncOptions
    out: Console
    /** acts on what staff decided in DHIS2; not so where a person has seen what would be sent */
    takesDecisions?: boolean
    /** stops before anything is sent where an export is older than the one delivered last */
    refusesOlder?: boolean
}

/** Runs what was prepared, one source after the other, and reports each. What has no approval of its own runs under the change budget. */
export const carryOut = async (
    runs: readonly PreparedSync[],
    { config, target, options, out, takesDecisions = false, refusesOlder = false }: CarryingOut
): Promise<number> => {
    const outcomes = options.outcomes === undefined ? undefined : new OutcomesFile(options.outcomes)
    const { ledger, keys } = openLedger(config, target, options.secret)
    const history = openSqliteHistory(config.ledger, keys)
    const exchange = new Exchange({ ...target, history, keys, out })
    const progress = out.progress()
    try {
        ledger.holdLease()
        if (refusesOlder) {
            runs.forEach((run) => refuseOlder(run, ledger.exportDays(run.name)))
        }
        if (takesDecisions) {
            await exchange.take(runs.map(({ name }) => name))
        }
        let exitCode: number = EXIT.done
        for (const run of runs) {
            const started = new Date().toISOString()
            await tellDrift(run, ledger, out)
            ledger.keepExportDays(run.name, exportDays(run))
            const approve = run.approve ?? changeBudget(ledger, config.limits)
            const synced = await sync({ ...run, approve, ledger, keys, tell: async (lines) => outcomes?.write(lines), watch: progress.add })
            outcomes?.amend(synced.amendments)
            progress.stop()
            out.report(synced.report)
            await exchange.publish({ report: synced.report, started, ended: new Date().toISOString() })
            exitCode = worseOf(exitCode, exitCodeOfReport(synced.report))
        }
        await outcomes?.close()
        return exitCode
    } finally {
        progress.stop()
        history.close()
        ledger.close()
    }
}

/** Says which files and columns of an export are others than last time, and remembers them. Rows given back by hand are no export. */
const tellDrift = async ({ name, source, wholeFiles, streams, absent }: PreparedSync, ledger: Ledger, out: Console): Promise<void> => {
    if (!wholeFiles) {
        return
    }
    const shapes = streams.map(({ shape }) => shape)
    const { headers, drift } = await exportDrift({ source, shapes, absent }, ledger.headers(name))
    if (drift.length > 0) {
        out.show('drift', { source: name, drift }, driftText(name, drift))
    }
    ledger.holdLease()
    ledger.keepHeaders(name, headers)
}

/** The sources that a command reads, checked. */
export const openSources = async (config: Config, { source, corrections }: SyncOptions): Promise<OpenSource[]> => {
    const sources = chosen(config, source)
    if (corrections === undefined) {
        return Promise.all(sources.map(openSource))
    }
    const [only, ...others] = sources
    if (only === undefined || others.length > 0) {
        throw new Failure({
            kind: 'configuration',
            what: 'Corrections are of one source, and the configuration names several.',
            where: config.file,
            next: `Add --source: ${[...config.sources.keys()].join(' or ')}.`,
        })
    }
    return [await openCorrections(only, corrections)]
}

/** The sources of a configuration, or the one that was named. */
export const chosen = (config: Config, name: string | undefined): SourceConfig[] => {
    const sources = [...config.sources.values()].filter((source) => name === undefined || source.name === name)
    if (sources.length === 0) {
        throw new Failure({
            kind: 'configuration',
            what: name === undefined ? 'The configuration names no source.' : `There is no source "${name}".`,
            where: config.file,
            next:
                config.sources.size === 0
                    ? 'Add one below sources; docs/connector.md shows how.'
                    : `It names: ${[...config.sources.keys()].join(', ')}.`,
        })
    }
    return sources
}

/** The worse of two exit codes. */
export const worseOf = (a: number, b: number): number => (a === EXIT.done || (a === EXIT.rowsLeft && b !== EXIT.done) ? b : a)
