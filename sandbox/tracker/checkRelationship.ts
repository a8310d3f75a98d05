import { idOf, isObject, isTrue, text } from '../json.ts'
import type { MetadataObject } from '../metadata/registry.ts'
import type { Checks } from './check.ts'
import type { InEnd, InRelationship } from './payload.ts'
import { lacksToChange, maySee } from './personRights.ts'
import type { TrackedEntityRow } from './rows.ts'

/** Names that relationship types use for the kinds of their ends, the same in all versions. */
const ENTITY: Record<string, InEnd['kind']> = {
    TRACKED_ENTITY_INSTANCE: 'TRACKED_ENTITY',
    PROGRAM_INSTANCE: 'ENROLLMENT',
    PROGRAM_STAGE_INSTANCE: 'EVENT',
}

/** Checks a relationship, group by group. One that exists is left alone, with a warning. */
export const checkRelationship = (checks: Checks, relationship: InRelationship): void => {
    const groups = checks.strategy === 'DELETE' ? [existence, deletion] : [existence, mandatory, references, shape, rights, duplicates]
    checks.inOrder(
        relationship,
        groups.map((group) => (one: InRelationship) => {
            if (!checks.isLeftAlone(one)) {
                group(checks, one)
            }
        })
    )
}

const existence = (checks: Checks, relationship: InRelationship): void => {
    const stored = checks.preheat.relationships.get(relationship.uid)
    if (stored?.deleted) {
        checks.error(relationship, 'E4017', `Relationship: ${relationship.uid} is already deleted and cannot be modified.`)
    } else if (!stored && checks.mustExist) {
        checks.error(relationship, 'E4016', `Relationship: ${relationship.uid}, does not exist.`)
    } else if (stored && checks.strategy === 'CREATE') {
        checks.error(relationship, 'E4015', `Relationship: ${relationship.uid} already exists.`)
    } else if (stored && checks.strategy !== 'DELETE') {
        checks.warning(relationship, 'E4015', `Relationship: ${relationship.uid} already exists.`)
    }
}

const mandatory = (checks: Checks, relationship: InRelationship): void => {
    const needed = { relationshipType: relationship.type, from: relationship.from[0], to: relationship.to[0] }
    for (const [property, value] of Object.entries(needed)) {
        if (value === undefined) {
            checks.error(relationship, 'E1124', `Missing required relationship property: ${property}.`)
        }
    }
}

const typeOf = (checks: Checks, relationship: InRelationship): MetadataObject | undefined =>
    checks.sandbox.registry.get('relationshipTypes', relationship.type)

const references = (checks: Checks, relationship: InRelationship): void => {
    if (!typeOf(checks, relationship)) {
        checks.error(relationship, 'E4006', `Could not find relationship Type: ${relationship.type}.`)
    }
}

const shape = (checks: Checks, relationship: InRelationship): void => {
    const type = typeOf(checks, relationship)
    if (relationship.from.length > 1 || relationship.to.length > 1) {
        return checks.error(relationship, 'E4001', `Relationship ${relationship.uid} must have exactly one item on each side.`)
    }
    const [from] = relationship.from
    const [to] = relationship.to
    if (!from || !to || !type) {
        return
    }
    if (from.uid === to.uid) {
        checks.error(relationship, 'E4000', `Relationship: ${relationship.uid} cannot link to itself.`)
    }
    checkEnd(checks, relationship, from, type.fromConstraint)
    checkEnd(checks, relationship, to, type.toConstraint)
}

const checkEnd = (checks: Checks, relationship: InRelationship, end: InEnd, constraint: unknown): void => {
    if (!isObject(constraint)) {
        return
    }
    if (ENTITY[text(constraint.relationshipEntity) ?? ''] !== end.kind) {
        return checks.error(relationship, 'E4010', `Relationship type ${relationship.type} does not take ${end.kind} here.`)
    }
    if (!exists(checks, end)) {
        return checks.error(relationship, 'E4012', `Could not find ${end.kind}: ${end.uid}, linked to relationship.`)
    }
    if (end.kind !== 'TRACKED_ENTITY') {
        return
    }
    const type = checks.incomingEntities.get(end.uid)?.type ?? checks.preheat.trackedEntities.get(end.uid)?.type
    const wanted = idOf(constraint.trackedEntityType)
    if (wanted !== undefined && type !== wanted) {
        checks.error(
            relationship,
            'E4014',
            `TrackedEntity ${end.uid} is not of the type that relationship type ${relationship.type} takes.`
        )
    }
}

