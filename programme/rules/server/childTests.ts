import { guidelines } from '../../schedule/guidelines.ts'
import type { Condition, EventSource, ServerRule } from '../language.ts'
import { all, answered, any, before, birth, days, field, has, madeHere, newest, not, ofChild, previous, text, yes } from '../terms.ts'

const EIGHTEEN_MONTHS = 547

const POINTS = { PCR: ['BIRTH', 'W6', 'M6', 'M12', 'CONFIRMATORY', 'BF_END'], ANTIBODY: ['M18', 'BF_END_6W', 'M24'] } as const

/** The test after which each is the next, and its row of the schedule; birth tests are not planned. */
const NEXT_TEST = {
    W6: { after: ['BIRTH'], row: 'PCR_W6', en: 'PCR at 6 weeks, due on', sw: 'PCR ya wiki 6, tarehe' },
    M6: { after: ['W6'], row: 'PCR_M6', en: 'PCR at 6 months, due on', sw: 'PCR ya miezi 6, tarehe' },
    M12: { after: ['M6'], row: 'PCR_M12', en: 'PCR at 12 months, due on', sw: 'PCR ya miezi 12, tarehe' },
    M18: { after: ['M12'], row: 'AB_M18', en: 'Antibody test at 18 months, due on', sw: 'Kipimo cha kingamwili cha miezi 18, tarehe' },
} as const

/** Days from birth to a test, by the newest edition of the schedule: servers know no other. */
const dueDay = (row: string): number => {
    const found = guidelines.at(-1)?.rules.find(({ key }) => key === row)
    if (!found) {
        throw new Error(`The schedule has no row ${row}`)
    }
    return found.dueDay
}

const rejected: Condition<EventSource> = { is: newest('CTEST_RESULT'), equal: 'REJECTED' }
const lastPoint = (...points: string[]): Condition<EventSource> => ({ is: newest('CTEST_POINT'), oneOf: points })
const tested: Condition<EventSource> = any(
    { is: newest('EXPOSED'), equal: 'NO' },
    { is: newest('CTEST_RESULT'), equal: 'POSITIVE' },
    { has: newest('FINAL_HIV') }
)

const dueTexts: readonly ServerRule[] = Object.entries(NEXT_TEST).map(([point, { after, row, en, sw }]) =>
    ofChild('', {
        code: `PCR_DUE_TEXT_${point}`,
        title: text(`Next comes the test ${point}`, `Kinachofuata ni kipimo ${point}`),
        when: all(
            { has: birth },
            not(tested),
            any(
                ...(point === 'W6' ? [not({ has: newest('CTEST_POINT') })] : []),
                all(lastPoint(...after), not(rejected)),
                all(lastPoint(point), rejected)
            )
        ),
        then: [{ show: text(en, sw), value: { addDays: birth, days: dueDay(row) } }],
        reason: 'An infected infant is found in time only when each test is done; a rejected sample is taken again',
        source: 'domain brief B8 9, B4a',
    })
)

