import type { Case } from '../ruleCases.ts'
import { fires, silent } from './tell.ts'

const delivered = { DELIVERY_DATE: '2026-04-10' }
const band = (inside: string, outside: string, code: string): Case[] => [
    fires(`on ${inside}`, { on: inside, earlier: delivered, assigns: [code] }),
    silent(`on ${outside}`, { on: outside, earlier: delivered }),
    silent('birth not recorded', {}),
]

export const motherVisitCases: Readonly<Record<string, readonly Case[]>> = {
    ANC_CONTACT_ORDER: [
        fires('the second contact once more', { values: { ANC_CONTACT_NO: '2' }, earlier: { ANC_CONTACT_NO: '2' } }),
        silent('the third after the second', { values: { ANC_CONTACT_NO: '3' }, earlier: { ANC_CONTACT_NO: '2' } }),
        silent('the first', { values: { ANC_CONTACT_NO: '1' } }),
    ],
    NEXT_APPT_WEEKEND: [
        fires('a Saturday', { values: { NEXT_APPT_DATE: '2026-06-27' } }),
        fires('a Sunday', { values: { NEXT_APPT_DATE: '2026-06-28' } }),
        silent('a Monday', { values: { NEXT_APPT_DATE: '2026-06-29' } }),
        silent('a Friday', { values: { NEXT_APPT_DATE: '2026-06-26' } }),
        silent('no next visit', {}),
    ],
    ANC_HIDE_AFTER_BIRTH: [fires('the birth is recorded', { earlier: delivered }), silent('pregnant', {})],
    HOME_VISIT_HIDE: [
        fires('she said no', { person: { HOME_VISIT_OK: 'false' } }),
        silent('she said yes', { person: { HOME_VISIT_OK: 'true' } }),
        silent('not asked', {}),
    ],
    HIV_NEG_HIDE: [
        fires('came as negative', {
            earlier: { HIV_STATUS_ENTRY: 'NEGATIVE' },
            stages: ['KMMP_M_ANC', 'KMMP_M_PNC', 'KMMP_M_DELIVERY'],
        }),
        silent('came as negative, then tested positive', { earlier: { HIV_STATUS_ENTRY: 'NEGATIVE', HIV_FINAL: 'POSITIVE' } }),
        silent('status not known', {}),
    ],
    ADHERENCE_SHOW: [
        fires('not on treatment', { values: { ON_ART_TODAY: 'false' } }),
        silent('on treatment', { values: { ON_ART_TODAY: 'true' } }),
    ],
    ADHERENCE_COUNSEL: [
        fires('missed two doses', { values: { PILLS_MISSED_7D: '2' } }),
        fires('rated poor', { values: { ADHERENCE: 'POOR' } }),
        silent('missed one', { values: { PILLS_MISSED_7D: '1', ADHERENCE: 'GOOD' } }),
    ],
    ANC_CONTACT_RANGE: [
        fires('thirteenth contact', { values: { ANC_CONTACT_NO: '13' } }),
        silent('twelfth', { values: { ANC_CONTACT_NO: '12' } }),
    ],
    GA_ASSIGN: [
        fires('twenty weeks', { on: '2026-07-20', earlier: { LMP_DATE: '2026-03-02' }, assigns: ['20'] }),
        fires('a day short of twenty weeks', { on: '2026-07-19', earlier: { LMP_DATE: '2026-03-02' }, assigns: ['19'] }),
        silent('a partner sends its own', {
            on: '2026-07-20',
            earlier: { LMP_DATE: '2026-03-02' },
            values: { GA_WEEKS: '21', SOURCE_SYSTEM: 'COMMCARE' },
        }),
        silent('last period not known', {}),
    ],
    GA_DOUBTFUL: [
        fires('43 weeks', { values: { GA_WEEKS: '43' } }),
        fires('43 weeks since the last period', { on: '2026-12-28', earlier: { LMP_DATE: '2026-03-02' } }),
        silent('42 weeks', { values: { GA_WEEKS: '42' } }),
    ],
    TB_REFERRAL: [
        fires('presumed', { values: { TB_STATUS: 'PRESUMED' }, stages: ['KMMP_M_ANC', 'KMMP_M_PNC'] }),
        silent('no signs', { values: { TB_STATUS: 'NO_SIGNS' } }),
    ],
    NEXT_APPT_RANGE: [
        fires('the same day', { values: { NEXT_APPT_DATE: '2026-06-01' } }),
        fires('93 days ahead', { values: { NEXT_APPT_DATE: '2026-09-02' } }),
        silent('the next day', { values: { NEXT_APPT_DATE: '2026-06-02' } }),
        silent('92 days ahead', { values: { NEXT_APPT_DATE: '2026-09-01' } }),
        silent('not given', {}),
    ],
    DELIVERY_LMP_RANGE: [
        fires('139 days after', { values: { DELIVERY_DATE: '2026-07-19' }, earlier: { LMP_DATE: '2026-03-02' } }),
        fires('311 days after', { values: { DELIVERY_DATE: '2027-01-07' }, earlier: { LMP_DATE: '2026-03-02' } }),
        silent('310 days after', { values: { DELIVERY_DATE: '2027-01-06' }, earlier: { LMP_DATE: '2026-03-02' } }),
        silent('last period not known', { values: { DELIVERY_DATE: '2026-07-19' } }),
    ],
    BIRTHS_SUM: [
        fires('no baby at all', { values: { N_LIVE: '0', N_STILL: '0' } }),
        fires('six', { values: { N_LIVE: '5', N_STILL: '1' } }),
        silent('twins, one stillborn', { values: { N_LIVE: '1', N_STILL: '1' } }),
        silent('not counted yet', {}),
    ],
    BIRTH_WEIGHT_RANGE: [
        fires('3 kilograms written as 3', { values: { BIRTH_WEIGHT_G: '3' } }),
        silent('3000 grams', { values: { BIRTH_WEIGHT_G: '3000' } }),
    ],
    LOW_BIRTH_WEIGHT: [
        fires('2499 grams', { values: { BIRTH_WEIGHT_G: '2499' } }),
        silent('2500 grams', { values: { BIRTH_WEIGHT_G: '2500' } }),
    ],
    PROPH_REQUIRED: [
        fires('started', { values: { INFANT_PROPH_STARTED: 'true' } }),
        silent('not started', { values: { INFANT_PROPH_STARTED: 'false' } }),
    ],
    PROPH_LATE_WARN: [
        fires('the fourth day', { values: { DELIVERY_DATE: '2026-04-10', INFANT_PROPH_DATE: '2026-04-14' } }),
        silent('the third day', { values: { DELIVERY_DATE: '2026-04-10', INFANT_PROPH_DATE: '2026-04-13' } }),
        silent('no day given', { values: { DELIVERY_DATE: '2026-04-10' } }),
    ],
    MATERNAL_DEATH_EXIT: [
        fires('she died', { values: { MATERNAL_OUTCOME: 'DIED' } }),
        silent('she lives', { values: { MATERNAL_OUTCOME: 'ALIVE' } }),
    ],
    PNC_BAND_H0_48: band('2026-04-12', '2026-04-13', 'H0_48'),
    PNC_BAND_D3_W6: band('2026-05-22', '2026-05-23', 'D3_W6'),
    PNC_BAND_W6_M6: band('2026-05-23', '2026-10-10', 'W6_M6'),
    PNC_BAND_M6_M24: band('2026-10-10', '2026-10-09', 'M6_M24'),
    BF_STOP_REQUIRED: [
        fires('stopped', { values: { BREASTFEEDING_NOW: 'false' } }),
        silent('breastfeeding', { values: { BREASTFEEDING_NOW: 'true' } }),
        silent('not asked', {}),
    ],
    BF_STOP_HIDE: [
        fires('breastfeeding', { values: { BREASTFEEDING_NOW: 'true' } }),
        silent('stopped', { values: { BREASTFEEDING_NOW: 'false' } }),
    ],
    BF_STOP_AFTER_BIRTH: [
        fires('the day before the birth', { values: { BF_STOP_DATE: '2026-04-09' }, earlier: delivered }),
        silent('the day of birth', { values: { BF_STOP_DATE: '2026-04-10' }, earlier: delivered }),
    ],
    PREGNANT_AGAIN: [fires('she is', { values: { PREGNANT_AGAIN: 'YES' } }), silent('she is not', { values: { PREGNANT_AGAIN: 'NO' } })],
}
