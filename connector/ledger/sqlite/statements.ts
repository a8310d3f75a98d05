import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { BROKEN_OFF, NO_CONTENT, REOPENED } from '../ledger.ts'
import { DAYS_OF, HEADERS_OF, OBJECT_COLUMNS, PLAN_COLUMNS, REVIEW_COLUMNS } from './records.ts'

/** A list of keys given as one JSON array. */
export const GIVEN = '(select value from json_each(?))'

/**
 * The rows of a table of which a column is one of distinct keys given as one JSON array. Key by key: SQLite would sort the keys first,
 * though there is often nothing to be found.
 */
export const given = (table: string, column: string): string => `${GIVEN} given cross join ${table} on ${table}.${column} = given.value`

/** The same, for a statement that changes or deletes them. */
const isGiven = (table: string, column: string): string => `rowid in (select ${table}.rowid from ${given(table, column)})`

/** Appointments that an event kept or made needless are judged anew. */
export const REPLAN = `update plan set state = 'pending' where state in ('kept', 'passed') and (enrollment, program_stage) =
    (select enrollment, program_stage from object where uid = ? and kind = 'event')`

/** What a run asks and tells its ledger, prepared once. */
export const statements = (database: DatabaseSync) =>
    prepareAll(database, {
        headers: HEADERS_OF,
        dropHeaders: 'delete from source_header where source = ?',
        putHeaders: 'insert into source_header values (?, ?, ?)',
        exportDays: DAYS_OF,
        putExportDay: 'insert or replace into export_day values (?, ?, ?, ?)',
        rows: `select key, content, outcome, corrects, file, row, objects from ${given('source_row', 'key')}`,
        bodies: `select row_key as key, sealed from ${given('body', 'row_key')}`,
        rowsInFull: `select key, file, row, outcome, reason, column_name as "column" from ${given('source_row', 'key')} where run = ?`,
        refuse: "update source_row set outcome = 'reject', reason = ?, column_name = ?, detail = ? where key = ?",
        putRow: `insert into source_row values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (key) do update set content = excluded.content,
            outcome = excluded.outcome, reason = excluded.reason, column_name = excluded.column_name, detail = excluded.detail,
            file = excluded.file, row = excluded.row, run = excluded.run, corrects = excluded.corrects,
            objects = excluded.objects`,
        beginRow: `insert into source_row (key, content, outcome, reason, file, row, run, source, objects)
            values (?, '${REOPENED}', 'park', '${BROKEN_OFF}', ?, ?, ?, ?, ?)
            on conflict (key) do update set content = excluded.content, objects = excluded.objects,
            outcome = iif(outcome in ('skip', 'void'), excluded.outcome, outcome), reason = iif(outcome in ('skip', 'void'), excluded.reason, reason)`,
        forgetWaiting: `delete from source_row where key in ${GIVEN} and outcome in ('park', 'reject') and objects = '' returning key`,
        forgetProblems: `delete from source_row where source = ? and file = ? and content = '${NO_CONTENT}'`,
        reopen: `update source_row set content = '${REOPENED}' where ${isGiven('source_row', 'key')}`,
        putBody: 'insert or replace into body values (?, ?, ?, ?)',
        dropBodies: `delete from body where ${isGiven('body', 'row_key')}`,
        objects: `select ${OBJECT_COLUMNS} from ${given('object', 'uid')}`,
        eventsOf: `select ${OBJECT_COLUMNS} from object where kind = 'event' and enrollment in ${GIVEN}`,
        countObjects: 'select count(*) as count from object',
        decisions: `select ${REVIEW_COLUMNS}, decision from ${given('review', 'row_key')} where decision is not null and closed is null`,
        // questions about withdrawn objects are closed when these are settled, whatever becomes of the row
        identities: `select row_key as "row", uid, decision from ${given('review', 'row_key')}
            where kind = 'IDENTITY' and decision in ('same', 'other') and uid <> ''`,
        closeReviews: `update review set closed = ? where closed is null and kind <> 'VOIDED' and ${isGiven('review', 'row_key')}`,
        // who a row speaks of is decided for good
        closeUndecided: `update review set closed = ? where closed is null and kind <> 'VOIDED' and (decision is null or kind = 'IDENTITY')
            and ${isGiven('review', 'row_key')}`,
        // asked again: what was decided for good stays decided
        putReview: `insert into review (kind, row_key, uid, field, points, opened, org_unit) values (?, ?, ?, ?, ?, ?, ?)
            on conflict (kind, row_key, uid, field) do update set closed = null, points = excluded.points, org_unit = excluded.org_unit,
            decision = iif(decision = 'leave', decision, null)`,
        putObject: `insert into object values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (uid) do update set owner = excluded.owner,
            tracked_entity = excluded.tracked_entity, fields = excluded.fields, linked = excluded.linked, status = excluded.status, day = excluded.day, run = excluded.run`,
        aliases: `select wanted, uid from ${given('alias', 'wanted')}`,
        putAlias: 'insert or replace into alias values (?, ?)',
        replan: REPLAN,
        putRefusal: 'insert or replace into refusal values (?, ?, ?, ?)',
        dropRefusals: `delete from refusal where ${isGiven('refusal', 'row_key')}`,
        plansNamedBy: `select ${PLAN_COLUMNS} from ${given('plan', 'owner')}`,
        plansAt: `select ${PLAN_COLUMNS} from plan where event in ${GIVEN} union select ${PLAN_COLUMNS} from plan where event is null and uid in ${GIVEN}`,
        plansToSettle: `select ${PLAN_COLUMNS} from plan where enrollment in (
                select distinct enrollment from plan where enrollment > ? and (state = 'pending'
                    or state = 'planned' and exists (select 1 from object
                        where object.kind = 'event' and object.enrollment = plan.enrollment and object.run = ?)
                    or state = 'dropped' and exists (select 1 from object where object.uid = coalesce(plan.event, plan.uid) and object.status = 'SCHEDULE'))
                order by enrollment limit ?)
            order by enrollment`,
        // a day that is named again while it is known stays what it is, unless its record says something else now; one that was dropped lives again
        putPlan: `insert into plan values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (uid, owner) do update set
            state = iif(excluded.state = 'pending' and state <> 'dropped' and status is excluded.status, state, excluded.state),
            tracked_entity = excluded.tracked_entity, enrollment = excluded.enrollment, org_unit = excluded.org_unit,
            named_on = excluded.named_on, column_name = excluded.column_name, note = excluded.note,
            status = excluded.status, event = coalesce(excluded.event, event)`,
    })

export const prepareAll = <Name extends string>(database: DatabaseSync, sql: Record<Name, string>): Record<Name, StatementSync> => {
    const prepared = {} as Record<Name, StatementSync>
    for (const name in sql) {
        prepared[name] = database.prepare(sql[name])
    }
    return prepared
}
