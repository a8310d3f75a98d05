import { clientFigures } from './clientFigures.ts'
import type { Indicator } from './indicator.ts'
import { infantFigures } from './infantFigures.ts'

/** The indicators that the county screen shows, in its order; the others are on dashboards. */
const SHOWN: readonly string[] = ['KMMP_IND_NEW_CLIENTS', 'KMMP_IND_HEI_PCR68']

/** What the county screen shows. All indicators stand in catalogue.ts; this file is in the app's bundle. */
export const indicators: readonly Indicator[] = SHOWN.flatMap(
    (code) => [...clientFigures, ...infantFigures].find((indicator) => indicator.code === code) ?? []
)

const FINAL = 'KMMP_IND_MTCT_FINAL'
const final = infantFigures.find(({ code }) => code === FINAL)

/** Final transmission, and after it what it is never shown without: how much of the cohort is known, and the worst case. */
export const transmission: readonly Indicator[] = [FINAL, ...(final?.shownWith ?? [])].flatMap(
    (code) => infantFigures.find((indicator) => indicator.code === code) ?? []
)
