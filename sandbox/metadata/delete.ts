import type { Sandbox } from '../sandbox.ts'
import { className, METADATA_TYPES } from './types.ts'
import { referencesOf, type Payload } from './validate.ts'

/** Collections that go with the object that owns them, and so do not hinder its deletion. */
const OWNED: Record<string, readonly string[]> = {
    optionSets: ['options'],
    options: ['optionSets'],
    programRules: ['programRuleActions'],
    programRuleActions: ['programRules'],
    programs: ['programStages', 'programSections', 'programRuleVariables'],
    programStages: ['programStageSections'],
    dataSets: ['sections'],
    users: ['userGroups'],
    categoryCombos: ['categoryOptionCombos'],
}

const IN_DATA: Record<string, { label: string; sql: string }> = {
    dataElements: { label: 'Event', sql: `SELECT 1 FROM event WHERE data_values LIKE '%"' || ?1 || '"%' LIMIT 1` },
    programs: { label: 'Enrollment', sql: 'SELECT 1 FROM enrollment WHERE program = ?1 LIMIT 1' },
    programStages: { label: 'Event', sql: 'SELECT 1 FROM event WHERE stage = ?1 LIMIT 1' },
    trackedEntityTypes: { label: 'TrackedEntity', sql: 'SELECT 1 FROM tracked_entity WHERE type = ?1 LIMIT 1' },
    trackedEntityAttributes: { label: 'TrackedEntityAttributeValue', sql: 'SELECT 1 FROM attribute_value WHERE attribute = ?1 LIMIT 1' },
    organisationUnits: { label: 'Event', sql: 'SELECT 1 FROM event WHERE org_unit = ?1 LIMIT 1' },
}

/** What still uses an object, by class name; undefined when it may go. Objects deleted by the same request do not count. */
export const usesOf = ({ registry, store }: Sandbox, type: string, uid: string, payload?: Payload): string | undefined => {
    const inData = IN_DATA[type]
    if (inData && store.one(inData.sql, uid)) {
        return inData.label
    }
    for (const other of METADATA_TYPES.values()) {
        if (OWNED[type]?.includes(other.plural)) {
            continue
        }
        const user = registry
            .list(other.plural)
            .find(
                (object) =>
                    !(other.plural === type && object.id === uid) &&
                    !(payload?.ids.get(other.plural)?.has(object.id) === true) &&
                    referencesOf(object).some((reference) => reference.type === type && reference.id === uid)
            )
        if (user) {
            return className(other)
        }
    }
    return undefined
}
