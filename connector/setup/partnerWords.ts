import { likeness } from '../mapping/suggest.ts'
import type { Unread } from './settleAnswers.ts'
import type { StrangeFacility } from './settleFacilities.ts'

/** Words of an export that are to be settled, with the list that each column has or gets. */
export interface ToSettle {
    answers: readonly (Unread & { list: string; hasList: boolean })[]
    facilities: readonly StrangeFacility[]
}

/**
 * The words of a partner as a file with words (docs/mapping.md): those whose meaning is known are in force; those that a person must decide are comments
 * with what they may mean.
 */
export const partnerWords = (source: string, { answers, facilities }: ToSettle): string => {
    const lists = [...new Set(answers.map(({ list }) => list))]
    return [
        `# What ${source} writes in its export, and what it means. Lines after # are for a person to decide: take the # away before the one that is right.`,
        'facilities:',
        ...facilities.flatMap(facilityLines),
        'answers:',
        ...lists.flatMap((list) => {
            const same = answers.filter((one) => one.list === list)
            return listLines(list, same)
        }),
        '',
    ].join('\n')
}

const facilityLines = ({ word, times, candidates }: StrangeFacility): string[] => [
    `    # ${quoted(word)}, ${times} times: ${candidates.length > 0 ? 'one of these?' : 'write the code of the facility in DHIS2 in place of CODE'}`,
    ...candidates.map(
        ({ name, code = '', ancestors }) => `    # ${quoted(word)}: ${quoted(code)} # ${name}, ${ancestors.slice(1).join(', ')}`
    ),
    ...(candidates.length > 0 ? [] : [`    # ${quoted(word)}: CODE`]),
]

const listLines = (list: string, answers: readonly Unread[]): string[] => {
    const meant = new Map(answers.flatMap((one) => [...one.meant].flatMap(([value, words]) => words.map((word) => [word, value] as const))))
    const open = new Map<string, { times: number; values: readonly string[] }>()
    for (const { open: words, values } of answers) {
        words.forEach(({ answer, times }) => open.set(answer, { times: times + (open.get(answer)?.times ?? 0), values }))
    }
    return [
        `    # ${[...new Set(answers.map(({ stream, column }) => `${column} of ${stream}`))].join(', ')}`,
        `    ${list}:`,
        ...[...meant].map(([word, value]) => `        ${quoted(word)}: ${quoted(value)}`),
        ...[...open].flatMap(([answer, { times, values }]) => openLines(answer, times, values)),
    ]
}

/** So many values are offered as lines of their own. */
const OFFERED = 3
const ALIKE = 0.3

/** A word that nobody knows, with the values that it may stand for, those that it resembles first. */
const openLines = (answer: string, times: number, values: readonly string[]): string[] => {
    const alike = values
        .map((value) => ({ value, score: likeness(answer, value) }))
        .filter(({ score }) => score >= ALIKE)
        .toSorted((one, other) => other.score - one.score)
        .slice(0, OFFERED)
        .map(({ value }) => value)
    const offered = values.length <= OFFERED ? values : alike
    const others = values.filter((value) => !offered.includes(value)).map((value) => value || EMPTY)
    const head = `        # ${quoted(answer)}, ${times} times:`
    return offered.length === 0
        ? [`${head} write one of these in place of VALUE: ${others.join(', ')}`, `        # ${quoted(answer)}: VALUE`]
        : [
              `${head} one of these?`,
              ...offered.map((value) => `        # ${quoted(answer)}: ${value === '' ? EMPTY : quoted(value)}`),
              ...(others.length > 0 ? [`        # or write another in its place: ${others.join(', ')}`] : []),
          ]
}

/** The value of words which say that nothing is known, or nothing that can be used. */
const EMPTY = '""'

const quoted = (text: string): string => JSON.stringify(text)
