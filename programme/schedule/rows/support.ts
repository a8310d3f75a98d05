import type { Rule } from '../types.ts'
import { KCFG, KEMR } from './evidence.ts'

/** Longest time that a mother is followed, in days: pregnancy and two years of breastfeeding. */
const FOLLOWED_DAYS = 820
const slots = (first: number, every: number): number[] =>
    Array.from({ length: Math.floor((FOLLOWED_DAYS - first) / every) + 1 }, (_, place) => first + place * every)

/** A talk at joining and every 90 days. A talk fulfils the slot that opened last, and a slot is given up when the next opens. */
const talks: readonly Rule[] = slots(0, 90).map((dueDay, n) => ({
    key: 'PSS',
    n,
    subject: 'mother',
    stage: 'KMMP_M_PSS',
    anchor: 'joined',
    dueDay,
    window: [dueDay - 7, dueDay + 14],
    overdueAfter: dueDay + 14,
    closesWithNext: true,
    stops: ['exit'],
    evidence: `${KCFG}: minimum package`,
    verified: true,
}))

/** A home visit within 14 days of joining, then every 90 days, for pairs at high risk who agreed to it. */
const homeVisits: readonly Rule[] = slots(14, 90).map((dueDay, place) => ({
    key: 'HOME_VISIT',
    n: place + 1,
    subject: 'mother',
    stage: 'KMMP_M_HOMEVISIT',
    anchor: 'joined',
    dueDay,
    window: [dueDay - 14, dueDay],
    overdueAfter: dueDay + 14,
    closesWithNext: true,
    stops: ['exit'],
    needs: ['highRisk', 'homeVisitOk'],
    evidence: 'domain brief B5 M8: an assumption',
    verified: false,
}))

const TWO_YEARS = 730

/** Development at 2, 4, 6, 9, 12, 18, 24, 30 and 36 months; the age of a preterm child is corrected before 24 months only. */
const development: readonly Rule[] = [61, 122, 183, 274, 365, 548, TWO_YEARS, 913, 1095].map((dueDay, place) => ({
    key: 'ECD',
    n: place + 1,
    subject: 'infant',
    stage: 'KMMP_C_ECD',
    anchor: dueDay < TWO_YEARS ? 'termBirth' : 'birth',
    dueDay,
    window: [dueDay - 14, dueDay + 30],
    overdueAfter: dueDay + 30,
    closesWithNext: true,
    stops: ['exit'],
    evidence: `${KCFG}: edges of the age bands`,
    verified: true,
}))

/** Disability screen at 2, 3 and 4 years, the ages that its questions are made for. */
const functioning: readonly Rule[] = [TWO_YEARS, 1095, 1460].map((dueDay, place) => ({
    key: 'CFM',
    n: place + 1,
    subject: 'infant',
    stage: 'KMMP_C_CFM',
    anchor: 'birth',
    dueDay,
    window: [dueDay, dueDay + 60],
    overdueAfter: dueDay + 60,
    closesWithNext: true,
    stops: ['exit'],
    evidence: 'Washington Group: age range of the Child Functioning Module',
    verified: true,
}))

const outcome: Rule = {
    key: 'FINAL_OUTCOME',
    subject: 'infant',
    stage: 'KMMP_C_OUTCOME',
    anchor: 'birth',
    dueDay: 547,
    window: [547, 730],
    overdueAfter: 730,
    anyDay: true,
    catchUp: true,
    afterWeaning: true,
    stops: ['outcome', 'exit'],
    needs: ['exposed'],
    evidence: `PEPFAR and ${KEMR}: cohort of 24 months`,
    verified: true,
}

/** What is done beside clinic contacts and tests. */
export const supportRows: readonly Rule[] = [...talks, ...homeVisits, ...development, ...functioning, outcome]
