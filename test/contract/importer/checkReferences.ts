import type { Check, Finding, Given } from './finding.ts'
import { finding, idOf, idsOf, isRecord, records, repeated, text } from './finding.ts'
import { importSteps } from '#programme/metadata/importSteps.ts'
import type { MetadataObject } from '#programme/metadata/object.ts'

/** The type to which a property refers, wherever it stands. */
const REFERS: Readonly<Record<string, string>> = {
    optionSet: 'optionSets',
    options: 'options',
    option: 'options',
    trackedEntityAttribute: 'trackedEntityAttributes',
    trackedEntityType: 'trackedEntityTypes',
    categoryOptions: 'categoryOptions',
    categories: 'categories',
    categoryCombo: 'categoryCombos',
    dataElement: 'dataElements',
    dataElements: 'dataElements',
    program: 'programs',
    programStage: 'programStages',
    programStages: 'programStages',
    programStageSections: 'programStageSections',
    programRule: 'programRules',
    programRuleActions: 'programRuleActions',
    dataSet: 'dataSets',
    indicator: 'indicators',
    indicatorType: 'indicatorTypes',
    programIndicator: 'programIndicators',
    visualization: 'visualizations',
    organisationUnitGroups: 'organisationUnitGroups',
}

interface Reference {
    property: string
    id: string
}

const referencesIn = (value: unknown): Reference[] => {
    if (Array.isArray(value)) {
        return value.flatMap(referencesIn)
    }
    if (!isRecord(value)) {
        return []
    }
    return Object.entries(value).flatMap(([property, part]) => {
        if (property === 'sharing') {
            return isRecord(part) && isRecord(part.userGroups)
                ? Object.keys(part.userGroups).map((id) => ({ property: 'userGroups', id }))
                : []
        }
        if (!REFERS[property]) {
            return referencesIn(part)
        }
        return (Array.isArray(part) ? idsOf(part) : [idOf(part)]).map((id) => ({ property, id }))
    })
}

/**
 * ReferencesCheck: each reference leads to an object of the same step or an earlier one (E5002), and none stands twice in a list (E5007).
 * What an object leaves out, such as a category combo, becomes the server's default.
 */
const references: Check = ({ metadata }) => {
    const held = new Map<string, Set<string>>()
    return importSteps(metadata).flatMap((step) => {
        for (const [type, objects] of Object.entries(step)) {
            held.set(type, new Set([...(held.get(type) ?? []), ...objects.map(({ id }) => id)]))
        }
        return Object.entries(step).flatMap(([type, objects]) => objects.flatMap((object) => refusedIn(type, object, held)))
    })
}

const refusedIn = (type: string, object: MetadataObject, held: ReadonlyMap<string, ReadonlySet<string>>): Finding[] => [
    ...referencesIn(object)
        .filter(({ property, id }) => held.get(REFERS[property] ?? property)?.has(id) !== true)
        .map(({ property }) => finding('E5002', type, object, property)),
    ...Object.entries(object)
        .filter(([property]) => REFERS[property])
        .flatMap(([property, list]) => repeated(idsOf(list)).map(() => finding('E5007', type, object, property))),
]

/** Objects that name each other agree: a stage belongs to the program that lists it, an option to the set that lists it. */
const bothSides: Check = (given) => [
    ...sameBothSides(given, { parents: 'programs', lists: 'programStages', children: 'programStages', names: 'program' }),
    ...sameBothSides(given, {
        parents: 'programStages',
        lists: 'programStageSections',
        children: 'programStageSections',
        names: 'programStage',
    }),
    ...sameBothSides(given, { parents: 'optionSets', lists: 'options', children: 'options', names: 'optionSet' }),
    ...sameBothSides(given, { parents: 'programRules', lists: 'programRuleActions', children: 'programRuleActions', names: 'programRule' }),
]

interface Sides {
    parents: string
    lists: string
    children: string
    names: string
}

const sameBothSides = ({ metadata }: Given, { parents, lists, children, names }: Sides): Finding[] => {
    const told = new Set((metadata[children] ?? []).map((child) => `${idOf(child[names])} ${child.id}`))
    const listed = new Set(
        (metadata[parents] ?? []).flatMap((parent) => records(parent[lists]).map(({ id }) => `${parent.id} ${text(id)}`))
    )
    const apart = [...told].filter((pair) => !listed.has(pair)).concat([...listed].filter((pair) => !told.has(pair)))
    return apart.map((pair) => finding('E5002', children, { code: pair }, names))
}

/** The steps of the import hold the package, each object once. */
const steps: Check = ({ metadata }) => {
    const sent = importSteps(metadata).flatMap((step) =>
        Object.entries(step).flatMap(([type, list]) => list.map(({ id }) => `${type} ${id}`))
    )
    const all = Object.entries(metadata).flatMap(([type, list]) => list.map(({ id }) => `${type} ${id}`))
    const held = new Set(sent)
    const lost = all.filter((entry) => !held.has(entry))
    return [...lost, ...repeated(sent)].map((entry) => finding('STEP', 'steps', { code: entry }, 'sent once'))
}

export const referenceChecks: readonly Check[] = [references, bothSides, steps]
