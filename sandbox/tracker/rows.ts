/** Rows of the tracker tables. Dates are local texts, flags 0 or 1, `…_by` JSON of a user. */
interface Stamped {
    id: number
    uid: string
    created_at: string
    updated_at: string
    created_at_client: string | null
    updated_at_client: string | null
    created_by: string
    updated_by: string
    deleted: number
}

export interface TrackedEntityRow extends Stamped {
    type: string
    org_unit: string
    inactive: number
    potential_duplicate: number
    geometry: string | null
    stored_by: string | null
}

export interface EnrollmentRow extends Stamped {
    tracked_entity: number
    program: string
    org_unit: string
    status: string
    enrolled_at: string
    occurred_at: string | null
    completed_at: string | null
    completed_by: string | null
    follow_up: number
    geometry: string | null
    stored_by: string | null
}

export interface EventRow extends Stamped {
    enrollment: number | null
    program: string
    stage: string
    org_unit: string
    status: string
    occurred_at: string | null
    scheduled_at: string | null
    completed_at: string | null
    completed_by: string | null
    attribute_option_combo: string
    assigned_user: string | null
    follow_up: number
    geometry: string | null
    stored_by: string | null
    data_values: string
}

export interface RelationshipRow {
    id: number
    uid: string
    type: string
    from_kind: string
    from_uid: string
    to_kind: string
    to_uid: string
    created_at: string
    updated_at: string
    created_at_client: string | null
    deleted: number
}

export interface AttributeRow {
    tracked_entity: number
    attribute: string
    value: string | null
    created_at: string
    updated_at: string
    stored_by: string | null
}

export interface NoteRow {
    uid: string
    owner: string
    value: string
    stored_at: string
    created_by: string
    stored_by: string | null
}

/** A stored data value of an event, inside the event's `data_values`. */
export interface StoredValue {
    value: string
    createdAt: string
    updatedAt: string
    storedBy?: string
    providedElsewhere: boolean
    createdBy?: unknown
    updatedBy?: unknown
}

export type StoredValues = Record<string, StoredValue>

/** Columns of an event; data values are most of its size, and not read where nobody wants them. */
export const eventColumns = (withValues: boolean): string =>
    withValues
        ? '*'
        : `id, uid, enrollment, program, stage, org_unit, status, occurred_at, scheduled_at, completed_at, completed_by,
           attribute_option_combo, assigned_user, follow_up, geometry, stored_by, created_at, updated_at, created_at_client,
           updated_at_client, created_by, updated_by, deleted, '{}' AS data_values`
