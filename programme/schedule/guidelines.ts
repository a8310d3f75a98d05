import type { Guideline, Rule } from './types.ts'

const KCFG = 'Kenyan EMR form configuration'
const KEMR = 'KenyaEMR flags and registers'

/** Weeks 12, 20, 26, 30, 34, 36, 38 and 40 after the last period. */
const antenatal: readonly Rule[] = [84, 140, 182, 210, 238, 252, 266, 280].map((dueDay, place) => ({
    key: 'ANC_CONTACT',
    n: place + 1,
    subject: 'mother',
    stage: 'KMMP_M_ANC',
    anchor: 'lmp',
    dueDay,
    window: [dueDay - 14, dueDay + 14],
    overdueAfter: dueDay + 14,
    stops: ['delivery', 'loss', 'exit'],
    evidence: `${KCFG}: contact weeks`,
    verified: true,
}))

const delivery: Rule = {
    key: 'DELIVERY',
    subject: 'mother',
    stage: 'KMMP_M_DELIVERY',
    anchor: 'lmp',
    dueDay: 280,
    window: [259, 294],
    overdueAfter: 301,
    stops: ['delivery', 'loss', 'exit'],
    anyDay: true,
    evidence: 'obstetric rule',
    verified: true,
}

/** 48 hours; 6, 10 and 14 weeks; 6, 9, 12, 15, 18 and 24 months. The first is given up when the second opens. */
const postnatalRows: readonly Pick<Rule, 'n' | 'dueDay' | 'window' | 'overdueAfter' | 'closesWithNext'>[] = [
    { n: 1, dueDay: 2, window: [0, 3], overdueAfter: 7, closesWithNext: true },
    ...[42, 70, 98, 182, 274, 365, 456, 547, 730].map((dueDay, place) => ({
        n: place + 2,
        dueDay,
        window: [dueDay - 7, dueDay + 14] as const,
        overdueAfter: dueDay + 14,
    })),
]

/** Contacts of mother and baby together. */
const postnatal: readonly Rule[] = postnatalRows.map((row) => ({
    ...row,
    key: 'PNC_CONTACT',
    subject: 'mother',
    stage: 'KMMP_M_PNC',
    anchor: 'delivery',
    stops: ['exit'],
    evidence: `${KCFG}; ${KEMR}`,
    verified: true,
}))

const childPoints = ['W6', 'W10', 'W14', 'M6', 'M9', 'M12', 'M15', 'M18', 'M24'] as const

/** The same contacts for an infant whose mother is not followed here. */
const childOnly: readonly Rule[] = postnatalRows.slice(1).map((row, place) => ({
    ...row,
    key: 'CHILD_CONTACT',
    subject: 'infant',
    stage: 'KMMP_C_FUP',
    anchor: 'birth',
    point: ['VISIT_POINT', childPoints[place] ?? ''],
    stops: ['exit'],
    needs: ['noMother'],
    evidence: `${KEMR}: columns of the HEI register`,
    verified: true,
}))

const pcr = { subject: 'infant', stage: 'KMMP_C_TEST', anchor: 'birth', kind: 'PCR', catchUp: true } as const

const infantTests: readonly Rule[] = [
    {
        ...pcr,
        key: 'PCR_W6',
        dueDay: 42,
        window: [42, 56],
        overdueAfter: 62,
        point: ['CTEST_POINT', 'W6'],
        stops: ['positive', 'outcome', 'exit'],
        needs: ['exposed'],
        evidence: KEMR,
        verified: true,
    },
    {
        ...pcr,
        key: 'PCR_M6',
        dueDay: 182,
        window: [182, 213],
        overdueAfter: 213,
        point: ['CTEST_POINT', 'M6'],
        stops: ['positive', 'outcome', 'exit'],
        needs: ['exposed'],
        evidence: KEMR,
        verified: true,
    },
]

const viralLoad: readonly Rule[] = [
    {
        key: 'VL_PBFW_KNOWN',
        subject: 'mother',
        stage: 'KMMP_M_VL',
        anchor: 'firstContact',
        dueDay: 0,
        window: [0, 14],
        overdueAfter: 14,
        stops: ['exit'],
        needs: ['longOnArt'],
        evidence: `${KEMR}: viral load rule of March 2023`,
        verified: true,
    },
    {
        key: 'VL_NEW_ART',
        subject: 'mother',
        stage: 'KMMP_M_VL',
        anchor: 'artStart',
        dueDay: 92,
        window: [85, 106],
        overdueAfter: 106,
        stops: ['exit'],
        needs: ['newOnArt'],
        evidence: `${KEMR}: viral load rule of March 2023`,
        verified: true,
    },
]

const rules: readonly Rule[] = [...antenatal, delivery, ...postnatal, ...childOnly, ...infantTests, ...viralLoad]

/**
 * Editions of the schedule, oldest first (domain.md B4a; choices of app-design.md 15). Guidelines change about every two years: a change
 * is a new edition here, and items whose window opened before keep the older one. The first edition covers whatever came before 2026.
 */
export const guidelines: readonly Guideline[] = [
    { version: '2023-1', from: '1900-01-01', rules },
    { version: '2026-1', from: '2026-01-01', rules },
]
