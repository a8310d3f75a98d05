import type { Case } from '../ruleCases.ts'
import { fires, silent } from './tell.ts'

const person = { DATE_OF_BIRTH: '2026-01-01' }
const range = (stem: string, under: string, over: string, inside: string): Case[] => [
    fires(under, { values: { [stem]: under } }),
    fires(over, { values: { [stem]: over } }),
    silent(inside, { values: { [stem]: inside } }),
    silent('not measured', {}),
]
const when = (stem: string, holds: string, other: string): Case[] => [
    fires(holds, { values: { [stem]: holds } }),
    silent(other, { values: { [stem]: other } }),
]
const negative = { FINAL_HIV: 'NEGATIVE_NOT_BREASTFEEDING' }

export const childCases: Readonly<Record<string, readonly Case[]>> = {
    HEI_NUMBER_NEEDED: [
        fires('exposed, no number', { values: { EXPOSED: 'YES' } }),
        silent('exposed, with a number', { values: { EXPOSED: 'YES' }, person: { HEI_NUMBER: '13077-2026-001' } }),
        silent('not exposed', { values: { EXPOSED: 'NO' } }),
    ],
    CAREGIVER_REQUIRED: [
        fires('the mother is not here', { values: { MOTHER_LINKED: 'false' } }),
        fires('the mother died', { values: { MOTHER_LINKED: 'true', MOTHER_ALIVE: 'NO' } }),
        silent('the mother is here', { values: { MOTHER_LINKED: 'true', MOTHER_ALIVE: 'YES' } }),
    ],
    NOT_EXPOSED_HIDE: [
        fires('not exposed', { values: { EXPOSED: 'NO' } }),
        fires('said at registration', { earlier: { EXPOSED: 'NO' }, stages: ['KMMP_C_FUP'] }),
        silent('exposed', { values: { EXPOSED: 'YES' } }),
        silent('not known', { values: { EXPOSED: 'UNKNOWN' } }),
    ],
    CTX_EARLY: [
        fires('the 41st day', { person, values: { CTX_START_DATE: '2026-02-11' } }),
        silent('the 42nd day', { person, values: { CTX_START_DATE: '2026-02-12' } }),
        silent('not started', { person }),
    ],
    CHILD_NEXT_APPT_WEEKEND: [
        fires('a Sunday', { values: { NEXT_APPT_DATE: '2026-06-28' } }),
        silent('a Monday', { values: { NEXT_APPT_DATE: '2026-06-29' } }),
    ],
    PCR_DUE_TEXT_W6: [
        fires('never tested', { person, assigns: ['2026-02-12'] }),
        fires('tested at birth only', { person, earlier: { CTEST_POINT: 'BIRTH', CTEST_RESULT: 'NEGATIVE' }, assigns: ['2026-02-12'] }),
        fires('the sample was rejected', { person, earlier: { CTEST_POINT: 'W6', CTEST_RESULT: 'REJECTED' } }),
        silent('tested at six weeks', { person, earlier: { CTEST_POINT: 'W6', CTEST_RESULT: 'NEGATIVE' } }),
        silent('not exposed', { person, earlier: { EXPOSED: 'NO' } }),
        silent('birth not known', {}),
    ],
    PCR_DUE_TEXT_M6: [
        fires('negative at six weeks', { person, earlier: { CTEST_POINT: 'W6', CTEST_RESULT: 'NEGATIVE' }, assigns: ['2026-07-02'] }),
        silent('positive at six weeks', { person, earlier: { CTEST_POINT: 'W6', CTEST_RESULT: 'POSITIVE' } }),
        silent('never tested', { person }),
    ],
    PCR_DUE_TEXT_M12: [
        fires('negative at six months', { person, earlier: { CTEST_POINT: 'M6', CTEST_RESULT: 'NEGATIVE' }, assigns: ['2027-01-01'] }),
        silent('tested at twelve months', { person, earlier: { CTEST_POINT: 'M12', CTEST_RESULT: 'NEGATIVE' } }),
    ],
    PCR_DUE_TEXT_M18: [
        fires('negative at twelve months', { person, earlier: { CTEST_POINT: 'M12', CTEST_RESULT: 'NEGATIVE' }, assigns: ['2027-07-02'] }),
        silent('the outcome is known', { person, earlier: { CTEST_POINT: 'M12', FINAL_HIV: 'NEGATIVE_NOT_BREASTFEEDING' } }),
    ],
    CTEST_POINTS_PCR: when('CTEST_KIND', 'PCR', 'ANTIBODY'),
    CTEST_POINTS_ANTIBODY: when('CTEST_KIND', 'ANTIBODY', 'PCR'),
    CONFIRM_NEEDS_POSITIVE: [
        fires('no test before', { values: { CTEST_POINT: 'CONFIRMATORY' } }),
        fires('a negative test before', { values: { CTEST_POINT: 'CONFIRMATORY' }, earlier: { CTEST_RESULT: 'NEGATIVE' } }),
        silent('a positive test before', { values: { CTEST_POINT: 'CONFIRMATORY' }, earlier: { CTEST_RESULT: 'POSITIVE' } }),
        silent('a confirmatory sample that was rejected before', {
            values: { CTEST_POINT: 'CONFIRMATORY' },
            earlier: { CTEST_RESULT: 'REJECTED' },
        }),
        silent('another point', { values: { CTEST_POINT: 'W6' } }),
    ],
    BF_STOP_HAS_DAY: [fires('weaned', { values: { BF_STOPPED: 'true' } }), silent('not weaned', { values: { BF_STOPPED: 'false' } })],
    CHILD_WEIGHT_RANGE: range('BIRTH_WEIGHT_G', '3', '6501', '3000'),
    GESTATION_RANGE: range('GESTATION_BIRTH', '21', '45', '32'),
    CHILD_PROPH_LATE: [
        fires('the fourth day', { person, values: { PROPH_START_DATE: '2026-01-05' } }),
        silent('the third day', { person, values: { PROPH_START_DATE: '2026-01-04' } }),
    ],
    AGE_AT_ENROL_ASSIGN: [fires('born four days before', { person, assigns: ['4'] }), silent('birth not known', {})],
    LATE_ENROLMENT: [
        fires('57 days old', { person: { DATE_OF_BIRTH: '2025-11-09' } }),
        silent('56 days old', { person: { DATE_OF_BIRTH: '2025-11-10' } }),
    ],
    CHILD_AGE: [
        fires('six years old', { person: { DATE_OF_BIRTH: '2020-01-01' } }),
        silent('four years old', { person: { DATE_OF_BIRTH: '2022-01-01' } }),
    ],
    WEIGHT_KG_RANGE: range('WEIGHT_KG', '0.4', '31', '6.2'),
    LENGTH_CM_RANGE: range('LENGTH_CM', '29', '121', '66'),
    MUAC_CM_RANGE: range('MUAC_CM', '5', '26', '13.5'),
    DANGER_SIGN_REFER: [...when('DANGER_SIGN', 'CONVULSING', 'NONE'), silent('not asked', {})],
    FEEDING_YOUNG: [fires('182 days old', { person, on: '2026-07-02' }), silent('183 days old', { person, on: '2026-07-03' })],
    FEEDING_OLDER: [
        fires('183 days old', { person, on: '2026-07-03' }),
        silent('182 days old', { person, on: '2026-07-02' }),
        silent('birth not known', {}),
    ],
    AZT_AFTER_6W: [
        fires('50 days old', { person, on: '2026-02-20', values: { AZT_TODAY: 'true' } }),
        silent('49 days old', { person, on: '2026-02-19', values: { AZT_TODAY: 'true' } }),
        silent('not given', { person, on: '2026-02-20', values: { AZT_TODAY: 'false' } }),
    ],
    CHILD_TB_REFERRAL: when('TB_STATUS', 'PRESUMED', 'NO_SIGNS'),
    AB_TOO_EARLY: [
        fires('546 days old', { person, values: { CTEST_KIND: 'ANTIBODY', SAMPLE_DATE: '2027-07-01' } }),
        silent('547 days old', { person, values: { CTEST_KIND: 'ANTIBODY', SAMPLE_DATE: '2027-07-02' } }),
        silent('a PCR', { person, values: { CTEST_KIND: 'PCR', SAMPLE_DATE: '2026-02-12' } }),
    ],
    CTEST_RESULT_AFTER_SAMPLE: [
        fires('the day before', { values: { SAMPLE_DATE: '2026-06-02', RESULT_DATE: '2026-06-01' } }),
        silent('the same day', { values: { SAMPLE_DATE: '2026-06-02', RESULT_DATE: '2026-06-02' } }),
    ],
    CTEST_RESULT_DATE: when('CTEST_RESULT', 'NEGATIVE', 'PENDING'),
    AGE_AT_SAMPLE_ASSIGN: [
        fires('six weeks', { person, values: { SAMPLE_DATE: '2026-02-12' }, assigns: ['42'] }),
        silent('birth not known', { values: { SAMPLE_DATE: '2026-02-12' } }),
    ],
    POS_ART_WARN: [
        fires('positive, not treated', { values: { CTEST_RESULT: 'POSITIVE', ART_STARTED: 'false' } }),
        silent('positive, treated', { values: { CTEST_RESULT: 'POSITIVE', ART_STARTED: 'true' } }),
        silent('negative', { values: { CTEST_RESULT: 'NEGATIVE' } }),
    ],
    POS_ART_SHOW: when('CTEST_RESULT', 'NEGATIVE', 'POSITIVE'),
    NEGATIVE_NEEDS_TEST: [
        fires('no test', { person, values: negative }),
        fires('tested at 17 months', { person, values: { ...negative, FINAL_AB_DATE: '2027-06-01', BF_STOP_DATE: '2027-01-01' } }),
        fires('tested 41 days after weaning', { person, values: { ...negative, FINAL_AB_DATE: '2027-08-11', BF_STOP_DATE: '2027-07-01' } }),
        silent('tested 42 days after weaning', {
            person,
            values: { ...negative, FINAL_AB_DATE: '2027-08-12', BF_STOP_DATE: '2027-07-01' },
        }),
        silent('positive', { person, values: { FINAL_HIV: 'POSITIVE' } }),
    ],
    POSITIVE_NEEDS_CCC: when('FINAL_HIV', 'POSITIVE', 'UNKNOWN'),
    CHILD_DEATH: when('HEI_OUTCOME', 'DIED', 'LTFU'),
    CHILD_TRANSFER: when('HEI_OUTCOME', 'TRANSFER_OUT', 'LTFU'),
}