const exists = ({ preheat, incomingEntities, incomingEnrollments, bundle }: Checks, { kind, uid }: InEnd): boolean => {
    if (kind === 'TRACKED_ENTITY') {
        return incomingEntities.has(uid) || preheat.trackedEntities.has(uid)
    }
    if (kind === 'ENROLLMENT') {
        return incomingEnrollments.has(uid) || preheat.enrollments.has(uid)
    }
    return bundle.events.some((event) => event.uid === uid) || preheat.events.has(uid)
}

/** Who links persons must be allowed to change the one it begins with, and to see, or in both directions to change, the other (Q54). */
const rights = (checks: Checks, relationship: InRelationship): void => {
    const [from, to] = [personAt(checks, relationship.from[0]), personAt(checks, relationship.to[0])]
    const both = isTrue(typeOf(checks, relationship)?.bidirectional)
    const reachesTo = to === undefined || both || maySee(checks, to)
    if (!mayWriteType(checks, relationship.type) || !reachesTo || !mayChange(checks, both ? [from, to] : [from])) {
        checks.error(relationship, 'E4020', `No write access to relationship: ${relationship.uid}.`)
    }
}

const deletion = (checks: Checks, relationship: InRelationship): void => {
    const stored = checks.preheat.relationships.get(relationship.uid)
    if (!stored) {
        return
    }
    const { trackedEntities } = checks.preheat
    const both = isTrue(checks.sandbox.registry.get('relationshipTypes', stored.type)?.bidirectional)
    const ends = [trackedEntities.get(stored.from_uid), both ? trackedEntities.get(stored.to_uid) : undefined]
    if (!mayWriteType(checks, stored.type) || !mayChange(checks, ends)) {
        checks.error(relationship, 'E4020', `No write access to relationship: ${relationship.uid}.`)
    }
}

const mayWriteType = (checks: Checks, uid: string | undefined): boolean => {
    const type = checks.sandbox.registry.get('relationshipTypes', uid)
    return type === undefined || checks.may('dataWrite', type)
}

/** A stored person at an end; one that comes with the payload is not looked at. */
const personAt = ({ preheat }: Checks, end: InEnd | undefined): TrackedEntityRow | undefined =>
    end?.kind === 'TRACKED_ENTITY' ? preheat.trackedEntities.get(end.uid) : undefined

const mayChange = (checks: Checks, persons: readonly (TrackedEntityRow | undefined)[]): boolean =>
    persons.every((person) => person === undefined || lacksToChange(checks, person).length === 0)

/** E4018: the same link, in either direction when the type is bidirectional, under another UID. */
const duplicates = (checks: Checks, relationship: InRelationship): void => {
    const [from] = relationship.from
    const [to] = relationship.to
    if (!from || !to) {
        return
    }
    const both = isTrue(typeOf(checks, relationship)?.bidirectional)
    const taken = checks.sandbox.store.one(
        `SELECT 1 FROM relationship WHERE deleted = 0 AND type = ?1 AND uid <> ?2
         AND ((from_uid = ?3 AND to_uid = ?4) OR (?5 AND from_uid = ?4 AND to_uid = ?3)) LIMIT 1`,
        relationship.type ?? '',
        relationship.uid,
        from.uid,
        to.uid,
        both ? 1 : 0
    )
    if (taken) {
        checks.error(relationship, 'E4018', `Relationship: ${relationship.uid} linking ${from.uid} to ${to.uid} already exists.`)
    }
}

/** Links given more than once in a payload: all but the first are dropped without a word. */
export const repeatedLinks = (checks: Checks): Set<InRelationship> => {
    const seen = new Set<string>()
    const repeated = new Set<InRelationship>()
    for (const relationship of checks.bundle.relationships) {
        const ends = [relationship.from[0]?.uid, relationship.to[0]?.uid]
        const both = isTrue(typeOf(checks, relationship)?.bidirectional)
        const key = [relationship.type, ...(both ? ends.toSorted() : ends)].join('.')
        if (seen.has(key) && checks.strategy !== 'DELETE') {
            repeated.add(relationship)
        }
        seen.add(key)
    }
    return repeated
}
