import type { JsonObject } from '../json.ts'
import type { Uid } from '#dhis2/uid.ts'

export interface InAttribute {
    attribute: string
    storedBy?: string
    /** nothing means: delete the stored value */
    value?: string
}

interface InDataValue {
    dataElement: string
    value?: string
    storedBy?: string
    providedElsewhere: boolean
}

export interface InNote {
    note: Uid
    value: string
    storedBy?: string
}

/** What tracked entities, enrollments and events have in common. */
export interface Common {
    uid: Uid
    orgUnit?: string
    geometry?: JsonObject
    createdAtClient?: string
    updatedAtClient?: string
    storedBy?: string
}

export interface InTrackedEntity extends Common {
    kind: 'TRACKED_ENTITY'
    type?: string
    inactive: boolean
    potentialDuplicate: boolean
    attributes: InAttribute[]
}

export interface InEnrollment extends Common {
    kind: 'ENROLLMENT'
    trackedEntity?: Uid
    program?: string
    status: 'ACTIVE' | 'COMPLETED' | 'CANCELLED'
    enrolledAt?: string
    occurredAt?: string
    completedAt?: string
    followUp: boolean
    attributes: InAttribute[]
    notes: InNote[]
}

type InEventStatus = (typeof EVENT_STATUSES)[number]

export interface InEvent extends Common {
    kind: 'EVENT'
    enrollment?: Uid
    program?: string
    stage?: string
    status: InEventStatus
    occurredAt?: string
    scheduledAt?: string
    completedAt?: string
    followUp: boolean
    attributeOptionCombo: string
    assignedUser?: { uid?: string; username?: string }
    dataValues: InDataValue[]
    notes: InNote[]
}

/** One end of a relationship: which kinds of object it names. */
export interface InEnd {
    kind: 'TRACKED_ENTITY' | 'ENROLLMENT' | 'EVENT'
    uid: Uid
}

export interface InRelationship {
    kind: 'RELATIONSHIP'
    uid: Uid
    type?: string
    /** ends as given; a well-formed side has exactly one */
    from: InEnd[]
    to: InEnd[]
    createdAtClient?: string
}

export type InObject = InTrackedEntity | InEnrollment | InEvent | InRelationship

/** A payload flattened: children stand beside their parents and name them. */
export interface Bundle {
    trackedEntities: InTrackedEntity[]
    enrollments: InEnrollment[]
    events: InEvent[]
    relationships: InRelationship[]
}

/** The first stands for a status that is left out. */
export const EVENT_STATUSES = ['ACTIVE', 'COMPLETED', 'VISITED', 'SCHEDULE', 'OVERDUE', 'SKIPPED'] as const
export const ENROLLMENT_STATUSES = ['ACTIVE', 'COMPLETED', 'CANCELLED'] as const
