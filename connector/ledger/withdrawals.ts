import type { RowPlace } from '../records.ts'
import type { Decision, ObjectRecord, RowKey } from './ledger.ts'
import type { Uid } from '#dhis2/uid.ts'

/**
 * Why an object is withdrawn: the partner `deleted` its row, its row goes on without it (`unwanted`), the row is `absent` from a full export, or
 * it may not be delivered any more (`barred`).
 */
export type WithdrawalCause = 'deleted' | 'unwanted' | 'absent' | 'barred'

/**
 * - `pending`: not judged yet
 * - `asked`: a person decides (a review of kind VOIDED)
 * - `cancelled`, `deleted`: taken back in DHIS2 in this way
 * - `left`: it stays in DHIS2 as it is
 * - `covered`: it stays with its cancelled enrollment, and is judged once that is active again
 */
export type WithdrawalState = 'pending' | 'asked' | 'cancelled' | 'deleted' | 'left' | 'covered'

/** An object that was delivered and that its row no longer wants. */
export interface WithdrawalRecord {
    uid: Uid
    kind: ObjectRecord['kind']
    row: RowKey
    /** the source's name in kmmp.yaml */
    source: string
    /** stream of the row, whose policy holds */
    stream: string
    cause: WithdrawalCause
    state: WithdrawalState
}

/** A withdrawal that is pending, or of which a person was asked. */
export interface OpenWithdrawal {
    withdrawal: WithdrawalRecord
    object: ObjectRecord
    /** where its row stands in the partner's files */
    place: Omit<RowPlace, 'sourceRecordId'>
    decision?: Decision
}

/** What some rows, or the end of a run, change about withdrawals. */
export interface WithdrawalChanges {
    /** rows that want an object which belongs to another row */
    shares?: readonly { uid: Uid; row: RowKey }[]
    /** A `pending` one changes nothing of one that is known but its cause, while it is not settled. What was `deleted` is no longer an object of the ledger. */
    withdrawn?: readonly WithdrawalRecord[]
    /** objects that a row wants again, or that another row takes over */
    wantedAgain?: readonly Uid[]
}

/** What the ledger remembers of objects that are no longer wanted. Changes come with `Ledger.commit`. */
export interface WithdrawalMemory {
    states(uids: readonly Uid[]): Map<Uid, WithdrawalState>
    /**
     * Open withdrawals of a source in the order of their UIDs, enrollments or all others.
     *
     * @param after the last UID of the previous answer
     */
    open(source: string, of: { enrollments: boolean; after: Uid; limit: number }): OpenWithdrawal[]
    /** for objects that another delivered row wants as well: that row */
    heirs(uids: readonly Uid[]): Map<Uid, RowKey>
    /** how many rows of each file of a source stand: delivered, or waiting now while something that they brought before is not withdrawn */
    standingByFile(source: string): Map<string, number>
    /** those of one file, with the objects that they want */
    standingRows(source: string, file: string): Iterable<{ key: RowKey; row: number; objects: readonly Uid[] }>
    /** those of some rows that stand */
    standing(rows: readonly RowKey[]): Set<RowKey>
}
