import { idOf, idsOf, isTrue, numberOf, objects, text } from '../json.ts'
import { derived } from '../metadata/derived.ts'
import type { MetadataObject, Registry } from '../metadata/registry.ts'

/** A data set as data entry sees it. */
export interface DataSetModel {
    id: string
    periodType: string
    elements: ReadonlySet<string>
    /** category combos that the data set has for an element instead of the element's own */
    combos: ReadonlyMap<string, string>
    orgUnits: ReadonlySet<string>
    expiryDays: number
    openFuturePeriods: number
    workflow?: string
    categoryCombo?: string
    compulsory: { dataElement: string; categoryOptionCombo: string }[]
    blocksCompletion: boolean
    object: MetadataObject
}

export interface ElementModel {
    id: string
    name: string
    valueType: string
    zeroIsSignificant: boolean
    categoryCombo?: string
    codes?: ReadonlySet<string>
    dataSets: DataSetModel[]
}

interface AggregateModel {
    dataSets: ReadonlyMap<string, DataSetModel>
    elements: ReadonlyMap<string, ElementModel>
}

/** Aggregate metadata as it is now. */
export const aggregateModel = derived((registry): AggregateModel => {
    const dataSets = new Map(registry.list('dataSets').map((object) => [object.id, dataSetModel(object)]))
    const elements = new Map(registry.list('dataElements').map((object) => [object.id, elementModel(object, registry, dataSets)]))
    return { dataSets, elements }
})

const dataSetModel = (object: MetadataObject): DataSetModel => ({
    id: object.id,
    periodType: text(object.periodType) ?? 'Monthly',
    elements: new Set(objects(object.dataSetElements).map((part) => idOf(part.dataElement) ?? '')),
    combos: new Map(
        objects(object.dataSetElements).flatMap((part) => {
            const combo = idOf(part.categoryCombo)
            return combo === undefined ? [] : [[idOf(part.dataElement) ?? '', combo] as const]
        })
    ),
    orgUnits: new Set(idsOf(object.organisationUnits)),
    expiryDays: numberOf(object.expiryDays),
    openFuturePeriods: numberOf(object.openFuturePeriods),
    workflow: idOf(object.workflow),
    categoryCombo: idOf(object.categoryCombo),
    compulsory: objects(object.compulsoryDataElementOperands).map((operand) => ({
        dataElement: idOf(operand.dataElement) ?? '',
        categoryOptionCombo: idOf(operand.categoryOptionCombo) ?? '',
    })),
    blocksCompletion: isTrue(object.compulsoryFieldsCompleteOnly),
    object,
})

const elementModel = (object: MetadataObject, registry: Registry, dataSets: ReadonlyMap<string, DataSetModel>): ElementModel => {
    const set = registry.get('optionSets', idOf(object.optionSet))
    return {
        id: object.id,
        name: text(object.name) ?? object.id,
        valueType: text(object.valueType) ?? 'TEXT',
        zeroIsSignificant: isTrue(object.zeroIsSignificant),
        categoryCombo: idOf(object.categoryCombo),
        codes: set && new Set(idsOf(set.options).map((id) => text(registry.get('options', id)?.code) ?? '')),
        dataSets: [...dataSets.values()].filter(({ elements }) => elements.has(object.id)),
    }
}
