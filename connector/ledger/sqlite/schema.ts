import { closeSync, openSync, rmSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { Failure } from '../../failure.ts'
import { writing } from './writing.ts'

/** Each entry moves a ledger one version on. Entries are never changed once released. */
export const MIGRATIONS: readonly string[] = [
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
    // what was kept of unfinished rows did not tell their record ids: the next export brings those rows again
    `
    alter table source_row add column source text not null default '';
    alter table source_row add column corrects text;
    create index source_row_waiting on source_row (reason) where outcome in ('park', 'reject');
    delete from body;
    create table review (
        id integer primary key, kind text not null, row_key text not null, uid text not null, field text not null default '',
        points integer, opened integer not null, closed text, decision text, unique (kind, row_key, uid, field)
    );
    create index review_row on review (row_key);
    create table audit (id integer primary key, at text not null, what text not null, run integer, detail text not null, chain text not null);
    `,
    'create table source_header (source text not null, file text not null, headers text not null, primary key (source, file)) without rowid;',
    // which objects a row wants; rows are worked on once more to tell which of them several want
    `
    alter table source_row add column objects text not null default '';
    create index owned on object (owner);
    update source_row set objects = coalesce((select group_concat(uid, ' ') from object where owner = key), '');
    update source_row set content = 'moved on' where outcome in ('load', 'load_warn', 'unchanged');
    drop index owned;
    create table share (uid text not null, row_key text not null, primary key (uid, row_key)) without rowid;
    create table withdrawal (
        uid text primary key, kind text not null, row_key text not null, source text not null, stream text not null,
        cause text not null, state text not null, run integer not null
    ) without rowid;
    create index withdrawal_row on withdrawal (row_key);
    `,
    'alter table review add column org_unit text;',
    'alter table run add column whole integer not null default 1;',
    // some scalars are their own fingerprints now: all objects are compared once more
    "update source_row set content = 'moved on' where outcome in ('load', 'load_warn', 'unchanged');",
    'create table export_day (source text not null, file text not null, day text not null, as_of text not null, primary key (source, file)) without rowid;',
    'alter table plan add column event text; create index plan_event on plan (event) where event is not null;',
    'alter table body add column org_unit text;',
]

/**
 * WAL with full synchronisation: what was committed outlives a power cut. The page cache and the rare checkpoints keep inserts of
 * hundreds of thousands of random keys at microseconds (measured: 3 µs an object against 20 with SQLite's defaults). Patience comes first:
 * two processes may make the same ledger.
 */
export const PRAGMAS = `
    pragma busy_timeout = 10000;
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma cache_size = -6000;
    pragma wal_autocheckpoint = 4000;
`

/**
 * Opens the settings of a connection and brings its tables to the newest version. A ledger that is moved on is copied first.
 *
 * @throws Failure when a newer program made it
 */
export const prepareSchema = (database: DatabaseSync, path: string): void => {
    database.exec(PRAGMAS)
    const before = versionOf(database)
    if (before > MIGRATIONS.length) {
        throw new Failure({
            kind: 'configuration',
            what: 'This ledger was written by a newer kmmp.',
            where: path,
            why: `It has version ${before}; this kmmp knows versions up to ${MIGRATIONS.length}.`,
            next: 'Use the newer kmmp, or put back the copy beside the ledger that was made before it was moved on.',
        })
    }
    if (before === MIGRATIONS.length) {
        // asking takes no lock: a run may be writing
        return
    }
    if (before > 0) {
        keepCopy(database, `${path}.v${before}`)
    }
    writing(database, () => {
        // another process may have moved it on in the meantime
        for (const migration of MIGRATIONS.slice(versionOf(database))) {
            database.exec(migration)
        }
        database.exec(`pragma user_version = ${MIGRATIONS.length}`)
    })
}

const versionOf = (database: DatabaseSync): number => Number(database.prepare('pragma user_version').get()?.user_version ?? 0)

/** The ledger as it was, for the way back. One made by a process that was killed is replaced. */
const keepCopy = (database: DatabaseSync, copy: string): void => {
    rmSync(copy, { force: true })
    closeSync(openSync(copy, 'w', 0o600))
    database.prepare('vacuum into ?').run(copy)
}
