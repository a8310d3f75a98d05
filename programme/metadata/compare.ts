import type { MetadataPackage } from './build.ts'
import type { MetadataObject } from './object.ts'

/** One property in which a server's object differs from the package. */
export interface ChangedProperty {
    property: string
    ours: unknown
    theirs: unknown
}

/** One object in which a server differs from the package; `type` is DHIS2's plural name. */
export type Difference =
    | { kind: 'lacking'; type: string; object: MetadataObject }
    | { kind: 'changed'; type: string; object: MetadataObject; live: MetadataObject; properties: readonly ChangedProperty[] }
    /** an object that is not ours bears a code of ours: it is never overwritten */
    | { kind: 'taken'; type: string; object: MetadataObject; live: MetadataObject }

/**
 * What each server decides for itself: who is in a group, where a programme runs. DHIS2 counts `version` up, numbers options from 0 or from 1
 * as their set lists them, and names option combos anew in maintenance (dhis2-core, IdentifiableObjectBundleHook,
 * CategoryOptionComboGenerateService).
 */
const OWN_BUSINESS: Readonly<Record<string, readonly string[]>> = {
    userGroups: ['users'],
    organisationUnitGroups: ['organisationUnits'],
    programs: ['organisationUnits', 'version'],
    dataSets: ['organisationUnits'],
    options: ['sortOrder'],
    categoryOptionCombos: ['name'],
}

/** Lists whose order people see. Those of other types come back in any order, such as the options of an option combo. */
const ORDERED = ['programStageSections.dataElements', 'categoryCombos.categories', 'categories.categoryOptions']

/** Lists that a server may lengthen, e.g. by its own partners: ours must be among them, in our order. */
const OPEN = ['optionSets.options']

/** Lists to which a server may add. */
const ADDED_TO = 'translations'

/** Properties of a kind of object that a server decides for itself. */
export const ownBusiness = (type: string): readonly string[] => OWN_BUSINESS[type] ?? []

/**
 * How a server differs from the package. Only what the package sets is compared: further translations, groups in sharing and properties are
 * the server's own.
 *
 * @param live the server's objects, by DHIS2's plural names, as `fields=:owner` gives them
 */
export const compareMetadata = (wanted: MetadataPackage, live: MetadataPackage): Difference[] =>
    Object.entries(wanted).flatMap(([type, objects]) => {
        const found = new Map((live[type] ?? []).map((object) => [object.id, object]))
        const coded = new Map((live[type] ?? []).flatMap((object) => (object.code === undefined ? [] : [[object.code, object] as const])))
        return objects.flatMap((object): Difference[] => {
            const same = found.get(object.id)
            const namesake = type === 'options' ? undefined : coded.get(object.code ?? '')
            if (same) {
                const properties = changedProperties(type, object, same)
                return properties.length === 0 ? [] : [{ kind: 'changed', type, object, live: same, properties }]
            }
            return namesake ? [{ kind: 'taken', type, object, live: namesake }] : [{ kind: 'lacking', type, object }]
        })
    })

const changedProperties = (type: string, ours: MetadataObject, theirs: MetadataObject): ChangedProperty[] =>
    Object.keys(ours)
        .filter((property) => !ownBusiness(type).includes(property) && !holds(ours[property], theirs[property], `${type}.${property}`))
        .map((property) => ({ property, ours: ours[property], theirs: theirs[property] }))

/** True when their value holds all that ours says; `property` stands after the type of its object, that of a part alone. */
const holds = (ours: unknown, theirs: unknown, property: string): boolean => {
    if (Array.isArray(ours)) {
        return holdsList(ours, Array.isArray(theirs) ? theirs : [], property)
    }
    if (isRecord(ours)) {
        return isRecord(theirs) && Object.keys(ours).every((key) => holds(ours[key], theirs[key], key))
    }
    return ours === theirs || (isNothing(ours) && isNothing(theirs))
}

/** Servers leave out what is empty or not so. */
const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '' || value === false

const holdsList = (ours: readonly unknown[], theirs: readonly unknown[], property: string): boolean => {
    if (OPEN.includes(property)) {
        const wanted = new Set(ours.map(keyOf))
        return sameOrder(
            ours,
            theirs.filter((part) => wanted.has(keyOf(part)))
        )
    }
    if (!property.endsWith(ADDED_TO) && ours.length !== theirs.length) {
        return false
    }
    if (ORDERED.includes(property)) {
        return sameOrder(ours, theirs)
    }
    const keyed = new Map(theirs.map((part, place) => [keyOf(part) ?? place, part]))
    return ours.every((part, place) => holdsPart(part, keyed.get(keyOf(part) ?? place)))
}

const sameOrder = (ours: readonly unknown[], theirs: readonly unknown[]): boolean =>
    ours.every((part, place) => keyOf(part) === keyOf(theirs[place]))

/** A part's own UID and the object it stands in are not compared: servers do not keep or show all of them. */
const GIVEN_BY_PLACE = ['id', 'program', 'programStage', 'dataSet']

const holdsPart = (ours: unknown, theirs: unknown): boolean => {
    if (!isRecord(ours)) {
        return ours === theirs
    }
    const said = Object.keys(ours).filter((key) => !GIVEN_BY_PLACE.includes(key))
    return isRecord(theirs) && said.every((key) => holds(ours[key], theirs[key], key))
}

/** What tells a part of a list from the others. UIDs of links come last, because servers do not keep all of them. */
const keyOf = (part: unknown): string | undefined => {
    if (!isRecord(part)) {
        return typeof part === 'string' ? part : undefined
    }
    if (typeof part.locale === 'string') {
        return `${part.locale} ${String(part.property)}`
    }
    if (isRecord(part.reportingRate)) {
        return keyOf({ dataElement: part.reportingRate.dataSet })
    }
    const linked = [part.dataElement, part.trackedEntityAttribute, part.visualization, part.indicator, part.programIndicator].find(isRecord)
    const key = linked?.id ?? part.analyticsPeriodBoundaryType ?? part.id
    return typeof key === 'string' ? key : undefined
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
