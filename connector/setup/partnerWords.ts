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
        `# Words that ${source} uses, from its export. Those after # are for a person to decide: take the # away where the line is right.`,
        'facilities:',
        ...facilities.flatMap(facilityLines),
        'lists:',
        ...lists.flatMap((list) => {
            const same = answers.filter((one) => one.list === list)
            return listLines(list, same)
        }),
        '',
    ].join('\n')
}

const facilityLines = ({ word, times, candidates }: StrangeFacility): string[] => [
    `    # ${quoted(word)}, ${times} times: ${candidates.length > 0 ? 'one of these?' : 'which facility of DHIS2?'}`,
    ...candidates.map(
        ({ name, code = '', ancestors }) => `    # ${quoted(word)}: ${quoted(code)} # ${name}, ${ancestors.slice(1).join(', ')}`
    ),
    ...(candidates.length > 0 ? [] : [`    # ${quoted(word)}: CODE`]),
]

const listLines = (list: string, answers: readonly Unread[]): string[] => {
    const meant = new Map<string, Set<string>>()
    for (const [value, words] of answers.flatMap((one) => [...one.meant])) {
        meant.set(value, new Set([...(meant.get(value) ?? []), ...words]))
    }
    const open = new Map(answers.flatMap((one) => one.open.map(({ answer, times }) => [answer, { times, values: one.values }])))
    return [
        `    # ${[...new Set(answers.map(({ stream, column }) => `${column} of ${stream}`))].join(', ')}`,
        `    ${list}:`,
        ...[...meant].map(([value, words]) => `        ${quoted(value)}: [${[...words].map(quoted).join(', ')}]`),
        ...[...open].flatMap(([answer, { times, values }]) => [
            `        # ${quoted(answer)}, ${times} times: put it to its value. Values: ${values.join(', ')}`,
        ]),
    ]
}

const quoted = (text: string): string => JSON.stringify(text)
