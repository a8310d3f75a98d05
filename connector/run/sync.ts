import { createHash, type Hash } from 'node:crypto'
import type { BatchLimits } from '../deliver/batches.ts'
import type { Importer } from '../deliver/deliver.ts'
import { carryOut } from '../deliver/transfer.ts'
import type { Patience } from '../dhis2/backoff.ts'
import { Failure } from '../failure.ts'
import type { Agreement, Directory } from '../identity/identify.ts'
import type { Keys } from '../ledger/keys.ts'
import { REOPENED, type Ledger, type RowKey } from '../ledger/ledger.ts'
import type { Metadata } from '../metadata.ts'
import type { RowInHand } from '../plan/claims.ts'
import { planPage, type Delivery, type Planner } from '../plan/planPage.ts'
import type { Reader } from '../plan/readCurrent.ts'
import type { Transfer } from '../plan/reassign.ts'
import {
    type Finding,
    type KnownIdentities,
    type MappedRow,
    type RowPlace,
    type SourceRow,
    type SubjectIndex,
    type WithdrawalPolicy,
} from '../records.ts'
import { problemFile } from '../source/repeats.ts'
import type { AbsentStream, Page, RowProblem, Source, StreamShape } from '../source/source.ts'
import { Attendance } from './attendance.ts'
import { conclude } from './conclude.ts'
import { outcomeLine, type Amendments, type OutcomeLine } from './outcomes.ts'
import type { AmendedLines } from './refuseAfterAll.ts'
import { exitCodeOfReport, Tally, type RunReport } from './report.ts'
import { isUnchanged, lookUpRows, problemRecord, wasDelivered, type KeyedRow } from './rows.ts'
import { SeenRows } from './seenRows.ts'
import { settleAppointments } from './settleAppointments.ts'
import { settleWithdrawals } from './settleWithdrawals.ts'
import { outcomeOfReason, type Outcome } from '#dhis2/outcome.ts'

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
    agrees: Agreement
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

/** Where the rows of some deliveries stand, by row. */
export type Places = ReadonlyMap<RowKey, Pick<RowPlace, 'file' | 'row'>>
export type Approve = (deliveries: readonly Delivery[], places: Places, transfers?: readonly Transfer[]) => Promise<void> | void

export interface Synced {
    report: RunReport
    amendments: Amendments
}

/** Rows worked on together: enough for two full requests at once, little enough for flat memory. */
const ROWS_A_PAGE = 500

/**
 * Carries the records of a source into DHIS2: read, map, identify, compare, deliver, confirm, page by page; then, once all rows are known,
 * what they no longer want, and the appointments. What is confirmed stays confirmed when the run breaks off; the next run does the rest.
 */
