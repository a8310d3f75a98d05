import type { Finding, KnownIdentities, RowPlace, SubjectIndex, Wanted, WantedPlan } from '../records.ts'
import type { WithdrawalChanges, WithdrawalMemory, WithdrawalRecord } from './withdrawals.ts'
import type { Day } from '#dhis2/day.ts'
import type { Outcome } from '#dhis2/outcome.ts'
import type { EnrollmentStatus, EventStatus } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Keyed hash of source, stream, record id and occurrence: what the ledger knows a source row by. */
export type RowKey = string

/** Content of a line that is no row, or of a file that cannot be trusted: it is never the same as before. */
export const NO_CONTENT = 'none'

/** Content of a row that is to be looked at again: no row has it, so it counts as changed. */
export const REOPENED = ''

/** The same, in a ledger that was put back from a copy: what the row delivered may have been taken back since. */
export const RESTORED = 'restored'

/** True for the content of a row that is to be looked at again though nothing in it changed. */
export const isReopened = (content: string | undefined): boolean => content === REOPENED || content === RESTORED

/** Why a row waits of which no run knows yet what became of it. */
export const BROKEN_OFF = 'BROKEN_OFF'

/** What became of a row when it was last worked on. */
export interface RowRecord {
    key: RowKey
    place: Omit<RowPlace, 'sourceRecordId'>
    /** keyed hash of the whole row and of the mapping that read it: equal means nothing to do */
    content: string
    outcome: Outcome
    /** the source's name in kmmp.yaml */
    source: string
    finding?: Finding
    /** the row as it came, kept encrypted while it is parked or refused, or stands corrected by hand */
    body?: RowBody
    /** facility of the row, kept with its body */
    orgUnit?: Uid
    /** keyed hash of the row as the partner sent it, while a correction given by hand stands in its place */
    corrects?: string
    /** the objects that it wants, or wanted when it was delivered last, by the UIDs that they have in DHIS2 */
    objects?: readonly Uid[]
}

/** What it takes to work on a row again without its source. */
export interface RowBody {
    stream: string
    sourceRecordId: string
    /** the same record id for the so-manieth time in its stream */
    occurrence: number
    cells: Readonly<Record<string, string>>
    /** columns that its file did not have */
    lacks?: readonly string[]
}

/**
 * What a person must decide:
 * - `CONFLICT`: `field` of an object (`uid`) was changed in DHIS2 and by the partner
 * - `IDENTITY`: the row may speak of the tracked entity `uid`, with so many `points` for it; empty when only rows of the partner are alike
 * - `BURNT`: the object `uid` was deleted in DHIS2
 * - `VOIDED`: the object `uid` was delivered and its row no longer wants it; `field` was changed in DHIS2 since
 */
export type ReviewKind = 'CONFLICT' | 'IDENTITY' | 'BURNT' | 'VOIDED'

export interface ReviewRecord {
    kind: ReviewKind
    row: RowKey
    uid: Uid | ''
    /** facility of the row */
    orgUnit?: Uid
    /** scalar by name, or UID of an attribute or data element */
    field?: string
    points?: number
}

/**
 * - `partner`, `facility`: whose value holds in a conflict
 * - `same`, `other`: whether the row speaks of this tracked entity
 * - `again`: what was deleted is made anew under another UID
 * - `withdraw`: what is no longer wanted is taken back: an enrollment cancelled, an event or a relationship deleted
 * - `leave`: nothing is done about it
 */
export type Decision = 'partner' | 'facility' | 'same' | 'other' | 'again' | 'withdraw' | 'leave'

export interface DecidedReview extends ReviewRecord {
    decision: Decision
}

/** What somebody did with the connector, for the audit trail. `detail` holds counts, codes and hashes only. */
export interface AuditEntry {
    what: string
    detail: Readonly<Record<string, string | number>>
}

