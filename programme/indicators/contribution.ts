import type { Episode } from '../episode.ts'
import { aggregateElements, categories, categoryCombos, categoryOptionCode } from '../model/dataSets.ts'
import type { Day } from '#dhis2/day.ts'
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

/** What one pair adds to the figures of an indicator, as known on a day. Pure: the same pair and day give the same answer. */
export type Contribute = (episode: Episode, asOf: Day) => Contribution[]

/** DHIS2 codes of the category options that a contribution falls under; none when its element is not split. */
export const categoryOptionCodesOf = ({ element, categoryOptions }: Contribution): string[] => {
    const combo = aggregateElements.find(({ code }) => code === element)?.categoryCombo
    const parts = categoryCombos.find(({ code }) => code === combo)?.categories ?? []
    return parts.flatMap((code, place) => {
        const category = categories.find((candidate) => candidate.code === code)
        const option = categoryOptions[place]
        return category && option !== undefined ? [categoryOptionCode(category, option)] : []
    })
}

/** DHIS2 code of the category option of a partner. */
export const partnerOptionCode = (partner: string): string => `KMMP_PARTNER_${partner}`
