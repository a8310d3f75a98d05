import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { limitsOf } from '../deliver/batches.ts'
import { EXIT } from '../failure.ts'
import { ledgerKeys, type Keys } from '../ledger/keys.ts'
import { copyLedger } from '../ledger/sqlite/copyLedger.ts'
import { openSqliteLedger } from '../ledger/sqlite/sqliteLedger.ts'
import { codesOf, type Metadata } from '../metadata.ts'
import { readKeptMetadata } from '../run/keptMetadata.ts'
import { refuseOlder } from '../run/olderExport.ts'
import { openTarget, prepareRows, prepareSync, validatorOf, type OpenSource, type PreparedSync } from '../run/openRun.ts'
import { OutcomesFile, type OutcomeLine } from '../run/outcomes.ts'
import { exitCodeOfReport } from '../run/report.ts'
import { openSources, worseOf, type SyncOptions } from '../run/runSync.ts'
import { sync } from '../run/sync.ts'
import { OUT_OF_REACH } from './outOfReach.ts'
import { madeFor, PlanWriter } from './planFile.ts'
import { Rehearsal, type Validate } from './rehearsal.ts'
import { RehearsalStore } from './rehearsalStore.ts'
import { makeWorkFolder } from './workFolder.ts'

interface PlanOptions extends SyncOptions {
    /** file to write */
    out: string
    /** write old and new values as well */
    values?: boolean
    /** let DHIS2 judge what would be sent */
    serverDryRun?: boolean
    /** DHIS2 is not asked; what comes out cannot be applied */
    offline?: boolean
}

/** What is rehearsed, and on which DHIS2. */
interface Rehearsing {
    /** of the DHIS2 */
    identity: string
    metadata: Metadata
    runs: Omit<PreparedSync, 'importer'>[]
    validate?: Validate
    /** where DHIS2 is not asked: when its metadata was read */
    readAt?: string
}

/**
 * `kmmp plan`: what `kmmp sync` would do, without doing it. The run is rehearsed on a copy of the ledger: DHIS2 is read, what would be sent
 * goes into the plan. With `--offline` the ledger and the metadata that was read last stand for DHIS2.
 */
export const plan = async (config: Config, options: PlanOptions, out: Console): Promise<number> => {
    const sources = await openSources(config, options)
    const rehearsing = await (options.offline ? withoutDhis2 : withDhis2)(config, sources, options)
    const keys = ledgerKeys(config.ledger, options.secret)
    const folder = makeWorkFolder(tmpdir())
    const clear = () => rmSync(folder, { recursive: true, force: true })
    process.once('exit', clear)
    try {
        await copyLedger(config.ledger, join(folder, 'ledger.db'))
        const exitCode = await rehearse(rehearsing, { folder, original: config.ledger, keys, options, out })
        const applicable = rehearsing.readAt === undefined
        out.show('plan', { file: options.out, applicable }, [
            applicable
                ? `The plan is in ${options.out}. kmmp apply carries out exactly that.`
                : `What would be done is in ${options.out}, as far as it can be told without DHIS2 (metadata of ${rehearsing.readAt}). ` +
                  'Who is registered there already, what others changed, and what it would take back or refuse: kmmp plan.',
        ])
        return exitCode
    } finally {
        clear()
        process.off('exit', clear)
    }
}

const withDhis2 = async (config: Config, sources: readonly OpenSource[], { asOf, serverDryRun }: PlanOptions): Promise<Rehearsing> => {
    const target = await openTarget(config)
    const runs: PreparedSync[] = []
    for (const source of sources) {
        runs.push(await prepareSync(source, target, asOf))
    }
    const { client, metadata } = target
    return { identity: client.identity, metadata, runs, validate: serverDryRun ? validatorOf(target) : undefined }
}

const withoutDhis2 = async (config: Config, sources: readonly OpenSource[], { asOf }: PlanOptions): Promise<Rehearsing> => {
    const { identity, metadata, minor, readAt } = readKeptMetadata(config.ledger)
    const runs: Rehearsing['runs'] = []
    for (const source of sources) {
        runs.push({ ...(await prepareRows(source, metadata, asOf)), reader: OUT_OF_REACH, limits: limitsOf(minor) })
    }
    return { identity, metadata, runs, readAt }
}

interface Workplace {
    /** holds a copy of the ledger, and is thrown away */
    folder: string
    /** the ledger itself */
    original: string
    keys: Keys
    options: PlanOptions
    out: Console
}

/** Rehearses all runs, one after the other, and writes the plan. */
const rehearse = async (
    { identity, metadata, runs, validate, readAt }: Rehearsing,
    { folder, original, keys, options, out }: Workplace
): Promise<number> => {
    const ledger = openSqliteLedger(join(folder, 'ledger.db'), keys, identity, original)
    if (options.olderExport !== true) {
        runs.forEach((run) => refuseOlder(run, ledger.exportDays(run.name)))
    }
    const store = new RehearsalStore(join(folder, 'rehearsal.db'), keys)
    const codes = codesOf(metadata)
    const writer = new PlanWriter(options.out, { keys, named: (id) => codes.get(id) ?? id, withValues: options.values === true })
    const outcomes = options.outcomes === undefined ? undefined : new OutcomesFile(options.outcomes)
    let exitCode: number = EXIT.done
    for (const run of runs) {
        const rehearsal = new Rehearsal(run.reader, store, validate)
        await writer.section({
            source: run.name,
            madeFor: madeFor(keys, identity),
            asOf: run.asOf,
            said: run.said,
            mapping: run.version,
            offline: readAt === undefined ? undefined : true,
        })
        const tell = async (lines: readonly OutcomeLine[]) => {
            await writer.left(lines)
            await outcomes?.write(lines)
        }
        const { report, amendments } = await sync({
            ...{ ...run, reader: rehearsal, importer: rehearsal, ledger, keys, tell },
            approve: writer.approve,
        })
        outcomes?.amend(amendments)
        out.report({ ...report, rehearsed: true })
        if (rehearsal.unjudged > 0) {
            out.say(`${rehearsal.unjudged} objects hang on objects that DHIS2 does not have yet; it could not judge them.`)
        }
        exitCode = worseOf(exitCode, exitCodeOfReport(report))
    }
    await writer.close()
    await outcomes?.close()
    store.close()
    ledger.close()
    return exitCode
}
