import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

const SCHEMA = `
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS metadata (type TEXT NOT NULL, uid TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (type, uid));
CREATE TABLE IF NOT EXISTS tracked_entity (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, type TEXT NOT NULL, org_unit TEXT NOT NULL, inactive INTEGER NOT NULL,
    potential_duplicate INTEGER NOT NULL, geometry TEXT, stored_by TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, created_at_client TEXT,
    updated_at_client TEXT, created_by TEXT NOT NULL, updated_by TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS tracked_entity_org_unit ON tracked_entity (org_unit);
CREATE INDEX IF NOT EXISTS tracked_entity_updated ON tracked_entity (updated_at);
CREATE TABLE IF NOT EXISTS attribute_value (
    tracked_entity INTEGER NOT NULL, attribute TEXT NOT NULL, value TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    stored_by TEXT, PRIMARY KEY (tracked_entity, attribute)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS attribute_value_value ON attribute_value (attribute, value COLLATE NOCASE);
CREATE TABLE IF NOT EXISTS enrollment (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, tracked_entity INTEGER NOT NULL, program TEXT NOT NULL, org_unit TEXT NOT NULL,
    status TEXT NOT NULL, enrolled_at TEXT NOT NULL, occurred_at TEXT, completed_at TEXT, completed_by TEXT, follow_up INTEGER NOT NULL,
    geometry TEXT, stored_by TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, created_at_client TEXT, updated_at_client TEXT,
    created_by TEXT NOT NULL, updated_by TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS enrollment_tracked_entity ON enrollment (tracked_entity);
CREATE INDEX IF NOT EXISTS enrollment_program ON enrollment (program, org_unit);
CREATE INDEX IF NOT EXISTS enrollment_updated ON enrollment (updated_at);
CREATE TABLE IF NOT EXISTS event (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, enrollment INTEGER, program TEXT NOT NULL, stage TEXT NOT NULL,
    org_unit TEXT NOT NULL, status TEXT NOT NULL, occurred_at TEXT, scheduled_at TEXT, completed_at TEXT, completed_by TEXT,
    attribute_option_combo TEXT NOT NULL, assigned_user TEXT, follow_up INTEGER NOT NULL, geometry TEXT, stored_by TEXT,
    data_values TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, created_at_client TEXT, updated_at_client TEXT,
    created_by TEXT NOT NULL, updated_by TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS event_enrollment ON event (enrollment, stage);
CREATE INDEX IF NOT EXISTS event_stage ON event (stage, org_unit, status);
CREATE INDEX IF NOT EXISTS event_program ON event (program, org_unit);
CREATE INDEX IF NOT EXISTS event_updated ON event (updated_at);
CREATE TABLE IF NOT EXISTS note (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, value TEXT NOT NULL, stored_at TEXT NOT NULL,
    created_by TEXT NOT NULL, stored_by TEXT);
CREATE INDEX IF NOT EXISTS note_owner ON note (owner);
CREATE TABLE IF NOT EXISTS relationship (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, type TEXT NOT NULL, from_kind TEXT NOT NULL, from_uid TEXT NOT NULL,
    to_kind TEXT NOT NULL, to_uid TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, created_at_client TEXT,
    deleted INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS relationship_from ON relationship (from_uid);
CREATE INDEX IF NOT EXISTS relationship_to ON relationship (to_uid);
CREATE TABLE IF NOT EXISTS program_owner (
    tracked_entity INTEGER NOT NULL, program TEXT NOT NULL, org_unit TEXT NOT NULL, PRIMARY KEY (tracked_entity, program)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS program_owner_org_unit ON program_owner (program, org_unit);
CREATE TABLE IF NOT EXISTS temporary_owner (
    tracked_entity INTEGER NOT NULL, program TEXT NOT NULL, user TEXT NOT NULL, until INTEGER NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (tracked_entity, program, user)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS data_value (
    data_element TEXT NOT NULL, period TEXT NOT NULL, org_unit TEXT NOT NULL, category_option_combo TEXT NOT NULL,
    attribute_option_combo TEXT NOT NULL, value TEXT, comment TEXT, stored_by TEXT, created TEXT NOT NULL, last_updated TEXT NOT NULL,
    followup INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (org_unit, period, data_element, category_option_combo, attribute_option_combo)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS completion (
    data_set TEXT NOT NULL, period TEXT NOT NULL, org_unit TEXT NOT NULL, attribute_option_combo TEXT NOT NULL, date TEXT NOT NULL,
    stored_by TEXT NOT NULL, completed INTEGER NOT NULL, last_updated TEXT NOT NULL,
    PRIMARY KEY (data_set, period, org_unit, attribute_option_combo)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS approval (
    workflow TEXT NOT NULL, period TEXT NOT NULL, org_unit TEXT NOT NULL, attribute_option_combo TEXT NOT NULL,
    approved_at TEXT NOT NULL, approved_by TEXT NOT NULL,
    PRIMARY KEY (workflow, period, org_unit, attribute_option_combo)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS period (id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS data_store (
    uid TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, namespace TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, created TEXT NOT NULL,
    last_updated TEXT NOT NULL, last_updated_by TEXT NOT NULL, sharing TEXT NOT NULL, PRIMARY KEY (owner, namespace, key));
`

/** The SQLite database behind the sandbox. In a file it is written ahead (WAL), so killing the process loses no committed request. */
export class Store {
    private readonly database: DatabaseSync
    private readonly statements = new Map<string, StatementSync>()
    private depth = 0

    /**
     * @param path a file, or `:memory:`
     * @throws when the file cannot be opened or is no SQLite database
     */
    constructor(path: string) {
        try {
            this.database = new DatabaseSync(path)
            this.database.exec(
                'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536'
            )
            this.database.exec(SCHEMA)
        } catch (error) {
            throw new Error(`The store ${path} cannot be opened. Name a file of the sandbox, or a new one in a folder that exists.`, {
                cause: error,
            })
        }
    }

    /** All rows of a query. `Row` names the columns that the query selects. */
    all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
        return this.prepared(sql).all(...values) as Row[]
    }

    one<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
        return this.prepared(sql).get(...values) as Row | undefined
    }

    /** Runs a change; returns the number of rows changed and the id of a row inserted. */
    run(sql: string, ...values: SQLInputValue[]): { changes: number; id: number } {
        const { changes, lastInsertRowid } = this.prepared(sql).run(...values)
        return { changes: Number(changes), id: Number(lastInsertRowid) }
    }

    /** All or nothing. Nested calls join the outer one. */
    transaction<Result>(work: () => Result): Result {
        if (this.depth > 0) {
            return work()
        }
        this.database.exec('BEGIN IMMEDIATE')
        this.depth++
        try {
            const result = work()
            this.database.exec('COMMIT')
            return result
        } catch (error) {
            this.database.exec('ROLLBACK')
            throw error
        } finally {
            this.depth--
        }
    }

    close(): void {
        this.statements.clear()
        this.database.close()
    }

    private prepared(sql: string): StatementSync {
        const known = this.statements.get(sql)
        if (known) {
            return known
        }
        const made = this.database.prepare(sql)
        this.statements.set(sql, made)
        return made
    }
}