export const sync = async (parts: Sync): Promise<Synced> => {
    const { ledger, name, asOf, absent } = parts
    ledger.holdLease()
    const planner: Planner = { ...parts, run: ledger.startRun(name, parts.version), uncertain: ledger.uncertain() }
    const tally = new Tally(parts.metadata)
    const sent = createHash('sha256')
    const importer = noting(parts.importer, sent)
    const untold: OutcomeLine[] = []
    const seen = new SeenRows()
    const amendments: AmendedLines = new Map()
    const attendance = new Attendance(parts)
    const end = (failure?: Failure): RunReport => {
        const report = tally.report({ source: name, asOf, absent, failure })
        ledger.flush()
        const absentRows = report.absentRows.reduce((sum, { rows }) => sum + rows, 0)
        ledger.endRun(planner.run, exitCodeOfReport(report), { ...report.counts, absent: absentRows }, sent.digest('base64url'))
        return report
    }
    try {
        for (const stream of parts.streams) {
            await syncStream({ ...parts, importer, stream, planner, tally, untold, seen, attendance })
        }
        tally.absentRows(attendance.absent())
        attendance.withdraw()
        await settleWithdrawals({ ...parts, importer, tally }, amendments)
        await settleAppointments({ ...parts, importer, planner, tally }, amendments)
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

/** `untold`: outcomes that are not durable yet. */
type OnePage = Sync & { stream: SyncStream; planner: Planner; tally: Tally; untold: OutcomeLine[]; seen: SeenRows; attendance: Attendance }

/** While a page is on its way to DHIS2 the next one is read and mapped. */
const syncStream = async (parts: OnePage): Promise<void> => {
    let underway: Promise<{ error?: unknown }> = Promise.resolve({})
    if (parts.wholeFiles) {
        parts.ledger.forgetProblems(parts.name, problemFile(parts.stream.shape))
    }
    for await (const page of fullPages(parts.source.read(parts.stream.shape))) {
        const mapped = mapPage(page, parts)
        throwIfFailed(await underway)
        parts.ledger.subjects.turn()
        underway = syncPage(mapped, parts).then(
            () => ({}),
            (error: unknown) => ({ error })
        )
    }
    throwIfFailed(await underway)
}

const throwIfFailed = ({ error }: { error?: unknown }): void => {
    if (error !== undefined) {
        throw error
    }
}

interface MappedPage {
    page: Page
    unchanged: SourceRow[]
    rows: RowInHand[]
}

const mapPage = (page: Page, parts: OnePage): MappedPage => {
    const { ledger, keys, version, stream, seen } = parts
    const looked = lookUpRows(page.rows, { ledger, keys, version, seen, name: `${parts.name}|${stream.shape.name}` })
    parts.attendance.note(stream.shape.file, looked, page.problems)
    return { page, ...mapRows(looked, parts) }
}

const syncPage = async ({ page, unchanged, rows }: MappedPage, parts: OnePage): Promise<void> => {
    const { ledger, tally, planner } = parts
    const { file } = parts.stream.shape
    // records that stand side by side in a row have the name of their place there
    page.rows.forEach((row) => tally.read(row.file, 1))
    page.problems.forEach(({ place }) => tally.read(place.file, 1))
    const plan = await planPage(rows, planner)
    await parts.approve?.(plan.deliveries, new Map(rows.map(({ key, place }) => [key, place])), plan.transfers)
    ledger.intend(plan.deliveries.map(({ wanted }) => wanted.uid))
    const carried = await carryOut(plan, { ...parts, progress: (objects) => parts.watch?.(file, 0, objects) })
    const { fates, failure } = carried
    const { conclusions, record } = conclude(rows, { ...carried, plan, ledger, name: parts.name })
    const problems = page.problems.map((problem) => problemRecord(parts.keys, parts.name, problem))
    const durable = ledger.commit({ ...record, rows: [...record.rows, ...problems] })
    tally.transferred(plan.transfers.filter(({ trackedEntity }) => carried.transfers.get(trackedEntity)?.is === 'confirmed').length)
    tally.written(plan.deliveries.filter(({ wanted }) => fates.get(wanted.uid)?.is === 'confirmed'))
    parts.untold.push(
        ...page.problems.map(({ place, reason, column, detail }) =>
            line(place, outcomeOfReason[reason], [{ reason, column, detail }], tally)
        ),
        ...unchanged.map((source) => line(source, 'unchanged', [], tally)),
        ...conclusions.map(({ row, outcome, findings }) => line(row.source, outcome, findings, tally))
    )
    if (durable) {
        await parts.tell(parts.untold.splice(0))
    }
    parts.watch?.(file, page.rows.length, 0)
    if (failure !== undefined) {
        throw failure
    }
}

/** Maps what is new, changed or unfinished. What was delivered before and has not changed needs no mapping. */
const mapRows = (looked: readonly KeyedRow[], parts: OnePage): { unchanged: SourceRow[]; rows: RowInHand[] } => {
    const unchanged: SourceRow[] = []
    const rows: RowInHand[] = []
    const decided = parts.ledger.identities(looked.filter((row) => row.known !== undefined && !isUnchanged(row)).map(({ key }) => key))
    for (const row of looked) {
        if (isUnchanged(row) && !row.source.copy) {
            unchanged.push(row.source)
        } else {
            rows.push(takeInHand(row, decided.get(row.key), parts))
        }
    }
    return { unchanged, rows }
}

const takeInHand = (row: KeyedRow, decided: KnownIdentities | undefined, { stream, ledger, correcting = false }: OnePage): RowInHand => {
    const { key, content, source, occurrence, known } = row
    const corrected = correcting && known !== undefined
    return {
        key,
        content,
        source,
        stream: stream.shape.name,
        occurrence,
        place: corrected ? known.place : { file: source.file, row: source.row },
        mapped: stream.map(source, ledger.subjects, decided),
        corrects: corrected && known.content !== content ? (known.corrects ?? known.content) : undefined,
        reopened: known?.content === REOPENED,
        deliveredBefore: wasDelivered(known),
        before: known?.objects ?? [],
    }
}

const line = (place: RowPlace, outcome: Outcome, findings: readonly Finding[], tally: Tally): OutcomeLine => {
    tally.row(place, outcome, findings[0]?.reason)
    return outcomeLine(place, outcome, findings)
}

/** Joins the small pages of a source into full ones. */
async function* fullPages(pages: AsyncIterable<Page>): AsyncIterable<Page> {
    let rows: SourceRow[] = []
    let problems: RowProblem[] = []
    let state: Page['state'] = {}
    for await (const page of pages) {
        rows.push(...page.rows)
        problems.push(...page.problems)
        state = page.state
        while (rows.length >= ROWS_A_PAGE) {
            yield { rows: rows.slice(0, ROWS_A_PAGE), problems, state }
            rows = rows.slice(ROWS_A_PAGE)
            problems = []
        }
    }
    if (rows.length + problems.length > 0) {
        yield { rows, problems, state }
    }
}
