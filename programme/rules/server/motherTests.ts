import type { ServerRule } from '../language.ts'
import { all, answered, any, before, days, field, has, knownPositive, madeHere, no, not, ofMother, outside, text, yes } from '../terms.ts'

/** The two cut-offs: Kenya's, and that of PEPFAR and WHO. Exactly 200 is not suppressed (architecture.md 11.9). */
const suppressed = (code: string, below: number): ServerRule =>
    ofMother('M_VL', {
        code,
        title: text(`Suppressed is below ${below} copies`, `Vimepungua ni chini ya nakala ${below}`),
        when: all(any(yes('VL_LDL'), has('VL_VALUE')), any(madeHere, not(has(`VL_SUPPRESSED_${below}`)))),
        then: [{ assign: `VL_SUPPRESSED_${below}`, value: { whether: any(yes('VL_LDL'), { is: field('VL_VALUE'), below }) } }],
        reason: 'A suppressed virus protects the baby; a result that is not is repeated after three months',
        source: 'domain.md B5 M5, B8 14; architecture.md 11.9',
    })

/** Viral load and tests of the mother (domain.md B5 M5, M6). */
export const motherTestRules: readonly ServerRule[] = [
    ofMother('M_VL', {
        code: 'VL_RESULT_AFTER_SAMPLE',
        title: text('A result follows its sample', 'Matokeo hufuata sampuli'),
        when: before(field('VL_RESULT_DATE'), field('VL_SAMPLE_DATE')),
        then: [{ error: text('The result is before the sample', 'Matokeo ni kabla ya sampuli'), at: 'VL_RESULT_DATE' }],
        reason: 'The next test counts from the result',
        source: 'domain.md B5 M5',
    }),
    ofMother('M_VL', {
        code: 'VL_SLOW',
        title: text('A result takes 14 days at most', 'Matokeo huchukua siku 14 zaidi'),
        when: { is: days(field('VL_SAMPLE_DATE'), field('VL_RESULT_DATE')), above: 14 },
        then: [{ warn: text('The result took over 14 days', 'Matokeo yalichukua zaidi ya siku 14'), at: 'VL_RESULT_DATE' }],
        reason: 'A pregnant woman with a high viral load cannot wait',
        source: 'domain.md B5 M5',
    }),
    ofMother('M_VL', {
        code: 'VL_ONE_OF',
        title: text('A viral load is below the limit or a number', 'Kiasi cha virusi ni chini ya kikomo au nambari'),
        when: all(yes('VL_LDL'), has('VL_VALUE')),
        then: [{ error: text('Below the limit, or a number, not both', 'Chini ya kikomo au nambari, si vyote'), at: 'VL_VALUE' }],
        reason: 'Two answers that disagree cannot be acted upon',
        source: 'domain.md B5 M5, B8 13',
    }),
    ofMother('M_VL', {
        code: 'VL_RESULT_MISSING',
        title: text('A result that came is written down', 'Matokeo yaliyofika huandikwa'),
        when: all(has('VL_RESULT_DATE'), not(yes('VL_LDL')), not(has('VL_VALUE'))),
        then: [{ errorOnComplete: text('Write the result', 'Andika matokeo'), at: 'VL_VALUE' }],
        reason: 'A result without its value leaves the woman without the next step',
        source: 'domain.md B5 M5, B8 13',
    }),
    ofMother('M_VL', {
        code: 'VL_RANGE',
        title: text('A viral load is 10 million at most', 'Kiasi cha virusi ni milioni 10 zaidi'),
        when: { is: field('VL_VALUE'), above: 10_000_000 },
        then: [{ error: text('At most 10 000 000', 'Isizidi 10 000 000'), at: 'VL_VALUE' }],
        reason: 'No laboratory reports more',
        source: 'domain.md B5 M5',
    }),
    suppressed('VL_200_ASSIGN', 200),
    suppressed('VL_1000_ASSIGN', 1000),
    ofMother('M_VL', {
        code: 'VL_EAC_SHOW',
        title: text('Adherence sessions follow a high result', 'Vikao vya dawa hufuata matokeo ya juu'),
        when: not({ is: field('VL_VALUE'), atLeast: 200 }),
        then: [{ hide: ['EAC_SESSION_NO', 'REGIMEN_SWITCHED'] }],
        reason: 'They are held only after a result of 200 copies or more',
        source: 'domain.md B5 M5',
    }),
    ofMother('M_TEST', {
        code: 'TEST_CONSENT',
        title: text('No test without consent', 'Hakuna kipimo bila idhini'),
        when: no('CONSENT_TEST'),
        then: [{ hide: ['TESTED_AS', 'TEST_RESULT', 'HIV_FINAL', 'RESULT_GIVEN', 'SYPH_TREATED', 'HBV_TREATED'] }],
        reason: 'A woman may refuse a test, and then there is no result',
        source: 'domain.md B5 M6',
    }),
    ofMother('M_TEST', {
        code: 'TEST_NOT_AGAIN',
        title: text('HIV is not tested again once found', 'VVU haipimwi tena baada ya kupatikana'),
        when: knownPositive,
        then: [{ hideOptions: ['HIV_INITIAL', 'HIV_RETEST', 'DUAL_HIV_SYPHILIS', 'SELF_TEST'], of: 'TEST_TYPE' }],
        reason: 'On treatment a rapid test can turn falsely negative and make her stop',
        source: 'domain.md B5 M6',
    }),
    ofMother('M_TEST', {
        code: 'TEST_FINAL_REQUIRED',
        title: text('A reactive HIV test needs a final result', 'Kipimo cha VVU chenye mwitikio kinahitaji matokeo ya mwisho'),
        when: all(
            answered('TEST_RESULT', 'REACTIVE'),
            answered('TEST_TYPE', 'HIV_INITIAL', 'HIV_RETEST', 'DUAL_HIV_SYPHILIS', 'SELF_TEST')
        ),
        then: [{ require: ['HIV_FINAL'] }],
        reason: 'One reactive test is no diagnosis',
        source: 'domain.md B5 M6',
    }),
    ofMother('M_TEST', {
        code: 'TEST_POSITIVE_LINK',
        title: text('A new diagnosis is linked to treatment', 'Aliyepatikana na VVU huunganishwa na matibabu'),
        when: answered('HIV_FINAL', 'POSITIVE'),
        then: [{ warn: text('Link her to treatment within 7 days', 'Mwunganishe na matibabu ndani ya siku 7'), at: 'HIV_FINAL' }],
        reason: 'Each week without treatment puts the baby at risk',
        source: 'domain.md B5 M6, M12',
    }),
    ofMother('M_TEST', {
        code: 'SYPH_TREATED_SHOW',
        title: text('Treatment of syphilis is asked when it was found', 'Matibabu ya kaswende huulizwa ikipatikana'),
        when: not(all(answered('TEST_TYPE', 'SYPHILIS', 'DUAL_HIV_SYPHILIS'), answered('TEST_RESULT', 'REACTIVE'))),
        then: [{ hide: ['SYPH_TREATED'] }],
        reason: 'Untreated syphilis kills babies; without it there is nothing to treat',
        source: 'domain.md B5 M6',
    }),
    ofMother('M_TEST', {
        code: 'HBV_TREATED_SHOW',
        title: text('Treatment of hepatitis B is asked when it was found', 'Matibabu ya homa ya ini B huulizwa ikipatikana'),
        when: not(all(answered('TEST_TYPE', 'HBSAG'), answered('TEST_RESULT', 'REACTIVE'))),
        then: [{ hide: ['HBV_TREATED'] }],
        reason: 'Without it there is nothing to treat',
        source: 'domain.md B5 M6',
    }),
    ofMother('M_VL', {
        code: 'HB_RANGE',
        title: text('Haemoglobin is 2 to 25', 'Hemoglobini ni 2 hadi 25'),
        when: outside('HB', 2, 25),
        then: [{ warn: text('Check the haemoglobin', 'Angalia hemoglobini'), at: 'HB' }],
        reason: 'Other units are written by mistake',
        source: 'grams per decilitre; an assumption',
    }),
]