/** An object that DHIS2 confirmed, as we delivered it last. */
export interface ObjectRecord {
    uid: Uid
    kind: Wanted['kind']
    /** the row that may change it */
    owner: RowKey
    trackedEntity: Uid
    /** keyed hash of each delivered field, as `writeFingerprints` encodes them */
    fields: string
    /** true when DHIS2 had it before us: facility staff may be at work on it and on what hangs on it */
    linked: boolean
    program?: Uid
    enrollment?: Uid
    programStage?: Uid
    status?: EnrollmentStatus | EventStatus
    /** of an event: the day it happened, or for which it is planned */
    day?: Day
    /** the run that created or took it up */
    since: number
}

/**
 * - `pending`: named by a row, not yet judged
 * - `planned`: stands in DHIS2 as a scheduled event
 * - `kept`: a visit took its place, or made it needless before it was created
 * - `passed`: a later visit came instead; skipped in DHIS2 if it was there
 * - `dropped`: the row names another day now; skipped in DHIS2 if it was there
 */
export type PlanState = 'pending' | 'planned' | 'kept' | 'passed' | 'dropped'

/** A plan as one row names it. Several rows may name the same one: a visit its next day, and the partner's record of that appointment. */
export interface PlanRecord extends WantedPlan {
    owner: RowKey
    state: PlanState
    /** day of the visit that named it */
    namedOn?: Day
    /** UID of its event in DHIS2 where that is not its own: the event that had this one became a visit, or was deleted */
    event?: Uid
}

/** The day of which a file was when it was delivered last: by itself, and as the operator said it, if one did. */
export interface ExportDay {
    day: Day
    asOf: Day
}

/** A DHIS2 object that was not accepted, by the row that wanted it. */
export interface RefusalRecord {
    row: RowKey
    uid: Uid
    codes: readonly string[]
}

/** A row that a run works on, by which it is found again when the run breaks off. */
export type RowBegun = Pick<RowRecord, 'key' | 'place' | 'source'>

/** An object that is about to be sent. */
export interface SentObject {
    /** what is to be remembered of it once DHIS2 has confirmed it */
    record: ObjectRecord
    /** of an update: the fields that change */
    changed?: readonly string[]
    /** of an object that is taken back: what is to be remembered once it is */
    taken?: WithdrawalRecord
}

/** What goes into requests, noted before they leave: of a run that is killed it tells the next one what it sent. */
export interface Intent {
    objects: readonly SentObject[]
    /** new links; those that lead to one of the objects are noted as well */
    names?: ReadonlyMap<Uid, Uid>
    /** rows that want these objects and are not in the ledger yet as they are now */
    rows?: readonly RowBegun[]
}

/** All that one page of rows leaves behind. It is kept as a whole or not at all. */
export interface PageRecord {
    rows: readonly RowRecord[]
    objects: readonly ObjectRecord[]
    /** the UID that a row derives → the UID that the object has in DHIS2 */
    aliases: ReadonlyMap<Uid, Uid>
    refusals: readonly RefusalRecord[]
    plans: readonly PlanRecord[]
    /** open questions of the rows of this page; their earlier ones that are not among them are closed */
    reviews: readonly ReviewRecord[]
    /** rows that are to be looked at again in the next run, though nothing in them changed */
    reopen?: readonly RowKey[]
    /** rows that waited under these keys and are known under others by now: as what they wait they are forgotten */
    renamed?: readonly RowKey[]
    /** events that are held on another day now: what they kept or made needless is judged anew */
    moved?: readonly Uid[]
    /** tracked entities that did not arrive: the subjects behind them are not loaded either */
    notLoaded: ReadonlyMap<Uid, 'parked' | 'refused'>
    /** UIDs whose fate is now known */
    settled: readonly Uid[]
    withdrawals?: WithdrawalChanges
    /** rows that a run began and did not finish: they are looked at again, and of their objects it is known that they are theirs */
    begun?: readonly (RowBegun & { objects: readonly Uid[] })[]
}

export interface KnownRow {
    content: string
    outcome: Outcome
    corrects?: string
    place: RowRecord['place']
    objects: readonly Uid[]
}

