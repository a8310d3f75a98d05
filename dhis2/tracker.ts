import * as z from 'zod/mini'

const uid = z.string()
const text = z.optional(z.string())
const username = z.optional(z.object({ username: text }))

export const Note = z.object({ note: text, value: text, storedAt: text })
export type Note = z.infer<typeof Note>

/** An attribute as DHIS2 gives it; without `value` it is to be read as absent (2.41 and 2.42 keep such rows). */
export const Attribute = z.object({ attribute: uid, value: text, updatedAt: text, storedBy: text })
export type Attribute = z.infer<typeof Attribute>

export const DataValue = z.object({
    dataElement: uid,
    value: text,
    providedElsewhere: z.optional(z.boolean()),
    updatedAt: text,
    createdBy: username,
    updatedBy: username,
})
export type DataValue = z.infer<typeof DataValue>

/** `OVERDUE` is accepted by servers but then found by no query, so we never write it (dhis2-core 2.40-2.43). */
export const EventStatus = z.enum(['ACTIVE', 'COMPLETED', 'SCHEDULE', 'SKIPPED', 'OVERDUE', 'VISITED'])
export type EventStatus = z.infer<typeof EventStatus>

export const EnrollmentStatus = z.enum(['ACTIVE', 'COMPLETED', 'CANCELLED'])
export type EnrollmentStatus = z.infer<typeof EnrollmentStatus>

/** One visit, test or plan. Dates are in the server's zone and carry none of their own. */
export const Event = z.object({
    event: uid,
    program: text,
    programStage: uid,
    enrollment: text,
    trackedEntity: text,
    orgUnit: text,
    status: z.optional(EventStatus),
    occurredAt: text,
    scheduledAt: text,
    completedAt: text,
    updatedAt: text,
    attributeOptionCombo: text,
    deleted: z.optional(z.boolean()),
    followUp: z.optional(z.boolean()),
    /** 2.40 spells it so */
    followup: z.optional(z.boolean()),
    geometry: z.optional(z.unknown()),
    assignedUser: username,
    dataValues: z.optional(z.array(DataValue)),
    notes: z.optional(z.array(Note)),
})
export type Event = z.infer<typeof Event>

export const Enrollment = z.object({
    enrollment: uid,
    trackedEntity: text,
    program: text,
    orgUnit: text,
    status: z.optional(EnrollmentStatus),
    enrolledAt: text,
    occurredAt: text,
    completedAt: text,
    updatedAt: text,
    /** from 2.43 on */
    attributeOptionCombo: text,
    deleted: z.optional(z.boolean()),
    followUp: z.optional(z.boolean()),
    geometry: z.optional(z.unknown()),
    attributes: z.optional(z.array(Attribute)),
    events: z.optional(z.array(Event)),
    notes: z.optional(z.array(Note)),
})
export type Enrollment = z.infer<typeof Enrollment>

/** One end of a relationship: exactly one of its parts is given. */
export const RelationshipItem = z.object({
    trackedEntity: z.optional(z.object({ trackedEntity: uid, attributes: z.optional(z.array(Attribute)) })),
    enrollment: z.optional(z.object({ enrollment: uid })),
    event: z.optional(z.object({ event: uid })),
})
export type RelationshipItem = z.infer<typeof RelationshipItem>

export const Relationship = z.object({
    relationship: text,
    relationshipType: uid,
    createdAt: text,
    /** shown from 2.42 on */
    deleted: z.optional(z.boolean()),
    from: RelationshipItem,
    to: RelationshipItem,
})
export type Relationship = z.infer<typeof Relationship>

export const ProgramOwner = z.object({ program: uid, orgUnit: uid })

/** A person (or other subject) with all that hangs on it. */
export const TrackedEntity = z.object({
    trackedEntity: uid,
    trackedEntityType: text,
    orgUnit: text,
    updatedAt: text,
    inactive: z.optional(z.boolean()),
    deleted: z.optional(z.boolean()),
    potentialDuplicate: z.optional(z.boolean()),
    geometry: z.optional(z.unknown()),
    attributes: z.optional(z.array(Attribute)),
    enrollments: z.optional(z.array(Enrollment)),
    relationships: z.optional(z.array(Relationship)),
    programOwners: z.optional(z.array(ProgramOwner)),
})
export type TrackedEntity = z.infer<typeof TrackedEntity>

/** The body of `POST /api/tracker`. Nested and flat objects may be mixed; we send flat ones. */
export interface TrackerPayload {
    trackedEntities?: Partial<TrackedEntity>[]
    enrollments?: Partial<Enrollment>[]
    events?: Partial<Event>[]
    relationships?: Partial<Relationship>[]
}

/** The tracker object types as reports and error entries name them. */
export const TrackerType = z.enum(['TRACKED_ENTITY', 'ENROLLMENT', 'EVENT', 'RELATIONSHIP'])
export type TrackerType = z.infer<typeof TrackerType>
