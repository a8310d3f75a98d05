import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { Failure } from '../../failure.ts'
import { ledgerFailure } from '../../systemFailure.ts'
import type { CrossReference, History, OpenReview, RowFilter, RowHistory, RunRecord, WaitingCount } from '../history.ts'
import type { Keys } from '../keys.ts'
import { REOPENED, type Decision, type ExportDay, type ObjectRecord, type RowBody, type RowKey } from '../ledger.ts'
import type { WithdrawalRecord } from '../withdrawals.ts'
import { AuditTrail, type AuditedAct, type AuditVerdict } from './auditTrail.ts'
import { isHeld } from './lease.ts'
import { DAYS_OF, HEADERS_OF, OBJECT_COLUMNS, readBody, readDays, readHeaders, readObject, readOpenReview, text } from './records.ts'
import { markAsCopy } from './restored.ts'
import { prepareSchema } from './schema.ts'
import { refuseOther } from './sqliteLedger.ts'
import { Sealed } from './subjects.ts'
import { Cause, readWithdrawal, WITHDRAWAL_COLUMNS } from './withdrawals.ts'
import { writing } from './writing.ts'
import { Outcome } from '#dhis2/outcome.ts'
import type { Uid } from '#dhis2/uid.ts'

const OWNER_ONLY = 0o600

const count = z
    .number()
    .nullable()
    .transform((value) => value ?? undefined)
const Run = z.object({
    id: z.number(),
    source: z.string(),
    mapping: text,
    started: z.string(),
    ended: text,
    exitCode: count,
    counts: text.transform((json) => z.record(z.string(), z.number()).parse(JSON.parse(json ?? '{}'))),
})
const Row = z.object({
    key: z.string(),
    source: z.string(),
    file: z.string(),
    row: z.number(),
    outcome: Outcome,
    reason: text,
    column: text,
    detail: text,
    run: z.number(),
})
const Waiting = z.object({
    source: z.string(),
    file: z.string(),
    outcome: Outcome,
    reason: z.string(),
    rows: z.number(),
    since: z.number(),
})
const WaitingThere = Waiting.omit({ since: true }).extend({ orgUnit: text })
const RowCount = Waiting.pick({ source: true, file: true, outcome: true, rows: true })
const Refusal = z.object({ uid: z.string(), codes: z.string().transform((codes) => codes.split(' ')), run: z.number() })
const Place = z.object({
    source: text,
    file: text,
    rowNumber: count,
    reason: text,
    cause: Cause.nullable().transform((cause) => cause ?? undefined),
})
const Subject = z.object({ standing: z.string(), trackedEntity: text, enrollment: text, sealed: z.instanceof(Uint8Array) })

const ROW_COLUMNS = 'key, source, file, row, outcome, reason, column_name as "column", detail, run'
const WAITING = `outcome in ('park', 'reject')`
// of an earlier row of the partner the derived UID is known; people look her up under the one that she has in DHIS2
const REVIEWS = `select v.id, v.kind, v.row_key as row, coalesce(a.uid, v.uid) as uid, v.field, v.points, v.opened, v.decision, v.org_unit as orgUnit, s.source, s.file, s.row as rowNumber, s.reason, w.cause
    from review v left join source_row s on s.key = v.row_key left join withdrawal w on v.kind = 'VOIDED' and w.uid = v.uid left join alias a on v.kind = 'IDENTITY' and a.wanted = v.uid where v.closed is null and coalesce(v.decision, '') <> 'leave'`

/**
 * Opens a ledger to read it, without its DHIS2.
 *
 * @throws Failure when it is not there, or the key is not its own
 */
export const openSqliteHistory = (path: string, keys: Keys): History => {
    const database = new DatabaseSync(path)
    prepareSchema(database, path)
    refuseOther(database, path, 'key', keys.mark('this ledger'))
    return new SqliteHistory(database, keys)
}

/** @throws Failure that tells to run `kmmp sync` first */
export const refuseMissingLedger = (path: string): void => {
    if (!existsSync(path)) {
        throw new Failure({
            kind: 'configuration',
            what: 'There is no ledger yet.',
            where: path,
            next: 'It is made by the first kmmp sync.',
        })
    }
}

