import type { Named } from './draftMapping.ts'
import { wordsOf } from './headings.ts'
import { tellingColumns } from './mixedTables.ts'
import { isOfTool } from './ofTool.ts'
import { recogniseColumns, wantedColumns, type Recognising } from './recognise.ts'
import type { FoundBeside } from './sideBySide.ts'
import type { Stated } from './stated.ts'

/** Records of one kind whose day and result stand in the rows of something else: the viral load in the row of a visit. */
export interface ResultsBeside {
    /** the table in whose rows they stand */
    host: Named
    /** name of the stream in the new mapping, and that of the template */
    name: string
    stream: string
    found: readonly FoundBeside[]
    stated: readonly Pick<Stated, 'column' | 'value'>[]
}

/**
 * Finds results that have no rows of their own: headings that nothing reads, that name a kind of test and are, without that name, the day and at least
 * one more column of a test: `VL date`, `VL result`. Of which person a kind of test is taken, the vocabulary says.
 */
export const findResultsBeside = (matched: readonly Named[], recognising: Recognising): ResultsBeside[] =>
    streamsOfResults(recognising).flatMap((results) =>
        matched
            .filter(({ stream, key }) => stream !== results.stream && key !== undefined && 'heading' in key)
            .flatMap((host) => inRowsOf(host, results, recognising))
    )

interface Results {
    stream: string
    /** the column that says what kind of test it is, and the list of its words */
    column: string
    list: string
    /** the column that says what kind of person it is of, and her kind by its values */
    whose: string
    persons: ReadonlyMap<string, string>
}

/** Streams of which each row says both of what kind it is and of what kind of person. */
const streamsOfResults = ({ mapping, vocabulary }: Recognising): Results[] => {
    const telling = tellingColumns(mapping)
    return [...new Set(telling.map(({ stream }) => stream))].flatMap((stream) => {
        const own = telling.filter((one) => one.stream === stream)
        const whose = own[0]?.column ?? ''
        return wantedColumns(mapping, stream).flatMap(({ name: column, needed, ways: [way] }): Results[] => {
            const list = way?.list
            return needed && column !== whose && list !== undefined && vocabulary.results[list] !== undefined
                ? [{ stream, column, list, whose, persons: new Map(own.map(({ value, kind }) => [value, kind])) }]
                : []
        })
    })
}

const inRowsOf = (host: Named, results: Results, recognising: Recognising): ResultsBeside[] => {
    const { vocabulary, mapping } = recognising
    const person = personOf(host, recognising)
    const { key = '', parent = [] } = mapping.file.streams[results.stream] ?? {}
    const told = new Set([key, results.column, results.whose, ...parent.map(({ id }) => id), ...Object.keys(mapping.file.columns)])
    const wanted = wantedColumns(mapping, results.stream).filter(({ name }) => !told.has(name))
    const needed = wanted.filter((column) => column.needed)
    const read = new Set([...host.found, ...host.standIns].map(({ heading }) => heading))
    const left = host.table.columns.filter((profile) => !read.has(profile.heading) && !isOfTool(profile, vocabulary))
    return Object.entries(vocabulary.results[results.list] ?? {}).flatMap(([value, whose]): ResultsBeside[] => {
        const words = vocabulary.words[results.list]?.[value] ?? []
        const bare = left.flatMap((profile) => {
            const heading = withoutKind(profile.heading, words)
            return heading === undefined ? [] : [{ bare: { ...profile, heading }, profile }]
        })
        const found = recogniseColumns(
            bare.map((one) => one.bare),
            wanted,
            results.stream,
            recognising
        ).flatMap(({ heading, column, ground }): FoundBeside[] => {
            const own = bare.find((one) => one.bare.heading === heading)?.profile
            return own === undefined || ground === 'content' ? [] : [{ heading: own.heading, column, ground, cells: own.cells }]
        })
        const isThere = found.length > needed.length && needed.every(({ name }) => found.some(({ column }) => column === name))
        return results.persons.get(whose) !== person || !isThere
            ? []
            : [
                  {
                      ...{ host, found, stream: results.stream, name: `${results.stream}_${value}_of_${host.name}` },
                      stated: [
                          { column: results.column, value },
                          { column: results.whose, value: whose },
                      ],
                  },
              ]
    })
}

/** Of whom the rows of a table speak. */
const personOf = ({ stream, speaking }: Named, { mapping: { file } }: Recognising): string | undefined => {
    const { subject, parent = [] } = file.streams[stream] ?? {}
    return subject?.kind ?? speaking?.kind ?? parent[0]?.kind
}

/** What is left of a heading without the kind of test that it names: a result, if nothing is; undefined when it names none of these. */
const withoutKind = (heading: string, words: readonly string[]): string | undefined => {
    const own = wordsOf(heading.split('/').at(-1) ?? '')
    const word = words.toSorted((one, other) => other.length - one.length).find((one) => own.includes(wordsOf(one)))
    return word === undefined ? undefined : own.replace(wordsOf(word), ' ').trim() || 'result'
}
