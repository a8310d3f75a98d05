import { idOf, idsOf, isObject, isTrue, numberOf, objects, text } from '../json.ts'
import { derived } from '../metadata/derived.ts'
import type { MetadataObject, Registry } from '../metadata/registry.ts'

/** A question's value type and, when it has an option set, its codes. */
export interface ValueModel {
    id: string
    valueType: string
    optionSet?: string
    codes?: ReadonlySet<string>
    unique: boolean
}

export interface StageModel {
    id: string
    program?: string
    repeatable: boolean
    /** data elements with whether each is compulsory */
    elements: ReadonlyMap<string, boolean>
    /** compulsory ones count from the first save, not only on completion */
    validatesAlways: boolean
    assignsUsers: boolean
    /** completed events cannot be changed */
    blocksEntry: boolean
    featureType?: string
    object: MetadataObject
}

export interface ProgramModel {
    id: string
    registration: boolean
    trackedEntityType?: string
    orgUnits: ReadonlySet<string>
    /** attributes with whether each is mandatory and searchable */
    attributes: ReadonlyMap<string, { mandatory: boolean; searchable: boolean }>
    accessLevel: 'OPEN' | 'AUDITED' | 'PROTECTED' | 'CLOSED'
    onlyEnrollOnce: boolean
    incidentDate: boolean
    futureEnrollment: boolean
    futureIncident: boolean
    expiryDays: number
    expiryPeriodType?: string
    completeEventsExpiryDays: number
    minAttributesToSearch: number
    maxToReturn: number
    featureType?: string
    object: MetadataObject
}

export interface TypeModel {
    id: string
    attributes: ReadonlyMap<string, { mandatory: boolean; searchable: boolean }>
    minAttributesToSearch: number
    maxToReturn: number
    object: MetadataObject
}

/** Tracker metadata in the shape that checks need, built once for each state of the metadata. */
export class TrackerModel {
    readonly programs = new Map<string, ProgramModel>()
    readonly stages = new Map<string, StageModel>()
    readonly types = new Map<string, TypeModel>()
    readonly attributes = new Map<string, ValueModel>()
    readonly elements = new Map<string, ValueModel>()

    constructor(registry: Registry) {
        for (const object of registry.list('programs')) {
            this.programs.set(object.id, programModel(object))
        }
        for (const object of registry.list('programStages')) {
            this.stages.set(object.id, stageModel(object))
        }
        for (const object of registry.list('trackedEntityTypes')) {
            this.types.set(object.id, typeModel(object))
        }
        for (const object of registry.list('trackedEntityAttributes')) {
            this.attributes.set(object.id, valueModel(object, registry))
        }
        for (const object of registry.list('dataElements')) {
            this.elements.set(object.id, valueModel(object, registry))
        }
    }
}

/** The tracker metadata as it is now. */
export const trackerModel = derived((registry) => new TrackerModel(registry))

const flags = (list: unknown): ReadonlyMap<string, { mandatory: boolean; searchable: boolean }> =>
    new Map(
        objects(list).map((part) => [
            idOf(part.trackedEntityAttribute) ?? '',
            { mandatory: isTrue(part.mandatory), searchable: isTrue(part.searchable) },
        ])
    )

const LEVELS = ['OPEN', 'AUDITED', 'PROTECTED', 'CLOSED'] as const

const programModel = (object: MetadataObject): ProgramModel => ({
    id: object.id,
    registration: object.programType !== 'WITHOUT_REGISTRATION',
    trackedEntityType: idOf(object.trackedEntityType),
    orgUnits: new Set(idsOf(object.organisationUnits)),
    attributes: flags(object.programTrackedEntityAttributes),
    accessLevel: LEVELS.find((level) => level === object.accessLevel) ?? 'OPEN',
    onlyEnrollOnce: isTrue(object.onlyEnrollOnce),
    incidentDate: object.displayIncidentDate !== false,
    futureEnrollment: isTrue(object.selectEnrollmentDatesInFuture),
    futureIncident: isTrue(object.selectIncidentDatesInFuture),
    expiryDays: numberOf(object.expiryDays),
    expiryPeriodType: text(object.expiryPeriodType),
    completeEventsExpiryDays: numberOf(object.completeEventsExpiryDays),
    minAttributesToSearch: numberOf(object.minAttributesRequiredToSearch ?? 1),
    maxToReturn: numberOf(object.maxTeiCountToReturn),
    featureType: text(object.featureType),
    object,
})

const stageModel = (object: MetadataObject): StageModel => ({
    id: object.id,
    program: idOf(object.program),
    repeatable: isTrue(object.repeatable),
    elements: new Map(objects(object.programStageDataElements).map((part) => [idOf(part.dataElement) ?? '', isTrue(part.compulsory)])),
    validatesAlways: object.validationStrategy === 'ON_UPDATE_AND_INSERT',
    assignsUsers: isTrue(object.enableUserAssignment),
    blocksEntry: isTrue(object.blockEntryForm),
    featureType: text(object.featureType),
    object,
})

const typeModel = (object: MetadataObject): TypeModel => ({
    id: object.id,
    attributes: flags(object.trackedEntityTypeAttributes),
    minAttributesToSearch: numberOf(object.minAttributesRequiredToSearch ?? 1),
    maxToReturn: numberOf(object.maxTeiCountToReturn),
    object,
})

const valueModel = (object: MetadataObject, registry: Registry): ValueModel => {
    const optionSet = idOf(object.optionSet)
    const set = registry.get('optionSets', optionSet)
    const codes = set && new Set(idsOf(set.options).map((id) => text(registry.get('options', id)?.code) ?? ''))
    const own = isObject(object) ? text(object.valueType) : undefined
    return { id: object.id, valueType: own ?? 'TEXT', optionSet, codes, unique: isTrue(object.unique) }
}
