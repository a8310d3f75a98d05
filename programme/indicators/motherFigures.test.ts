import { added } from '../testing/figures.ts'
import { type EventDraft, infant, mother, pair } from '../testing/pair.ts'

type Values = Readonly<Record<string, string>>

const AS_OF = '2026-10-31'
const known = { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE', ART_STATUS: 'ON_ART_BEFORE', FIRST_ANC_DATE: '2025-06-10', LMP_DATE: '2025-04-01' }
const attributes = { DATE_OF_BIRTH: '2008-01-01' }

/** A mother who joined on 10 June 2025. */
const counted = (stem: string, events: readonly EventDraft[] = [], intake: Values = known, asOf = AS_OF) =>
    added(stem, pair({ mother: mother({ joined: '2025-06-10', attributes, intake, events }) }), asOf)

const at = (stage: string, on: string, values: Values = {}): EventDraft => ({ stage: `KMMP_${stage}`, on, values })

test.each<[string, Values, string[]]>([
    ['on treatment before', known, ['D 202506 KNOWN 15_19', 'N 202506 KNOWN 15_19']],
    [
        'started on day 30',
        { HIV_STATUS_ENTRY: 'NEW_POSITIVE_ANC', ART_START_DATE: '2025-07-10' },
        ['D 202506 NEW 15_19', 'N 202506 NEW 15_19'],
    ],
    ['started on day 31', { HIV_STATUS_ENTRY: 'NEW_POSITIVE_ANC', ART_START_DATE: '2025-07-11' }, ['D 202506 NEW 15_19']],
    ['negative', { HIV_STATUS_ENTRY: 'NEGATIVE' }, []],
])('treatment of a woman %s', (_, intake, expected) => {
    expect(counted('ART_INIT', [], intake)).toEqual(expected)
})

test('a pair is followed at the end of each month until the mother leaves', () => {
    expect(counted('ACTIVE_PAIRS', [at('M_EXIT', '2025-08-31', { MOTHER_EXIT: 'WITHDREW_CONSENT' })])).toEqual([
        '202506',
        '202507',
        '202508',
    ])
    expect(counted('ACTIVE_PAIRS', [], known, '2025-07-15')).toEqual(['202506', '202507'])
})

test('a first contact by phone is a client reached at a distance', () => {
    expect(counted('ESERV_NEW', [], { ...known, SERVICE_POINT: 'PHONE' })).toEqual(['202506 PHONE'])
    expect(counted('ESERV_NEW', [], { ...known, SERVICE_POINT: 'FACILITY_ANC' })).toEqual([])
})

test.each<[string, EventDraft[], string[]]>([
    ['seen lately', [at('M_ANC', '2025-08-20')], ['D 202509 KNOWN', 'N 202509 KNOWN']],
    [
        'expected less than 31 days before',
        [at('M_ANC', '2025-07-20', { NEXT_APPT_DATE: '2025-08-11' })],
        ['D 202509 KNOWN', 'N 202509 KNOWN'],
    ],
    ['expected 31 days before', [at('M_ANC', '2025-07-20', { NEXT_APPT_DATE: '2025-08-10' })], ['D 202509 KNOWN']],
    ['lost', [at('M_EXIT', '2025-08-01', { MOTHER_EXIT: 'LTFU' })], ['D 202509 KNOWN']],
    ['transferred, confirmed', [at('M_EXIT', '2025-08-01', { MOTHER_EXIT: 'TRANSFER_OUT', TO_VERIFIED: 'true' })], []],
    ['transferred, not confirmed', [at('M_EXIT', '2025-08-01', { MOTHER_EXIT: 'TRANSFER_OUT' })], ['D 202509 KNOWN']],
    ['discharged to the care clinic', [at('M_EXIT', '2025-08-01', { MOTHER_EXIT: 'DISCHARGED_TO_CCC' })], []],
])('in care at three months: a mother %s', (_, events, expected) => {
    expect(counted('RET_3', events)).toEqual(expected)
})

test('rows of a cohort tell why mothers left, and their viral load', () => {
    const load = at('M_VL', '2025-06-20', { VL_SAMPLE_DATE: '2025-06-20', VL_VALUE: '200' })
    expect(counted('MCA3_VL_DONE', [load])).toEqual(['202509 KNOWN'])
    expect(counted('MCA3_VL_LT200', [load])).toEqual([])
    expect(counted('MCA3_VL_LT400', [load])).toEqual(['202509 KNOWN'])
    expect(counted('MCA3_LOST', [at('M_EXIT', '2025-08-01', { MOTHER_EXIT: 'LTFU' })])).toEqual(['202509 KNOWN'])
})

test.each<[Values, string[]]>([
    [{ VL_LDL: 'true' }, ['N', 'N']],
    [{ VL_VALUE: '199' }, ['N', 'N']],
    [{ VL_VALUE: '200' }, ['', 'N']],
    [{ VL_VALUE: '1000' }, ['', '']],
])('viral load %p: below 200, below 1,000', (value, [below200, below1000]) => {
    const events = [at('M_VL', '2025-06-20', { VL_SAMPLE_DATE: '2025-06-20', ...value })]
    const months = (part: string | undefined) => ['D 202506', ...(part ? [`${part} 202506`] : [])]
    expect(counted('VL_SUPP200', events, known, '2025-06-30')).toEqual(months(below200))
    expect(counted('VL_SUPP1000', events, known, '2025-06-30')).toEqual(months(below1000))
})

test('a woman long on treatment is due for a viral load at first contact, and six months after a suppressed one', () => {
    const intake = { ...known, ART_START_DATE: '2020-01-01' }
    const first = at('M_VL', '2025-06-12', { VL_SAMPLE_DATE: '2025-06-12', VL_VALUE: '40' })
    const visit = at('M_ANC', '2025-12-01')
    expect(counted('VL_COVERAGE', [first, visit], intake, '2025-12-31')).toEqual([
        'D 202506 BASELINE',
        'N 202506 BASELINE',
        'D 202512 ROUTINE_6M',
    ])
})

test('a woman who came on treatment without a day of its start is due at first contact', () => {
    const events = [at('M_VL', '2025-06-20', { VL_SAMPLE_DATE: '2025-06-20', VL_VALUE: '40' })]
    expect(counted('VL_COVERAGE', events, known, '2025-06-30')).toEqual(['D 202506 BASELINE', 'N 202506 BASELINE'])
})

test('suppression before birth looks back 90 days', () => {
    const birth = at('M_DELIVERY', '2026-01-06', { DELIVERY_DATE: '2026-01-06' })
    const load = (on: string) => at('M_VL', on, { VL_SAMPLE_DATE: on, VL_LDL: 'true' })
    expect(counted('VL_DELIVERY', [load('2025-10-08'), birth])).toEqual(['D 202601', 'N 202601'])
    expect(counted('VL_DELIVERY', [load('2025-10-07'), birth])).toEqual(['D 202601'])
})

test.each<[string, EventDraft[], string[]]>([
    [
        'of all three',
        ['HIV_INITIAL', 'SYPHILIS', 'HBSAG'].map((TEST_TYPE) => at('M_TEST', '2025-06-15', { TEST_TYPE })),
        ['D 202506 15_19', 'N 202506 15_19'],
    ],
    [
        'by a dual test and hepatitis B',
        ['DUAL_HIV_SYPHILIS', 'HBSAG'].map((TEST_TYPE) => at('M_TEST', '2025-06-15', { TEST_TYPE })),
        ['D 202506 15_19', 'N 202506 15_19'],
    ],
    ['of two', [at('M_TEST', '2025-06-15', { TEST_TYPE: 'DUAL_HIV_SYPHILIS' })], ['D 202506 15_19']],
])('triple testing %s', (_, events, expected) => {
    expect(counted('TRIPLE', events, { FIRST_ANC_DATE: '2025-06-10', HIV_STATUS_ENTRY: 'UNKNOWN' })).toEqual(expected)
})

test('a negative woman found positive by a retest is a new infection; treatment of syphilis', () => {
    const negative = { HIV_STATUS_ENTRY: 'NEGATIVE' }
    const retest = (HIV_FINAL: string) => [at('M_TEST', '2025-09-01', { TEST_TYPE: 'HIV_RETEST', HIV_FINAL })]
    expect(counted('INCIDENCE', retest('POSITIVE'), negative)).toEqual(['D 202509', 'N 202509'])
    expect(counted('INCIDENCE', retest('NEGATIVE'), negative)).toEqual(['D 202509'])
    const syphilis = at('M_TEST', '2025-07-01', { TEST_TYPE: 'SYPHILIS', TEST_RESULT: 'REACTIVE', SYPH_TREATED: 'true' })
    expect(counted('SYPH_TX', [syphilis], negative)).toEqual(['D 202507', 'N 202507'])
})

test('appointments: kept, missed, traced and brought back', () => {
    const missed: EventDraft = { stage: 'KMMP_M_ANC', plannedFor: '2026-10-01' }
    expect(counted('APPT_KEPT', [{ ...missed, on: '2026-10-07' }])).toEqual(['D 202610', 'N 202610'])
    expect(counted('APPT_KEPT', [{ ...missed, on: '2026-10-08' }])).toEqual(['D 202610'])
    const trace = (on: string) =>
        at('M_TRACE', on, { MISSED_APPT_DATE: '2026-10-01', TRACE_METHOD: 'PHONE_CALL', TRUE_STATUS: 'RETURNED_TO_CARE' })
    expect(counted('DEFAULTER_RETURN', [missed, trace('2026-10-09')])).toEqual(['D 202610', 'N 202610 PHONE_CALL'])
    // 1 October 2026 is a Thursday: two working days are over on Monday the 5th
    expect(counted('TRACE_48H', [missed, trace('2026-10-05')])).toEqual(['D 202610', 'N 202610'])
    expect(counted('TRACE_48H', [missed, trace('2026-10-06')])).toEqual(['D 202610'])
    expect(counted('DEFAULTERS', [missed])).toEqual(['202610'])
})

test.each([
    ['2025-07-15', ['D 202507 FP', 'N 202507 FP']],
    ['2025-07-16', ['D 202507 FP']],
])('a referral of 1 July completed on %s', (OUTCOME_DATE, expected) => {
    const values = { REFERRAL_DATE: '2025-07-01', REFERRAL_SERVICE: 'FP', REFERRAL_OUTCOME: 'COMPLETED', OUTCOME_DATE }
    expect(counted('REF_COMPLETE', [at('M_REFERRAL', '2025-07-01', values)])).toEqual(expected)
})

test.each<[string, EventDraft[], string[]]>([
    [
        'DISCLOSED',
        [at('M_PSS', '2025-07-01', { DISCLOSED_TO: 'NOBODY' }), at('M_PSS', '2025-10-01', { DISCLOSED_TO: 'PARTNER' })],
        ['D 202507', 'N 202507'],
    ],
    ['PHQ_SCREEN', [at('M_PSS', '2025-07-01', { PHQ2_1: '0' })], ['D 202509', 'N 202509']],
    ['PHQ_LINK', [at('M_PSS', '2025-07-01', { PHQ9_SCORE: '10' })], ['D 202507']],
    ['PHQ_LINK', [at('M_PSS', '2025-07-01', { PHQ9_SCORE: '9' })], []],
    ['GBV_SCREEN', [at('M_PSS', '2025-07-01', { GBV_THREAT: 'false' })], ['D 202509', 'N 202509']],
    ['GBV_ACTION', [at('M_PSS', '2025-07-01', { GBV_THREAT: 'true', GBV_ACTION: 'COUNSELLED' })], ['D 202507', 'N 202507']],
    ['GBV_ACTION', [at('M_PSS', '2025-07-01', { GBV_THREAT: 'true', GBV_ACTION: 'DECLINED' })], ['D 202507']],
    ['FOOD', [at('M_PSS', '2025-07-01', { FOOD_SECURITY: 'SEVERE' })], ['D 202507', 'N 202507']],
    [
        'PARTNER_TEST',
        [at('M_PARTNER', '2025-07-01', { CONTACT_RELATION: 'PARTNER', CONTACT_KNOWN_STATUS: 'NEGATIVE' })],
        ['D 202506', 'N 202506'],
    ],
    ['PARTNER_TEST', [at('M_PARTNER', '2025-07-01', { CONTACT_RELATION: 'PARTNER', CONTACT_KNOWN_STATUS: 'NO_PARTNER' })], []],
    ['GROUP', [at('M_ANC', '2025-09-20'), at('M_GROUP', '2025-07-01', { ATTENDED: 'true' })], ['D 202506', 'D 202509', 'N 202509']],
    ['TPT', [at('M_ANC', '2025-07-01', { TPT: 'ON_TPT', TB_STATUS: 'NO_SIGNS' })], ['D 202506', 'N 202506']],
])('support: %s', (stem, events, expected) => {
    expect(counted(stem, events)).toEqual(expected)
})

test('family planning at six weeks counts modern methods', () => {
    const birth = at('M_DELIVERY', '2026-01-06', { DELIVERY_DATE: '2026-01-06' })
    expect(counted('FP_6W', [birth, at('M_PNC', '2026-02-17', { FP_METHOD: 'IMPLANT' })])).toEqual(['D 202602', 'N 202602'])
    expect(counted('FP_6W', [birth, at('M_PNC', '2026-02-17', { FP_METHOD: 'NATURAL' })])).toEqual(['D 202602'])
})

test('development is counted 30 days after 12 months, disability from 24 months', () => {
    const child = (events: EventDraft[]) => pair({ infants: [infant({ born: '2024-03-10', events })] })
    const assessed = child([at('C_ECD', '2025-03-01', { ECD_OVERALL: 'DELAYED' })])
    expect(added('ECD_SCREEN', assessed, '2025-12-31')).toEqual(['D 202504 M12', 'N 202504 M12'])
    expect(added('ECD_ONTRACK', assessed, '2025-12-31')).toEqual(['D 202504 M12'])
    const disabled = child([
        at('C_CFM', '2026-04-01', { CFM_POSITIVE: 'true' }),
        at('C_REFERRAL', '2026-04-02', { REFERRAL_SERVICE: 'DISABILITY', REFERRAL_OUTCOME: 'COMPLETED' }),
    ])
    expect(added('CFM_POS', disabled, AS_OF)).toEqual(['D 202604', 'N 202604'])
    expect(added('CFM_LINK', disabled, AS_OF)).toEqual(['D 202604', 'N 202604'])
})
