import type { FigureExample } from '../figureExamples.ts'
import { at, baby, example, sample, type Values } from './pairs.ts'

const EXPOSED = { EXPOSED: 'YES' }
const outcome = (values: Values) => [at('C_OUTCOME', '2025-10-01', values)]
const fed = (on: string, FEEDING: string) => at('C_FUP', on, { FEEDING })
const found = (ART_START_DATE: string) => baby([sample('2024-04-24', 'PCR', 'POSITIVE', { RESULT_DATE: '2024-05-01', ART_START_DATE })])
const assessed = (ECD_OVERALL: string) => baby([at('C_ECD', '2025-03-12', { ECD_OVERALL })])
const screened = (CFM_POSITIVE: string) => at('C_CFM', '2026-04-01', { CFM_POSITIVE })
const referred = (REFERRAL_OUTCOME: string) => at('C_REFERRAL', '2026-04-02', { REFERRAL_SERVICE: 'DISABILITY', REFERRAL_OUTCOME })

/** Worked examples of the figures about infants. The cohort of 24 months stands in March 2026. */
export const infantExamples: Readonly<Record<string, FigureExample>> = {
    HEI_PROPH: example(
        [baby([], { ...EXPOSED, PLACE_OF_BIRTH: 'HOME', PROPH_START_DATE: '2024-03-14' }), 'D 202403 HOME', 'N 202403 HOME LATER'],
        [baby([], { ...EXPOSED, PLACE_OF_BIRTH: 'HOME' }), 'D 202403 HOME']
    ),
    HEI_PROPH_LB: example([baby([], { ...EXPOSED, PROPH_START_DATE: '2024-03-10' }), 'D 202403', 'N 202403'], [baby(), 'D 202403']),
    HEI_PCR68: example(
        [baby([sample('2024-05-11', 'PCR', 'PENDING', { RESULT_TO_CAREGIVER_DATE: '2024-05-20' })]), 'D 202405', 'N 202405 YES'],
        [baby([sample('2024-05-12', 'PCR', 'NEGATIVE')]), 'D 202405']
    ),
    HEI_PCR68_STRICT: example(
        [baby([sample('2024-05-05', 'PCR', 'NEGATIVE')]), 'D 202405', 'N 202405'],
        [baby([sample('2024-05-06', 'PCR', 'NEGATIVE')]), 'D 202405']
    ),
    MTCT_EARLY: example(
        [baby([sample('2024-04-24', 'PCR', 'POSITIVE')]), 'D 202404', 'N 202404'],
        [baby([sample('2024-04-24', 'PCR', 'NEGATIVE')]), 'D 202404']
    ),
    MTCT_FINAL: example(
        [baby(outcome({ FINAL_HIV: 'POSITIVE' })), 'D 202603 KNOWN 25P', 'N 202603 KNOWN 25P'],
        [baby(outcome({ FINAL_HIV: 'NEGATIVE_NOT_BREASTFEEDING' })), 'D 202603 KNOWN 25P']
    ),
    MTCT_WORST: example(
        [baby(outcome({ HEI_OUTCOME: 'LTFU' })), 'D 202603', 'N 202603'],
        [baby(outcome({ FINAL_HIV: 'NEGATIVE_NOT_BREASTFEEDING' })), 'D 202603']
    ),
    FINAL_KNOWN: example(
        [baby(outcome({ HEI_OUTCOME: 'NEG_18M_PLUS' })), 'D 202603', 'N 202603'],
        [baby(outcome({ HEI_OUTCOME: 'STILL_BREASTFEEDING_AT_24M' })), 'D 202603']
    ),
    HEI_RET_12: example([baby([fed('2025-01-10', 'BF')]), 'D 202503', 'N 202503'], [baby([fed('2024-12-01', 'BF')]), 'D 202503']),
    HEI_RET_18: example([baby([fed('2025-08-10', 'BF')]), 'D 202509', 'N 202509'], [baby([fed('2025-01-10', 'BF')]), 'D 202509']),
    FINAL_TEST: example(
        [baby([sample('2025-09-10', 'ANTIBODY', 'NEGATIVE')]), 'D 202603', 'N 202603'],
        [baby([sample('2025-09-09', 'ANTIBODY', 'NEGATIVE')]), 'D 202603']
    ),
    EBF6: example([baby([fed('2024-08-01', 'EBF')]), 'D 202409', 'N 202409'], [baby([fed('2024-08-01', 'MF')]), 'D 202409']),
    CTX_2M: example(
        [baby([], { ...EXPOSED, CTX_START_DATE: '2024-05-10' }), 'D 202405', 'N 202405'],
        [baby([], { ...EXPOSED, CTX_START_DATE: '2024-05-11' }), 'D 202405']
    ),
    POS_ART: example([found('2024-05-08'), 'D 202404', 'N 202404'], [found('2024-05-09'), 'D 202404']),
    PCR_DONE: example(
        [baby([sample('2024-04-24', 'PCR', 'REJECTED')]), '202404'],
        [baby([sample('2024-04-24', 'PCR', 'NEGATIVE', { CTEST_POINT: 'CONFIRMATORY' })])]
    ),
    PCR_POSITIVE: example(
        [baby([sample('2024-04-24', 'PCR', 'POSITIVE')]), '202404'],
        [baby([sample('2024-04-24', 'PCR', 'INDETERMINATE')])]
    ),
    ECD_SCREEN: example([assessed('DELAYED'), 'D 202504 M12', 'D 202604 M24', 'N 202504 M12'], [baby(), 'D 202504 M12', 'D 202604 M24']),
    ECD_ONTRACK: example([assessed('ON_TRACK'), 'D 202504 M12', 'N 202504 M12'], [assessed('DELAYED'), 'D 202504 M12']),
    CFM_POS: example([baby([screened('true')]), 'D 202604', 'N 202604'], [baby([screened('false')]), 'D 202604']),
    CFM_LINK: example(
        [baby([screened('true'), referred('COMPLETED')]), 'D 202604', 'N 202604'],
        [baby([screened('true'), referred('PENDING')]), 'D 202604']
    ),
}
