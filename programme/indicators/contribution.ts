import type { Episode } from '../episode.ts'
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
