import type { ItemState } from '../schedule/types.ts'
import type { Day } from '#dhis2/day.ts'
import { daysBetween } from '#dhis2/day.ts'

/**
 * What makes a pair more urgent, with its points. The sum is capped at 100. The weights are a choice to be reviewed with
 * clinicians of the programme.
 */
const factPoints = {
    TREATMENT_NOT_STARTED: 45,
    CONFIRMATION_OPEN: 35,
    BIRTH_MEDICINE_NOT_STARTED: 25,
    FIRST_TEST_DUE: 8,
    FIRST_TEST_LATE: 15,
    FIRST_TEST_OVERDUE: 25,
    INFANT_TEST_DUE: 5,
    INFANT_TEST_LATE: 8,
    INFANT_TEST_OVERDUE: 15,
    MISSED_1_6: 8,
    MISSED_7_30: 18,
    MISSED_31: 24,
    BIRTH_NEAR: 8,
    BIRTH_NOT_RECORDED: 15,
    BLOOD_TEST_DUE: 5,
    BLOOD_TEST_OVERDUE: 10,
    MEDICINE_OVERDUE: 8,
    AGE_10_19: 8,
    AGE_20_24: 4,
    CONTACT_DUE: 3,
    CONTACT_OVERDUE: 6,
    SUPPORT_OPEN: 1,
    WEEKS_PAST_LIMIT: 1,
} as const
export type FactCode = keyof typeof factPoints

/** A fact about one pair and what it adds. `WEEKS_PAST_LIMIT` and `SUPPORT_OPEN` count several times, up to a most. */
export interface Fact {
    code: FactCode
    points: number
}

export type Band = 'urgent' | 'high' | 'medium' | 'routine'

export interface Priority {
    points: number
    band: Band
    facts: readonly Fact[]
}

/** What is known of a pair: from its planned events alone, or from its history. */
export interface PriorityFacts {
    items: readonly { key: string; state: ItemState; overdueFrom: Day }[]
    /** day of the oldest missed appointment */
    missedOn?: Day
    /** completed years */
    motherAge?: number
    /** anchor of pregnancy items: first day of the last period */
    lmp?: Day
}

const INFANT_TESTS: ReadonlySet<string> = new Set(['PCR_M6', 'PCR_M12', 'AB_M18', 'BF_END_TEST'])
const BLOOD_TESTS: ReadonlySet<string> = new Set(['VL_NEW_ART', 'VL_PBFW_KNOWN', 'VL_ROUTINE', 'VL_REPEAT'])
const CONTACTS: ReadonlySet<string> = new Set(['ANC_CONTACT', 'PNC_CONTACT'])
const CHANGES_OF_MEDICINE: ReadonlySet<string> = new Set(['PROPH_SWITCH', 'NVP_END', 'CTX_START'])
const SUPPORT: ReadonlySet<string> = new Set(['PSS', 'HOME_VISIT', 'ECD', 'CFM'])
const MOST_WEEKS = 5
const SUPPORT_OVERDUE = 3
const MOST_SUPPORT = 6

/** How urgent a pair is, and why. It orders the list; it hides nobody and is kept nowhere. */
export const priorityOf = (known: PriorityFacts, today: Day): Priority => {
    const codes = [...itemFacts(known), ...missedFacts(known, today), ...birthFacts(known, today), ...ageFacts(known)]
    const single = codes.map((code): Fact => ({ code, points: factPoints[code] }))
    const facts = [...single, ...supportOpen(known), ...weeksPastLimit(known, today)]
    const points = Math.min(
        100,
        facts.reduce((sum, fact) => sum + fact.points, 0)
    )
    return { points, band: bandOf(points), facts }
}

const bandOf = (points: number): Band => {
    if (points >= 50) {
        return 'urgent'
    }
    if (points >= 30) {
        return 'high'
    }
    return points >= 15 ? 'medium' : 'routine'
}

