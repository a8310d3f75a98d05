import type { Rule } from '../types.ts'
import { KEMR } from './evidence.ts'

const stage = 'KMMP_C_TEST'
const infant = { subject: 'infant', stage, stops: ['positive', 'outcome', 'exit'], needs: ['exposed'], verified: true } as const
/** From 18 months on the antibody test takes the place of an early test that was never done. */
const EIGHTEEN_MONTHS = 547
const pcr = { ...infant, anchor: 'birth', kind: 'PCR', catchUp: true, until: EIGHTEEN_MONTHS, evidence: KEMR } as const

/** PCR at 6 weeks, 6 and 12 months. A birth PCR can be recorded but is not asked for: the guideline that names it is unverified. */
const early: readonly Rule[] = [
    { ...pcr, key: 'PCR_W6', dueDay: 42, window: [42, 56], overdueAfter: 62, point: ['CTEST_POINT', 'W6'] },
    { ...pcr, key: 'PCR_M6', dueDay: 182, window: [182, 213], overdueAfter: 213, point: ['CTEST_POINT', 'M6'] },
    { ...pcr, key: 'PCR_M12', dueDay: 365, window: [365, 396], overdueAfter: 396, point: ['CTEST_POINT', 'M12'] },
]

const antibody18: Rule = {
    ...infant,
    key: 'AB_M18',
    anchor: 'birth',
    kind: 'ANTIBODY',
    catchUp: true,
    dueDay: EIGHTEEN_MONTHS,
    window: [EIGHTEEN_MONTHS, 608],
    overdueAfter: 608,
    evidence: KEMR,
}

const weaned = {
    ...infant,
    key: 'BF_END_TEST',
    anchor: 'weaned',
    dueDay: 42,
    window: [42, 56],
    overdueAfter: 60,
    catchUp: true,
    evidence: `${KEMR}: asked for at any age up to 24 months; which kind of test at which age is an assumption`,
} as const

/** Six weeks after weaning: PCR before 18 months, antibody from then on. One antibody test may be this one and that of 18 months. */
const afterWeaning: readonly Rule[] = [
    { ...weaned, kind: 'PCR', needs: ['exposed', 'weanedBefore18Months'], point: ['CTEST_POINT', 'BF_END'] },
    { ...weaned, kind: 'ANTIBODY', needs: ['exposed', 'weanedFrom18Months'], series: 'antibody after weaning' },
]

/** A first positive: confirm it, and begin treatment without waiting for the confirmation. */
const afterPositive: readonly Rule[] = [
    {
        ...infant,
        key: 'PCR_CONFIRM',
        anchor: 'positive',
        kind: 'PCR',
        series: 'confirmation',
        point: ['CTEST_POINT', 'CONFIRMATORY'],
        onlyNamed: true,
        duringConfirmation: true,
        dueDay: 0,
        window: [0, 7],
        overdueAfter: 7,
        needs: [],
        evidence: KEMR,
    },
    {
        ...infant,
        key: 'POS_ART',
        anchor: 'positive',
        series: 'treatment',
        doneBy: [{ ART_STARTED: 'true' }, { ART_START_DATE: true }],
        dueDay: 0,
        window: [0, 7],
        overdueAfter: 7,
        stops: ['exit'],
        needs: ['stillPositive'],
        evidence: 'domain brief B6 C3: a positive child without treatment within 7 days is a red item',
    },
]

export const infantTestRows: readonly Rule[] = [...early, antibody18, ...afterWeaning, ...afterPositive]
