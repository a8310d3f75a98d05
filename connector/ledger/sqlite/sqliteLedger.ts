import { closeSync, existsSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { Failure } from '../../failure.ts'
import type { Finding, KnownIdentities } from '../../records.ts'
import { firstWins } from '../firstWins.ts'
import type { Keys } from '../keys.ts'
import {
    type AuditEntry,
    type DecidedReview,
    type ExportDay,
    type Intent,
    type KnownRow,
    type Ledger,
    type ObjectRecord,
    type PageRecord,
    type PlanRecord,
    type RowBody,
    type RunEnd,
    type RowKey,
} from '../ledger.ts'
import { AuditTrail } from './auditTrail.ts'
import { InFlight } from './inFlight.ts'
import { Lease } from './lease.ts'
import { PageWriter } from './pageWriter.ts'
import { BETWEEN_HEADERS, readBody, readDays, readDecided, readFullRow, readHeaders, readObject, readPlan, readRow } from './records.ts'
import { reopenIfCopy } from './restored.ts'
import { PRAGMAS, prepareSchema } from './schema.ts'
import { statements } from './statements.ts'
import { SqliteSubjects } from './subjects.ts'
import { SqliteWithdrawals } from './withdrawals.ts'
import { orTakeBack } from './writing.ts'
import { dayInZone } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

const OWNER_ONLY = 0o600

/** Each transaction rewrites pages all over the file, whatever its size; so few large ones are much faster than many small ones. */
const ROWS_A_TRANSACTION = 5000
/** … but against a slow server not much is held back either (milliseconds). */
const LONGEST_TRANSACTION = 5000

/**
 * Opens the ledger in a file, and makes it when it is not there.
 *
 * @param target `identity` of the DHIS2 that it belongs to; another DHIS2 needs another ledger
 * @param original the ledger of which this file is a copy, to be named where it does not fit
 */
export const openSqliteLedger = (path: string, keys: Keys, target: string, original = path): SqliteLedger => {
    if (!existsSync(path)) {
        makeFile(path)
    }
    const database = new DatabaseSync(path)
    prepareSchema(database, path)
    refuseOther(database, original, 'key', keys.mark('this ledger'))
    refuseOther(database, original, 'target', keys.mark(target))
    return new SqliteLedger(database, keys, { target, path })
}

/**
 * Two first runs at the same moment share the file of the one that came first: it appears under its name when it is a database. (While one
 * process changes an empty file to WAL, SQLite lets no other wait.)
 */
const makeFile = (path: string): void => {
    const draft = `${path}.${process.pid}`
    closeSync(openSync(draft, 'w', OWNER_ONLY))
    const database = new DatabaseSync(draft)
    database.exec(PRAGMAS)
    database.close()
    firstWins(draft, path)
}

/** Notes a property of the ledger on first use and refuses another one later. */
export const refuseOther = (database: DatabaseSync, path: string, name: 'key' | 'target', value: string): void => {
    const noted = () => database.prepare('select value from meta where name = ?').get(name)?.value
    if (noted() === undefined) {
        database.prepare('insert or ignore into meta (name, value) values (?, ?)').run(name, value)
    }
    if (noted() !== value) {
        throw new Failure({
            kind: 'configuration',
            what: name === 'key' ? 'The key does not fit this ledger.' : 'This ledger belongs to another DHIS2.',
            where: path,
            next: name === 'key' ? 'Put back the key that it was made with.' : 'Give each target a ledger of its own in kmmp.yaml.',
        })
    }
}

export class SqliteLedger implements Ledger {
    readonly subjects: SqliteSubjects
    readonly withdrawals: SqliteWithdrawals
    readonly #database: DatabaseSync
    readonly #keys: Keys
    readonly #lease: Lease
    readonly #inFlight: InFlight
    readonly #audit: AuditTrail
    readonly #statements: ReturnType<typeof statements>
    readonly #pages: PageWriter
    #run = 0
    /** rows kept in the transaction that is open; undefined when none is */
    #unwritten: number | undefined
    #began = 0

    constructor(database: DatabaseSync, keys: Keys, { target, path }: { target: string; path: string }) {
        this.#database = database
        this.#keys = keys
        this.#lease = new Lease(database, target)
        this.#inFlight = new InFlight(`${path}.inflight`)
        this.#audit = new AuditTrail(database, keys)
        this.#statements = statements(database)
        this.#pages = new PageWriter(this.#statements, keys)
        this.subjects = new SqliteSubjects(database, keys)
        this.withdrawals = new SqliteWithdrawals(database)
    }

    holdLease(): void {
        this.#lease.hold()
    }

    startRun(source: string, mapping: string): number {
        const started = new Date()
        this.#database.prepare('delete from body where expires < ?').run(dayInZone(started, 'UTC'))
        const { lastInsertRowid } = this.#database
            .prepare('insert into run (source, started) values (?, ?)')
            .run(source, started.toISOString())
        this.#run = Number(lastInsertRowid)
        this.subjects.forgetUnwritten()
        if (reopenIfCopy(this.#database)) {
            this.audit({ what: 'a copy was put back', detail: {} })
        }
        this.audit({ what: 'run began', detail: { source, mapping } })
        return this.#run
    }

    endRun(run: number, { exitCode, counts, sent, whole }: RunEnd): void {
        this.#database
            .prepare('update run set ended = ?, exit_code = ?, counts = ?, whole = ? where id = ?')
            .run(new Date().toISOString(), exitCode, JSON.stringify(counts), whole ? 1 : 0, run)
        this.audit({ what: 'run ended', detail: { exitCode, ...counts, sent } })
    }

    forgetProblems(source: string, file: string): void {
        this.#keep(() => this.#statements.forgetProblems.run(source, file))
    }

    rows(keys: readonly RowKey[]): Map<RowKey, KnownRow> {
        const found = this.#statements.rows.all(JSON.stringify(keys))
        return new Map(found.map((row) => [String(row.key), readRow(row)]))
    }

    bodies(keys: readonly RowKey[]): Map<RowKey, RowBody> {
        const found = this.#statements.bodies.all(JSON.stringify(keys))
        return new Map(found.map(({ key, sealed }) => [String(key), readBody(this.#keys.open(sealed as Uint8Array))]))
    }

    objects(uids: readonly Uid[]): Map<Uid, ObjectRecord> {
        return new Map(this.#statements.objects.all(JSON.stringify(uids)).map((row) => [String(row.uid), readObject(row)]))
    }

    eventsOf(enrollments: readonly Uid[]): ObjectRecord[] {
        return this.#statements.eventsOf.all(JSON.stringify(enrollments)).map(readObject)
    }

    countObjects(): number {
        return Number(this.#statements.countObjects.get()?.count)
    }

    lastWholeRun(): number {
        const found = this.#database.prepare('select coalesce(max(id), 0) as run from run where whole = 1 and ended is not null').get()
        return Number(found?.run)
    }

    identities(rows: readonly RowKey[]): Map<RowKey, KnownIdentities> {
        const found = new Map<RowKey, { same?: Uid; others: Uid[] }>()
        for (const { row, uid, decision } of rows.length === 0 ? [] : this.#statements.identities.all(JSON.stringify(rows))) {
            const known = found.get(String(row)) ?? { others: [] }
            found.set(
                String(row),
                decision === 'same' ? { ...known, same: String(uid) } : { ...known, others: [...known.others, String(uid)] }
            )
        }
        return found
    }

    decisions(rows: readonly RowKey[]): DecidedReview[] {
        return this.#statements.decisions.all(JSON.stringify(rows)).map(readDecided)
    }

    audit(entry: AuditEntry): void {
        this.flush()
        this.#audit.add(entry, this.#run === 0 ? undefined : this.#run)
    }

    aliases(uids: readonly Uid[]): Map<Uid, Uid> {
        return new Map(this.#statements.aliases.all(JSON.stringify(uids)).map((row) => [String(row.wanted), String(row.uid)]))
    }

    uncertain(): Set<Uid> {
        return this.#inFlight.uids()
    }

    intents(): Intent[] {
        return this.#inFlight.intents()
    }

    intend(intent: Intent): void {
        this.#inFlight.note(intent)
    }

    plansNamedBy(rows: readonly RowKey[]): PlanRecord[] {
        return this.#statements.plansNamedBy.all(JSON.stringify(rows)).map(readPlan)
    }

    plansAt(events: readonly Uid[]): PlanRecord[] {
        const given = JSON.stringify(events)
        return this.#statements.plansAt.all(given, given).map(readPlan)
    }

    plansToSettle(after: Uid | undefined, limit: number): PlanRecord[] {
        return this.#statements.plansToSettle.all(after ?? '', this.#run, limit).map(readPlan)
    }

    headers(source: string): Map<string, readonly string[]> {
        return readHeaders(this.#statements.headers.all(source))
    }

    keepHeaders(source: string, headers: ReadonlyMap<string, readonly string[]>): void {
        this.#keep(() => {
            this.#statements.dropHeaders.run(source)
            headers.forEach((names, file) => this.#statements.putHeaders.run(source, file, names.join(BETWEEN_HEADERS)))
        })
        this.flush()
    }

    exportDays(source: string): Map<string, ExportDay> {
        return readDays(this.#statements.exportDays.all(source))
    }

    keepExportDays(source: string, days: ReadonlyMap<string, ExportDay>): void {
        this.#keep(() => days.forEach(({ day, asOf }, file) => this.#statements.putExportDay.run(source, file, day, asOf)))
        this.flush()
    }

    commit(page: PageRecord): boolean {
        this.#keep(() => {
            this.#pages.write(page, this.#run)
            this.subjects.write(page.notLoaded)
            this.withdrawals.write(page.withdrawals ?? {}, this.#run)
        })
        this.#inFlight.settle(page.settled)
        this.#unwritten = (this.#unwritten ?? 0) + page.rows.length
        if (this.#unwritten >= ROWS_A_TRANSACTION || Date.now() - this.#began >= LONGEST_TRANSACTION) {
            this.flush()
        }
        return this.#unwritten === undefined
    }

    flush(): void {
        if (this.#unwritten !== undefined) {
            this.#unwritten = undefined
            this.#orTakeBack(() => {
                this.#lease.prolong()
                this.#database.exec('commit')
            })
            this.#inFlight.forgetSettled()
        }
    }

    refuse(rows: ReadonlyMap<RowKey, Finding>): ReturnType<Ledger['refuse']> {
        const known = this.#statements.rowsInFull.all(JSON.stringify([...rows.keys()]), this.#run).map(readFullRow)
        this.#keep(() => {
            for (const [key, { reason, column = null, detail = null }] of rows) {
                this.#statements.refuse.run(reason, column, detail, key)
            }
        })
        return known
    }

    close(): void {
        this.flush()
        this.#lease.release()
        this.#inFlight.close()
        this.#database.close()
    }

    /** Writes in the open transaction, or begins one. A fault takes back all of it. */
    #keep(work: () => void): void {
        if (this.#unwritten === undefined) {
            this.#lease.hold()
            this.#database.exec('begin immediate')
            this.#unwritten = 0
            this.#began = Date.now()
        }
        this.#orTakeBack(work)
    }

    /** What a lost transaction had settled is open again. */
    #orTakeBack(work: () => void): void {
        try {
            orTakeBack(this.#database, work)
        } catch (error) {
            this.#unwritten = undefined
            this.#inFlight.unsettle()
            throw error
        }
    }
}
