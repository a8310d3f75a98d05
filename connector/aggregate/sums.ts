import { comboKey, type LiveDataSet } from './readFigures.ts'
import type { Uid } from '#dhis2/uid.ts'
import { categoryOptionCodesOf, partnerOptionCode } from '#programme/indicators/contribution.ts'

/** Where a value stands within one data set and org unit. */
export interface Cell {
    /** a month, or a year, as DHIS2 writes it */
    period: string
    attributeOptionCombo: Uid
    dataElement: Uid
    categoryOptionCombo: Uid
}

/** One text for a cell, so that wanted and stored values meet. */
export const cellKey = ({ period, attributeOptionCombo, dataElement, categoryOptionCombo }: Cell): string =>
    `${period}.${attributeOptionCombo}.${dataElement}.${categoryOptionCombo}`

/** The values of one data set and org unit, by {@link cellKey}. */
export type Values = ReadonlyMap<string, Cell & { value: number }>

/** Something counted, or how many of it. */
export interface Counted {
    /** code of the aggregate element */
    element: string
    period: string
    orgUnit: Uid
    /** option of each category of the element's combo, in the combo's order */
    categoryOptions: readonly string[]
    /** option of KMMP_OS_PARTNER, in data sets that tell partners apart */
    partner?: string
    value: number
}

/** Adds up what was counted into data values. Memory grows with facilities, periods and splits, not with clients. */
export class Sums {
    readonly #dataSet: LiveDataSet
    readonly #units = new Map<Uid, Map<string, Cell & { value: number }>>()
    readonly #combos = new Map<string, Uid>()
    readonly #codes: ReadonlyMap<Uid, string>
    /** contributions that this data set has no place for, by element code; those of other data sets are none of them */
    readonly homeless = new Map<string, number>()

    constructor(dataSet: LiveDataSet) {
        this.#dataSet = dataSet
        this.#codes = new Map([...dataSet.elements].map(([code, { id }]) => [id, code]))
    }

    add({ element, period, orgUnit, categoryOptions, partner, value }: Counted): void {
        const dataElement = this.#dataSet.elements.get(element)?.id
        if (dataElement === undefined) {
            return
        }
        const categoryOptionCombo = this.#comboOf(element, categoryOptions)
        const attributeOptionCombo = this.#dataSet.partners.get(partner === undefined ? '' : partnerOptionCode(partner))
        if (categoryOptionCombo === undefined || attributeOptionCombo === undefined) {
            this.homeless.set(element, (this.homeless.get(element) ?? 0) + 1)
            return
        }
        const cell = { period, attributeOptionCombo, dataElement, categoryOptionCombo }
        const key = cellKey(cell)
        const unit = this.#units.get(orgUnit) ?? new Map<string, Cell & { value: number }>()
        const counted = unit.get(key)
        if (counted === undefined) {
            unit.set(key, { ...cell, value })
            this.#units.set(orgUnit, unit)
        } else {
            counted.value += value
        }
    }

    /** Worked out once for each split: clients by the thousand fall under the same one. */
    #comboOf(element: string, categoryOptions: readonly string[]): Uid | undefined {
        const split = `${element} ${categoryOptions.join(' ')}`
        const known = this.#combos.get(split)
        const combos = this.#dataSet.elements.get(element)?.combos
        const combo = known ?? combos?.get(comboKey(categoryOptionCodesOf({ element, categoryOptions })))
        if (known === undefined && combo !== undefined) {
            this.#combos.set(split, combo)
        }
        return combo
    }

    /** Org units (of the tracker server) for which anything was counted. */
    get orgUnits(): Uid[] {
        return [...this.#units.keys()]
    }

    /** What was counted for an org unit. */
    of(orgUnit: Uid): Values {
        return this.#units.get(orgUnit) ?? new Map()
    }

    /** Everything counted, by codes of elements; splits and partners stand apart. */
    *figures(): Generator<{ element: string; orgUnit: Uid; month: string; value: number }> {
        for (const [orgUnit, cells] of this.#units) {
            for (const { dataElement, period, value } of cells.values()) {
                yield { element: this.#codes.get(dataElement) ?? '', orgUnit, month: period, value }
            }
        }
    }
}
