import type { Case } from '../ruleCases.ts'
import { fires, silent } from './tell.ts'

export const intakeCases: Readonly<Record<string, readonly Case[]>> = {
    CONSENT_GATE: [fires('she refused', { person: { CONSENT_DATA: 'false' } }), silent('she agreed', { person: { CONSENT_DATA: 'true' } })],
    CONSENT_HIDE: [
        fires('she refused', { person: { CONSENT_DATA: 'false' } }),
        fires('she agrees no longer', { person: { CONSENT_WITHDRAWN_DATE: '2026-05-01' } }),
        silent('she agreed', {}),
    ],
    AGE_BANDS_10_14: [
        fires('14 years on joining, 15 a day later', { person: { DATE_OF_BIRTH: '2011-01-06' }, assigns: ['10_14'] }),
        silent('15 on the day of joining', { person: { DATE_OF_BIRTH: '2011-01-05' } }),
        silent('nine years', { person: { DATE_OF_BIRTH: '2016-06-01' } }),
        silent('birth not known', {}),
    ],
    AGE_BANDS_15_19: [
        fires('15 years', { person: { DATE_OF_BIRTH: '2011-01-05' }, assigns: ['15_19'] }),
        fires('sent by a partner', { person: { DATE_OF_BIRTH: '2008-05-05' }, values: { SOURCE_SYSTEM: 'COMMCARE' }, assigns: ['15_19'] }),
        silent('20 years', { person: { DATE_OF_BIRTH: '2006-01-05' } }),
    ],
    AGE_BANDS_20_24: [
        fires('24 years', { person: { DATE_OF_BIRTH: '2001-01-06' }, assigns: ['20_24'] }),
        silent('25 years', { person: { DATE_OF_BIRTH: '2001-01-05' } }),
    ],
    AGE_BANDS_25P: [
        fires('25 years', { person: { DATE_OF_BIRTH: '2001-01-05' }, assigns: ['25P'] }),
        silent('24 years', { person: { DATE_OF_BIRTH: '2001-01-06' } }),
    ],
    SEX_DOUBTFUL: [
        fires('a man as a pregnant client', { person: { SEX: 'MALE', CLIENT_TYPE: 'PREGNANT_HIV_POS' } }),
        silent('a man as a partner', { person: { SEX: 'MALE', CLIENT_TYPE: 'PARTNER' } }),
        silent('a woman', { person: { SEX: 'FEMALE', CLIENT_TYPE: 'PREGNANT_HIV_POS' } }),
    ],
    TRANSFER_IN_SHOW: [
        fires('came from the antenatal clinic', { values: { ENTRY_POINT: 'ANC' } }),
        silent('came from another facility', { values: { ENTRY_POINT: 'TRANSFER_IN' } }),
    ],
    INTAKE_NEG_HIDE: [
        fires('without HIV', { values: { HIV_STATUS_ENTRY: 'NEGATIVE' } }),
        silent('known positive', { values: { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE' } }),
        silent('not asked', {}),
    ],
    DX_DATE_REQUIRED: [
        fires('known positive', { values: { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE' } }),
        silent('found positive now', { values: { HIV_STATUS_ENTRY: 'NEW_POSITIVE_ANC' } }),
    ],
    DX_BEFORE_ENROLMENT: [
        fires('diagnosed the day after joining', { values: { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE', HIV_DX_DATE: '2026-01-06' } }),
        silent('diagnosed the day of joining', { values: { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE', HIV_DX_DATE: '2026-01-05' } }),
        silent('day not known', { values: { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE' } }),
    ],
    ART_START_REQUIRED: [
        fires('on treatment before', { values: { ART_STATUS: 'ON_ART_BEFORE' } }),
        silent('not started', { values: { ART_STATUS: 'NOT_STARTED' } }),
    ],
    ART_AFTER_DX: [
        fires('treated the day before the diagnosis', { values: { ART_START_DATE: '2020-01-01', HIV_DX_DATE: '2020-01-02' } }),
        silent('treated on the day of the diagnosis', { values: { ART_START_DATE: '2020-01-02', HIV_DX_DATE: '2020-01-02' } }),
        silent('no diagnosis recorded', { values: { ART_START_DATE: '2020-01-01' } }),
    ],
    EDD_ASSIGN: [
        fires('last period known', { values: { LMP_DATE: '2026-03-02' }, assigns: ['2026-12-07'] }),
        fires('a partner sends the last period alone', {
            values: { LMP_DATE: '2026-03-02', SOURCE_SYSTEM: 'COMMCARE' },
            assigns: ['2026-12-07'],
        }),
        silent('a partner sends its own expected day', {
            values: { LMP_DATE: '2026-03-02', EDD_DATE: '2026-12-09', SOURCE_SYSTEM: 'COMMCARE' },
        }),
        silent('last period not known', {}),
    ],
    LMP_RANGE: [
        fires('301 days ago', { on: '2026-12-28', values: { LMP_DATE: '2026-03-02' } }),
        silent('300 days ago', { on: '2026-12-27', values: { LMP_DATE: '2026-03-02' } }),
    ],
    GRAVIDA_PARITY: [
        fires('one pregnancy, two births', { values: { GRAVIDA: '1', PARITY: '2' } }),
        silent('two and two', { values: { GRAVIDA: '2', PARITY: '2' } }),
    ],
    GA_FIRST_RANGE: [
        fires('43 weeks', { values: { GA_AT_FIRST_ANC: '43' } }),
        fires('one week', { values: { GA_AT_FIRST_ANC: '1' } }),
        silent('42 weeks', { values: { GA_AT_FIRST_ANC: '42' } }),
        silent('not asked', {}),
    ],
    FOOD_REFERRAL: [
        fires('severe hunger', { values: { FOOD_SECURITY: 'SEVERE' } }),
        silent('moderate', { values: { FOOD_SECURITY: 'MODERATE' } }),
    ],
    HIGH_RISK_ASSIGN: [
        fires('a risk is ticked', { values: { RISK_ADOLESCENT: 'true' }, assigns: ['true'] }),
        fires('none is ticked', { assigns: ['false'] }),
        silent('a partner says it itself', { values: { HIGH_RISK_PAIR: 'true', SOURCE_SYSTEM: 'COMMCARE' } }),
    ],
    MOTHER_AGE: [
        fires('nine years', { person: { DATE_OF_BIRTH: '2016-07-01' } }),
        fires('56 years', { person: { DATE_OF_BIRTH: '1970-05-01' } }),
        silent('17 years', { person: { DATE_OF_BIRTH: '2009-01-01' } }),
        silent('55 years', { person: { DATE_OF_BIRTH: '1970-07-01' } }),
    ],
}
