import type { FigureExample } from '../figureExamples.ts'
import { at, example, KNOWN, planned, type Values, viralLoad, woman } from './pairs.ts'

const NEGATIVE = { HIV_STATUS_ENTRY: 'NEGATIVE' }
const LONG_TREATED = { ...KNOWN, ART_START_DATE: '2020-01-01' }
const birth = at('M_DELIVERY', '2026-01-06', { DELIVERY_DATE: '2026-01-06' })
const test = (TEST_TYPE: string, on = '2025-06-10', more: Values = {}) => at('M_TEST', on, { TEST_TYPE, ...more })
const talk = (values: Values) => [at('M_PSS', '2025-07-01', values)]
const missed = planned('M_ANC', '2026-10-01')
const trace = (on: string) =>
    at('M_TRACE', on, { MISSED_APPT_DATE: '2026-10-01', TRACE_METHOD: 'PHONE_CALL', TRUE_STATUS: 'RETURNED_TO_CARE' })
const referral = (OUTCOME_DATE: string) =>
    at('M_REFERRAL', '2025-07-01', { REFERRAL_DATE: '2025-07-01', REFERRAL_SERVICE: 'FP', REFERRAL_OUTCOME: 'COMPLETED', OUTCOME_DATE })
const reactive = (TEST_TYPE: string, more: Values = {}) =>
    woman(NEGATIVE, [test(TEST_TYPE, '2025-07-01', { TEST_RESULT: 'REACTIVE', ...more })])

