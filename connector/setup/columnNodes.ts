import { isMap, isScalar, isSeq, stringify, YAMLMap, type Document } from 'yaml'
import { NEVER_THERE } from '../mapping/language.ts'
import type { Mapping } from '../mapping/loadMapping.ts'
import { normalised } from '../source/csv/header.ts'
import type { Part } from './profile.ts'
import type { Found } from './recognise.ts'

/** Which rows of its table a stream takes. */
export const addPart = (document: Document, name: string, { heading, words }: Part): void => {
    setColumn(document, name, KIND_COLUMN, { aliases: [heading] })
    document.setIn(['streams', name, 'rows'], document.createNode({ column: KIND_COLUMN, are: words }, { flow: true }))
}

const KIND_COLUMN = 'record_kind'

/** The number of a person that is the key of the record as well, cleaned as numbers of persons are in all files. */
export const fromKey = ({ file: { streams } }: Mapping, stream: string, column: string): object => {
    const { as = 'text' } = streams[stream]?.columns[column]?.[0] ?? {}
    return { ...(as !== 'text' && { as }), from: streams[stream]?.key }
}

/** Columns that this partner never has, with the way in which they would be read after the value that they always have. */
export const setNeverThere = (document: Document, name: string, columns: readonly string[]): void => {
    for (const column of columns) {
        const path = ['streams', name, 'columns', column]
        const before = document.getIn(path)
        const way: unknown = isMap(before) || isSeq(before) ? before.toJSON() : before
        const node = document.createNode({ cel: NEVER_THERE }, { flow: true })
        node.comment = ` not in the export; if it comes: ${stringify(way, { collectionStyle: 'flow', lineWidth: 0 }).trim()}`
        document.setIn(path, node)
    }
}

/** A heading that is the name of the column needs no alias; one of records side by side, with # for its place, does. */
export const aliasesOf = (column: string, heading: string): { aliases?: string[] } =>
    isOwnName(column, heading) ? {} : { aliases: [heading] }

const isOwnName = (column: string, heading: string): boolean => normalised(column) === normalised(heading) && !heading.includes('#')

export const setColumn = (document: Document, stream: string, column: string, value: object): void =>
    document.setIn(['streams', stream, 'columns', column], document.createNode(value, { flow: true }))

/** Adds a heading to a column of a stream; one that all streams have is read as there. */
export const addAlias = (document: Document, stream: string, { column, heading }: Found): void => {
    const path = ['streams', stream, 'columns', column]
    const own = document.getIn(path, true) ?? (document.hasIn(path) ? null : document.getIn(['columns', column], true))
    if (isOwnName(column, heading) && document.hasIn(path)) {
        return
    }
    const whole = ofAliases(own, aliasesOf(column, heading), document)
    document.setIn(path, whole)
}

const ofAliases = (node: unknown, more: { aliases?: string[] }, document: Document): unknown => {
    if (isSeq(node)) {
        node.items = node.items.map((item, place) => (place === 0 ? ofAliases(item, more, document) : item))
        return node
    }
    if (isMap(node)) {
        const copy = document.createNode({ ...(node.toJSON() as object), ...more }, { flow: true })
        return copy
    }
    const as = isScalar(node) && typeof node.value === 'string' ? { as: node.value } : {}
    return document.createNode({ ...as, ...more }, { flow: true })
}

/** Lets a column be read with a list of words, beside the codes of DHIS2. */
export const setList = (document: Document, path: string[], way: number, list: string): void => {
    const node = document.getIn(path, true)
    const target = isSeq(node) ? node.items[way] : node
    if (target instanceof YAMLMap) {
        target.set('list', list)
    }
}
