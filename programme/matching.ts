import { nameWords, pairWords, wordSimilarity } from './names.ts'
import { daysBetween, type Day } from '#dhis2/day.ts'

/** What is known of a person when two records are compared. What is not known gives no points. */
export interface Person {
    nupi?: string
    ccc?: string
    caseId?: string
    /** KMMP client number or the partner's client number */
    clientNumbers?: readonly string[]
    hei?: string
    cwc?: string
    /** all names, in any order */
    name?: string
    sex?: string
    birth?: Day
    birthEstimated?: boolean
    /** in any form: the last nine digits count */
    phone?: string
    phoneOwn?: boolean
    /** how many people are registered with this phone */
    phoneUsers?: number
    village?: string
    ward?: string
    /** org unit */
    facility?: string
    /** mothers: LMP, due date or delivery of this episode, all turned to one of them */
    pregnancy?: Day
    /** infants: the mother's tracked entity or CCC number */
    mother?: string
    birthOrder?: string
}

export type Band = 'strong' | 'possible' | 'weak' | 'none'

export interface Match {
    /** 0 to 100 */
    points: number
    band: Band
    /** the same number on what seem to be two persons */
    numberConflict: boolean
}

/** What was typed into a search, when it is found exactly: it lifts the match at least to this many points. */
const FLOOR = { phone: 60, numberEnding: 45 } as const
export type Probe = keyof typeof FLOOR

const SAME_NUMBER = 100
const NUMBER_CONFLICT = 60
const SHARED_PHONE_USERS = 3
const NEAR_PREGNANCY_DAYS = 14

/** Whether two records are of one person, in points. Nothing is ever merged on it. */
export const matchPersons = (one: Person, other: Person, probe?: Probe): Match => {
    const sameNumber = hasSameNumber(one, other)
    const numberConflict = sameNumber && contradict(one, other)
    const points = numberConflict ? NUMBER_CONFLICT : (sameNumber ? SAME_NUMBER : 0) + featurePoints(one, other)
    const capped = Math.max(probe ? FLOOR[probe] : 0, Math.min(100, points))
    return { points: capped, band: bandOf(capped), numberConflict }
}

/** Points of a match as a person reads them. */
export const bandOf = (points: number): Band => {
    if (points >= 75) {
        return 'strong'
    }
    if (points >= 45) {
        return 'possible'
    }
    return points >= 25 ? 'weak' : 'none'
}

/** The name part alone: 30 two words alike, 24 two close, 12 one, -10 none, 0 when a name is missing. */
export const namePoints = (one: string | undefined, other: string | undefined): number => {
    const [words, mates] = [nameWords(one ?? ''), nameWords(other ?? '')]
    if (words.length === 0 || mates.length === 0) {
        return 0
    }
    const { alike, close } = pairWords(words, mates)
    if (alike >= 2) {
        return 30
    }
    if (close >= 2) {
        return 24
    }
    return close === 1 ? 12 : -10
}

/** The birth part alone. */
export const birthPoints = (one: Person, other: Person): number => {
    if (!one.birth || !other.birth) {
        return 0
    }
    const exact = !one.birthEstimated && !other.birthEstimated
    if (one.birth === other.birth) {
        return exact ? 22 : 12
    }
    if (exact && swapped(one.birth) === other.birth) {
        return 15
    }
    if (one.birth.slice(0, 7) === other.birth.slice(0, 7)) {
        return 10
    }
    const years = yearsApart(one.birth, other.birth)
    if (!exact && years <= 1) {
        return 8
    }
    if (years === 0) {
        return 5
    }
    return exact && years > 3 ? -25 : 0
}

const featurePoints = (one: Person, other: Person): number =>
    [
        same(one.hei, other.hei) || same(one.cwc, other.cwc) ? 60 : 0,
        differ(one.ccc, other.ccc) ? -40 : 0,
        differ(one.nupi, other.nupi) ? -60 : 0,
        differ(one.hei, other.hei) ? -40 : 0,
        namePoints(one.name, other.name),
        birthPoints(one, other),
        differ(one.sex, other.sex) ? -50 : 0,
        phonePoints(one, other),
        placePoints(one, other),
        pregnancyPoints(one, other),
        same(one.mother, other.mother) ? 25 : 0,
        seemTwins(one, other) ? -70 : 0,
    ].reduce((sum, points) => sum + points, 0)

const hasSameNumber = (one: Person, other: Person): boolean =>
    same(one.nupi, other.nupi) ||
    same(one.ccc, other.ccc) ||
    same(one.caseId, other.caseId) ||
    (one.clientNumbers ?? []).some((number) => other.clientNumbers?.includes(number))

const contradict = (one: Person, other: Person): boolean =>
    differ(one.sex, other.sex) ||
    (!!one.birth && !!other.birth && !one.birthEstimated && !other.birthEstimated && yearsApart(one.birth, other.birth) > 2)

const phonePoints = (one: Person, other: Person): number => {
    const [digits, mate] = [lastNine(one.phone), lastNine(other.phone)]
    if (digits === undefined || digits !== mate) {
        return 0
    }
    if (Math.max(one.phoneUsers ?? 0, other.phoneUsers ?? 0) >= SHARED_PHONE_USERS) {
        return 3
    }
    return one.phoneOwn && other.phoneOwn ? 18 : 10
}

const placePoints = (one: Person, other: Person): number => {
    const home = villagesAlike(one.village, other.village) ? 6 : same(one.ward, other.ward) ? 3 : 0
    return home + (same(one.facility, other.facility) ? 2 : 0)
}

const pregnancyPoints = (one: Person, other: Person): number =>
    one.pregnancy && other.pregnancy && Math.abs(daysBetween(one.pregnancy, other.pregnancy)) <= NEAR_PREGNANCY_DAYS ? 10 : 0

/** Twins agree in everything but name, order and number. */
const seemTwins = (one: Person, other: Person): boolean =>
    same(one.mother, other.mother) &&
    same(one.birth, other.birth) &&
    (differ(one.birthOrder, other.birthOrder) || differ(one.hei, other.hei) || namePoints(one.name, other.name) < 0)

const villagesAlike = (one: string | undefined, other: string | undefined): boolean => {
    const [village, mate] = [nameWords(one ?? '').join(' '), nameWords(other ?? '').join(' ')]
    return village !== '' && mate !== '' && wordSimilarity(village, mate) >= 0.9
}

const same = (one: string | undefined, other: string | undefined): boolean => !!one && one === other

const differ = (one: string | undefined, other: string | undefined): boolean => !!one && !!other && one !== other

/** What is alike in all ways of writing a Kenyan phone number; undefined when it is too short for one. */
export const lastNine = (phone: string | undefined): string | undefined => {
    const digits = (phone ?? '').replace(/\D/g, '')
    return digits.length >= 9 ? digits.slice(-9) : undefined
}

const yearsApart = (one: Day, other: Day): number => Math.abs(Number(one.slice(0, 4)) - Number(other.slice(0, 4)))

const swapped = (day: Day): Day => `${day.slice(0, 4)}-${day.slice(8)}-${day.slice(5, 7)}`
