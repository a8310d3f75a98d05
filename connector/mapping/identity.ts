import type { Candidate, KnownIdentities, Subject, SubjectIndex } from '../records.ts'
import type { Stream } from './language.ts'
import type { Day } from '#dhis2/day.ts'
import { matchPersons } from '#programme/matching.ts'
import { nameWords, pairWords } from '#programme/names.ts'

/** What a row says of the person it is about, by which persons are told apart. */
export interface PersonWords {
    /** the partner's key of the person, and of the record */
    key: string
    record: string
    /** numbers that no two persons share, by code; without the empty ones */
    numbers: Readonly<Record<string, string>>
    names: string
    birth: Day
    estimated: boolean
    phone: string
}

/** Who a row is about: somebody new, somebody known under another key, or nobody can say. */
export type Verdict = { is: 'new' } | { is: 'same'; as: Subject } | { is: 'ambiguous'; candidates: readonly Candidate[] }

export type IdentityRules = NonNullable<Stream['identity']>

/**
 * Decides who a row is about. The same number with agreeing names is the same person; the same number with other
 * names, or the same names, birth and phone with no number to prove it, is left to a person. An earlier row always keeps its identity.
 *
 * @param decided what a person said before: it goes before all rules
 */
export const identify = (
    kind: string,
    person: PersonWords,
    rules: IdentityRules,
    { index, decided }: { index: SubjectIndex; decided: KnownIdentities }
): Verdict => {
    const earlier = index.get(kind, person.key)
    if (earlier?.standing === 'loaded' && differs(earlier.facts['record'], person.record)) {
        // of two records under one client number neither can be a person of her own
        return byNumber(person, earlier, rules) ?? { is: 'ambiguous', candidates: [] }
    }
    const marks = marksOf(person, rules)
    const found = marks.length === 0 ? [] : index.marked(kind, marks)
    const others = found.filter(({ key, trackedEntity = '' }) => key !== person.key && !decided.others.includes(trackedEntity))
    const chosen = others.find(({ trackedEntity }) => trackedEntity !== undefined && trackedEntity === decided.same)
    if (chosen) {
        return { is: 'same', as: chosen }
    }
    const holder = others.find((subject) => sharesNumber(person, subject))
    if (holder) {
        return byNumber(person, holder, rules) ?? { is: 'ambiguous', candidates: candidatesOf([holder], person) }
    }
    const alike = others.filter((subject) => looksLike(person, subject, rules))
    return alike.length === 0 || earlier?.standing === 'loaded'
        ? { is: 'new' }
        : { is: 'ambiguous', candidates: candidatesOf(alike, person) }
}

/** More are of no help to who must decide. */
const MOST_CANDIDATES = 3

const candidatesOf = (subjects: readonly Subject[], person: PersonWords): Candidate[] =>
    subjects
        .flatMap((subject) =>
            subject.trackedEntity === undefined ? [] : { uid: subject.trackedEntity, points: likeness(person, subject) }
        )
        .toSorted((a, b) => b.points - a.points)
        .slice(0, MOST_CANDIDATES)

/** How much a row is like an earlier person, by what is remembered of her; in points of `matchPersons`. */
const likeness = (person: PersonWords, { facts }: Subject): number => {
    const numbers = Object.entries(person.numbers).flatMap(([code, value]) => (facts[`number_${code}`] === value ? `${code}=${value}` : []))
    // who was found without a number was found by her phone, among others
    const phone = numbers.length === 0 ? person.phone : undefined
    const { points } = matchPersons(
        { clientNumbers: numbers, name: person.names, birth: person.birth, birthEstimated: person.estimated, phone },
        {
            clientNumbers: numbers,
            name: facts['names'],
            birth: facts['birth_day'],
            birthEstimated: facts['estimated'] === 'true',
            phone,
        }
    )
    return points
}

const sharesNumber = ({ numbers }: PersonWords, { facts }: Subject): boolean =>
    Object.entries(numbers).some(([code, value]) => facts[`number_${code}`] === value)

/** The marks under which a person is found again. */
export const marksOf = (person: PersonWords, rules: IdentityRules): string[] => {
    const mark = rules.person ? personMark(person) : undefined
    return mark === undefined ? numberMarks(person) : [...numberMarks(person), mark]
}

/** The facts that a later row is compared with. */
export const personFacts = (person: PersonWords): Record<string, string> => ({
    record: person.record,
    names: person.names,
    birth_day: person.birth,
    estimated: String(person.estimated),
    ...Object.fromEntries(Object.entries(person.numbers).map(([code, value]) => [`number_${code}`, value])),
})

const byNumber = (person: PersonWords, holder: Subject, rules: IdentityRules): Verdict | undefined =>
    rules.person && namesAgree(person.names, holder.facts['names'] ?? '') ? { is: 'same', as: holder } : undefined

/** Two words that pair up, or all there are when one of the names has a single word. */
const namesAgree = (one: string, other: string): boolean => {
    const [words, mates] = [nameWords(one), nameWords(other)]
    const most = Math.min(words.length, mates.length, 2)
    return most > 0 && pairWords(words, mates).close >= most
}

/** Same names and phone are known already: does the birth agree, and does no number tell the two apart? */
const looksLike = (person: PersonWords, { facts }: Subject, { several }: IdentityRules): boolean => {
    const numbersDiffer = Object.entries(person.numbers).some(
        ([code, value]) => !(code in several) && differs(facts[`number_${code}`], value)
    )
    return !numbersDiffer && birthsAgree(person, facts['birth_day'] ?? '', facts['estimated'] === 'true')
}

const birthsAgree = ({ birth, estimated }: PersonWords, other: Day, otherEstimated: boolean): boolean => {
    if (birth === '' || other === '') {
        return false
    }
    if (birth === other) {
        return true
    }
    return (estimated || otherEstimated) && Math.abs(Number(birth.slice(0, 4)) - Number(other.slice(0, 4))) <= 1
}

const numberMarks = ({ numbers }: PersonWords): string[] => Object.entries(numbers).map(([code, value]) => `${code}=${value}`)

const personMark = ({ names, phone }: PersonWords): string | undefined => {
    const words = nameWords(names).sort()
    return words.length === 0 || phone === '' ? undefined : `PERSON=${phone}|${words.join(' ')}`
}

const differs = (known: string | undefined, value: string): boolean =>
    known !== undefined && known !== '' && value !== '' && known !== value
