import type { DatabaseSync } from 'node:sqlite'

/** Each entry moves a ledger one version on. Entries are never changed once released. */
const MIGRATIONS: readonly string[] = [
    `
    create table meta (name text primary key, value text not null);
    create table lease (name text primary key, holder text not null, host text not null, pid integer not null, until integer not null);
    create table run (id integer primary key, source text not null, started text not null, ended text, exit_code integer, counts text);
    create table source_row (
        key text not null unique, content text not null, outcome text not null,
        reason text, column_name text, detail text, file text not null, row integer not null, run integer not null
    );
    create table body (row_key text not null unique, sealed blob not null, expires text not null);
    create table object (
        uid text not null unique, kind text not null, owner text not null, tracked_entity text not null, fields text not null,
        linked integer not null, program text, enrollment text, program_stage text, status text, day text,
        since integer not null, run integer not null
    );
    create index object_events on object (enrollment) where kind = 'event';
    create table alias (wanted text primary key, uid text not null) without rowid;
    create table refusal (uid text not null, row_key text not null, codes text not null, run integer not null, primary key (row_key, uid));
    create table plan (
        uid text not null unique, owner text not null, state text not null, tracked_entity text not null, enrollment text not null,
        program text not null, program_stage text not null, org_unit text not null, day text not null, named_on text,
        column_name text not null, note text not null
    );
    create index plan_owner on plan (owner);
    create index plan_enrollment on plan (enrollment);
    create table subject (
        mark text not null unique, standing text not null, tracked_entity text, enrollment text, program text, org_unit text,
        sealed blob not null
    );
    create index subject_tracked_entity on subject (tracked_entity);
    create table mark (mark text not null, subject text not null, primary key (mark, subject)) without rowid;
    `,
    // a plan is kept once for each row that names it, with what a record of the appointment says
    `
    alter table plan rename to old_plan;
    drop index plan_owner;
    drop index plan_enrollment;
    create table plan (
        uid text not null, owner text not null, state text not null, tracked_entity text not null, enrollment text not null,
        program text not null, program_stage text not null, org_unit text not null, day text not null, named_on text,
        column_name text not null, note text not null, status text, unique (uid, owner)
    );
    insert into plan select *, null from old_plan;
    drop table old_plan;
    create index plan_owner on plan (owner);
    create index plan_enrollment on plan (enrollment);
    `,
]

/**
 * WAL with full synchronisation: what was committed outlives a power cut. The page cache and the rare checkpoints keep inserts of
 * hundreds of thousands of random keys at microseconds (measured: 3 µs an object against 20 with SQLite's defaults).
 */
const PRAGMAS = `
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma busy_timeout = 10000;
    pragma cache_size = -12000;
    pragma wal_autocheckpoint = 4000;
`

/** Opens the settings of a connection and brings its tables to the newest version. */
export const prepareSchema = (database: DatabaseSync): void => {
    database.exec(PRAGMAS)
    database.exec('begin immediate')
    const row = database.prepare('pragma user_version').get()
    for (const migration of MIGRATIONS.slice(Number(row?.user_version ?? 0))) {
        database.exec(migration)
    }
    database.exec(`pragma user_version = ${MIGRATIONS.length}; commit;`)
}
