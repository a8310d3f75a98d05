import { clientFigures } from './clientFigures.ts'
import type { Indicator } from './indicator.ts'
import { infantFigures } from './infantFigures.ts'

/** The indicators that the county screen shows, in its order; the others are on dashboards. */
const SHOWN: readonly string[] = ['KMMP_IND_NEW_CLIENTS', 'KMMP_IND_HEI_PCR68']

/** What the county screen shows. All indicators stand in catalogue.ts; this file is in the app's bundle. */
export const indicators: readonly Indicator[] = SHOWN.flatMap(
    (code) => [...clientFigures, ...infantFigures].find((indicator) => indicator.code === code) ?? []
)
