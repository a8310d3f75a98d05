import type { ServerRule } from '../language.ts'
import {
    all,
    answered,
    any,
    attribute,
    birth,
    days,
    eventDay,
    field,
    has,
    madeHere,
    newest,
    no,
    not,
    ofChild,
    outside,
    text,
    yes,
} from '../terms.ts'
import { weekend } from './nextVisit.ts'

const SIX_MONTHS = 183
const age = days(birth, eventDay)

/** Registration and visits of the child. */
export const childRules: readonly ServerRule[] = [
    ofChild('C_ENROL', {
        code: 'HEI_NUMBER_NEEDED',
        title: text('An exposed infant has an HEI number', 'Mtoto aliyeathiriwa ana nambari ya HEI'),
        when: all(answered('EXPOSED', 'YES'), not({ has: attribute('HEI_NUMBER') })),
        then: [{ errorOnComplete: text('Give the HEI number', 'Toa nambari ya HEI'), at: 'EXPOSED' }],
        reason: 'Sample and result find each other by this number',
        source: 'domain brief B3, B6 C1',
    }),
    ofChild('C_ENROL', {
        code: 'CAREGIVER_REQUIRED',
        title: text('A child without its mother has a caregiver', 'Mtoto asiye na mama ana mlezi'),
        when: any(no('MOTHER_LINKED'), answered('MOTHER_ALIVE', 'NO')),
        then: [{ require: ['CAREGIVER'] }],
        reason: 'Somebody must bring the child and be told the result',
        source: 'domain brief B6 C1',
    }),
    ofChild('C_ENROL C_FUP', {
        code: 'NOT_EXPOSED_HIDE',
        title: text('Medicine is not asked of infants who are not exposed', 'Dawa haziulizwi kwa mtoto ambaye hajaathiriwa'),
        when: { is: newest('EXPOSED'), equal: 'NO' },
        then: [
            {
                hide: [
                    'PROPH_REGIMEN',
                    'PROPH_START_DATE',
                    'CTX_START_DATE',
                    'MOTHER_ON_ART',
                    'MOTHER_VL_LAST',
                    'NVP_TODAY',
                    'AZT_TODAY',
                    'CTX_TODAY',
                ],
            },
        ],
        reason: 'A child of a mother without HIV takes no preventive medicine',
        source: 'domain brief B8 2',
    }),
    ofChild('C_ENROL', {
        code: 'CTX_EARLY',
        title: text('Cotrimoxazole starts at six weeks', 'Cotrimoxazole huanza wiki ya sita'),
        when: { is: days(birth, field('CTX_START_DATE')), below: 42 },
        then: [{ warn: text('Before six weeks: check the day', 'Kabla ya wiki sita: angalia tarehe'), at: 'CTX_START_DATE' }],
        reason: 'In the first weeks it can harm a newborn, or the day is a slip of the pen',
        source: 'domain brief B6 C1',
    }),
    ofChild('C_ENROL', {
        code: 'CHILD_WEIGHT_RANGE',
        title: text('Birth weight is 300 to 6500 grams', 'Uzito wa kuzaliwa ni gramu 300 hadi 6500'),
        when: outside('BIRTH_WEIGHT_G', 300, 6500),
        then: [{ error: text('Weight must be 300 to 6500 grams', 'Uzito uwe gramu 300 hadi 6500'), at: 'BIRTH_WEIGHT_G' }],
        reason: 'Kilograms are often written for grams',
        source: 'domain brief B6 C1',
    }),
    ofChild('C_ENROL', {
        code: 'GESTATION_RANGE',
        title: text('A pregnancy lasts 22 to 44 weeks', 'Ujauzito ni wiki 22 hadi 44'),
        when: outside('GESTATION_BIRTH', 22, 44),
        then: [{ error: text('Weeks must be 22 to 44', 'Wiki ziwe 22 hadi 44'), at: 'GESTATION_BIRTH' }],
        reason: 'Development of a preterm child is judged by it',
        source: 'domain brief B6 C1',
    }),
    ofChild('C_ENROL', {
        code: 'CHILD_PROPH_LATE',
        title: text('Medicine of the baby starts within 72 hours', 'Dawa ya mtoto huanza ndani ya saa 72'),
        when: { is: days(birth, field('PROPH_START_DATE')), above: 3 },
        then: [{ warn: text('Started after 72 hours', 'Ilianza baada ya saa 72'), at: 'PROPH_START_DATE' }],
        reason: 'Later it protects little; the clinician decides about enhanced medicine',
        source: 'domain brief B6 C1, B8 8',
    }),
    ofChild('C_ENROL', {
        code: 'AGE_AT_ENROL_ASSIGN',
        title: text('Age at registration follows from the birth', 'Umri wakati wa kusajiliwa hutokana na kuzaliwa'),
        when: all({ is: days(birth, { day: 'enrollment' }), atLeast: 0 }, any(madeHere, not(has('AGE_AT_ENROL_DAYS')))),
        then: [{ assign: 'AGE_AT_ENROL_DAYS', value: days(birth, { day: 'enrollment' }) }],
        reason: 'Late registration is late testing',
        source: 'domain brief B6 C1',
    }),
    ofChild('C_ENROL', {
        code: 'LATE_ENROLMENT',
        title: text('Over 56 days is late', 'Zaidi ya siku 56 ni kuchelewa'),
        when: { is: days(birth, { day: 'enrollment' }), above: 56 },
        then: [{ warn: text('Registered late: test the child today', 'Amesajiliwa kuchelewa: mpime leo'), at: 'AGE_AT_ENROL_DAYS' }],
        reason: 'The first test is due before that age',
        source: 'domain brief B6 C1',
    }),
    ofChild('C_ENROL', {
        code: 'CHILD_AGE',
        title: text('A child is under five at registration', 'Mtoto ana chini ya miaka mitano akisajiliwa'),
        when: { is: days(birth, { day: 'enrollment' }), above: 1826 },
        then: [{ warn: text('Check the date of birth', 'Angalia tarehe ya kuzaliwa'), at: 'DATE_OF_BIRTH' }],
        reason: 'Follow-up ends before the fifth birthday',
        source: 'domain brief B3',
    }),
    ...(
        [
            ['WEIGHT_KG', 0.5, 30],
            ['LENGTH_CM', 30, 120],
            ['MUAC_CM', 6, 25],
        ] as const
    ).map(([stem, least, most]) =>
        ofChild('C_FUP', {
            code: `${stem}_RANGE`,
            title: text(`From ${least} to ${most}`, `Kutoka ${least} hadi ${most}`),
            when: outside(stem, least, most),
            then: [{ error: text(`Must be ${least} to ${most}`, `Iwe ${least} hadi ${most}`), at: stem }],
            reason: 'Growth is judged by it, and slips of the pen hide hunger',
            source: 'domain brief B6 C2',
        })
    ),
    ofChild('C_FUP', {
        code: 'DANGER_SIGN_REFER',
        title: text('A danger sign is referred the same day', 'Dalili ya hatari huelekezwa siku hiyo hiyo'),
        when: all(has('DANGER_SIGN'), not(answered('DANGER_SIGN', 'NONE'))),
        then: [{ warn: text('Refer the child today', 'Mwelekeze mtoto leo'), at: 'DANGER_SIGN' }],
        reason: 'A child with a danger sign may die within a day',
        source: 'domain brief B6 C2',
    }),
    ofChild('C_FUP', {
        code: 'FEEDING_YOUNG',
        title: text('Under six months feeding is exclusive or mixed', 'Chini ya miezi sita ni maziwa pekee au mchanganyiko'),
        when: { is: age, below: SIX_MONTHS },
        then: [{ hideOptions: ['BF'], of: 'FEEDING' }],
        reason: 'Breastfeeding with other food before six months is mixed feeding, which carries more risk',
        source: 'domain brief B6 C2, B8 11',
    }),
    ofChild('C_FUP', {
        code: 'FEEDING_OLDER',
        title: text('From six months on feeding is not exclusive', 'Kuanzia miezi sita si maziwa pekee'),
        when: { is: age, atLeast: SIX_MONTHS },
        then: [{ hideOptions: ['EBF', 'ERF'], of: 'FEEDING' }],
        reason: 'From six months on a child needs other food beside milk',
        source: 'domain brief B6 C2, B8 11',
    }),
    ofChild('C_FUP', {
        code: 'AZT_AFTER_6W',
        title: text('Zidovudine ends at six weeks', 'Zidovudine huisha wiki ya sita'),
        when: all(yes('AZT_TODAY'), { is: age, above: 49 }),
        then: [{ warn: text('Zidovudine should have ended', 'Zidovudine ilipaswa kuisha'), at: 'AZT_TODAY' }],
        reason: 'Longer use harms the blood of the child',
        source: 'domain brief B6 C2',
    }),
    ofChild('C_FUP', {
        code: 'CHILD_TB_REFERRAL',
        title: text('Presumed TB is referred', 'Anayeshukiwa kifua kikuu huelekezwa'),
        when: answered('TB_STATUS', 'PRESUMED'),
        then: [{ warn: text('Refer the child for a TB test', 'Mwelekeze mtoto apimwe kifua kikuu'), at: 'TB_STATUS' }],
        reason: 'TB kills exposed children quickly',
        source: 'domain brief B6 C2',
    }),
    ofChild('C_FUP', { ...weekend, code: `CHILD_${weekend.code}` }),
]
