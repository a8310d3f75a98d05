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
    newest,
    no,
    not,
    ofChild,
    outside,
    text,
    yes,
} from '../terms.ts'

const SIX_MONTHS = 183
const EIGHTEEN_MONTHS = 547
const age = days(birth, eventDay)

/** Registration, visits, tests and outcome of the child (domain.md B6 C1 to C3, C9). */
export const childRules: readonly ServerRule[] = [
    ofChild('C_ENROL', {
        code: 'HEI_NUMBER_NEEDED',
        title: text('An exposed infant has an HEI number', 'Mtoto aliyeathiriwa ana nambari ya HEI'),
        when: all(answered('EXPOSED', 'YES'), not({ has: attribute('HEI_NUMBER') })),
        then: [{ errorOnComplete: text('Give the HEI number', 'Toa nambari ya HEI'), at: 'EXPOSED' }],
        reason: 'Sample and result find each other by this number',
        source: 'domain.md B3, B6 C1',
    }),
    ofChild('C_ENROL', {
        code: 'CAREGIVER_REQUIRED',
        title: text('A child without its mother has a caregiver', 'Mtoto asiye na mama ana mlezi'),
        when: any(no('MOTHER_LINKED'), answered('MOTHER_ALIVE', 'NO')),
        then: [{ require: ['CAREGIVER'] }],
        reason: 'Somebody must bring the child and be told the result',
        source: 'domain.md B6 C1',
    }),
    ofChild('C_ENROL', {
        code: 'CHILD_WEIGHT_RANGE',
        title: text('Birth weight is 300 to 6500 grams', 'Uzito wa kuzaliwa ni gramu 300 hadi 6500'),
        when: outside('BIRTH_WEIGHT_G', 300, 6500),
        then: [{ error: text('Weight must be 300 to 6500 grams', 'Uzito uwe gramu 300 hadi 6500'), at: 'BIRTH_WEIGHT_G' }],
        reason: 'Kilograms are often written for grams',
        source: 'domain.md B6 C1',
    }),
    ofChild('C_ENROL', {
        code: 'GESTATION_RANGE',
        title: text('A pregnancy lasts 22 to 44 weeks', 'Ujauzito ni wiki 22 hadi 44'),
        when: outside('GESTATION_BIRTH', 22, 44),
        then: [{ error: text('Weeks must be 22 to 44', 'Wiki ziwe 22 hadi 44'), at: 'GESTATION_BIRTH' }],
        reason: 'Development of a preterm child is judged by it',
        source: 'domain.md B6 C1',
    }),
    ofChild('C_ENROL', {
        code: 'CHILD_PROPH_LATE',
        title: text('Medicine of the baby starts within 72 hours', 'Dawa ya mtoto huanza ndani ya saa 72'),
        when: { is: days(birth, field('PROPH_START_DATE')), above: 3 },
        then: [{ warn: text('Started after 72 hours', 'Ilianza baada ya saa 72'), at: 'PROPH_START_DATE' }],
        reason: 'Later it protects little; the clinician decides about enhanced medicine',
        source: 'domain.md B6 C1, B8 8',
    }),
    ofChild('C_ENROL', {
        code: 'AGE_AT_ENROL_ASSIGN',
        title: text('Age at registration follows from the birth', 'Umri wakati wa kusajiliwa hutokana na kuzaliwa'),
        when: all({ is: days(birth, { day: 'enrollment' }), atLeast: 0 }, any(madeHere, not(has('AGE_AT_ENROL_DAYS')))),
        then: [{ assign: 'AGE_AT_ENROL_DAYS', value: days(birth, { day: 'enrollment' }) }],
        reason: 'Late registration is late testing',
        source: 'domain.md B6 C1',
    }),
    ofChild('C_ENROL', {
        code: 'LATE_ENROLMENT',
        title: text('Over 56 days is late', 'Zaidi ya siku 56 ni kuchelewa'),
        when: { is: days(birth, { day: 'enrollment' }), above: 56 },
        then: [{ warn: text('Registered late: test the child today', 'Amesajiliwa kuchelewa: mpime leo'), at: 'AGE_AT_ENROL_DAYS' }],
        reason: 'The first test is due before that age',
        source: 'domain.md B6 C1',
    }),
    ofChild('C_ENROL', {
        code: 'CHILD_AGE',
        title: text('A child is under five at registration', 'Mtoto ana chini ya miaka mitano akisajiliwa'),
        when: { is: days(birth, { day: 'enrollment' }), above: 1826 },
        then: [{ warn: text('Check the date of birth', 'Angalia tarehe ya kuzaliwa'), at: 'DATE_OF_BIRTH' }],
        reason: 'Follow-up ends before the fifth birthday',
        source: 'domain.md B3',
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
            source: 'domain.md B6 C2',
        })
    ),
    ofChild('C_FUP', {
        code: 'DANGER_SIGN_REFER',
        title: text('A danger sign is referred the same day', 'Dalili ya hatari huelekezwa siku hiyo hiyo'),
        when: all(has('DANGER_SIGN'), not(answered('DANGER_SIGN', 'NONE'))),
        then: [{ warn: text('Refer the child today', 'Mwelekeze mtoto leo'), at: 'DANGER_SIGN' }],
        reason: 'A child with a danger sign may die within a day',
        source: 'domain.md B6 C2',
    }),
    ofChild('C_FUP', {
        code: 'FEEDING_YOUNG',
        title: text('Under six months feeding is exclusive or mixed', 'Chini ya miezi sita ni maziwa pekee au mchanganyiko'),
        when: { is: age, below: SIX_MONTHS },
        then: [{ hideOptions: ['BF'], of: 'FEEDING' }],
        reason: 'Breastfeeding with other food before six months is mixed feeding, which carries more risk',
        source: 'domain.md B6 C2, B8 11',
    }),
    ofChild('C_FUP', {
        code: 'FEEDING_OLDER',
        title: text('From six months on feeding is not exclusive', 'Kuanzia miezi sita si maziwa pekee'),
        when: { is: age, atLeast: SIX_MONTHS },
        then: [{ hideOptions: ['EBF', 'ERF'], of: 'FEEDING' }],
        reason: 'From six months on a child needs other food beside milk',
        source: 'domain.md B6 C2, B8 11',
    }),
    ofChild('C_FUP', {
        code: 'AZT_AFTER_6W',
        title: text('Zidovudine ends at six weeks', 'Zidovudine huisha wiki ya sita'),
        when: all(yes('AZT_TODAY'), { is: age, above: 49 }),
        then: [{ warn: text('Zidovudine should have ended', 'Zidovudine ilipaswa kuisha'), at: 'AZT_TODAY' }],
        reason: 'Longer use harms the blood of the child',
        source: 'domain.md B6 C2',
    }),
    ofChild('C_FUP', {
        code: 'CHILD_TB_REFERRAL',
        title: text('Presumed TB is referred', 'Anayeshukiwa kifua kikuu huelekezwa'),
        when: answered('TB_STATUS', 'PRESUMED'),
        then: [{ warn: text('Refer the child for a TB test', 'Mwelekeze mtoto apimwe kifua kikuu'), at: 'TB_STATUS' }],
        reason: 'TB kills exposed children quickly',
        source: 'domain.md B6 C2',
    }),
    ofChild('C_TEST', {
        code: 'AB_TOO_EARLY',
        title: text('An antibody test before 18 months says little', 'Kipimo cha kingamwili kabla ya miezi 18 hakitoshi'),
        when: all(answered('CTEST_KIND', 'ANTIBODY'), { is: days(birth, field('SAMPLE_DATE')), below: EIGHTEEN_MONTHS }),
        then: [{ warn: text('Under 18 months: do a PCR', 'Chini ya miezi 18: fanya PCR'), at: 'CTEST_KIND' }],
        reason: 'Before 18 months antibodies can be the mother’s',
        source: 'domain.md B6 C3, B8 12',
    }),
    ofChild('C_TEST', {
        code: 'CTEST_RESULT_AFTER_SAMPLE',
        title: text('A result follows its sample', 'Matokeo hufuata sampuli'),
        when: before(field('RESULT_DATE'), field('SAMPLE_DATE')),
        then: [{ error: text('The result is before the sample', 'Matokeo ni kabla ya sampuli'), at: 'RESULT_DATE' }],
        reason: 'Treatment of a positive child is timed from the result',
        source: 'domain.md B6 C3',
    }),
    ofChild('C_TEST', {
        code: 'CTEST_RESULT_DATE',
        title: text('A result has a day', 'Matokeo yana tarehe'),
        when: answered('CTEST_RESULT', 'POSITIVE', 'NEGATIVE', 'INDETERMINATE'),
        then: [{ require: ['RESULT_DATE'] }],
        reason: 'Waiting for results is measured by it',
        source: 'domain.md B6 C3',
    }),
    ofChild('C_TEST', {
        code: 'AGE_AT_SAMPLE_ASSIGN',
        title: text('Age at the sample follows from the birth', 'Umri wakati wa sampuli hutokana na kuzaliwa'),
        when: all({ is: days(birth, field('SAMPLE_DATE')), atLeast: 0 }, any(madeHere, not(has('AGE_AT_SAMPLE_DAYS')))),
        then: [{ assign: 'AGE_AT_SAMPLE_DAYS', value: days(birth, field('SAMPLE_DATE')) }],
        reason: 'Early testing is counted by age at the sample',
        source: 'domain.md B6 C3',
    }),
    ofChild('C_TEST', {
        code: 'POS_ART_WARN',
        title: text('A positive child starts treatment at once', 'Mtoto mwenye VVU huanza matibabu mara moja'),
        when: all(answered('CTEST_RESULT', 'POSITIVE'), not(yes('ART_STARTED'))),
        then: [
            {
                warn: text('Start treatment and take a confirmatory sample', 'Anza matibabu na uchukue sampuli ya kuthibitisha'),
                at: 'CTEST_RESULT',
            },
        ],
        reason: 'Without treatment half of infected infants die before two years',
        source: 'domain.md B6 C3, B8 10',
    }),
    ofChild('C_TEST', {
        code: 'POS_ART_SHOW',
        title: text('Treatment is asked of positive children', 'Matibabu huulizwa kwa watoto wenye VVU'),
        when: not(answered('CTEST_RESULT', 'POSITIVE')),
        then: [{ hide: ['ART_STARTED', 'ART_START_DATE', 'BASELINE_VL_DONE'] }],
        reason: 'Others need none',
        source: 'domain.md B6 C3',
    }),
    ofChild('C_OUTCOME', {
        code: 'NEGATIVE_NEEDS_TEST',
        title: text('Negative needs a late antibody test', 'Kutokuwa na VVU kunahitaji kipimo cha mwisho'),
        when: all(
            answered('FINAL_HIV', 'NEGATIVE_NOT_BREASTFEEDING'),
            not(
                all(
                    { is: days(birth, field('FINAL_AB_DATE')), atLeast: EIGHTEEN_MONTHS },
                    any(
                        { is: days(field('BF_STOP_DATE'), field('FINAL_AB_DATE')), atLeast: 42 },
                        { is: days(newest('BF_STOP_DATE'), field('FINAL_AB_DATE')), atLeast: 42 }
                    )
                )
            )
        ),
        then: [
            {
                errorOnComplete: text(
                    'Needs an antibody test from 18 months on, six weeks after weaning',
                    'Inahitaji kipimo cha kingamwili kuanzia miezi 18, wiki 6 baada ya kuacha kunyonya'
                ),
                at: 'FINAL_AB_DATE',
            },
        ],
        reason: 'An earlier test can miss an infection by breast milk',
        source: 'domain.md B6 C9',
    }),
    ofChild('C_OUTCOME', {
        code: 'POSITIVE_NEEDS_CCC',
        title: text('A positive child has a care number', 'Mtoto mwenye VVU ana nambari ya huduma'),
        when: answered('FINAL_HIV', 'POSITIVE'),
        then: [{ require: ['CHILD_CCC_NUMBER'] }],
        reason: 'It shows that the child arrived in care',
        source: 'domain.md B6 C9',
    }),
    ofChild('C_OUTCOME', {
        code: 'CHILD_DEATH',
        title: text('A death has a day', 'Kifo kina tarehe'),
        when: answered('HEI_OUTCOME', 'DIED'),
        then: [{ require: ['DEATH_DATE'] }],
        reason: 'Deaths are counted by age',
        source: 'domain.md B6 C9',
    }),
    ofChild('C_OUTCOME', {
        code: 'CHILD_TRANSFER',
        title: text('A transfer has a destination', 'Uhamisho una kituo'),
        when: answered('HEI_OUTCOME', 'TRANSFER_OUT'),
        then: [{ require: ['TO_FACILITY'] }],
        reason: 'Who was never received is lost, not transferred',
        source: 'domain.md B6 C9',
    }),
]
