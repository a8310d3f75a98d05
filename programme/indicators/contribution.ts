import { categories, categoryCombos, categoryOptionCode } from '../model/categories.ts'
import { aggregateElements } from '../model/dataSets.ts'
import type { Category } from '../model/types.ts'
import type { Month } from '#dhis2/period.ts'
import type { Uid } from '#dhis2/uid.ts'

/** One client counted once: it adds 1 to the figure that it names. A data value is the number of contributions to its key. */
export interface Contribution {
    /** code of the aggregate element */
    element: string
    month: Month
    orgUnit: Uid
    /** option of each category of the element's combo, in the combo's order; empty when the element is not split */
    categoryOptions: readonly string[]
    /** option of KMMP_OS_PARTNER */
    partner: string
    /** the client counted */
    trackedEntity: Uid
}

const categoriesOfCombo = new Map(
    categoryCombos.map(({ code, categories: codes }) => [
        code,
        codes.flatMap((part) => categories.find((each) => each.code === part) ?? []),
    ])
)
const categoriesOf = new Map<string, readonly Category[]>(
    aggregateElements.map(({ code, categoryCombo }) => [code, categoriesOfCombo.get(categoryCombo ?? '') ?? []])
)

/** DHIS2 codes of the category options that a contribution falls under; none when its element is not split. */
export const categoryOptionCodesOf = ({ element, categoryOptions }: Pick<Contribution, 'element' | 'categoryOptions'>): string[] =>
    (categoriesOf.get(element) ?? []).flatMap((category, place) => {
        const option = categoryOptions[place]
        return option === undefined ? [] : [categoryOptionCode(category, option)]
    })

/** DHIS2 code of the category option of a partner. */
export const partnerOptionCode = (partner: string): string => `KMMP_PARTNER_${partner}`
