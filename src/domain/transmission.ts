import type { CountyTable } from './countyTable.ts'

/** The infants found positive: in the rate, and among those of the worst case, from which they follow once the unknown are known. */
const TELLING: readonly string[] = ['KMMP_IND_MTCT_FINAL', 'KMMP_IND_MTCT_WORST']

/** Hides the worst case with the rate, and the rate with the worst case: otherwise one could be worked out from the other and what is known. */
export const hideTogether = (total: CountyTable['total']): CountyTable['total'] =>
    TELLING.some((code) => total[code]?.[0]?.shown === 'hidden')
        ? { ...total, ...Object.fromEntries(TELLING.map((code) => [code, [{ shown: 'hidden' as const }]])) }
        : total
