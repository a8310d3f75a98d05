import { likeness } from '../mapping/suggest.ts'
import { normalised } from '../source/csv/header.ts'

/** Names by which a column is known: the mapping's own, and those of the vocabulary. */
export interface Names {
    own: readonly string[]
    others: readonly string[]
}

/** A heading taken apart. */
export interface Heading {
    /** its letters and digits */
    normal: string
    /** what is left of it without what often stands around a name, the whole first */
    forms: readonly string[]
    /** its words with a blank around each */
    words: string
}

/**
 * Takes a heading apart: a group of questions before the name (`client-fname`, `group/fname`), units and hints in brackets, words of a
 * question that name nothing, and whom it is about.
 *
 * @param subject words that only say whom it is about
 */
export const readHeading = (heading: string, subject: readonly string[]): Heading => {
    const bare = heading.replace(/\([^)]*\)/g, ' ').trim()
    const question = /[/.:-]/.test(bare) && !/\s/.test(bare) ? (bare.split(/[/.:-]/).at(-1) ?? '') : bare
    const left = [bare, question].flatMap((text) => [without(text, subject), without(text, [...subject, ...FILLERS])])
    const forms = [heading, bare, question, ...left].map(normalised).filter((form) => form !== '')
    return { normal: normalised(heading), forms: [...new Set(forms)], words: wordsOf(heading) }
}

/** Words of a question that name nothing. */
const FILLERS = ['what', 'is', 'her', 'his', 'the', 'of', 'ya', 'wa', 'la', 'cha']

const without = (text: string, words: readonly string[]): string => {
    const longestFirst = words.toSorted((one, other) => other.length - one.length)
    return text.replace(new RegExp(`(^|[^\\p{L}])(?:${longestFirst.join('|')})(?=$|[^\\p{L}])`, 'giu'), '$1')
}

/** The words of a heading with a blank around each: `DateOfBirth` is ` date of birth `. */
const wordsOf = (text: string): string =>
    ` ${text
        .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()} `

/** True when a heading says that it is about somebody whom one of the words names. */
export const isAbout = (heading: string, words: readonly string[]): boolean =>
    words.some((word) => wordsOf(heading).includes(wordsOf(word)))

/** How sure it is that a heading names a column: 1 its own name, 0.95 or more another name of it, less: it only resembles one. */
export const nameScore = ({ normal, forms: [whole = '', ...parts], words }: Heading, names: Names): number => {
    if (names.own.some((name) => normalised(name) === normal)) {
        return 1
    }
    const known = [...names.own, ...names.others]
    const normals = known.map(normalised)
    if (normals.includes(whole)) {
        return 0.97
    }
    if (parts.some((form) => normals.includes(form))) {
        return 0.95
    }
    return Math.max(
        0,
        ...[whole, ...parts].flatMap((form) => normals.map((name) => resemblance(form, name))),
        ...known.map((name) => heldIn(words, wordsOf(name)))
    )
}

/** A likeness of letters is never as sure as a name that is known, and says nothing of a few letters. */
const resemblance = (form: string, name: string): number =>
    Math.min(form.length, name.length) < ENOUGH_LETTERS || Math.max(form.length, name.length) > 2 * Math.min(form.length, name.length)
        ? 0
        : 0.9 * likeness(form, name)

const ENOUGH_LETTERS = 6

/** How sure it is that a heading which holds a whole name means it, as questions do: `What is her date of birth?`. A short word says too little. */
const heldIn = (words: string, name: string): number =>
    name.length >= SAYS_SOMETHING && words.includes(name) ? 0.7 + (0.2 * name.length) / words.length : 0

/** With the blanks around it. */
const SAYS_SOMETHING = 10
