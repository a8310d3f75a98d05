import type { Owner, Wanted, WantedValue } from '../records.ts'
import { dayPart } from '#dhis2/day.ts'
import type { Enrollment, Event, TrackedEntity } from '#dhis2/tracker.ts'

/** One thing that a row says of an object: a scalar by its DHIS2 name, or the value of an attribute or data element by its UID. */
export interface Field {
    name: string
    /** empty: not there, or to be deleted */
    value: string
    owner: Owner
    scalar: boolean
    column?: string
}

/** An object as DHIS2 holds it now. */
export type Current =
    | { kind: 'trackedEntity'; object: TrackedEntity }
    | { kind: 'enrollment'; object: Enrollment }
    | { kind: 'event'; object: Event }
    | { kind: 'relationship'; object: { deleted?: boolean } }

const SCALARS = {
    trackedEntity: ['orgUnit'],
    enrollment: ['orgUnit', 'status', 'enrolledAt', 'occurredAt', 'completedAt'],
    event: ['orgUnit', 'status', 'occurredAt', 'scheduledAt', 'completedAt'],
    relationship: [],
} as const

/** All that a row says of an object. Scalars that it leaves open are left out. */
export const fieldsOf = (wanted: Wanted): Field[] => {
    const fields: Field[] = []
    eachScalar(wanted, (name, value) => fields.push({ name, value, owner: scalarOwner(wanted, name), scalar: true }))
    for (const { id, value, owner, column } of valuesWanted(wanted)) {
        fields.push({ name: id, value, owner, scalar: false, column })
    }
    return fields
}

/** The names and values of these fields, in the same order, without making anything of them: each new object passes here. */
export const eachField = (wanted: Wanted, visit: (name: string, value: string) => void): void => {
    eachScalar(wanted, visit)
    for (const { id, value } of valuesWanted(wanted)) {
        visit(id, value)
    }
}

const eachScalar = (wanted: Wanted, visit: (name: string, value: string) => void): void => {
    for (const name of SCALARS[wanted.kind]) {
        const value: unknown = Reflect.get(wanted, name)
        if (typeof value === 'string') {
            visit(name, value)
        }
    }
}

const valuesWanted = (wanted: Wanted): readonly WantedValue[] => ('values' in wanted ? wanted.values : [])

const scalarOwner = (wanted: Wanted, name: string): Owner => {
    if (name === 'orgUnit' && 'orgUnitOwner' in wanted) {
        return wanted.orgUnitOwner ?? 'partner'
    }
    // without the column that decides, status and days are but a guess
    return name !== 'orgUnit' && 'statusOwner' in wanted ? (wanted.statusOwner ?? 'partner') : 'partner'
}

/** The same of what DHIS2 holds, by field name. Days are compared without their time; an attribute without value is absent. */
export const currentFields = (current: Current): Map<string, string> => {
    const fields = new Map<string, string>()
    if (current.kind === 'relationship') {
        return fields
    }
    const scalars: Readonly<Record<string, unknown>> = { ...current.object }
    for (const name of SCALARS[current.kind]) {
        const value = scalars[name]
        if (typeof value === 'string') {
            fields.set(name, name.endsWith('At') ? dayPart(value) : value)
        }
    }
    for (const [id, value] of valuesOf(current)) {
        fields.set(id, value)
    }
    return fields
}

const valuesOf = (current: Current): [string, string][] => {
    if (current.kind === 'trackedEntity') {
        return (current.object.attributes ?? []).flatMap(({ attribute, value = '' }) => (value === '' ? [] : [[attribute, value]]))
    }
    if (current.kind === 'event') {
        return (current.object.dataValues ?? []).flatMap(({ dataElement, value = '' }) => (value === '' ? [] : [[dataElement, value]]))
    }
    return []
}
