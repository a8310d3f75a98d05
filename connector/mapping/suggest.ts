import { normalised } from '../source/csv/header.ts'

/** What resembles less than this is left to a person. */
const ALIKE = 0.6

/** The codes that resemble a header most, best first, at most so many. */
export const nearestCodes = (header: string, codes: readonly string[], most = 3): string[] =>
    codes
        .map((code) => ({ code, score: likeness(header, code.replace(/^KMMP_/, '')) }))
        .filter(({ score }) => score >= ALIKE)
        .toSorted((one, other) => other.score - one.score)
        .slice(0, most)
        .map(({ code }) => code)

/** How much two names are alike, 0 to 1: pairs of letters that both have (Dice), case, blanks and punctuation left aside. */
export const likeness = (one: string, other: string): number => {
    const [left, right] = [normalised(one), normalised(other)]
    if (left === right) {
        return left === '' ? 0 : 1
    }
    return likenessOfPairs(pairsOf(left), pairsOf(right))
}

/** The same of names that differ, by their pairs of letters: for those who compare a name with many. */
export const likenessOfPairs = (pairs: readonly string[], others: readonly string[]): number => {
    const mates = [...others]
    const shared = pairs.filter((pair) => {
        const place = mates.indexOf(pair)
        if (place >= 0) {
            mates.splice(place, 1)
        }
        return place >= 0
    })
    const all = pairs.length + others.length
    // never 1: only the same name is the same
    return all === 0 ? 0 : Math.min(0.99, (2 * shared.length) / all)
}

/** The pairs of letters in a name as names are compared. */
export const pairsOf = (text: string): string[] =>
    Array.from({ length: Math.max(0, text.length - 1) }, (_, place) => text.slice(place, place + 2))
