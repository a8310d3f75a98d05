import * as z from 'zod/mini'

/** What became of one source row. One row has one outcome, the worst of its objects. */
export const Outcome = z.enum(['load', 'load_warn', 'unchanged', 'park', 'reject', 'skip', 'void'])
export type Outcome = z.infer<typeof Outcome>

/** The words of reports: every row counts under exactly one of them. */
export const Count = z.enum(['delivered', 'unchanged', 'skipped', 'voided', 'parked', 'refused'])
export type Count = z.infer<typeof Count>

/** Under which word of the report an outcome counts. */
export const countOf: Record<Outcome, Count> = {
    load: 'delivered',
    load_warn: 'delivered',
    unchanged: 'unchanged',
    skip: 'skipped',
    void: 'voided',
    park: 'parked',
    reject: 'refused',
}

/** True when DHIS2 holds what the row says. */
export const isDelivered = (outcome: Outcome): boolean => outcome === 'load' || outcome === 'load_warn' || outcome === 'unchanged'

const WORST_FIRST: readonly Outcome[] = ['reject', 'park', 'void', 'skip', 'load_warn', 'load', 'unchanged']

/** The outcome that a row takes when its parts have several. */
export const worst = (outcomes: readonly Outcome[]): Outcome => WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? 'unchanged'

/** Why a row was warned of, parked, rejected, skipped or voided, and with which outcome each reason goes. */
export const outcomeOfReason = {
    SENTINEL_TO_NULL: 'load_warn',
    PHONE_INVALID: 'load_warn',
    PHONE_MULTIPLE: 'load_warn',
    CCC_11_DIGITS: 'load_warn',
    ID_INVALID: 'load_warn',
    FACILITY_BY_NAME: 'load_warn',
    COUNTY_MISMATCH: 'load_warn',
    RESULT_NOT_USABLE: 'load_warn',
    DUPLICATE_CLIENT: 'load_warn',
    MM_UNKNOWN: 'load_warn',
    PARENT_MISSING: 'park',
    IDENTITY_AMBIGUOUS: 'park',
    FACILITY_UNKNOWN: 'park',
    FACILITY_CLOSED: 'park',
    DATE_AMBIGUOUS: 'park',
    VALUE_UNKNOWN_CODE: 'park',
    EVENT_AFTER_DEATH: 'park',
    FILE_INCOMPLETE: 'park',
    HEADER_UNKNOWN: 'park',
    DATE_IMPLAUSIBLE: 'reject',
    DATE_INVALID: 'reject',
    MANDATORY_MISSING: 'reject',
    CONSENT_MISSING: 'reject',
    TEST_RECORD: 'skip',
    OTHER_COUNTRY: 'skip',
    TOTAL_ROW: 'skip',
    EXACT_DUPLICATE: 'skip',
    REPEATED_HEADER: 'skip',
    DELETED_AT_SOURCE: 'void',
} as const satisfies Record<string, Outcome>

/** Reasons for which a record may not be in DHIS2 at all, whatever else it says. */
const BARRED = ['CONSENT_MISSING', 'TEST_RECORD', 'OTHER_COUNTRY'] as const satisfies Reason[]
export type BarringReason = (typeof BARRED)[number]

export const isBarred = (reason: string): reason is BarringReason => BARRED.some((barring) => barring === reason)

/** A reason of ours. A refusal by DHIS2 carries the DHIS2 code (`E1125`) instead. */
export type Reason = keyof typeof outcomeOfReason
