import type { Decision, ExportDay, ObjectRecord, ReviewKind, RowBody, RowKey } from './ledger.ts'
import type { AuditedAct, AuditVerdict } from './sqlite/auditTrail.ts'
import type { WithdrawalCause, WithdrawalRecord } from './withdrawals.ts'
import type { Outcome } from '#dhis2/outcome.ts'
import type { Uid } from '#dhis2/uid.ts'

export interface RunRecord {
    id: number
    source: string
    /** version of the mapping */
    mapping?: string
    started: string
    /** undefined while it runs, and when it was killed */
    ended?: string
    exitCode?: number
    counts: Readonly<Record<string, number>>
}

/** What the ledger says of one source row. */
export interface RowHistory {
    key: RowKey
    source: string
    file: string
    row: number
    outcome: Outcome
    reason?: string
    column?: string
    detail?: string
    /** the run that worked on it last */
    run: number
}

export interface RowFilter {
    source?: string
    file?: string
    /** reason of ours, or a code with which DHIS2 refused an object of the row */
    reason?: string
    /** the run that worked on it last */
    run?: number
}

export interface WaitingCount {
    source: string
    file: string
    outcome: Outcome
    reason: string
    rows: number
    /** the run that first met the oldest of them is not known; this is the earliest that worked on one last */
    since: number
}

export interface OpenReview {
    id: number
    kind: ReviewKind
    row: RowKey
    uid: Uid | ''
    field: string
    points?: number
    /** the run that asked */
    opened: number
    decision?: Decision
    /** facility of the row */
    orgUnit?: Uid
    /** of a question about something withdrawn */
    cause?: WithdrawalCause
    /** why the row is not delivered */
    reason?: string
    source: string
    file: string
    rowNumber: number
}

/** A person or other subject of the partner, by the partner's key, and what it became in DHIS2. */
export interface CrossReference {
    kind: string
    key: string
    standing: string
    trackedEntity?: Uid
    enrollment?: Uid
}

/** The ledger for those who ask about the past. Reading does not disturb a run. */
export interface History {
    /** the newest first; all without a limit */
    runs(limit?: number): RunRecord[]
    /** process and machine of a run that is at work */
    atWork(): string | undefined
    counts(): { rows: number; objects: number; reviews: number }
    row(key: RowKey): RowHistory | undefined
    /** rows that stood at a place of a file when they were last worked on */
    rowsAt(file: string, row: number): RowHistory[]
    /** parked and refused rows, in the order of the partner's files */
    waiting(filter: RowFilter): Iterable<RowHistory>
    /** rows parked or refused, by reason */
    waitingCounts(): WaitingCount[]
    /** the same by facility, where that is known; most rows first */
    waitingByOrgUnit(): (Pick<WaitingCount, 'source' | 'file' | 'outcome' | 'reason' | 'rows'> & { orgUnit?: Uid })[]
    /** the cells of a row that waits or stands corrected; undefined once they are expired */
    body(key: RowKey): RowBody | undefined
    /** what DHIS2 last said against objects of a row */
    refusals(key: RowKey): { uid: Uid; codes: readonly string[]; run: number }[]
    objectsOf(key: RowKey): (ObjectRecord & { run: number })[]
    object(uid: Uid): (ObjectRecord & { run: number }) | undefined
    /** all objects in the order of their UIDs, some at a time */
    objects(kind: ObjectRecord['kind'], after: Uid, limit: number): ObjectRecord[]
    rowCounts(): { source: string; file: string; outcome: Outcome; rows: number }[]
    /** the headers that the files of a source had when it was last read, by file */
    headers(source: string): Map<string, readonly string[]>
    /** the day of which each file of a source was when it was delivered last */
    exportDays(source: string): Map<string, ExportDay>
    /** what was withdrawn of a row, with the run that did it or asked about it */
    withdrawalsOf(key: RowKey): (WithdrawalRecord & { run: number })[]
    /** the row whose object was withdrawn */
    withdrawnFrom(uid: Uid): RowKey | undefined
    reviews(): OpenReview[]
    reviewsOf(key: RowKey): OpenReview[]
    /**
     * Notes a decision. The row is worked on again in the next run.
     *
     * @param by user of DHIS2 who decided; else the account of this machine
     */
    decide(id: number, decision: Decision, by?: string): void
    crossReferences(): Iterable<CrossReference>
    verifyAudit(head?: string): AuditVerdict
    /** the newest entries of the audit trail, the newest first */
    auditTrail(limit: number): AuditedAct[]
    /** Writes a copy that is whole, whatever a run does in the meantime. */
    backup(path: string): Promise<void>
    close(): void
}
