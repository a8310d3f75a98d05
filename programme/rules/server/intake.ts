import type { ServerRule } from '../language.ts'
import {
    all,
    answered,
    any,
    attribute,
    before,
    birth,
    days,
    eventDay,
    field,
    has,
    madeHere,
    not,
    ofMother,
    outside,
    text,
    years,
    yes,
} from '../terms.ts'

const RISKS = ['RISK_UNSUPPRESSED', 'RISK_LATE_ART', 'RISK_ADOLESCENT', 'RISK_DEFAULTED_BEFORE'] as const
const ON_ART = ['ON_ART_BEFORE', 'STARTED_ANC', 'STARTED_LD', 'STARTED_PNC6W', 'STARTED_PNC6M']
const MOTHER_STAGES = 'M_ENROL M_ANC M_DELIVERY M_PNC M_VL M_TEST M_PSS M_HOMEVISIT M_ECONTACT M_TRACE M_REFERRAL M_PARTNER M_GROUP M_EXIT'

const WITHOUT_EXIT = MOTHER_STAGES.split(' ').filter((stem) => stem !== 'M_EXIT')
const age = years(birth, { day: 'enrollment' })

/** First year, and the year after the last, of each band: young women are met by young Mentor Mothers. */
const AGE_BANDS = { '10_14': [10, 15], '15_19': [15, 20], '20_24': [20, 25], '25P': [25, 150] } as const

const ageBands: readonly ServerRule[] = Object.entries(AGE_BANDS).map(([band, [atLeast, below]]) =>
    ofMother('M_ENROL', {
        code: `AGE_BANDS_${band}`,
        title: text(`She joined in the age band ${band}`, `Alijiunga akiwa katika kundi la umri ${band}`),
        when: { is: age, atLeast, below },
        then: [{ assign: 'AGE_BAND_AT_ENTRY', value: band }],
        reason: 'Girls and young women drop out of care more often; a Mentor Mother of their own age keeps them',
        source: 'domain brief B8 5, A29',
    })
)

