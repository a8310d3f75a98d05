import type { Sandbox } from '../sandbox.ts'
import type { Payload } from './payload.ts'
import type { Registry } from './registry.ts'
import { className, METADATA_TYPES } from './types.ts'
import { referencesOf } from './validate.ts'

/** Collections that let go of an object, and so do not hinder its deletion. */
const LISTING: Record<string, readonly string[]> = {
    options: ['optionSets'],
    programRuleActions: ['programRules'],
    users: ['userGroups'],
}

const IN_DATA: Record<string, { label: string; sql: string }> = {
    dataElements: { label: 'Event', sql: `SELECT 1 FROM event WHERE data_values LIKE '%"' || ?1 || '"%' LIMIT 1` },
    programs: { label: 'Enrollment', sql: 'SELECT 1 FROM enrollment WHERE program = ?1 LIMIT 1' },
    programStages: { label: 'Event', sql: 'SELECT 1 FROM event WHERE stage = ?1 LIMIT 1' },
    trackedEntityTypes: { label: 'TrackedEntity', sql: 'SELECT 1 FROM tracked_entity WHERE type = ?1 LIMIT 1' },
    trackedEntityAttributes: { label: 'TrackedEntityAttributeValue', sql: 'SELECT 1 FROM attribute_value WHERE attribute = ?1 LIMIT 1' },
    organisationUnits: { label: 'Event', sql: 'SELECT 1 FROM event WHERE org_unit = ?1 LIMIT 1' },
}

/** Collections whose objects go when the object that they are part of goes. */
const PARTS: Record<string, readonly string[]> = {
    categoryCombos: ['categoryOptionCombos'],
    dataSets: ['sections'],
    optionSets: ['options'],
    programRules: ['programRuleActions'],
    programs: ['programStages', 'programSections', 'programRuleVariables'],
    programStages: ['programStageSections'],
}

/** Deletes an object with all its parts. */
export const removeObject = (registry: Registry, type: string, uid: string): void => {
    for (const part of PARTS[type] ?? []) {
        const own = registry
            .list(part)
            .filter((object) => referencesOf(object).some((reference) => reference.type === type && reference.id === uid))
        own.forEach(({ id }) => removeObject(registry, part, id))
    }
    registry.remove(type, uid)
}

/** What still uses an object, by class name; undefined when it may go. Objects deleted by the same request do not count. */
export const usesOf = ({ registry, store }: Sandbox, type: string, uid: string, payload?: Payload): string | undefined => {
    const inData = IN_DATA[type]
    if (inData && store.one(inData.sql, uid)) {
        return inData.label
    }
    for (const other of METADATA_TYPES.values()) {
        if (PARTS[type]?.includes(other.plural) === true || LISTING[type]?.includes(other.plural) === true) {
            continue
        }
        const user = (payload?.without(other.plural, registry) ?? registry.list(other.plural)).find(
            (object) =>
                !(other.plural === type && object.id === uid) &&
                referencesOf(object).some((reference) => reference.type === type && reference.id === uid)
        )
        if (user) {
            return className(other)
        }
    }
    return undefined
}
