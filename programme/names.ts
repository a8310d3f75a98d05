/** How alike two names are: words in any order, spelled as people hear them. */

const TITLES: ReadonlySet<string> = new Set(['mama', 'baby', 'mrs'])
const ALIKE = 0.92
const CLOSE = 0.85
/** A sound key shorter than this says too little by itself. */
const TELLING_KEY = 3

/** How many words of two names pair up. */
export interface PairedWords {
    /** pairs whose spelling is nearly the same */
    alike: number
    /** those, and pairs that sound the same or are close in spelling */
    close: number
}

/** The words of a name in small letters, without accents, apostrophes, initials' dots and titles. */
export const nameWords = (name: string): string[] =>
    name
        .normalize('NFD')
        .toLowerCase()
        .replace(/[\u0300-\u036f'\u2018\u2019\u0060\u00b4]/g, '')
        .split(/[^\p{L}]+/u)
        .filter((word) => word !== '' && !TITLES.has(word))

/** Pairs the words of two names, the best pairs first; no word is used twice. */
export const pairWords = (one: readonly string[], other: readonly string[]): PairedWords => {
    const pairs = one
        .flatMap((word, index) => other.map((mate, place) => ({ index, place, ...likeness(word, mate) })))
        .filter(({ close }) => close)
        .sort((a, b) => b.similarity - a.similarity)
    const used = { one: new Set<number>(), other: new Set<number>() }
    const kept = pairs.filter(({ index, place }) => {
        if (used.one.has(index) || used.other.has(place)) {
            return false
        }
        used.one.add(index)
        used.other.add(place)
        return true
    })
    return { alike: kept.filter(({ similarity }) => similarity >= ALIKE).length, close: kept.length }
}

/** Similarity of two words, 0 to 1 (Jaro-Winkler); 0 when they begin with different sounds, which keeps Atieno and Otieno apart. */
export const wordSimilarity = (one: string, other: string): number => (firstSound(one) === firstSound(other) ? jaroWinkler(one, other) : 0)

/** The sound of a word: Wanjiru and Wanjeru are both `wnjr`. */
export const soundKey = (word: string): string => {
    const sounds = soundsOf(word)
    return sounds.slice(0, 1) + sounds.slice(1).replace(/[aeiou]/g, '')
}

const likeness = (one: string, other: string): { similarity: number; close: boolean } => {
    const similarity = wordSimilarity(one, other)
    const key = soundKey(one)
    const sameKey = key === soundKey(other) && key.length >= TELLING_KEY
    return { similarity, close: sameKey || similarity >= CLOSE }
}

const firstSound = (word: string): string => soundsOf(word).slice(0, 1)

/** Order matters: digraphs before single letters. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
    [/^(ch|j)/, 'j'],
    [/ph/g, 'f'],
    [/ck|q/g, 'k'],
    [/c(?=[aou]|[^aeiouyh]|$)/g, 'k'],
    [/sh|z/g, 's'],
    [/l/g, 'r'],
    [/y/g, 'i'],
    [/(.)\1+/g, '$1'],
    [/(?<=.)h|^h(?=.)/g, ''],
]

const soundsOf = (word: string): string => SOUNDS.reduce((text, [from, to]) => text.replace(from, to), word)

/** Jaro-Winkler similarity with the usual prefix weight of 0.1 for up to four letters. */
const jaroWinkler = (one: string, other: string): number => {
    const jaro = jaroSimilarity(one, other)
    let prefix = 0
    while (prefix < 4 && prefix < one.length && one[prefix] === other[prefix]) {
        prefix++
    }
    return jaro + prefix * 0.1 * (1 - jaro)
}

const jaroSimilarity = (one: string, other: string): number => {
    if (one === other) {
        return 1
    }
    const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1)
    const taken = new Set<number>()
    const matched: string[] = []
    Array.from(one).forEach((letter, index) => {
        const place = placeOf(letter, other, { index, reach, taken })
        if (place < 0) {
            return
        }
        taken.add(place)
        matched.push(letter)
    })
    if (matched.length === 0) {
        return 0
    }
    const mates = [...taken].sort((a, b) => a - b).map((place) => other[place])
    const swaps = matched.filter((letter, index) => letter !== mates[index]).length / 2
    const count = matched.length
    return (count / one.length + count / other.length + (count - swaps) / count) / 3
}

const placeOf = (letter: string, text: string, around: { index: number; reach: number; taken: ReadonlySet<number> }): number => {
    const last = Math.min(around.index + around.reach, text.length - 1)
    for (let place = Math.max(0, around.index - around.reach); place <= last; place++) {
        if (text[place] === letter && !around.taken.has(place)) {
            return place
        }
    }
    return -1
}