/** Tests and outcome of the child. */
export const childTestRules: readonly ServerRule[] = [
    ...dueTexts,
    ...Object.entries(POINTS).map(([kind, points]) =>
        ofChild('C_TEST', {
            code: `CTEST_POINTS_${kind}`,
            title: text(`Other points are no ${kind} tests`, `Nyakati nyingine si za kipimo cha ${kind}`),
            when: answered('CTEST_KIND', kind),
            then: [
                {
                    hideOptions: Object.values(POINTS)
                        .filter((other) => other !== points)
                        .flat(),
                    of: 'CTEST_POINT',
                },
            ],
            reason: 'Up to 18 months a PCR finds the virus itself; antibodies tell only later',
            source: 'domain brief B4, B6 C3',
        })
    ),
    ofChild('C_TEST', {
        code: 'CONFIRM_NEEDS_POSITIVE',
        title: text('A confirmatory test follows a positive one', 'Kipimo cha kuthibitisha hufuata kilicho chanya'),
        when: all(
            answered('CTEST_POINT', 'CONFIRMATORY'),
            not({ is: previous('CTEST_RESULT'), oneOf: ['POSITIVE', 'INDETERMINATE', 'REJECTED', 'PENDING'] })
        ),
        then: [{ errorOnComplete: text('No positive test before this one', 'Hakuna kipimo chanya kabla ya hiki'), at: 'CTEST_POINT' }],
        reason: 'Two positive samples make the diagnosis; a first one called confirmatory would start treatment for life on one sample',
        source: 'domain brief B6 C3',
    }),
    ofChild('C_TEST', {
        code: 'AB_TOO_EARLY',
        title: text('An antibody test before 18 months says little', 'Kipimo cha kingamwili kabla ya miezi 18 hakitoshi'),
        when: all(answered('CTEST_KIND', 'ANTIBODY'), { is: days(birth, field('SAMPLE_DATE')), below: EIGHTEEN_MONTHS }),
        then: [{ warn: text('Under 18 months: do a PCR', 'Chini ya miezi 18: fanya PCR'), at: 'CTEST_KIND' }],
        reason: 'Before 18 months antibodies can be the mother’s',
        source: 'domain brief B6 C3, B8 12',
    }),
    ofChild('C_TEST', {
        code: 'CTEST_RESULT_AFTER_SAMPLE',
        title: text('A result follows its sample', 'Matokeo hufuata sampuli'),
        when: before(field('RESULT_DATE'), field('SAMPLE_DATE')),
        then: [{ error: text('The result is before the sample', 'Matokeo ni kabla ya sampuli'), at: 'RESULT_DATE' }],
        reason: 'Treatment of a positive child is timed from the result',
        source: 'domain brief B6 C3',
    }),
    ofChild('C_TEST', {
        code: 'CTEST_RESULT_DATE',
        title: text('A result has a day', 'Matokeo yana tarehe'),
        when: answered('CTEST_RESULT', 'POSITIVE', 'NEGATIVE', 'INDETERMINATE'),
        then: [{ require: ['RESULT_DATE'] }],
        reason: 'Waiting for results is measured by it',
        source: 'domain brief B6 C3',
    }),
    ofChild('C_TEST', {
        code: 'AGE_AT_SAMPLE_ASSIGN',
        title: text('Age at the sample follows from the birth', 'Umri wakati wa sampuli hutokana na kuzaliwa'),
        when: all({ is: days(birth, field('SAMPLE_DATE')), atLeast: 0 }, any(madeHere, not(has('AGE_AT_SAMPLE_DAYS')))),
        then: [{ assign: 'AGE_AT_SAMPLE_DAYS', value: days(birth, field('SAMPLE_DATE')) }],
        reason: 'Early testing is counted by age at the sample',
        source: 'domain brief B6 C3',
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
        source: 'domain brief B6 C3, B8 10',
    }),
    ofChild('C_TEST', {
        code: 'POS_ART_SHOW',
        title: text('Treatment is asked of positive children', 'Matibabu huulizwa kwa watoto wenye VVU'),
        when: not(answered('CTEST_RESULT', 'POSITIVE')),
        then: [{ hide: ['ART_STARTED', 'ART_START_DATE', 'BASELINE_VL_DONE'] }],
        reason: 'Others need none',
        source: 'domain brief B6 C3',
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
        source: 'domain brief B6 C9',
    }),
    ofChild('C_OUTCOME', {
        code: 'BF_STOP_HAS_DAY',
        title: text('Weaning has a day', 'Kuacha kunyonya kuna tarehe'),
        when: yes('BF_STOPPED'),
        then: [{ require: ['BF_STOP_DATE'] }],
        reason: 'Only six weeks after it does a negative test mean that the child is free of HIV',
        source: 'domain brief B6 C9',
    }),
    ofChild('C_OUTCOME', {
        code: 'POSITIVE_NEEDS_CCC',
        title: text('A positive child has a care number', 'Mtoto mwenye VVU ana nambari ya huduma'),
        when: answered('FINAL_HIV', 'POSITIVE'),
        then: [{ require: ['CHILD_CCC_NUMBER'] }],
        reason: 'It shows that the child arrived in care',
        source: 'domain brief B6 C9',
    }),
    ofChild('C_OUTCOME', {
        code: 'CHILD_DEATH',
        title: text('A death has a day', 'Kifo kina tarehe'),
        when: answered('HEI_OUTCOME', 'DIED'),
        then: [{ require: ['DEATH_DATE'] }],
        reason: 'Deaths are counted by age',
        source: 'domain brief B6 C9',
    }),
    ofChild('C_OUTCOME', {
        code: 'CHILD_TRANSFER',
        title: text('A transfer has a destination', 'Uhamisho una kituo'),
        when: answered('HEI_OUTCOME', 'TRANSFER_OUT'),
        then: [{ require: ['TO_FACILITY'] }],
        reason: 'Who was never received is lost, not transferred',
        source: 'domain brief B6 C9',
    }),
]
