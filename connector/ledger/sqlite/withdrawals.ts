import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { RowKey } from '../ledger.ts'
import type { OpenWithdrawal, WithdrawalChanges, WithdrawalMemory, WithdrawalRecord, WithdrawalState } from '../withdrawals.ts'
import { Decision, OBJECT_COLUMNS, readObject, uids } from './records.ts'
import { given, GIVEN, prepareAll, REPLAN } from './statements.ts'
import type { Uid } from '#dhis2/uid.ts'

const State = z.enum(['pending', 'asked', 'cancelled', 'deleted', 'left', 'covered'])
export const Cause = z.enum(['deleted', 'unwanted', 'absent', 'barred'])
const Withdrawal = z.object({
    uid: z.string(),
    kind: z.enum(['trackedEntity', 'enrollment', 'event', 'relationship']),
    row: z.string(),
    source: z.string(),
    stream: z.string(),
    cause: Cause,
    state: State,
})
const Place = z.object({ file: z.string(), place: z.number(), decision: Decision.nullable() })
const StandingRow = z.object({ key: z.string(), row: z.number(), objects: uids })

export const WITHDRAWAL_COLUMNS = 'w.uid, w.kind, w.row_key as row, w.source, w.stream, w.cause, w.state'
const DELIVERED = "outcome in ('load', 'load_warn', 'unchanged')"
/** A row that waits, of which an earlier delivery stands: an object but the person, or an appointment. */
const STANDS_THOUGH_WAITING = `outcome in ('park', 'reject') and (exists (select 1 from plan where plan.owner = s.key and plan.state <> 'dropped')
    or exists (select 1 from json_each('["' || replace(s.objects, ' ', '","') || '"]') wanted join object o on o.uid = wanted.value
        where o.owner = s.key and o.kind <> 'trackedEntity' and not exists (select 1 from withdrawal w where w.uid = o.uid)))`
const STANDS = `(${DELIVERED} or ${STANDS_THOUGH_WAITING})`

export const readWithdrawal = (row: unknown): WithdrawalRecord => Withdrawal.parse(row)

/** Withdrawals in SQLite. */
export class SqliteWithdrawals implements WithdrawalMemory {
    readonly #statements: ReturnType<typeof statements>

    constructor(database: DatabaseSync) {
        this.#statements = statements(database)
    }

    states(given: readonly Uid[]): Map<Uid, WithdrawalState> {
        return new Map(this.#statements.states.all(JSON.stringify(given)).map(({ uid, state }) => [String(uid), State.parse(state)]))
    }

    open(source: string, { enrollments, after, limit }: { enrollments: boolean; after: Uid; limit: number }): OpenWithdrawal[] {
        return this.#statements.open.all(source, enrollments ? 1 : 0, after, limit).map((row) => {
            const withdrawal = readWithdrawal(row)
            const { file, place, decision } = Place.parse(row)
            const object = readObject(this.#statements.object.get(withdrawal.uid))
            return { withdrawal, object, place: { file, row: place }, decision: decision ?? undefined }
        })
    }

    heirs(given: readonly Uid[]): Map<Uid, RowKey> {
        return new Map(this.#statements.heirs.all(JSON.stringify(given)).map(({ uid, row }) => [String(uid), String(row)]))
    }

    standingByFile(source: string): Map<string, number> {
        return new Map(this.#statements.standingByFile.all(source).map(({ file, rows }) => [String(file), Number(rows)]))
    }

    *standingRows(source: string, file: string): Iterable<{ key: RowKey; row: number; objects: readonly Uid[] }> {
        for (const row of this.#statements.standingRows.iterate(source, file)) {
            yield StandingRow.parse(row)
        }
    }

    standing(rows: readonly RowKey[]): Set<RowKey> {
        return new Set(this.#statements.standing.all(JSON.stringify(rows)).map(({ key }) => String(key)))
    }

    /** Called inside the transaction of a commit. */
    write({ shares = [], withdrawn = [], wantedAgain = [] }: WithdrawalChanges, run: number): void {
        shares.forEach(({ uid, row }) => this.#statements.share.run(uid, row))
        if (wantedAgain.length > 0) {
            const given = JSON.stringify(wantedAgain)
            this.#statements.uncover.run(given)
            this.#statements.forget.run(given)
            this.#statements.forgetReviews.run(new Date().toISOString(), given)
        }
        for (const { uid, kind, row, source, stream, cause, state } of withdrawn) {
            this.#statements.put.run(uid, kind, row, source, stream, cause, state, run)
            if (state !== 'pending' && state !== 'asked') {
                this.#statements.closeReviews.run(new Date().toISOString(), JSON.stringify([uid]))
            }
            if (state === 'deleted') {
                this.#statements.replan.run(uid)
                this.#statements.dropObject.run(uid)
            }
        }
    }
}

const statements = (database: DatabaseSync) =>
    prepareAll(database, {
        states: `select uid, state from ${given('withdrawal', 'uid')}`,
        object: `select ${OBJECT_COLUMNS} from object where uid = ?`,
        open: `select ${WITHDRAWAL_COLUMNS}, s.file, s.row as place, v.decision from withdrawal w
            join object o on o.uid = w.uid join source_row s on s.key = w.row_key
            left join review v on v.kind = 'VOIDED' and v.uid = w.uid and v.row_key = w.row_key and v.closed is null
            where w.source = ? and w.state in ('pending', 'asked') and (w.kind = 'enrollment') = ? and w.uid > ? order by w.uid limit ?`,
        // a row that wanted an object once may want others by now
        heirs: `select h.uid as uid, min(h.row_key) as row from share h join source_row s on s.key = h.row_key
            join object o on o.uid = h.uid and o.owner <> h.row_key
            where h.uid in ${GIVEN} and ${DELIVERED} and instr(s.objects, h.uid) > 0 group by h.uid`,
        standingByFile: `select file, count(*) as rows from source_row s where source = ? and ${STANDS} group by file`,
        standingRows: `select key, row, objects from source_row s where source = ? and file = ? and ${STANDS}`,
        standing: `select key from source_row s where key in ${GIVEN} and ${STANDS}`,
        share: 'insert or ignore into share values (?, ?)',
        uncover: `update withdrawal set state = 'pending' where state = 'covered' and uid in
            (select uid from object where kind = 'event' and enrollment in ${GIVEN})`,
        forget: `delete from withdrawal where state <> 'deleted' and uid in ${GIVEN}`,
        // what was decided about it holds no longer: it may be withdrawn for another reason one day
        forgetReviews: `update review set closed = coalesce(closed, ?), decision = null where kind = 'VOIDED' and uid in ${GIVEN}`,
        closeReviews: `update review set closed = ? where kind = 'VOIDED' and closed is null and uid in ${GIVEN}`,
        // what is still to be settled is so for the reason that was found last
        put: `insert into withdrawal values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (uid) do update set row_key = excluded.row_key,
            cause = excluded.cause, state = iif(excluded.state = 'pending', state, excluded.state),
            run = iif(excluded.state = 'pending', run, excluded.run)
            where excluded.state <> 'pending' or state in ('pending', 'asked', 'covered')`,
        replan: REPLAN,
        dropObject: 'delete from object where uid = ?',
    })