class SqliteHistory implements History {
    readonly #database: DatabaseSync
    readonly #keys: Keys
    readonly #audit: AuditTrail

    constructor(database: DatabaseSync, keys: Keys) {
        this.#database = database
        this.#keys = keys
        this.#audit = new AuditTrail(database, keys)
    }

    runs(limit = -1): RunRecord[] {
        const mapping = `(select detail ->> 'mapping' from audit where audit.run = run.id and what = 'run began')`
        const sql = `select id, source, ${mapping} as mapping, started, ended, exit_code as exitCode, counts from run order by id desc limit ?`
        return this.#all(sql, limit).map((run) => Run.parse(run))
    }

    atWork(): string | undefined {
        const lease = this.#database.prepare('select holder, host, pid, until from lease').all().find(isHeld)
        return lease && `process ${String(lease.pid)} on ${String(lease.host)}`
    }

    counts(): { rows: number; objects: number; reviews: number } {
        const of = (sql: string) => Number(this.#database.prepare(sql).get()?.count)
        return {
            rows: of('select count(*) as count from source_row'),
            objects: of('select count(*) as count from object'),
            reviews: this.reviews().filter(({ decision }) => decision === undefined).length,
        }
    }

    row(key: RowKey): RowHistory | undefined {
        return this.#all(`select ${ROW_COLUMNS} from source_row where key = ?`, key).map((row) => Row.parse(row))[0]
    }

    rowsAt(file: string, row: number): RowHistory[] {
        return this.#all(`select ${ROW_COLUMNS} from source_row where file = ? and row = ?`, file, row).map((found) => Row.parse(found))
    }

    *waiting({ source, file, reason, run }: RowFilter): Iterable<RowHistory> {
        const given = { source: source ?? null, file: file ?? null, reason: reason ?? null, run: run ?? null }
        const refused = `exists (select 1 from refusal where row_key = key and instr(' ' || codes || ' ', ' ' || :reason || ' ') > 0)`
        const sql = `select ${ROW_COLUMNS} from source_row where ${WAITING} and source = coalesce(:source, source)
            and file = coalesce(:file, file) and (:reason is null or reason = :reason or ${refused}) and run = coalesce(:run, run)
            order by source, file, row`
        for (const row of this.#database.prepare(sql).iterate(given)) {
            yield Row.parse(row)
        }
    }

    waitingCounts(): WaitingCount[] {
        const sql = `select source, file, outcome, coalesce(reason, '') as reason, count(*) as rows, min(run) as since from source_row
            where ${WAITING} group by source, file, outcome, reason order by rows desc`
        return this.#all(sql).map((row) => Waiting.parse(row))
    }

    waitingByOrgUnit(): ReturnType<History['waitingByOrgUnit']> {
        const sql = `select source, file, outcome, coalesce(reason, '') as reason, org_unit as orgUnit, count(*) as rows from source_row
            left join body on row_key = key where ${WAITING} group by source, file, outcome, reason, org_unit order by rows desc`
        return this.#all(sql).map((row) => WaitingThere.parse(row))
    }

    body(key: RowKey): RowBody | undefined {
        const row = this.#database.prepare('select sealed from body where row_key = ?').get(key)
        return row === undefined ? undefined : readBody(this.#keys.open(row.sealed as Uint8Array))
    }

    refusals(key: RowKey): { uid: Uid; codes: readonly string[]; run: number }[] {
        return this.#all('select uid, codes, run from refusal where row_key = ?', key).map((row) => Refusal.parse(row))
    }

    objectsOf(key: RowKey): (ObjectRecord & { run: number })[] {
        return this.#all(`select ${OBJECT_COLUMNS}, run from object where owner = ?`, key).map(withRun(readObject))
    }

    object(uid: Uid): (ObjectRecord & { run: number }) | undefined {
        return this.#all(`select ${OBJECT_COLUMNS}, run from object where uid = ?`, uid).map(withRun(readObject))[0]
    }

    objects(kind: ObjectRecord['kind'], after: Uid, limit: number): ObjectRecord[] {
        // what an alias leads away from lives on under another UID
        const sql = `select ${OBJECT_COLUMNS} from object where kind = ? and uid > ? and uid not in (select wanted from alias) order by uid limit ?`
        return this.#all(sql, kind, after, limit).map(readObject)
    }

    rowCounts(): { source: string; file: string; outcome: Outcome; rows: number }[] {
        const sql = 'select source, file, outcome, count(*) as rows from source_row group by source, file, outcome'
        return this.#all(sql).map((row) => RowCount.parse(row))
    }

    headers(source: string): Map<string, readonly string[]> {
        return readHeaders(this.#database.prepare(HEADERS_OF).all(source))
    }

    exportDays(source: string): Map<string, ExportDay> {
        return readDays(this.#database.prepare(DAYS_OF).all(source))
    }

    withdrawalsOf(key: RowKey): (WithdrawalRecord & { run: number })[] {
        return this.#all(`select ${WITHDRAWAL_COLUMNS}, w.run from withdrawal w where w.row_key = ? order by w.uid`, key).map(
            withRun(readWithdrawal)
        )
    }

    withdrawnFrom(uid: Uid): RowKey | undefined {
        return this.#all(`select ${WITHDRAWAL_COLUMNS} from withdrawal w where w.uid = ?`, uid).map(readWithdrawal)[0]?.row
    }

    reviews(): OpenReview[] {
        return this.#all(`${REVIEWS} order by v.kind, v.id`).map(openReview)
    }

    reviewsOf(key: RowKey): OpenReview[] {
        return this.#all(`${REVIEWS} and v.row_key = ?`, key).map(openReview)
    }

    decide(id: number, decision: Decision, by?: string): void {
        writing(this.#database, () => {
            this.#database.prepare('update review set decision = ? where id = ? and closed is null').run(decision, id)
            this.#database
                .prepare(`update source_row set content = '${REOPENED}' where key = (select row_key from review where id = ?)`)
                .run(id)
        })
        this.#audit.add({ what: 'decision', detail: { review: id, decision, ...(by === undefined ? {} : { by }) } })
    }

    *crossReferences(): Iterable<CrossReference> {
        const sql = `select s.standing, coalesce(a.uid, s.tracked_entity) as trackedEntity, coalesce(b.uid, s.enrollment) as enrollment, s.sealed
            from subject s left join alias a on a.wanted = s.tracked_entity left join alias b on b.wanted = s.enrollment`
        for (const row of this.#database.prepare(sql).iterate()) {
            const { sealed, ...rest } = Subject.parse(row)
            const { kind, key } = Sealed.parse(JSON.parse(this.#keys.open(sealed)))
            yield { kind, key, ...rest }
        }
    }

    verifyAudit(head?: string): AuditVerdict {
        return this.#audit.verify(head)
    }

    auditTrail(limit: number): AuditedAct[] {
        return this.#audit.newest(limit)
    }

    async backup(path: string): Promise<void> {
        const part = `${path}.part`
        rmSync(part, { force: true })
        closeSync(openSync(part, 'w', OWNER_ONLY))
        try {
            await backup(this.#database, part)
            markAsCopy(part)
        } catch (error) {
            ;[part, `${part}-journal`, `${part}-wal`, `${part}-shm`].forEach((left) => rmSync(left, { force: true }))
            throw ledgerFailure(error, path, 'The copy of the ledger cannot be written.') ?? error
        }
        renameSync(part, path)
        this.#audit.add({ what: 'backup', detail: {} })
    }

    close(): void {
        this.#database.close()
    }

    #all(sql: string, ...parameters: (string | number)[]): unknown[] {
        return this.#database.prepare(sql).all(...parameters)
    }
}

const withRun =
    <T>(read: (row: unknown) => T) =>
    (row: unknown): T & { run: number } => ({ ...read(row), run: z.object({ run: z.number() }).parse(row).run })

const openReview = (row: unknown): OpenReview => {
    const { source = '', file = '', rowNumber = 0, reason, cause } = Place.parse(row)
    const { decision, ...review } = readOpenReview(row)
    return { ...review, decision: decision ?? undefined, source, file, rowNumber, reason, cause }
}
