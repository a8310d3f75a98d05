import { isMap, parseDocument, type Document } from 'yaml'
import { suggestColumns, type Suggestion } from '../mapping/suggest.ts'
import type { DiscoveredStream, StreamShape } from '../source/source.ts'

/** A table of a partner's export, and the stream of the template that it most resembles. */
export interface Matched {
    table: DiscoveredStream
    stream: StreamShape
    suggestions: readonly Suggestion[]
    /** headers that resemble no column */
    left: readonly string[]
}

/**
 * Finds for each stream of a template the table that holds its records: the one with most of its columns, those that all streams have left
 * aside. A table goes to one stream; tables that resemble none are left out.
 */
export const matchTables = (tables: readonly DiscoveredStream[], streams: readonly StreamShape[]): Matched[] => {
    const everywhere = new Set((streams[0]?.columns ?? []).map(({ name }) => name).filter((name) => streams.every((one) => has(one, name))))
    const pairs = tables.flatMap((table) =>
        streams.map((stream) => {
            const suggestions = suggestColumns(table.headers, stream)
            const own = suggestions.filter(({ column }) => !everywhere.has(column))
            const about = (stream.columns.length - everywhere.size) / 2
            return { table, stream, suggestions, weight: own.reduce((sum, { score }) => sum + score, 0) / Math.max(about, 1) }
        })
    )
    const taken = new Set<string>()
    return pairs
        .filter(({ weight }) => weight >= 0.5)
        .toSorted((one, other) => other.weight - one.weight)
        .filter(({ table, stream }) => {
            const isFree = !taken.has(`table ${table.file}`) && !taken.has(`stream ${stream.name}`)
            if (isFree) {
                taken.add(`table ${table.file}`).add(`stream ${stream.name}`)
            }
            return isFree
        })
        .map(({ table, stream, suggestions }) => ({ table, stream, suggestions, left: leftOf(table, suggestions) }))
}

const has = ({ columns }: StreamShape, wanted: string): boolean => columns.some(({ name }) => name === wanted)

const leftOf = ({ headers }: DiscoveredStream, suggestions: readonly Suggestion[]): string[] =>
    headers.filter((header) => header.trim() !== '' && !suggestions.some((one) => one.header === header))

interface Parts {
    source: string
    lists: readonly string[]
    /** all of the template */
    streams: readonly StreamShape[]
    matched: readonly Matched[]
}

/**
 * The mapping of a new partner, made of the template's: each stream that a table was found for gets its file, and the partner's names of
 * columns as aliases; the others become optional, because streams speak of one another. Comments of the template stay.
 *
 * @param template text of the template's mapping.yaml
 * @param lists names of the files with words beside the new mapping
 */
export const skeleton = (template: string, { source, lists, streams, matched }: Parts): string => {
    // records of another partner must not count as those of mothers2mothers
    const document = parseDocument(template.replaceAll('SOURCE_PARTNER: { value: M2M }', 'SOURCE_PARTNER: { value: OTHER_IP }'))
    document.commentBefore = ` The records of ${source}: a beginning, made from the mothers2mothers mapping by likeness of names. Check each alias.`
    document.set('source', source)
    document.set('lists', lists)
    for (const stream of streams.filter(({ name }) => !matched.some((one) => one.stream.name === name))) {
        document.setIn(['streams', stream.name, 'optional'], true)
    }
    matched.forEach((one) => addTable(document, one))
    return document.toString({ lineWidth: 140, indent: 4 })
}

const addTable = (document: Document, { table, stream, suggestions, left }: Matched): void => {
    document.setIn(['streams', stream.name, 'file'], table.file)
    for (const { header, column, score } of suggestions) {
        if (score < 1) {
            addAlias(document, column, header)
        }
    }
    const place = document.getIn(['streams', stream.name], true)
    if (left.length > 0 && isMap(place)) {
        place.commentBefore = ` not read: ${left.join(', ')}`
    }
}

const addAlias = (document: Document, column: string, header: string): void => {
    const known: unknown = document.getIn(['aliases', column])
    const names =
        known !== undefined && typeof known === 'object' && known !== null && 'toJSON' in known
            ? (known as { toJSON(): unknown }).toJSON()
            : []
    const aliases = Array.isArray(names) ? names.map(String) : []
    document.setIn(['aliases', column], document.createNode([...new Set([...aliases, header])], { flow: true }))
}
