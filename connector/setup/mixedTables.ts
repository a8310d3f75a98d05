import type { Mapping } from '../mapping/loadMapping.ts'
import { kindWord } from '../source/mixedTable.ts'
import { bareAnswer } from './answers.ts'
import { profilesOf, timesOf, type Part, type TableProfile } from './profile.ts'
import type { Recognising } from './recognise.ts'

/** A column with more different words says something else. */
const MOST_WORDS = 8
/** So many of its cells must be words for kinds of persons: some rows of any export are spoilt. */
const NEARLY = 0.95

/** The kinds of records in a table that holds several: one part for each kind of person, by the words of a column; none where there is no such column. */
export const partsOf = (table: TableProfile, recognising: Recognising): TableProfile[] => {
    const kinds = kindsOf(recognising)
    const [found] = table.columns.flatMap(({ heading, cells }) => {
        const parts = partsBy(heading, cells, kinds)
        return parts.length > 1 && cells.length >= table.records.length * NEARLY ? [parts] : []
    })
    return (found ?? []).map((part) => partOf(table, part))
}

const partsBy = (heading: string, cells: readonly string[], kinds: ReadonlyMap<string, string>): Part[] => {
    const times = [...timesOf(cells)]
    const known = times.flatMap(([word, often]) => {
        const kind = kinds.get(bareAnswer(word))
        return kind === undefined ? [] : [{ word, often, kind }]
    })
    const enough = known.reduce((sum, { often }) => sum + often, 0) >= cells.length * NEARLY
    return times.length > MOST_WORDS || !enough
        ? []
        : [...new Set(known.map(({ kind }) => kind))].map((kind) => ({
              heading,
              kind,
              words: known.filter((one) => one.kind === kind).map(({ word }) => word),
          }))
}

const partOf = ({ file, columns, records }: TableProfile, part: Part): TableProfile => {
    const words = new Set(part.words.map(kindWord))
    const own = records.filter((cells) => words.has(kindWord(cells[part.heading] ?? '')))
    const headings = columns.map(({ heading }) => heading).filter((heading) => heading !== part.heading)
    // what stands in no row of this kind belongs to the others
    return { file, part, records: own, columns: profilesOf(headings, own).filter(({ cells }) => cells.length > 0) }
}

/** The kinds of persons by the words that partners have for them, where a stream tells them apart: `row.subject_type == 'infant'` of a parent. */
const kindsOf = ({ mapping, vocabulary }: Recognising): ReadonlyMap<string, string> =>
    new Map(
        tellingColumns(mapping).flatMap(({ list, value, kind }) =>
            [value, ...(vocabulary.words[list]?.[value] ?? []), ...(vocabulary.kinds[value] ?? [])].map((word) => [bareAnswer(word), kind])
        )
    )

interface TellingColumn {
    stream: string
    column: string
    list: string
    value: string
    kind: string
}

/** Columns by which a stream tells of what kind the person is of whom a row speaks. */
export const tellingColumns = ({ file: { streams } }: Mapping): TellingColumn[] =>
    Object.entries(streams).flatMap(([stream, { parent = [], columns }]) =>
        parent.flatMap(({ kind, when = '' }): TellingColumn | [] => {
            const [, column = '', value = ''] = /^row\.(\w+) == '(\w+)'$/.exec(when) ?? []
            const list = columns[column]?.[0]?.list
            return list === undefined ? [] : { stream, column, list, value, kind }
        })
    )

/** True when a stream may hold records of a kind of person: its own people, or what is told of them. */
export const mayHold = ({ file: { streams } }: Mapping, stream: string, kind: string): boolean => {
    const { subject, parent = [] } = streams[stream] ?? {}
    return subject === undefined ? parent.some((one) => one.kind === kind) : subject.kind === kind
}