export interface RunEnd {
    exitCode: number
    /** numbers of rows */
    counts: Readonly<Record<string, number>>
    /** hash of all that went to DHIS2 */
    sent: string
    /** false when it was broken off: what it began is for the next run to finish */
    whole: boolean
}

/**
 * The connector's memory of one target. It keeps UIDs, dates of events and keyed hashes in clear; values only encrypted, and only while
 * a row is unfinished or a later row must be judged by them. Implementations pass `testLedger`.
 */
export interface Ledger {
    /** Makes this process the only writer. Throws a Failure of kind `held` when another one is. Called again, it prolongs the lease. */
    holdLease(): void
    /** @param mapping version of the mapping that reads the source */
    startRun(source: string, mapping: string): number
    endRun(run: number, end: RunEnd): void
    /** Forgets what an earlier reading of a file said of lines that were no rows. */
    forgetProblems(source: string, file: string): void
    rows(keys: readonly RowKey[]): Map<RowKey, KnownRow>
    /** what is kept of some rows; nothing of one that is expired */
    bodies(keys: readonly RowKey[]): Map<RowKey, RowBody>
    objects(uids: readonly Uid[]): Map<Uid, ObjectRecord>
    /** events of some enrollments, planned ones too */
    eventsOf(enrollments: readonly Uid[]): ObjectRecord[]
    countObjects(): number
    /** the newest run that was not broken off; 0 before the first */
    lastWholeRun(): number
    /** what people ever decided about whom some rows speak of */
    identities(rows: readonly RowKey[]): Map<RowKey, KnownIdentities>
    /** what people decided about some rows, and what is not done yet */
    decisions(rows: readonly RowKey[]): DecidedReview[]
    /** Adds to the audit trail. */
    audit(entry: AuditEntry): void
    aliases(uids: readonly Uid[]): Map<Uid, Uid>
    /** UIDs sent by a run that ended before it knew their fate */
    uncertain(): Set<Uid>
    /** what that run noted of them, the oldest first */
    intents(): Intent[]
    /** Notes durably what is about to be sent. */
    intend(intent: Intent): void
    /**
     * Keeps a page. Several pages may go into one transaction: what a crash takes with it was noted by `intend`, and the source still has it.
     *
     * @returns true when all that was kept so far is durable
     */
    commit(page: PageRecord): boolean
    /** Makes all that was kept durable. */
    flush(): void
    /**
     * Notes that rows were refused after all.
     *
     * @returns those that this run had worked on, with what it had said of them
     */
    refuse(
        rows: ReadonlyMap<RowKey, Finding>
    ): { key: RowKey; place: RowRecord['place']; before: { outcome: Outcome; reason?: string; column?: string } }[]
    /** plans that some rows named and that are not settled for good */
    plansNamedBy(rows: readonly RowKey[]): PlanRecord[]
    /** plans whose event in DHIS2 is one of these */
    plansAt(events: readonly Uid[]): PlanRecord[]
    /**
     * All plans, settled ones too, of up to `limit` enrollments that have pending plans, or planned ones and an event of the current run.
     *
     * @param after the last enrollment of the previous answer
     */
    plansToSettle(after: Uid | undefined, limit: number): PlanRecord[]
    /** the headers that the files of a source had when it was last read, by file */
    headers(source: string): Map<string, readonly string[]>
    keepHeaders(source: string, headers: ReadonlyMap<string, readonly string[]>): void
    /** the day of which each file of a source was when it was delivered last */
    exportDays(source: string): Map<string, ExportDay>
    /** Of files that are not named, what was known holds. */
    keepExportDays(source: string, days: ReadonlyMap<string, ExportDay>): void
    readonly subjects: SubjectMemory
    readonly withdrawals: WithdrawalMemory
    close(): void
}

/** The subject index with the means to keep it: each commit writes what was remembered up to one `turn`, in their order. */
export interface SubjectMemory extends SubjectIndex {
    /** Ends a page: later memories belong to the commit of the next one. */
    turn(): void
}
