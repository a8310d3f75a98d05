import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { EXIT } from '../failure.ts'
import { ledgerKeys } from '../ledger/keys.ts'
import { copyLedger } from '../ledger/sqlite/copyLedger.ts'
import { openSqliteLedger } from '../ledger/sqlite/sqliteLedger.ts'
import { codesOf } from '../metadata.ts'
import { refuseOlder } from '../run/olderExport.ts'
import { openTarget, prepareSync, validatorOf, type PreparedSync } from '../run/openRun.ts'
import { exitCodeOfReport } from '../run/report.ts'
import { openSources, worseOf, type SyncOptions } from '../run/runSync.ts'
import { sync } from '../run/sync.ts'
import { PlanWriter } from './planFile.ts'
import { Rehearsal } from './rehearsal.ts'
import { RehearsalStore } from './rehearsalStore.ts'

interface PlanOptions extends SyncOptions {
    /** file to write */
    out: string
    /** write old and new values as well */
    values?: boolean
    /** let DHIS2 judge what would be sent */
    serverDryRun?: boolean
}

/**
 * `kmmp plan`: what `kmmp sync` would do, without doing it. The run is rehearsed on a copy of the ledger: DHIS2 is read, what would be sent
 * goes into the plan.
 */
export const plan = async (config: Config, options: PlanOptions, out: Console): Promise<number> => {
    const sources = await openSources(config, options)
    const target = await openTarget(config)
    const keys = ledgerKeys(config.ledger, options.secret)
    const folder = mkdtempSync(join(tmpdir(), 'kmmp-plan-'))
    const clear = () => rmSync(folder, { recursive: true, force: true })
    process.once('exit', clear)
    try {
        await copyLedger(config.ledger, join(folder, 'ledger.db'))
        const ledger = openSqliteLedger(join(folder, 'ledger.db'), keys, target.client.identity)
        const runs: PreparedSync[] = []
        for (const source of sources) {
            runs.push(await prepareSync(source, target, options.asOf))
        }
        if (options.olderExport !== true) {
            runs.forEach((run) => refuseOlder(run, ledger.exportDays(run.name)))
        }
        const store = new RehearsalStore(join(folder, 'rehearsal.db'), keys)
        const codes = codesOf(target.metadata)
        const writer = new PlanWriter(options.out, { keys, named: (id) => codes.get(id) ?? id, withValues: options.values === true })
        let exitCode: number = EXIT.done
        for (const run of runs) {
            const rehearsal = new Rehearsal(run.reader, store, options.serverDryRun ? validatorOf(target) : undefined)
            await writer.section({ source: run.name, asOf: run.asOf, said: run.said, mapping: run.version })
            const { approve } = writer
            const { report } = await sync({
                ...{ ...run, reader: rehearsal, importer: rehearsal, ledger, keys, approve },
                tell: (lines) => writer.left(lines),
            })
            out.report({ ...report, rehearsed: true })
            if (rehearsal.unjudged > 0) {
                out.say(`${rehearsal.unjudged} objects hang on objects that DHIS2 does not have yet; it could not judge them.`)
            }
            exitCode = worseOf(exitCode, exitCodeOfReport(report))
        }
        await writer.close()
        store.close()
        ledger.close()
        out.say(`The plan is in ${options.out}. kmmp apply carries out exactly that.`)
        return exitCode
    } finally {
        clear()
        process.off('exit', clear)
    }
}
