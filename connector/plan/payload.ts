import { readFingerprints } from '../ledger/fingerprints.ts'
import type { Wanted, WantedEnrollment, WantedEvent, WantedRelationship, WantedTrackedEntity } from '../records.ts'
import type { Current, Field } from './fields.ts'
import { dayPart } from '#dhis2/day.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'
import type { Enrollment, Event, Relationship, TrackedEntity } from '#dhis2/tracker.ts'

/** An object as it goes into a request. */
export type Payload = Partial<TrackedEntity> | Partial<Enrollment> | Partial<Event> | Partial<Relationship>

/** A new object: all its scalars and its values, empty ones left out (DHIS2 2.41 and 2.42 would store them as rows without value). */
export const newObject = (wanted: Wanted): Payload => {
    switch (wanted.kind) {
        case 'trackedEntity':
            return {
                trackedEntity: wanted.uid,
                trackedEntityType: wanted.trackedEntityType,
                orgUnit: wanted.orgUnit,
                attributes: wanted.values.flatMap(({ id, value }) => (value === '' ? [] : { attribute: id, value })),
            }
        case 'enrollment':
            return newEnrollment(wanted)
        case 'event':
            return newEvent(wanted)
        case 'relationship':
            return newRelationship(wanted)
    }
}

/**
 * A full object for an update: DHIS2 resets every scalar that is left out (dhis2-core 2.40-2.43), so they are taken from what it holds,
 * with the changed ones over them. Values merge there, so only changed ones are sent; an empty one deletes. With an event go all values that
 * are ours: program rules of 2.42 and 2.43 see nothing of an event but what the payload holds, and would take it for another's.
 *
 * @param delivered fingerprints of the values that are ours
 */
export const changedObject = (
    wanted: Wanted,
    current: Current,
    { write, delivered }: { write: readonly Field[]; delivered: string }
): Payload => {
    const scalars = Object.fromEntries(write.filter(({ scalar }) => scalar).map(({ name, value }) => [name, value]))
    const values = write.filter(({ scalar }) => !scalar)
    if (wanted.kind === 'trackedEntity' && current.kind === 'trackedEntity') {
        return changedTrackedEntity(wanted, current.object, { scalars, values })
    }
    if (wanted.kind === 'enrollment' && current.kind === 'enrollment') {
        return changedEnrollment(wanted, current.object, scalars)
    }
    if (wanted.kind === 'event' && current.kind === 'event') {
        return changedEvent(wanted, current.object, { scalars, values: [...keptValues(current.object, values, delivered), ...values] })
    }
    return newObject(wanted)
}

const newEnrollment = (wanted: WantedEnrollment): Partial<Enrollment> => {
    const { uid, trackedEntity, program, orgUnit, status, enrolledAt, occurredAt, completedAt } = wanted
    return { enrollment: uid, trackedEntity, program, orgUnit, status, enrolledAt, occurredAt, ...onlyCompleted(status, completedAt) }
}

const newEvent = (wanted: WantedEvent): Partial<Event> => {
    const { uid, trackedEntity, enrollment, program, programStage, orgUnit, status, occurredAt, scheduledAt, completedAt, note } = wanted
    return {
        event: uid,
        trackedEntity,
        enrollment,
        program,
        programStage,
        orgUnit,
        status,
        occurredAt,
        scheduledAt,
        ...onlyCompleted(status, completedAt),
        dataValues: wanted.values.flatMap(({ id, value }) => (value === '' ? [] : { dataElement: id, value })),
        // a note that is sent twice under one UID is kept once
        ...(note === undefined ? {} : { notes: [{ note: derivedUid('note', 'kmmp', uid), value: note }] }),
    }
}

const newRelationship = ({ uid, relationshipType, from, to }: WantedRelationship): Partial<Relationship> => ({
    relationship: uid,
    relationshipType,
    from: { trackedEntity: { trackedEntity: from } },
    to: { trackedEntity: { trackedEntity: to } },
})

interface Value {
    name: string
    value: string
}

interface Changes {
    scalars: Record<string, string>
    values: readonly Value[]
}

/** What an event holds of the values that are ours and do not change. */
const keptValues = (held: Event, changed: readonly Value[], delivered: string): Value[] => {
    const ours = readFingerprints(delivered)
    const others = new Set(changed.map(({ name }) => name))
    return (held.dataValues ?? []).flatMap(({ dataElement, value = '' }) =>
        value !== '' && ours.has(dataElement) && !others.has(dataElement) ? [{ name: dataElement, value }] : []
    )
}

const changedTrackedEntity = (wanted: WantedTrackedEntity, held: TrackedEntity, { scalars, values }: Changes): Partial<TrackedEntity> => ({
    trackedEntity: wanted.uid,
    trackedEntityType: held.trackedEntityType ?? wanted.trackedEntityType,
    orgUnit: held.orgUnit ?? wanted.orgUnit,
    inactive: held.inactive,
    potentialDuplicate: held.potentialDuplicate,
    geometry: held.geometry,
    ...scalars,
    attributes: values.map(({ name, value }) => ({ attribute: name, value })),
})

const changedEnrollment = (wanted: WantedEnrollment, held: Enrollment, scalars: Record<string, string>): Partial<Enrollment> => {
    const merged = { ...wanted, ...held, completedAt: undefined, ...scalars }
    const { program, orgUnit, followUp, geometry, attributeOptionCombo } = merged
    return {
        enrollment: wanted.uid,
        trackedEntity: wanted.trackedEntity,
        program,
        orgUnit,
        followUp,
        geometry,
        attributeOptionCombo,
        status: merged.status,
        enrolledAt: dayPart(merged.enrolledAt),
        occurredAt: dayPart(merged.occurredAt),
        ...onlyCompleted(merged.status, scalars.completedAt ?? held.completedAt),
    }
}

const changedEvent = (wanted: WantedEvent, held: Event, { scalars, values }: Changes): Partial<Event> => {
    const { programStage, program, enrollment, orgUnit, status, occurredAt, scheduledAt, completedAt } = { ...wanted, ...held, ...scalars }
    const { geometry, attributeOptionCombo, assignedUser } = held
    const followUp = held.followUp ?? held.followup
    return {
        event: wanted.uid,
        trackedEntity: wanted.trackedEntity,
        enrollment,
        program,
        programStage,
        orgUnit,
        status,
        occurredAt: occurredAt && dayPart(occurredAt),
        scheduledAt: scheduledAt && dayPart(scheduledAt),
        ...onlyCompleted(status, completedAt),
        geometry,
        attributeOptionCombo,
        followUp,
        followup: followUp,
        // left out, it would be cleared; 2.40 shows {} where nobody is assigned
        ...(assignedUser?.username === undefined ? {} : { assignedUser: { username: assignedUser.username } }),
        dataValues: values.map(({ name, value }) => ({ dataElement: name, value })),
    }
}

/** 2.42 and later refuse a completion date beside any other status. */
const onlyCompleted = (status: string | undefined, completedAt: string | undefined): { completedAt?: string } =>
    status === 'COMPLETED' && completedAt !== undefined ? { completedAt } : {}
