import type { Day } from '#dhis2/day.ts'
import type { BarringReason, Outcome, Reason } from '#dhis2/outcome.ts'
import type { EnrollmentStatus, EventStatus } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Where a row stands in the partner's files. `row` counts records after the header. */
export interface RowPlace {
    file: string
    row: number
    sourceRecordId: string
}

/** One record as the partner sent it, under the mapping's names of the columns. */
export interface SourceRow extends RowPlace {
    /** known when the row comes from the ledger: the same record id for the so-manieth time in its stream */
    occurrence?: number
    /** an earlier row of the same stream says the same, word by word */
    copy?: boolean
    /** an earlier row of the same stream has the same record id, and says something else */
    again?: boolean
    cells: Readonly<Record<string, string>>
    /** columns of its stream that its file does not have: their cells are empty and say nothing */
    lacks?: ReadonlySet<string>
    /** what stands in columns that nothing reads, of a record without a number of its own: two that differ only there may be two */
    unread?: string
}

/** All that a row says as one text: rows of equal text are copies. An empty cell says something else than a column that is not there. */
export const rowText = ({ cells, lacks = new Set() }: SourceRow): string =>
    [...Object.values(cells), ...(lacks.size > 0 ? ['\u001e', ...lacks] : [])].join('\u001f')

/** Something to say about a row. Never holds a value: a column and a plain class of fault only. */
export interface Finding {
    reason: Reason | (string & {})
    column?: string
    detail?: string
}

/** Who may write a value: `partner` always, `fill` only where DHIS2 is empty, `facility` at creation only. */
export type Owner = 'partner' | 'fill' | 'facility'

/** A value wanted for an attribute or data element; an empty value deletes one that we delivered before. */
export interface WantedValue {
    id: Uid
    value: string
    column?: string
    owner: Owner
}

export interface WantedTrackedEntity {
    kind: 'trackedEntity'
    uid: Uid
    trackedEntityType: Uid
    orgUnit: Uid
    /** who may move the person to another org unit after creation; `partner` when not said */
    orgUnitOwner?: Owner
    values: readonly WantedValue[]
}

export interface WantedEnrollment {
    kind: 'enrollment'
    uid: Uid
    trackedEntity: Uid
    program: Uid
    orgUnit: Uid
    orgUnitOwner?: Owner
    status: EnrollmentStatus
    /** who may write the status; `partner` when left out */
    statusOwner?: Owner
    enrolledAt: Day
    occurredAt: Day
    completedAt?: Day
}

export interface WantedEvent {
    kind: 'event'
    uid: Uid
    trackedEntity: Uid
    enrollment: Uid
    program: Uid
    programStage: Uid
    orgUnit: Uid
    status: EventStatus
    statusOwner?: Owner
    occurredAt?: Day
    scheduledAt?: Day
    completedAt?: Day
    values: readonly WantedValue[]
    /** data element in which it carries the id of the partner's record */
    recordIn?: Uid
    /** text of the note that a new planned event carries */
    note?: string
}

export interface WantedRelationship {
    kind: 'relationship'
    uid: Uid
    trackedEntity: Uid
    relationshipType: Uid
    from: Uid
    to: Uid
}

/** An object as a row wants it in DHIS2. When several rows want the same UID, it belongs to the first that delivered it. */
export type Wanted = WantedTrackedEntity | WantedEnrollment | WantedEvent | WantedRelationship

/** What a partner's own record of an appointment says of it. */
export const PLAN_STATUSES = ['SCHEDULED', 'KEPT', 'MISSED', 'CANCELLED'] as const
export type PlanStatus = (typeof PLAN_STATUSES)[number]

export const isPlanStatus = (word: string): word is PlanStatus => PLAN_STATUSES.some((status) => status === word)

/** An appointment that a row names. It becomes a planned event once all visits of the run are known (a visit may have kept it). */
export interface WantedPlan {
    trackedEntity: Uid
    enrollment: Uid
    program: Uid
    programStage: Uid
    orgUnit: Uid
    on: Day
    column: string
    /** text of the purpose note */
    note: string
    /** derived from client, stage and day: the same appointment named twice is one event */
    uid: Uid
    /** what the partner's record of the appointment says; none when a visit only names the day of the next one */
    status?: PlanStatus
}

/** What becomes of objects that were delivered and that their row no longer wants. Appointments are always skipped. */
export interface WithdrawalPolicy {
    /** of events that were held, and of relationships: DHIS2 cannot cancel these */
    held: 'ask' | 'delete' | 'leave'
    enrollments: 'cancel' | 'ask' | 'leave'
    /** of what was delivered by rows that are absent from a full export */
    absent: 'report' | 'ask' | 'withdraw'
    /** of what was delivered by rows that may not be delivered any more: without consent, made for practice, of another country */
    barred: 'ask' | 'withdraw'
}

/** Somebody whom a row may speak of, with points of likeness (0-100). */
export interface Candidate {
    uid: Uid
    points: number
}

/** What a person decided about whom a row speaks of: the one who is the same, and those who are others. */
export interface KnownIdentities {
    same?: Uid
    others: readonly Uid[]
}

/** What mapping makes of one row. Only `load` and `load_warn` rows want anything. */
export interface MappedRow {
    place: RowPlace
    stream: string
    outcome: Outcome
    findings: readonly Finding[]
    wanted: readonly Wanted[]
    plans: readonly WantedPlan[]
    /** facility of the row */
    orgUnit?: Uid
    /** persons of earlier rows, most alike first, when it cannot tell whether the row speaks of one of them */
    candidates?: readonly Candidate[]
    /** objects that it may want only because its file lacks a column: they are not made for a row that did without them before */
    unsure?: ReadonlySet<Uid>
    /** true when its file lacks a column by which the mapping decides what it wants: what it wants no longer is not taken back */
    partial?: boolean
}

/** What is remembered of a person or other subject of rows, so that later rows can be judged by it. */
export interface Subject {
    /** what the mapping calls it, e.g. `client`, `infant` */
    kind: string
    /** the partner's key, e.g. the client number */
    key: string
    standing: 'loaded' | 'parked' | 'refused'
    /** why its own record may not be delivered at all, whatever else it says */
    barred?: BarringReason
    /** the subject on whose record its own hangs, such as the mother of an infant */
    parent?: Pick<Subject, 'kind' | 'key'>
    /** undefined when not loaded */
    trackedEntity?: Uid
    enrollment?: Uid
    program?: Uid
    orgUnit?: Uid
    /** the few values that the mapping asks to remember: birth, death, enrolment day … */
    facts: Readonly<Record<string, string>>
}

/** Memory of subjects across rows, files and runs. Values come in clear and are kept as keyed hashes or ciphertext. */
export interface SubjectIndex {
    get(kind: string, key: string): Subject | undefined
    /** subjects of a kind that hold any of these marks: `CCC_NUMBER=…`, or a signature of names, birth and phone */
    marked(kind: string, marks: readonly string[]): Subject[]
    /** @param more true when its file keeps silent about some marks: those known before stay */
    remember(subject: Subject, marks: readonly string[], more?: boolean): void
}
