import type { Episode } from '../episode.ts'
import { cohortExamples } from './figureExamples/cohorts.ts'
import { hv02Examples } from './figureExamples/hv02.ts'
import { infantExamples } from './figureExamples/infants.ts'
import { merExamples } from './figureExamples/mer.ts'
import { motherExamples } from './figureExamples/mothers.ts'
import { reviewExamples } from './figureExamples/reviews.ts'

/** A figure worked out by hand on two made-up pairs that differ in what it asks, as of 31 October 2026. What they add is said as by `added`. */
export interface FigureExample {
    counted: Episode
    adds: readonly string[]
    /** counted in the denominator at most */
    other: Episode
    otherAdds: readonly string[]
}

/** By the indicator's code without `KMMP_IND_`. */
export const figureExamples: Readonly<Record<string, FigureExample>> = {
    ...motherExamples,
    ...infantExamples,
    ...cohortExamples,
    ...reviewExamples,
    ...hv02Examples,
    ...merExamples,
}
