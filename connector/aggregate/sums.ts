import { comboKey, type LiveDataSet } from './readFigures.ts'
import type { Month } from '#dhis2/period.ts'
import type { Uid } from '#dhis2/uid.ts'
import { categoryOptionCodesOf, type Contribution, partnerOptionCode } from '#programme/indicators/contribution.ts'

/** Where a value stands within one data set and org unit. */
export interface Cell {
    month: Month
    attributeOptionCombo: Uid
    dataElement: Uid
    categoryOptionCombo: Uid
}

/** One text for a cell, so that wanted and stored values meet. */
export const cellKey = ({ month, attributeOptionCombo, dataElement, categoryOptionCombo }: Cell): string =>
    `${month}.${attributeOptionCombo}.${dataElement}.${categoryOptionCombo}`

/** The values of one data set and org unit, by {@link cellKey}. */
export type Values = ReadonlyMap<string, Cell & { value: number }>

/** Counts contributions into data values. Memory grows with facilities, months and splits, not with clients. */
export class Sums {
    readonly #dataSet: LiveDataSet
    readonly #units = new Map<Uid, Map<string, Cell & { value: number }>>()
    /** contributions that this data set has no place for, by element code; those of other data sets are none of them */
    readonly homeless = new Map<string, number>()

    constructor(dataSet: LiveDataSet) {
        this.#dataSet = dataSet
    }

    add(contributions: readonly Contribution[]): void {
        contributions.forEach((contribution) => this.#addOne(contribution))
    }

    /** Org units (of the tracker server) for which anything was counted. */
    get orgUnits(): Uid[] {
        return [...this.#units.keys()]
    }

    /** What was counted for an org unit. */
    of(orgUnit: Uid): Values {
        return this.#units.get(orgUnit) ?? new Map()
    }

    #addOne(contribution: Contribution): void {
        const element = this.#dataSet.elements.get(contribution.element)
        if (element === undefined) {
            return
        }
        const categoryOptionCombo = element.combos.get(comboKey(categoryOptionCodesOf(contribution)))
        const attributeOptionCombo = this.#dataSet.partners.get(partnerOptionCode(contribution.partner))
        if (categoryOptionCombo === undefined || attributeOptionCombo === undefined) {
            this.homeless.set(contribution.element, (this.homeless.get(contribution.element) ?? 0) + 1)
            return
        }
        const cell = { month: contribution.month, attributeOptionCombo, dataElement: element.id, categoryOptionCombo }
        const unit = this.#units.get(contribution.orgUnit) ?? new Map<string, Cell & { value: number }>()
        const counted = unit.get(cellKey(cell))
        unit.set(cellKey(cell), { ...cell, value: (counted?.value ?? 0) + 1 })
        this.#units.set(contribution.orgUnit, unit)
    }
}
