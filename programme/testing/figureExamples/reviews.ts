import type { FigureExample } from '../figureExamples.ts'
import { at, baby, example, KNOWN, sample, type Values } from './pairs.ts'

const EXPOSED = { EXPOSED: 'YES' }
const outcome = (values: Values) => baby([at('C_OUTCOME', '2025-01-01', values)])
const positive = (more: Values = {}) => sample('2024-04-24', 'PCR', 'POSITIVE', more)
const refutation = sample('2024-05-02', 'PCR', 'NEGATIVE', { CTEST_POINT: 'CONFIRMATORY' })
const tested = (...given: Parameters<typeof sample>) => baby([sample(...given)])
const fed = (FEEDING: string) => baby([at('C_FUP', '2024-09-08', { FEEDING })])

/** Rows of both reviews, in the month of the review. */
const shared = (month: string): Record<string, FigureExample> => ({
    COHORT: example([baby(), month], [baby([], { EXPOSED: 'NO' })]),
    NET: example([baby(), month], [outcome({ HEI_OUTCOME: 'DIED' })]),
    POSITIVE: example([baby([positive()]), month], [baby([positive(), refutation])]),
    LINKED: example([baby([positive({ ART_START_DATE: '2024-05-01' })]), month], [baby([positive()])]),
    TRANSFERRED: example(
        [outcome({ HEI_OUTCOME: 'TRANSFER_OUT' }), month],
        [outcome({ HEI_OUTCOME: 'TRANSFER_OUT', TO_VERIFIED: 'false' })]
    ),
    DIED: example([outcome({ HEI_OUTCOME: 'DIED' }), month], [baby()]),
    LOST: example([outcome({ HEI_OUTCOME: 'LTFU' }), month], [baby()]),
})

const FIRST = '202503'

/** The infant is 42 days old on 21 April, 62 on 11 May, 182 on 8 September and 213 on 9 October 2024. */
const first: Record<string, FigureExample> = {
    ...shared(FIRST),
    MOTHER_ART: example(
        [baby([], EXPOSED, { ...KNOWN, ART_START_DATE: '2024-03-10' }), FIRST],
        [baby([], EXPOSED, { ...KNOWN, ART_START_DATE: '2024-03-11' })]
    ),
    PROPH: example(
        [baby([], { ...EXPOSED, PROPH_START_DATE: '2024-04-21' }), FIRST],
        [baby([], { ...EXPOSED, PROPH_START_DATE: '2024-04-22' })]
    ),
    PCR68: example([tested('2024-05-11', 'PCR', 'NEGATIVE'), FIRST], [tested('2024-05-11', 'PCR', 'PENDING')]),
    FIRST_POSITIVE: example(
        [baby([positive()]), FIRST],
        [baby([sample('2024-04-24', 'PCR', 'NEGATIVE'), sample('2024-09-10', 'PCR', 'POSITIVE')])]
    ),
    PCR_INITIAL: example([tested('2025-03-10', 'PCR', 'NEGATIVE'), FIRST], [tested('2025-03-11', 'PCR', 'NEGATIVE')]),
    PCR_M6: example([tested('2024-10-09', 'PCR', 'NEGATIVE'), FIRST], [tested('2024-10-10', 'PCR', 'NEGATIVE')]),
    EBF6: example([fed('EBF'), FIRST], [fed('MF')]),
    BASELINE_VL: example([baby([positive({ BASELINE_VL_DONE: 'true' })]), FIRST], [baby([positive({ BASELINE_VL_DONE: 'false' })])]),
    ACTIVE: example([baby(), FIRST], [outcome({ HEI_OUTCOME: 'LTFU' })]),
    MISSED: example([baby([at('C_FUP', '2025-01-20')]), FIRST], [baby([at('C_FUP', '2025-03-01')])]),
}

const SECOND = '202603'

/** The infant is 365 days old on 10 March and 396 on 10 April 2025, and 18 months on 10 September 2025. */
const second: Record<string, FigureExample> = {
    ...shared(SECOND),
    PCR_M12: example([tested('2025-04-10', 'PCR', 'NEGATIVE'), SECOND], [tested('2025-04-11', 'PCR', 'NEGATIVE')]),
    PCR_M12_POSITIVE: example([tested('2025-03-10', 'PCR', 'POSITIVE'), SECOND], [tested('2025-03-10', 'PCR', 'NEGATIVE')]),
    CONFIRMED: example([baby([positive(), refutation]), SECOND], [baby([positive()])]),
    AB18: example([tested('2025-09-10', 'ANTIBODY', 'PENDING'), SECOND], [tested('2025-09-09', 'ANTIBODY', 'NEGATIVE')]),
    NEG18: example([tested('2025-09-10', 'ANTIBODY', 'NEGATIVE'), SECOND], [tested('2025-09-10', 'ANTIBODY', 'POSITIVE')]),
    POSITIVE_18: example([tested('2025-09-10', 'PCR', 'POSITIVE'), SECOND], [tested('2025-09-11', 'PCR', 'POSITIVE')]),
    UNTESTED: example([baby(), SECOND], [tested('2025-09-10', 'ANTIBODY', 'NEGATIVE')]),
    UNKNOWN: example([baby(), SECOND], [outcome({ HEI_OUTCOME: 'NEG_18M_PLUS' })]),
}

const named = (months: number, rows: Record<string, FigureExample>) =>
    Object.entries(rows).map(([row, worked]) => [`HCA${months}_${row}`, worked] as const)

/** Worked examples of the reviews of birth cohorts. */
export const reviewExamples: Readonly<Record<string, FigureExample>> = Object.fromEntries([...named(12, first), ...named(24, second)])
