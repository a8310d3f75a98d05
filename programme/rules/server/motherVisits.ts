import type { ServerRule } from '../language.ts'
import {
    all,
    answered,
    any,
    attribute,
    before,
    days,
    eventDay,
    field,
    has,
    knownNegative,
    madeHere,
    newest,
    no,
    not,
    ofMother,
    outside,
    previous,
    text,
    yes,
} from '../terms.ts'
import { weekend } from './nextVisit.ts'

const weeks = { since: newest('LMP_DATE'), until: eventDay, in: 'weeks' } as const
const sinceBirth = days(newest('DELIVERY_DATE'), eventDay)

/** First day, and the day after the last, of each band after birth (bands of MOH 406). */
const PNC_BANDS = { H0_48: [0, 3], D3_W6: [3, 43], W6_M6: [43, 183], M6_M24: [183, 5000] } as const

const bands: readonly ServerRule[] = Object.entries(PNC_BANDS).map(([band, [from, to]]) =>
    ofMother('M_PNC', {
        code: `PNC_BAND_${band}`,
        title: text(`Time since birth is ${band}`, `Muda tangu kujifungua ni ${band}`),
        when: all({ is: sinceBirth, atLeast: from, below: to }, any(madeHere, not(has('PNC_BAND')))),
        then: [{ assign: 'PNC_BAND', value: band }],
        reason: 'Care after birth is counted by these times',
        source: 'domain brief B5 M4; MOH 406',
    })
)

