import type { NamedOption } from '../dhis2/readOptionNames.ts'
import { fullCode } from '../mapping/codes.ts'
import type { Column } from '../mapping/language.ts'
import type { Mapping } from '../mapping/loadMapping.ts'
import type { Clean, Surroundings } from '../mapping/transforms/cleaned.ts'
import { transforms } from '../mapping/transforms.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Reads answers: what the mapping makes of them, and what else they may mean. */
export interface AnswerBook {
    /** true when the mapping reads the answer as it stands; undefined when that cannot be known, because no DHIS2 was asked */
    isRead(way: Column, answer: string): boolean | undefined
    /** the value that an answer stands for by the vocabulary, or by the names of options in DHIS2 */
    meaning(way: Column, answer: string): string | undefined
    /** the value that the mapping reads in an answer, else that for which it stands */
    value(way: Column, answer: string): string | undefined
    /** all values that a column can have, as far as they are known */
    values(way: Column): readonly string[]
}

export interface Knowledge {
    mapping: Mapping
    vocabulary: Vocabulary
    surroundings: Surroundings
    /** options of the DHIS2 with their names; undefined when none was asked */
    options: ReadonlyMap<string, readonly NamedOption[]> | undefined
}

/** One way of reading answers, made ready. */
interface Reader {
    clean: Clean
    /** the options are those of a DHIS2 that was not asked */
    isPartial: boolean
    meanings: ReadonlyMap<string, string>
    values: readonly string[]
}

export const answerBook = (knowledge: Knowledge): AnswerBook => {
    const readers = new Map<string, Reader>()
    const readerOf = (way: Column): Reader => {
        const key = [way.as, way.list, way.options].join(' ')
        const reader = readers.get(key) ?? makeReader(way, knowledge)
        readers.set(key, reader)
        return reader
    }
    return {
        isRead: (way, answer) => {
            const { clean, isPartial } = readerOf(way)
            return clean(answer).reason !== 'VALUE_UNKNOWN_CODE' || (isPartial ? undefined : false)
        },
        value: (way, answer) => readerOf(way).clean(answer).value || readerOf(way).meanings.get(bareAnswer(answer)),
        meaning: (way, answer) => readerOf(way).meanings.get(bareAnswer(answer)),
        values: (way) => readerOf(way).values,
    }
}

const makeReader = (way: Column, { mapping: { file, words }, vocabulary, surroundings, options: live }: Knowledge): Reader => {
    const list = words.lists.get(way.list ?? '')
    const asked = way.options === undefined ? [] : live?.get(fullCode(file, way.options))
    const options = asked ?? []
    const codes = options.map(({ code }) => code)
    const known = new Set([...(list?.values() ?? []), ...codes])
    const values = [...known].filter((value) => value !== '')
    return {
        clean: transforms[way.as](surroundings, { words: list, options: codes }),
        isPartial: asked === undefined,
        meanings: meaningsOf(way, { vocabulary, options, values }),
        // that nothing is known is an answer as well, but the last that one would think of
        values: known.has('') ? [...values, ''] : values,
    }
}

interface Knowing {
    vocabulary: Vocabulary
    options: readonly NamedOption[]
    values: readonly string[]
}

/** What answers mean, the surest last: names in DHIS2, the vocabulary, the values themselves. One of two meanings has none. */
const meaningsOf = ({ list, options: set }: Column, { vocabulary, options, values }: Knowing): ReadonlyMap<string, string> => {
    const spoken = [vocabulary.words[set ?? ''], vocabulary.words[list ?? '']].flatMap((words) => Object.entries(words ?? {}))
    const named = options.flatMap(({ code, names }) => names.map((name) => [bareAnswer(name), code] as const))
    return new Map([
        ...clear(named),
        ...clear(spoken.flatMap(([value, words]) => words.map((word) => [bareAnswer(word), value] as const))),
        ...values.map((value) => [bareAnswer(value), value] as const),
    ])
}

const clear = (pairs: readonly (readonly [answer: string, value: string])[]): (readonly [string, string])[] =>
    pairs.filter(([answer, value]) => pairs.every(([other, its]) => other !== answer || its === value))

/** An answer as answers are compared: small letters without marks, but for plus and minus where they say positive and negative. */
export const bareAnswer = (answer: string): string =>
    answer
        .toLowerCase()
        .replace(/\(?\+(?:ve)?\)?(?=$|\W)/g, ' positive ')
        .replace(/(?<=\w) ?\(?-(?:ve)?\)?(?=$|\s|\))/g, ' negative ')
        .replace(/[^\p{L}\p{N}<>]+/gu, ' ')
        .trim()
