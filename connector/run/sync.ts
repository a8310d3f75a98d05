import { createHash, type Hash } from 'node:crypto'
import type { BatchLimits } from '../deliver/batches.ts'
import { IN_FLIGHT, type Importer } from '../deliver/deliver.ts'
import { Slots } from '../deliver/slots.ts'
import type { Patience } from '../dhis2/backoff.ts'
import { Failure } from '../failure.ts'
import { attributesByCode, type Directory } from '../identity/identify.ts'
import { Strangers, type Recognition } from '../identity/strangers.ts'
import type { Keys } from '../ledger/keys.ts'
import type { Ledger, RowKey } from '../ledger/ledger.ts'
import type { Metadata } from '../metadata.ts'
import type { Delivery, Planner } from '../plan/planPage.ts'
import type { Reader } from '../plan/readCurrent.ts'
import type { Transfer } from '../plan/reassign.ts'
import type { KnownIdentities, MappedRow, RowPlace, SourceRow, SubjectIndex, WithdrawalPolicy } from '../records.ts'
import type { AbsentStream, Source, StreamShape } from '../source/source.ts'
import { Attendance } from './attendance.ts'
import { settleBrokenOff } from './brokenOff.ts'
import type { Amendments, OutcomeLine } from './outcomes.ts'
import type { AmendedLines } from './refuseAfterAll.ts'
import { exitCodeOfReport, Tally, type RunReport } from './report.ts'
import { SeenRows } from './seenRows.ts'
import { settleAppointments } from './settleAppointments.ts'
import { settleWithdrawals } from './settleWithdrawals.ts'
import { syncStream } from './syncStream.ts'

/** A stream of records and what makes objects of them. */
export interface SyncStream {
    shape: StreamShape
    withdrawn: WithdrawalPolicy
    map: (row: SourceRow, index: SubjectIndex, decided?: KnownIdentities) => MappedRow
}

/** Everything that a run works with. */
export interface Sync {
    /** the source's name in kmmp.yaml; part of every row key */
    name: string
    source: Source
    streams: readonly SyncStream[]
    /** streams that the source does not hold now: nothing of them is read, and what they brought before stays */
    absent: readonly AbsentStream[]
    /** changes with the mapping: then every row is mapped anew */
    version: string
    asOf: string
    ledger: Ledger
    keys: Keys
    metadata: Metadata
    recognition: Recognition
    reader: Reader & Directory
    importer: Importer
    limits: BatchLimits
    patience?: Patience
    /** asked before anything is sent; throws a Failure of kind `limit` to stop the run */
    approve?: Approve
    /** true when the files of the source are read from their first line to their last */
    wholeFiles: boolean
    /** true when the export is full: records that are absent are gone at the source */
    fullExport: boolean
    /** true when the rows were corrected by hand: what the partner goes on sending is then no change */
    correcting?: boolean
    /** called with the outcome of each row once it is durable */
    tell: (lines: readonly OutcomeLine[]) => Promise<void>
    watch?: (file: string, rows: number, objects: number) => void
}

/** A run at work. */
export interface Running extends Sync {
    planner: Planner
    tally: Tally
    /** outcomes that are not durable yet */
    untold: OutcomeLine[]
    seen: SeenRows
    attendance: Attendance
    slots: Slots
}

/** Where the rows of some deliveries stand, by row. */
export type Places = ReadonlyMap<RowKey, Pick<RowPlace, 'file' | 'row'>>
export type Approve = (deliveries: readonly Delivery[], places: Places, transfers?: readonly Transfer[]) => Promise<void> | void

export interface Synced {
    report: RunReport
    amendments: Amendments
}

/**
 * Carries the records of a source into DHIS2: read, map, identify, compare, deliver, confirm, page by page; then, once all rows are known,
 * what they no longer want, and the appointments. What is confirmed stays confirmed when the run breaks off; the next run does the rest.
 */
export const sync = async (parts: Sync): Promise<Synced> => {
    const { ledger, name, asOf, absent } = parts
    ledger.holdLease()
    const run = ledger.startRun(name, parts.version)
    const tally = new Tally(parts.metadata)
    const sent = createHash('sha256')
    const untold: OutcomeLine[] = []
    const amendments: AmendedLines = new Map()
    const end = (failure?: Failure): RunReport => {
        const report = tally.report({ source: name, asOf, absent, failure })
        ledger.flush()
        const absentRows = report.absentRows.reduce((sum, { rows }) => sum + rows, 0)
        ledger.endRun(run, {
            exitCode: exitCodeOfReport(report),
            counts: { ...report.counts, absent: absentRows },
            sent: sent.digest('base64url'),
            whole: failure === undefined,
        })
        return report
    }
    try {
        await settleBrokenOff(parts)
        const running: Running = {
            ...parts,
            importer: noting(parts.importer, sent),
            planner: plannerOf(parts, run),
            tally,
            untold,
            attendance: new Attendance(parts),
            seen: new SeenRows(),
            slots: new Slots(IN_FLIGHT),
        }
        for (const stream of parts.streams) {
            await syncStream({ ...running, stream })
        }
        tally.absentRows(running.attendance.absent())
        running.attendance.withdraw()
        // what is sent from here on is found again by what the ledger says of its rows
        ledger.flush()
        await settleWithdrawals(running, amendments)
        ledger.flush()
        await settleAppointments(running, amendments)
        return { report: end(), amendments }
    } catch (error) {
        if (error instanceof Failure) {
            return { report: end(error), amendments }
        }
        throw error
    } finally {
        ledger.flush()
        await parts.tell(untold)
    }
}

const plannerOf = (parts: Sync, run: number): Planner => ({
    ...parts,
    run,
    strangers: strangersTo(parts),
    uncertain: parts.ledger.uncertain(),
})

/** Whom we brought, or are about to bring, is no stranger. */
const strangersTo = ({ ledger, metadata, recognition, reader }: Sync): Strangers =>
    new Strangers({
        recognition,
        attributesOf: attributesByCode(metadata),
        residentsOf: (orgUnit, program) => reader.residentsOf(orgUnit, program),
        known: (uids) => new Set([...ledger.objects(uids).keys(), ...ledger.uncertain()]),
    })

/** An importer that adds all that is sent to a hash. */
const noting = (importer: Importer, sent: Hash): Importer => ({
    import: (body, strategy) => {
        sent.update(`${strategy ?? ''}${body}`)
        return importer.import(body, strategy)
    },
    transfer: ({ trackedEntity, program, to }) => {
        sent.update(`${trackedEntity} ${program} ${to}`)
        return importer.transfer({ trackedEntity, program, to })
    },
    probe: () => importer.probe(),
})
