import type { Rule } from '../types.ts'
import { KEMR } from './evidence.ts'

const viral = {
    subject: 'mother',
    stage: 'KMMP_M_VL',
    stops: ['exit'],
    evidence: `${KEMR}: viral load rule of March 2023`,
    verified: true,
} as const

/** Women long on treatment at first contact and, if the last result is older than six months, at birth; new ones after three months. */
const viralLoad: readonly Rule[] = [
    {
        ...viral,
        key: 'VL_PBFW_KNOWN',
        anchor: 'firstContact',
        dueDay: 0,
        window: [0, 14],
        overdueAfter: 14,
        closesWithNext: true,
        needs: ['longOnArt'],
    },
    {
        ...viral,
        key: 'VL_PBFW_KNOWN',
        n: 2,
        anchor: 'delivery',
        dueDay: 0,
        window: [0, 14],
        overdueAfter: 14,
        needs: ['longOnArtAtBirth'],
    },
    { ...viral, key: 'VL_NEW_ART', anchor: 'artStart', dueDay: 92, window: [85, 106], overdueAfter: 106, needs: ['newOnArt'] },
    { ...viral, key: 'VL_ROUTINE', anchor: 'lastSuppressed', dueDay: 183, window: [176, 197], overdueAfter: 197 },
    { ...viral, key: 'VL_REPEAT', anchor: 'lastUnsuppressed', dueDay: 92, window: [85, 106], overdueAfter: 106 },
]

const retest = {
    key: 'HIV_RETEST_NEG',
    subject: 'mother',
    stage: 'KMMP_M_TEST',
    anchor: 'lastNegative',
    only: ['TEST_TYPE', 'HIV_INITIAL', 'HIV_RETEST', 'DUAL_HIV_SYPHILIS', 'SELF_TEST'],
    evidence: 'domain brief B5 M6: months not verified',
    verified: false,
} as const

/** A woman without HIV is tested again, so that an infection in pregnancy or breastfeeding is not missed. */
const retests: readonly Rule[] = [
    { ...retest, dueDay: 90, window: [76, 104], overdueAfter: 120, stops: ['positive', 'loss', 'exit'], needs: ['pregnant'] },
    {
        ...retest,
        dueDay: 180,
        window: [90, 194],
        overdueAfter: 210,
        stops: ['positive', 'weaned', 'noBaby', 'exit'],
        needs: ['delivered'],
    },
]

export const motherTestRows: readonly Rule[] = [...viralLoad, ...retests]
