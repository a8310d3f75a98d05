import { z } from 'zod'
import { PLAN_STATUSES } from '../../records.ts'
import type { DecidedReview, ExportDay, KnownRow, ObjectRecord, PlanRecord, RowBody } from '../ledger.ts'
import { Outcome } from '#dhis2/outcome.ts'
import { EnrollmentStatus, EventStatus } from '#dhis2/tracker.ts'

export const text = z
    .string()
    .nullable()
    .transform((value) => value ?? undefined)

const ObjectRow = z.object({
    uid: z.string(),
    kind: z.enum(['trackedEntity', 'enrollment', 'event', 'relationship']),
    owner: z.string(),
    trackedEntity: z.string(),
    fields: z.string(),
    linked: z.number().transform((value) => value === 1),
    program: text,
    enrollment: text,
    programStage: text,
    status: z
        .union([EnrollmentStatus, EventStatus])
        .nullable()
        .transform((value) => value ?? undefined),
    day: text,
    since: z.number(),
})

const PlanRow = z.object({
    uid: z.string(),
    owner: z.string(),
    state: z.enum(['pending', 'planned', 'kept', 'passed', 'dropped']),
    trackedEntity: z.string(),
    enrollment: z.string(),
    program: z.string(),
    programStage: z.string(),
    orgUnit: z.string(),
    on: z.string(),
    namedOn: text,
    status: z
        .enum(PLAN_STATUSES)
        .nullable()
        .transform((value) => value ?? undefined),
    column: z.string(),
    note: z.string(),
    event: text,
})

export const OBJECT_COLUMNS =
    'uid, kind, owner, tracked_entity as trackedEntity, fields, linked, program, enrollment, program_stage as programStage, status, day, since'

export const PLAN_COLUMNS =
    'uid, owner, state, tracked_entity as trackedEntity, enrollment, program, program_stage as programStage, org_unit as orgUnit, ' +
    'day as "on", named_on as namedOn, status, column_name as "column", note, event'

export const REVIEW_COLUMNS = 'kind, row_key as "row", uid, field, points'

export const HEADERS_OF = 'select file, headers from source_header where source = ?'

export const DAYS_OF = 'select file, day, as_of as asOf from export_day where source = ?'

export const readDays = (rows: readonly Record<string, unknown>[]): Map<string, ExportDay> =>
    new Map(rows.map(({ file, day, asOf }) => [String(file), { day: String(day), asOf: String(asOf) }]))

/** Stands in no header. */
export const BETWEEN_HEADERS = '\u001f'

export const readHeaders = (rows: readonly Record<string, unknown>[]): Map<string, readonly string[]> =>
    new Map(rows.map(({ file, headers }) => [String(file), String(headers).split(BETWEEN_HEADERS)]))

const ReviewRow = z.object({
    kind: z.enum(['CONFLICT', 'IDENTITY', 'BURNT', 'VOIDED']),
    row: z.string(),
    uid: z.string(),
    field: z.string(),
    points: z
        .number()
        .nullable()
        .transform((value) => value ?? undefined),
})
export const Decision = z.enum(['partner', 'facility', 'same', 'other', 'again', 'withdraw', 'leave'])
const DecidedRow = ReviewRow.extend({ decision: Decision })
const OpenRow = ReviewRow.extend({ orgUnit: text, id: z.number(), opened: z.number(), decision: Decision.nullable() })

export const readDecided = (row: unknown): DecidedReview => DecidedRow.parse(row)
export const readOpenReview = (row: unknown) => OpenRow.parse(row)
export const readObject = (row: unknown): ObjectRecord => ObjectRow.parse(row)
export const readPlan = (row: unknown): PlanRecord => PlanRow.parse(row)

const Body = z.object({
    stream: z.string(),
    sourceRecordId: z.string(),
    occurrence: z.number(),
    cells: z.record(z.string(), z.string()),
    lacks: z.array(z.string()).optional(),
})
export const readBody = (json: string): RowBody => Body.parse(JSON.parse(json))

/** UIDs in one text. */
export const uids = z.string().transform((list) => list.split(' ').filter((uid) => uid !== ''))

const Row = z.object({ content: z.string(), outcome: Outcome, corrects: text, file: z.string(), row: z.number(), objects: uids })
export const readRow = (found: unknown): KnownRow => {
    const { file, row, ...known } = Row.parse(found)
    return { ...known, place: { file, row } }
}

const FullRow = z.object({ key: z.string(), file: z.string(), row: z.number(), outcome: Outcome, reason: text, column: text })

export const readFullRow = (found: unknown) => {
    const { key, file, row, ...before } = FullRow.parse(found)
    return { key, place: { file, row }, before }
}