/** Worked examples of the figures about mothers. */
export const motherExamples: Readonly<Record<string, FigureExample>> = {
    NEW_CLIENTS: example(
        [woman(), '202506 FEMALE 25P PREGNANT_HIV_POS'],
        [woman(KNOWN, [at('M_EXIT', '2025-06-11', { MOTHER_EXIT: 'DUPLICATE_RECORD' })])]
    ),
    ESERV_NEW: example([woman({ ...KNOWN, SERVICE_POINT: 'CHAT' }), '202506 CHAT'], [woman({ ...KNOWN, SERVICE_POINT: 'HOME' })]),
    ACTIVE_PAIRS: example(
        [woman(KNOWN, [at('M_EXIT', '2025-07-31', { MOTHER_EXIT: 'LTFU' })]), '202506', '202507'],
        [woman(KNOWN, [at('M_EXIT', '2025-06-29', { MOTHER_EXIT: 'LTFU' })])]
    ),
    ART_INIT: example(
        [woman({ HIV_STATUS_ENTRY: 'NEW_POSITIVE_ANC', ART_START_DATE: '2025-07-10' }), 'D 202506 NEW 25P', 'N 202506 NEW 25P'],
        [woman({ HIV_STATUS_ENTRY: 'NEW_POSITIVE_ANC', ART_START_DATE: '2025-07-11' }), 'D 202506 NEW 25P']
    ),
    ART_INIT_ENTRY: example(
        [woman({ ...KNOWN, ENTRY_POINT: 'CCC', ART_START_DATE: '2025-07-10' }), 'D 202506 CCC', 'N 202506 CCC'],
        [woman(KNOWN), 'D 202506 UNKNOWN']
    ),
    TPT: example([woman({ ...KNOWN, TPT: 'COMPLETED' }), 'D 202506', 'N 202506'], [woman({ ...KNOWN, TPT: 'DECLINED' }), 'D 202506']),
    FP_6W: example(
        [woman(KNOWN, [birth, at('M_PNC', '2026-02-17', { FP_METHOD: 'INJECTABLE' })]), 'D 202602', 'N 202602'],
        [woman(KNOWN, [birth, at('M_PNC', '2026-02-17', { FP_METHOD: 'NONE' })]), 'D 202602']
    ),
    INCIDENCE: example(
        [woman(NEGATIVE, [test('HIV_RETEST', '2025-09-01', { HIV_FINAL: 'POSITIVE' })]), 'D 202509', 'N 202509'],
        [woman(NEGATIVE, [test('HIV_RETEST', '2025-09-01', { HIV_FINAL: 'NEGATIVE' })]), 'D 202509']
    ),
    TRIPLE: example(
        [woman(NEGATIVE, [test('DUAL_HIV_SYPHILIS'), test('HBSAG')]), 'D 202506 25P', 'N 202506 25P'],
        [woman(NEGATIVE, [test('DUAL_HIV_SYPHILIS')]), 'D 202506 25P']
    ),
    TRIPLE_HIV: example([woman(KNOWN), 'D 202506', 'N 202506'], [woman(NEGATIVE, [test('HIV_INITIAL', '2025-07-11')]), 'D 202506']),
    TRIPLE_SYPH: example(
        [woman(KNOWN, [test('SYPHILIS', '2025-07-10')]), 'D 202506', 'N 202506'],
        [woman(KNOWN, [test('SYPHILIS', '2025-07-11')]), 'D 202506']
    ),
    TRIPLE_HBV: example([woman(KNOWN, [test('HBSAG')]), 'D 202506', 'N 202506'], [woman(KNOWN), 'D 202506']),
    SYPH_TX: example([reactive('SYPHILIS', { SYPH_TREATED: 'true' }), 'D 202507', 'N 202507'], [reactive('SYPHILIS'), 'D 202507']),
    HBV_TX: example([reactive('HBSAG', { HBV_TREATED: 'true' }), 'D 202507', 'N 202507'], [reactive('HBSAG'), 'D 202507']),
    VL_COVERAGE: example(
        [woman(LONG_TREATED, [viralLoad('2025-06-24', { VL_VALUE: '300' })]), 'D 202506 BASELINE', 'N 202506 BASELINE'],
        [woman(LONG_TREATED, [viralLoad('2025-06-25', { VL_VALUE: '' })]), 'D 202506 BASELINE']
    ),
    VL_SUPP200: example(
        [woman({ ...KNOWN, LMP_DATE: '2024-09-01' }, [viralLoad('2025-06-12', { VL_VALUE: '199' })]), 'D 202506', 'N 202506'],
        [woman({ ...KNOWN, LMP_DATE: '2024-09-01' }, [viralLoad('2025-06-12', { VL_VALUE: '200' })]), 'D 202506']
    ),
    VL_SUPP1000: example(
        [woman({ ...KNOWN, LMP_DATE: '2024-09-01' }, [viralLoad('2025-06-12', { VL_VALUE: '999' })]), 'D 202506', 'N 202506'],
        [woman({ ...KNOWN, LMP_DATE: '2024-09-01' }, [viralLoad('2025-06-12', { VL_VALUE: '1000' })]), 'D 202506']
    ),
    VL_DELIVERY: example(
        [woman(KNOWN, [viralLoad('2025-10-08', { VL_LDL: 'true' }), birth]), 'D 202601', 'N 202601'],
        [woman(KNOWN, [viralLoad('2025-10-07', { VL_LDL: 'true' }), birth]), 'D 202601']
    ),
    APPT_KEPT: example(
        [woman(KNOWN, [planned('M_ANC', '2026-10-01', '2026-10-07')]), 'D 202610', 'N 202610'],
        [woman(KNOWN, [planned('M_ANC', '2026-10-01', '2026-10-08')]), 'D 202610']
    ),
    DEFAULTERS: example([woman(KNOWN, [missed]), '202610'], [woman(KNOWN, [planned('M_ANC', '2026-10-25')])]),
    // two appointments missed in one month are one client, by the last of them
    DEFAULTER_RETURN: example(
        [woman(KNOWN, [missed, trace('2026-10-09')]), 'D 202610', 'N 202610 PHONE_CALL'],
        [woman(KNOWN, [missed, trace('2026-10-09'), planned('M_ANC', '2026-10-20')]), 'D 202610']
    ),
    TRACE_48H: example(
        // 1 October 2026 is a Thursday
        [woman(KNOWN, [missed, trace('2026-10-05')]), 'D 202610', 'N 202610'],
        [woman(KNOWN, [missed, trace('2026-10-06')]), 'D 202610']
    ),
    REF_COMPLETE: example(
        [woman(KNOWN, [referral('2025-07-15')]), 'D 202507 FP', 'N 202507 FP'],
        [woman(KNOWN, [referral('2025-07-16')]), 'D 202507 FP']
    ),
    PARTNER_TEST: example(
        [woman(KNOWN, [at('M_PARTNER', '2025-07-01', { CONTACT_RESULT: 'NEGATIVE' })]), 'D 202506', 'N 202506'],
        [woman({ ...KNOWN, MARITAL: 'COHABITING' }), 'D 202506']
    ),
    DISCLOSED: example(
        [woman(KNOWN, talk({ DISCLOSED_TO: 'FAMILY' })), 'D 202507', 'N 202507'],
        [woman(KNOWN, talk({ DISCLOSED_TO: 'NOBODY' })), 'D 202507']
    ),
    PHQ_SCREEN: example([woman(KNOWN, talk({ PHQ2_1: '0' })), 'D 202509', 'N 202509'], [woman(KNOWN), 'D 202509']),
    PHQ_LINK: example(
        [
            woman(KNOWN, [
                ...talk({ PHQ9_SCORE: '10' }),
                at('M_REFERRAL', '2025-07-05', { REFERRAL_SERVICE: 'MENTAL_HEALTH', REFERRAL_OUTCOME: 'COMPLETED' }),
            ]),
            'D 202507',
            'N 202507',
        ],
        [woman(KNOWN, talk({ PHQ9_SCORE: '10' })), 'D 202507']
    ),
    GROUP: example(
        [woman(KNOWN, [at('M_GROUP', '2025-06-12', { ATTENDED: 'true' })]), 'D 202506', 'N 202506'],
        [woman(KNOWN, [at('M_GROUP', '2025-06-12', { ATTENDED: 'false' })]), 'D 202506']
    ),
    GBV_SCREEN: example([woman(KNOWN, talk({ GBV_SEXUAL: 'false' })), 'D 202509', 'N 202509'], [woman(KNOWN, talk({})), 'D 202509']),
    GBV_ACTION: example(
        [woman(KNOWN, talk({ GBV_THREAT: 'true', GBV_ACTION: 'SAFE_SHELTER' })), 'D 202507', 'N 202507'],
        [woman(KNOWN, talk({ GBV_THREAT: 'true', GBV_ACTION: 'DECLINED' })), 'D 202507']
    ),
    FOOD: example(
        [woman(KNOWN, talk({ FOOD_SECURITY: 'MODERATE' })), 'D 202507', 'N 202507'],
        [woman(KNOWN, talk({ FOOD_SECURITY: 'MILD' })), 'D 202507']
    ),
}
