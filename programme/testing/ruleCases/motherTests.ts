import type { Case } from '../ruleCases.ts'
import { fires, silent } from './tell.ts'

const dates = (sample: string, result: string) => ({ values: { VL_SAMPLE_DATE: sample, VL_RESULT_DATE: result } })

export const motherTestCases: Readonly<Record<string, readonly Case[]>> = {
    VL_RESULT_AFTER_SAMPLE: [
        fires('the day before', dates('2026-06-02', '2026-06-01')),
        silent('the same day', dates('2026-06-02', '2026-06-02')),
        silent('no result yet', { values: { VL_SAMPLE_DATE: '2026-06-02' } }),
    ],
    VL_SLOW: [fires('15 days', dates('2026-06-01', '2026-06-16')), silent('14 days', dates('2026-06-01', '2026-06-15'))],
    VL_ONE_OF: [
        fires('both', { values: { VL_LDL: 'true', VL_VALUE: '50' } }),
        silent('a number', { values: { VL_LDL: 'false', VL_VALUE: '50' } }),
        silent('below the limit', { values: { VL_LDL: 'true' } }),
    ],
    VL_RESULT_MISSING: [
        fires('a day of result and no result', { values: { VL_RESULT_DATE: '2026-06-01' } }),
        silent('a number of zero', { values: { VL_RESULT_DATE: '2026-06-01', VL_VALUE: '0' } }),
        silent('still waiting', {}),
    ],
    VL_RANGE: [fires('over', { values: { VL_VALUE: '10000001' } }), silent('at', { values: { VL_VALUE: '10000000' } })],
    VL_200_ASSIGN: [
        fires('199 copies', { values: { VL_VALUE: '199' }, assigns: ['true'] }),
        fires('exactly 200 copies', { values: { VL_VALUE: '200' }, assigns: ['false'] }),
        fires('below the limit', { values: { VL_LDL: 'true' }, assigns: ['true'] }),
        silent('no result', { values: { VL_LDL: 'false' } }),
    ],
    VL_1000_ASSIGN: [
        fires('999 copies', { values: { VL_VALUE: '999' }, assigns: ['true'] }),
        fires('exactly 1000 copies', { values: { VL_VALUE: '1000' }, assigns: ['false'] }),
        silent('no result', {}),
    ],
    VL_EAC_SHOW: [fires('199 copies', { values: { VL_VALUE: '199' } }), silent('200 copies', { values: { VL_VALUE: '200' } })],
    TEST_CONSENT: [
        fires('she refused', { values: { CONSENT_TEST: 'false' } }),
        silent('she agreed', { values: { CONSENT_TEST: 'true' } }),
        silent('not asked yet', {}),
    ],
    TEST_NOT_AGAIN: [
        fires('known positive', { earlier: { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE' } }),
        fires('found positive later', { earlier: { HIV_STATUS_ENTRY: 'NEGATIVE', HIV_FINAL: 'POSITIVE' } }),
        silent('negative', { earlier: { HIV_STATUS_ENTRY: 'NEGATIVE' } }),
    ],
    TEST_FINAL_REQUIRED: [
        fires('reactive for HIV', { values: { TEST_TYPE: 'HIV_RETEST', TEST_RESULT: 'REACTIVE' } }),
        silent('reactive for syphilis', { values: { TEST_TYPE: 'SYPHILIS', TEST_RESULT: 'REACTIVE' } }),
        silent('not reactive', { values: { TEST_TYPE: 'HIV_RETEST', TEST_RESULT: 'NON_REACTIVE' } }),
    ],
    TEST_POSITIVE_LINK: [
        fires('positive', { values: { HIV_FINAL: 'POSITIVE' } }),
        silent('negative', { values: { HIV_FINAL: 'NEGATIVE' } }),
    ],
    CLIENT_TYPE_DIFFERS: [
        fires('found positive, still a client without HIV', {
            values: { HIV_FINAL: 'POSITIVE' },
            person: { CLIENT_TYPE: 'PREGNANT_HIV_NEG' },
        }),
        silent('changed already', { values: { HIV_FINAL: 'POSITIVE' }, person: { CLIENT_TYPE: 'PREGNANT_HIV_POS' } }),
        silent('negative', { values: { HIV_FINAL: 'NEGATIVE' }, person: { CLIENT_TYPE: 'PREGNANT_HIV_NEG' } }),
    ],
    SYPH_TREATED_SHOW: [
        fires('not reactive', { values: { TEST_TYPE: 'SYPHILIS', TEST_RESULT: 'NON_REACTIVE' } }),
        silent('reactive in the dual test', { values: { TEST_TYPE: 'DUAL_HIV_SYPHILIS', TEST_RESULT: 'REACTIVE' } }),
    ],
    HBV_TREATED_SHOW: [
        fires('reactive for HIV', { values: { TEST_TYPE: 'HIV_INITIAL', TEST_RESULT: 'REACTIVE' } }),
        silent('reactive', { values: { TEST_TYPE: 'HBSAG', TEST_RESULT: 'REACTIVE' } }),
    ],
    HB_RANGE: [fires('118 grams per litre', { values: { HB: '118' } }), silent('11.8', { values: { HB: '11.8' } })],
}
