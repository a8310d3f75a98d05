import { likenessOfPairs, pairsOf } from '../mapping/suggest.ts'
import { normalised } from '../source/csv/header.ts'

/** Names by which a column is known: the mapping's own, and those of the vocabulary. */
export interface Names {
    own: readonly Form[]
    others: readonly Form[]
}

/** A name by its letters and digits alone, their pairs, and its words with a blank around each. */
interface Form {
    normal: string
    pairs: readonly string[]
    words: string
}

/** Names made ready to be compared with many headings. */
export const namesOf = (own: readonly string[], others: readonly string[]): Names => ({ own: own.map(formOf), others: others.map(formOf) })

/** A heading taken apart. */
export interface Heading {
    /** its letters and digits */
    normal: string
    /** what is left of it without what often stands around a name, the whole first */
    forms: readonly Form[]
    /** its words with a blank around each */
    words: string
}

/**
 * Takes a heading apart: a group of questions before the name (`client-fname`, `group/fname`), units and hints in brackets, words of a
 * question that name nothing, and whom it is about. Short forms such as `Dt` are spelled out.
 *
 * @param subject words that only say whom it is about
 */
export const readHeading = (heading: string, subject: readonly string[]): Heading => {
    const bare = heading.replace(/\([^)]*\)/g, ' ').trim()
    const question = /[/.:-]/.test(bare) && !/\s/.test(bare) ? (bare.split(/[/.:-]/).at(-1) ?? '') : bare
    const spelled = [bare, question].map(spelledOut)
    const left = [bare, question, ...spelled].flatMap((text) => [without(text, subject), without(text, [...subject, ...FILLERS])])
    const forms = [heading, bare, question, ...spelled, ...left].map(formOf)
    const different = forms.filter(({ normal }, place) => normal !== '' && forms.findIndex((one) => one.normal === normal) === place)
    return { normal: normalised(heading), forms: different, words: wordsOf(heading) }
}

const formOf = (text: string): Form => {
    const normal = normalised(text)
    return { normal, pairs: pairsOf(normal), words: wordsOf(text) }
}

/** Short forms that stand for the same word in any heading. */
const SHORT: Readonly<Record<string, string>> = {
    dt: 'date',
    pt: 'patient',
    pts: 'patients',
    enc: 'encounter',
    wt: 'weight',
    ht: 'height',
    appt: 'appointment',
}

const spelledOut = (text: string): string =>
    apart(text).replace(/(?<![\p{L}\p{N}])\p{L}+(?![\p{L}\p{N}])/gu, (word) => SHORT[word.toLowerCase()] ?? word)

/** Words of a question that name nothing. */
const FILLERS = ['what', 'is', 'her', 'his', 'the', 'of', 'ya', 'wa', 'la', 'cha']

const without = (text: string, words: readonly string[]): string => {
    const longestFirst = words.toSorted((one, other) => other.length - one.length)
    return text.replace(new RegExp(`(^|[^\\p{L}])(?:${longestFirst.join('|')})(?=$|[^\\p{L}])`, 'giu'), '$1')
}

/** `DateOfBirth` is `Date Of Birth`. */
const apart = (text: string): string => text.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')

/** The words of a heading with a blank around each: `DateOfBirth` is ` date of birth `. */
export const wordsOf = (text: string): string =>
    ` ${apart(text)
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()} `

/** True when a heading says that it is about somebody whom one of the words names. */
export const isAbout = (heading: string, words: readonly string[]): boolean =>
    words.some((word) => wordsOf(heading).includes(wordsOf(word)))

/** How sure it is that a heading names a column: 1 its own name, 0.95 or more another name of it, less: it only resembles one. */
export const nameScore = ({ normal, forms, words }: Heading, names: Names): number => {
    if (names.own.some((name) => name.normal === normal)) {
        return 1
    }
    const known = [...names.own, ...names.others]
    const isKnown = (form: Form): boolean => known.some((name) => name.normal === form.normal)
    if (forms.slice(0, 1).some(isKnown)) {
        return 0.97
    }
    if (forms.some(isKnown)) {
        return 0.95
    }
    return Math.max(
        0,
        ...forms.flatMap((form) => known.map((name) => resemblance(form, name))),
        ...known.map((name) => heldIn(words, name.words))
    )
}

/** A likeness of letters is never as sure as a name that is known, and says nothing of a few letters. */
const resemblance = (form: Form, name: Form): number => {
    const lengths = [form.normal.length, name.normal.length]
    const tooShort = Math.min(...lengths) < ENOUGH_LETTERS || Math.max(...lengths) > 2 * Math.min(...lengths)
    return tooShort || differInAbbreviation(form, name) || qualifierOf(form) !== qualifierOf(name)
        ? 0
        : 0.9 * likenessOfPairs(form.pairs, name.pairs)
}

/** `HIV outcome` is no slip of the pen for `HEI outcome`: all other words are the same, and a short one stands for something else. */
const differInAbbreviation = (form: Form, name: Form): boolean => {
    const [left, right] = [form.words.trim().split(' '), name.words.trim().split(' ')]
    const differing = left.flatMap((word, place) => (word === right[place] ? [] : [[word, right[place] ?? ''] as const]))
    const [[word, other] = ['', ''], second] = differing
    const isShort = word.length <= ABBREVIATION && !(NUMBERS.has(word) && NUMBERS.has(other))
    return left.length > 1 && left.length === right.length && second === undefined && isShort
}

/** `Delivery date` is no short way to say `Expected delivery date`: one of these words makes it another day. */
const QUALIFIERS = [
    'expected',
    'next',
    'previous',
    'last',
    'first',
    'planned',
    'promised',
    'missed',
    'estimated',
    'stopped',
    'tarajiwa',
    'ijayo',
]

const qualifierOf = ({ words }: Form): string | undefined => QUALIFIERS.find((word) => words.includes(` ${word} `))

const ABBREVIATION = 4
/** Words for a number: one is as good as another. */
const NUMBERS = new Set(['id', 'no', 'nr', 'num', 'number', 'code', 'key', 'pk', 'uuid'])

const ENOUGH_LETTERS = 6

/** How sure it is that a heading which holds a whole name means it, as questions do: `What is her date of birth?`. A short word says too little. */
const heldIn = (words: string, name: string): number =>
    name.length >= SAYS_SOMETHING && words.includes(name) ? 0.7 + (0.2 * name.length) / words.length : 0

/** With the blanks around it. */
const SAYS_SOMETHING = 10
