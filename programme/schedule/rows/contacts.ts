import type { Rule } from '../types.ts'
import { KCFG, KEMR } from './evidence.ts'

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

const SIX_WEEKS = 42

/** Contacts of mother and baby together. Those after six weeks follow the baby: without a living one they end. */
const postnatal: readonly Rule[] = postnatalRows.map((row) => ({
    ...row,
    key: 'PNC_CONTACT',
    subject: 'mother',
    stage: 'KMMP_M_PNC',
    anchor: 'delivery',
    stops: row.dueDay > SIX_WEEKS ? ['exit', 'noBaby'] : ['exit'],
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

/** Antenatal contacts, birth, and contacts after it. */
export const contactRows: readonly Rule[] = [...antenatal, delivery, ...postnatal, ...childOnly]