/** Consent and intake of the mother. */
export const intakeRules: readonly ServerRule[] = [
    ofMother(MOTHER_STAGES, {
        code: 'CONSENT_GATE',
        title: text('Nothing is recorded without consent', 'Hakuna kinachoandikwa bila idhini'),
        when: not({ is: attribute('CONSENT_DATA'), equal: true }),
        then: [{ error: text('She has not agreed that her record is kept', 'Hajakubali rekodi yake itunzwe'), at: 'CONSENT_DATA' }],
        reason: 'A record about HIV is kept only with the consent of the woman',
        source: 'domain brief B8 1, F',
    }),
    ofMother('', {
        code: 'CONSENT_HIDE',
        title: text('Without consent there is nothing to fill in', 'Bila idhini hakuna cha kujaza'),
        when: any(not({ is: attribute('CONSENT_DATA'), equal: true }), { has: attribute('CONSENT_WITHDRAWN_DATE') }),
        then: WITHOUT_EXIT.map((stem) => ({ hideStage: `KMMP_${stem}` })),
        reason: 'Who has not agreed, or agrees no longer, is asked nothing; her follow-up can still be closed',
        source: 'domain brief B8 1, F',
    }),
    ofMother('M_ENROL', {
        code: 'TRANSFER_IN_SHOW',
        title: text('Where she came from is asked of transfers only', 'Alikotoka huulizwa kwa waliohamia tu'),
        when: not(answered('ENTRY_POINT', 'TRANSFER_IN')),
        then: [{ hide: ['TI_FACILITY', 'TI_DATE'] }],
        reason: 'Questions that do not apply cost time and invite wrong answers',
        source: 'domain brief B5 M1',
    }),
    ofMother('M_ENROL', {
        code: 'INTAKE_NEG_HIDE',
        title: text('Treatment is not asked of women without HIV', 'Matibabu hayaulizwi kwa asiye na VVU'),
        when: answered('HIV_STATUS_ENTRY', 'NEGATIVE'),
        then: [{ hide: ['HIV_DX_DATE', 'ART_STATUS', 'ART_START_DATE', 'ART_REGIMEN', 'RISK_UNSUPPRESSED', 'RISK_LATE_ART'] }],
        reason: 'A woman without HIV takes no treatment; asking hurts trust',
        source: 'domain brief B5 M1, B8 2',
    }),
    ofMother('M_ENROL', {
        code: 'DX_DATE_REQUIRED',
        title: text('A known positive woman has a day of diagnosis', 'Mwenye VVU anayejulikana ana tarehe ya kupimwa'),
        when: answered('HIV_STATUS_ENTRY', 'KNOWN_POSITIVE'),
        then: [{ require: ['HIV_DX_DATE'] }],
        reason: 'Whether she was diagnosed before this pregnancy decides how she is counted and when her viral load is due',
        source: 'domain brief B5 M1',
    }),
    ofMother('M_ENROL', {
        code: 'DX_BEFORE_ENROLMENT',
        title: text('Known positive means diagnosed before joining', 'Anayejulikana alipimwa kabla ya kujiunga'),
        when: all(answered('HIV_STATUS_ENTRY', 'KNOWN_POSITIVE'), before({ day: 'enrollment' }, field('HIV_DX_DATE'))),
        then: [{ error: text('The diagnosis must be before she joined', 'Tarehe ya kupimwa iwe kabla ya kujiunga'), at: 'HIV_DX_DATE' }],
        reason: 'A diagnosis after joining is a new one',
        source: 'domain brief B5 M1',
    }),
    ofMother('M_ENROL', {
        code: 'ART_START_REQUIRED',
        title: text('Treatment that was started has a first day', 'Matibabu yaliyoanza yana tarehe ya kwanza'),
        when: answered('ART_STATUS', ...ON_ART),
        then: [{ require: ['ART_START_DATE', 'ART_REGIMEN'] }],
        reason: 'The first viral load is counted from the start of treatment',
        source: 'domain brief B5 M1',
    }),
    ofMother('M_ENROL', {
        code: 'ART_AFTER_DX',
        title: text('Treatment starts with or after the diagnosis', 'Matibabu huanza baada ya kupimwa'),
        when: before(field('ART_START_DATE'), field('HIV_DX_DATE')),
        then: [
            {
                error: text('Treatment cannot start before the diagnosis', 'Matibabu hayawezi kuanza kabla ya kupimwa'),
                at: 'ART_START_DATE',
            },
        ],
        reason: 'Nobody is treated before HIV is found',
        source: 'domain brief B5 M1',
    }),
    ofMother('M_ENROL', {
        code: 'EDD_ASSIGN',
        title: text('Day of birth is expected 280 days after the last period', 'Tarehe ya kujifungua ni siku 280 baada ya hedhi'),
        when: all(has('LMP_DATE'), any(madeHere, not(has('EDD_DATE')))),
        then: [{ assign: 'EDD_DATE', value: { addDays: field('LMP_DATE'), days: 280 } }],
        reason: 'Contacts and the plan for birth count from it',
        source: 'domain brief B5 M1, B8 3',
    }),
    ofMother('M_ENROL', {
        code: 'LMP_RANGE',
        title: text('The last period lies within 300 days', 'Hedhi ya mwisho iko ndani ya siku 300'),
        when: { is: days(field('LMP_DATE'), eventDay), above: 300 },
        then: [{ error: text('The last period is too long ago', 'Hedhi ya mwisho ni ya zamani mno'), at: 'LMP_DATE' }],
        reason: 'No pregnancy lasts longer; every antenatal contact would be planned wrongly',
        source: 'domain brief B5 M1',
    }),
    ofMother('M_ENROL', {
        code: 'GRAVIDA_PARITY',
        title: text('Births are not more than pregnancies', 'Uzazi hauzidi mimba'),
        when: { is: field('GRAVIDA'), below: field('PARITY') },
        then: [{ error: text('More births than pregnancies', 'Uzazi umezidi mimba'), at: 'PARITY' }],
        reason: 'One of the two numbers is a slip of the pen',
        source: 'domain brief B5 M1',
    }),
    ofMother('M_ENROL', {
        code: 'GA_FIRST_RANGE',
        title: text('Weeks at first antenatal care are 2 to 42', 'Wiki za ziara ya kwanza ni 2 hadi 42'),
        when: outside('GA_AT_FIRST_ANC', 2, 42),
        then: [{ error: text('Weeks must be 2 to 42', 'Wiki ziwe 2 hadi 42'), at: 'GA_AT_FIRST_ANC' }],
        reason: 'A pregnancy has 42 weeks at most',
        source: 'domain brief B5 M1',
    }),
    ofMother('M_ENROL', {
        code: 'FOOD_REFERRAL',
        title: text('Hunger asks for a referral', 'Njaa inahitaji rufaa'),
        when: answered('FOOD_SECURITY', 'SEVERE'),
        then: [{ warn: text('Refer her for food support', 'Mwelekeze apate msaada wa chakula'), at: 'FOOD_SECURITY' }],
        reason: 'Medicine is not taken well on an empty stomach, and the child suffers',
        source: 'domain brief B5 M1',
    }),
    ofMother('M_ENROL', {
        code: 'HIGH_RISK_ASSIGN',
        title: text('Any risk marks the pair for close follow-up', 'Hatari yoyote huweka jozi chini ya ufuatiliaji wa karibu'),
        when: any(madeHere, not(has('HIGH_RISK_PAIR'))),
        then: [{ assign: 'HIGH_RISK_PAIR', value: { whether: any(...RISKS.map(yes)) } }],
        reason: 'These pairs get home visits and a case manager',
        source: 'domain brief B5 M1, B8 22',
    }),
    ...ageBands,
    ofMother('M_ENROL', {
        code: 'SEX_DOUBTFUL',
        title: text('A man is no mother', 'Mwanamume si mama'),
        when: all(
            { is: attribute('SEX'), equal: 'MALE' },
            not({ is: attribute('CLIENT_TYPE'), oneOf: ['PARTNER', 'CAREGIVER', 'OTHER_FAMILY'] })
        ),
        then: [{ warn: text('Check sex and client type', 'Angalia jinsia na aina ya mteja'), at: 'SEX' }],
        reason: 'Men are followed as partners or caregivers; anything else is a slip of the pen that no later question fits',
        source: 'domain brief B3',
    }),
    ofMother('M_ENROL', {
        code: 'MOTHER_AGE',
        title: text('A mother is 10 to 55 years old', 'Mama ana miaka 10 hadi 55'),
        when: any({ is: years(birth, eventDay), below: 10 }, { is: years(birth, eventDay), above: 55 }),
        then: [{ warn: text('Check her date of birth', 'Angalia tarehe yake ya kuzaliwa'), at: 'DATE_OF_BIRTH' }],
        reason: 'An age out of this range is nearly always a wrong birth date, and splits figures wrongly',
        source: 'domain brief B3',
    }),
]