/** Contacts before and after birth, and the birth. */
export const motherVisitRules: readonly ServerRule[] = [
    ofMother('', {
        code: 'ANC_HIDE_AFTER_BIRTH',
        title: text('No antenatal contact after the birth', 'Hakuna ziara ya ujauzito baada ya kujifungua'),
        when: { has: newest('DELIVERY_DATE') },
        then: [{ hideStage: 'KMMP_M_ANC' }],
        reason: 'The contact after birth is the right form then',
        source: 'domain brief B5 M2',
    }),
    ofMother('', {
        code: 'HOME_VISIT_HIDE',
        title: text('No home visit without her leave', 'Hakuna ziara ya nyumbani bila ruhusa yake'),
        when: { is: attribute('HOME_VISIT_OK'), equal: false },
        then: [{ hideStage: 'KMMP_M_HOMEVISIT' }],
        reason: 'An unwanted visit can reveal her status to the household',
        source: 'domain brief B3',
    }),
    ofMother('M_ANC M_PNC M_DELIVERY', {
        code: 'HIV_NEG_HIDE',
        title: text('Treatment is not asked of women without HIV', 'Matibabu hayaulizwi kwa asiye na VVU'),
        when: knownNegative,
        then: [
            {
                hide: [
                    'ON_ART_TODAY',
                    'PILLS_MISSED_7D',
                    'ADHERENCE',
                    'CTX_OR_DAPSONE',
                    'INFANT_PROPH_DISPENSED',
                    'ART_AT_DELIVERY',
                    'VL_AT_DELIVERY_KNOWN',
                    'INFANT_PROPH_STARTED',
                    'INFANT_PROPH_REGIMEN',
                    'INFANT_PROPH_DATE',
                ],
            },
        ],
        reason: 'A woman without HIV takes no treatment, and her baby no preventive medicine',
        source: 'domain brief B8 2',
    }),
    ofMother('M_ANC M_PNC', {
        code: 'ADHERENCE_SHOW',
        title: text('Missed pills are asked of women on treatment', 'Dozi zilizokosa huulizwa kwa walio kwenye matibabu'),
        when: not(yes('ON_ART_TODAY')),
        then: [{ hide: ['PILLS_MISSED_7D', 'ADHERENCE'] }],
        reason: 'Who takes no pills cannot miss any',
        source: 'domain brief B5 M2, M4',
    }),
    ofMother('M_ANC M_PNC', {
        code: 'ADHERENCE_COUNSEL',
        title: text('Missed pills ask for counselling', 'Dozi zilizokosa zinahitaji ushauri'),
        when: any({ is: field('PILLS_MISSED_7D'), atLeast: 2 }, answered('ADHERENCE', 'POOR')),
        then: [{ warn: text('Talk with her about taking her medicine', 'Zungumza naye kuhusu kutumia dawa'), at: 'ADHERENCE' }],
        reason: 'Two missed doses a week let the virus rise and reach the baby',
        source: 'domain brief B5 M2',
    }),
    ofMother('M_ANC', {
        code: 'ANC_CONTACT_RANGE',
        title: text('Contacts are numbered 1 to 12', 'Ziara huhesabiwa 1 hadi 12'),
        when: outside('ANC_CONTACT_NO', 1, 12),
        then: [{ error: text('The number must be 1 to 12', 'Nambari iwe 1 hadi 12'), at: 'ANC_CONTACT_NO' }],
        reason: 'Eight contacts are planned; more than twelve is a slip of the pen',
        source: 'domain brief B5 M2',
    }),
    ofMother('M_ANC', {
        code: 'ANC_CONTACT_ORDER',
        title: text('Contacts are counted up', 'Ziara huhesabiwa kwa kupanda'),
        when: { is: field('ANC_CONTACT_NO'), atMost: previous('ANC_CONTACT_NO') },
        then: [{ warn: text('Not more than at the last visit', 'Haizidi ya ziara iliyopita'), at: 'ANC_CONTACT_NO' }],
        reason: 'How many contacts a woman had before birth is counted from these numbers',
        source: 'domain brief B5 M2',
    }),
    ofMother('M_ANC', {
        code: 'GA_ASSIGN',
        title: text('Weeks of pregnancy follow from the last period', 'Wiki za ujauzito hutokana na hedhi ya mwisho'),
        when: all({ is: weeks, atLeast: 0 }, not(has('GA_WEEKS'))),
        then: [{ assign: 'GA_WEEKS', value: weeks }],
        reason: 'The week decides what the contact is for',
        source: 'domain brief B8 4',
    }),
    ofMother('M_ANC', {
        code: 'GA_DOUBTFUL',
        title: text('Over 42 weeks is doubtful', 'Zaidi ya wiki 42 ni shaka'),
        // DHIS2 does not tell one rule what another works out in the same save
        when: any({ is: field('GA_WEEKS'), above: 42 }, all(not(has('GA_WEEKS')), { is: weeks, above: 42 })),
        then: [{ warn: text('Over 42 weeks: check the last period', 'Zaidi ya wiki 42: angalia hedhi ya mwisho'), at: 'GA_WEEKS' }],
        reason: 'Either the date is wrong or she needs to be seen at once',
        source: 'domain brief B5 M2',
    }),
    ofMother('M_ANC M_PNC', {
        code: 'TB_REFERRAL',
        title: text('Presumed TB is referred', 'Anayeshukiwa kifua kikuu huelekezwa'),
        when: answered('TB_STATUS', 'PRESUMED'),
        then: [{ warn: text('Refer her for a TB test', 'Mwelekeze apimwe kifua kikuu'), at: 'TB_STATUS' }],
        reason: 'TB kills women with HIV and infects the baby',
        source: 'domain brief B5 M2',
    }),
    ofMother('M_ANC M_PNC', {
        code: 'NEXT_APPT_RANGE',
        title: text('The next visit lies within 92 days', 'Ziara ijayo iko ndani ya siku 92'),
        when: any({ is: days(eventDay, field('NEXT_APPT_DATE')), atMost: 0 }, { is: days(eventDay, field('NEXT_APPT_DATE')), above: 92 }),
        then: [
            { error: text('The next visit must be 1 to 92 days ahead', 'Ziara ijayo iwe baada ya siku 1 hadi 92'), at: 'NEXT_APPT_DATE' },
        ],
        reason: 'Medicine is given for three months at most',
        source: 'domain brief B5 M2',
    }),
    ofMother('M_ANC M_PNC', weekend),
    ofMother('M_DELIVERY', {
        code: 'DELIVERY_LMP_RANGE',
        title: text('Birth is 140 to 310 days after the last period', 'Kujifungua ni siku 140 hadi 310 baada ya hedhi'),
        when: any(
            { is: days(newest('LMP_DATE'), field('DELIVERY_DATE')), below: 140 },
            { is: days(newest('LMP_DATE'), field('DELIVERY_DATE')), above: 310 }
        ),
        then: [
            {
                error: text('This day does not fit the last period', 'Tarehe hii hailingani na hedhi ya mwisho'),
                at: 'DELIVERY_DATE',
            },
        ],
        reason: 'Every test of the infant counts from this day',
        source: 'domain brief B5 M3',
    }),
    ofMother('M_DELIVERY', {
        code: 'BIRTHS_SUM',
        title: text('One to five babies are born', 'Watoto waliozaliwa ni 1 hadi 5'),
        when: all(
            has('N_LIVE'),
            has('N_STILL'),
            any(
                { is: { sum: [field('N_LIVE'), field('N_STILL')] }, below: 1 },
                { is: { sum: [field('N_LIVE'), field('N_STILL')] }, above: 5 }
            )
        ),
        then: [{ error: text('Babies together must be 1 to 5', 'Jumla ya watoto iwe 1 hadi 5'), at: 'N_LIVE' }],
        reason: 'Each living baby is followed; one too few is a child never tested',
        source: 'domain brief B5 M3',
    }),
    ofMother('M_DELIVERY', {
        code: 'BIRTH_WEIGHT_RANGE',
        title: text('Birth weight is 300 to 6500 grams', 'Uzito wa kuzaliwa ni gramu 300 hadi 6500'),
        when: outside('BIRTH_WEIGHT_G', 300, 6500),
        then: [{ error: text('Weight must be 300 to 6500 grams', 'Uzito uwe gramu 300 hadi 6500'), at: 'BIRTH_WEIGHT_G' }],
        reason: 'Kilograms are often written for grams',
        source: 'domain brief B5 M3',
    }),
    ofMother('M_DELIVERY', {
        code: 'LOW_BIRTH_WEIGHT',
        title: text('A small baby needs special care', 'Mtoto mdogo anahitaji uangalizi maalum'),
        when: { is: field('BIRTH_WEIGHT_G'), atLeast: 300, below: 2500 },
        then: [{ warn: text('Under 2500 grams: special care', 'Chini ya gramu 2500: uangalizi maalum'), at: 'BIRTH_WEIGHT_G' }],
        reason: 'Small babies die more often in the first month',
        source: 'domain brief B5 M3',
    }),
    ofMother('M_DELIVERY', {
        code: 'PROPH_REQUIRED',
        title: text('Medicine that was started has a name and a day', 'Dawa iliyoanza ina jina na tarehe'),
        when: yes('INFANT_PROPH_STARTED'),
        then: [{ require: ['INFANT_PROPH_REGIMEN', 'INFANT_PROPH_DATE'] }],
        reason: 'When it is to be changed or ended depends on which medicine it is',
        source: 'domain brief B5 M3',
    }),
    ofMother('M_DELIVERY', {
        code: 'PROPH_LATE_WARN',
        title: text('Medicine of the baby starts within 72 hours', 'Dawa ya mtoto huanza ndani ya saa 72'),
        when: { is: days(field('DELIVERY_DATE'), field('INFANT_PROPH_DATE')), above: 3 },
        then: [{ warn: text('Started after 72 hours', 'Ilianza baada ya saa 72'), at: 'INFANT_PROPH_DATE' }],
        reason: 'Later it protects little; the clinician decides about enhanced medicine',
        source: 'domain brief B5 M3, B8 8',
    }),
    ofMother('M_DELIVERY', {
        code: 'MATERNAL_DEATH_EXIT',
        title: text('The death of the mother closes her follow-up', 'Kifo cha mama humaliza ufuatiliaji wake'),
        when: answered('MATERNAL_OUTCOME', 'DIED'),
        then: [{ warn: text('Close her follow-up and name a caregiver', 'Funga ufuatiliaji wake na utaje mlezi'), at: 'MATERNAL_OUTCOME' }],
        reason: 'Nobody may call a dead woman, and the baby needs a caregiver',
        source: 'domain brief B5 M3',
    }),
    ...bands,
    ofMother('M_PNC', {
        code: 'BF_STOP_REQUIRED',
        title: text('Weaning has a day', 'Kuacha kunyonya kuna tarehe'),
        when: no('BREASTFEEDING_NOW'),
        then: [{ require: ['BF_STOP_DATE'] }],
        reason: 'The test after weaning and the end of medicine count six weeks from it',
        source: 'domain brief B5 M4',
    }),
    ofMother('M_PNC', {
        code: 'BF_STOP_HIDE',
        title: text('The day of weaning is asked after weaning', 'Tarehe ya kuacha kunyonya huulizwa baada ya kuacha'),
        when: not(no('BREASTFEEDING_NOW')),
        then: [{ hide: ['BF_STOP_DATE'] }],
        reason: 'A date given while she breastfeeds would end the protection of the baby',
        source: 'domain brief B5 M4',
    }),
    ofMother('M_PNC', {
        code: 'BF_STOP_AFTER_BIRTH',
        title: text('Weaning lies after the birth', 'Kuacha kunyonya ni baada ya kujifungua'),
        when: before(field('BF_STOP_DATE'), newest('DELIVERY_DATE')),
        then: [{ error: text('Before the birth', 'Kabla ya kujifungua'), at: 'BF_STOP_DATE' }],
        reason: 'It would be that of an older child',
        source: 'domain brief B5 M4',
    }),
    ofMother('M_PNC', {
        code: 'PREGNANT_AGAIN',
        title: text('A new pregnancy is a new enrolment', 'Ujauzito mpya ni usajili mpya'),
        when: answered('PREGNANT_AGAIN', 'YES'),
        then: [{ warn: text('Enrol her again for this pregnancy', 'Msajili upya kwa ujauzito huu'), at: 'PREGNANT_AGAIN' }],
        reason: 'Contacts and tests of the new baby count from the new pregnancy',
        source: 'domain brief B5 M4',
    }),
]