const itemFacts = ({ items, missedOn }: PriorityFacts): FactCode[] => {
    const stateOf = (belongs: (key: string) => boolean): 'overdue' | 'late' | 'due' | undefined => {
        const states = items.filter(({ key }) => belongs(key)).map(({ state }) => state)
        return (['overdue', 'late', 'due'] as const).find((state) => states.includes(state))
    }
    const first = stateOf((key) => key === 'PCR_W6')
    const other = stateOf((key) => INFANT_TESTS.has(key))
    const blood = stateOf((key) => BLOOD_TESTS.has(key))
    const contact = missedOn === undefined ? stateOf((key) => CONTACTS.has(key)) : undefined
    const codes: (FactCode | undefined)[] = [
        stateOf((key) => key === 'POS_ART') && 'TREATMENT_NOT_STARTED',
        stateOf((key) => key === 'PCR_CONFIRM') && 'CONFIRMATION_OPEN',
        stateOf((key) => key === 'INFANT_PROPH') && 'BIRTH_MEDICINE_NOT_STARTED',
        stateOf((key) => CHANGES_OF_MEDICINE.has(key)) === 'overdue' ? 'MEDICINE_OVERDUE' : undefined,
        first && FIRST_TEST[first],
        other && INFANT_TEST[other],
        blood && (blood === 'overdue' ? 'BLOOD_TEST_OVERDUE' : 'BLOOD_TEST_DUE'),
        contact && (contact === 'overdue' ? 'CONTACT_OVERDUE' : 'CONTACT_DUE'),
    ]
    return codes.filter((code) => code !== undefined)
}

const FIRST_TEST = { overdue: 'FIRST_TEST_OVERDUE', late: 'FIRST_TEST_LATE', due: 'FIRST_TEST_DUE' } as const
const INFANT_TEST = { overdue: 'INFANT_TEST_OVERDUE', late: 'INFANT_TEST_LATE', due: 'INFANT_TEST_DUE' } as const

const missedFacts = ({ missedOn }: PriorityFacts, today: Day): FactCode[] => {
    const days = missedOn === undefined ? 0 : daysBetween(missedOn, today)
    if (days < 1) {
        return []
    }
    if (days <= 6) {
        return ['MISSED_1_6']
    }
    return days <= 30 ? ['MISSED_7_30'] : ['MISSED_31']
}

/** Birth is expected 280 days after the last period; after 301 days it should have been recorded. */
const birthFacts = ({ lmp }: PriorityFacts, today: Day): FactCode[] => {
    if (lmp === undefined) {
        return []
    }
    const pregnant = daysBetween(lmp, today)
    if (pregnant > 301) {
        return ['BIRTH_NOT_RECORDED']
    }
    return pregnant >= 266 ? ['BIRTH_NEAR'] : []
}

const ageFacts = ({ motherAge }: PriorityFacts): FactCode[] => {
    if (motherAge === undefined || motherAge < 10 || motherAge > 24) {
        return []
    }
    return motherAge <= 19 ? ['AGE_10_19'] : ['AGE_20_24']
}

const supportOpen = ({ items }: PriorityFacts): Fact[] => {
    const states = items.filter(({ key }) => SUPPORT.has(key)).map(({ state }) => state)
    const overdue = states.filter((state) => state === 'overdue').length
    const due = states.filter((state) => state === 'due' || state === 'late').length
    const points = Math.min(MOST_SUPPORT, overdue * SUPPORT_OVERDUE + due * factPoints.SUPPORT_OPEN)
    return points > 0 ? [{ code: 'SUPPORT_OPEN', points }] : []
}

const weeksPastLimit = ({ items }: PriorityFacts, today: Day): Fact[] => {
    const overdue = items.filter(({ state }) => state === 'overdue').map(({ overdueFrom }) => daysBetween(overdueFrom, today) + 1)
    const weeks = Math.min(MOST_WEEKS, Math.floor(Math.max(0, ...overdue) / 7))
    return weeks > 0 ? [{ code: 'WEEKS_PAST_LIMIT', points: weeks * factPoints.WEEKS_PAST_LIMIT }] : []
}
