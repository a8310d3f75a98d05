import { isMap, isScalar, isSeq, parseDocument, stringify, visit, YAMLMap, type Document } from 'yaml'
import type { Mapping } from '../mapping/loadMapping.ts'
import { normalised } from '../source/csv/header.ts'
import { columnsLacking, hasFacilityOfParent, headingsLeft, type DraftMapping, type Named } from './draftMapping.ts'
import { neverThere } from './neverThere.ts'
import type { Part } from './profile.ts'
import type { Found } from './recognise.ts'
import type { SideBySide } from './sideBySide.ts'
import { standInFor, type StandIn } from './standIns.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a new mapping is made of. */
export interface Parts {
    /** short name of the partner's system */
    source: string
    /** names of the files with words beside the new mapping */
    lists: readonly string[]
    draft: DraftMapping
    /** which number of a date is the day, where the export shows it, and how many dates do */
    dates: { order: string; shownBy: number }
    vocabulary: Vocabulary
    /** lists of words for columns that the template reads by the codes of DHIS2 alone */
    ownLists: readonly OwnList[]
}

interface Making {
    template: Mapping
    draft: DraftMapping
    vocabulary: Vocabulary
}

/** A list of words that a column is to be read with; `way` is its place where the column is read in several ways. */
export interface OwnList {
    stream: string
    column: string
    way: number
    list: string
}

/**
 * The mapping of a new partner, made of the template's: each stream that a table was found for reads the partner's headings; the others go, but for
 * those that the rest speaks of, which become optional. What belongs to the template's own partner goes as well.
 */
export const skeleton = (template: Mapping, text: string, { source, lists, draft, dates, ownLists, vocabulary }: Parts): string => {
    // records of another partner must not count as those of mothers2mothers
    const document = parseDocument(text.replaceAll('SOURCE_PARTNER: { value: M2M }', 'SOURCE_PARTNER: { value: OTHER_IP }'))
    if (document.contents) {
        document.contents.commentBefore = undefined
    }
    const first = isMap(document.contents) ? document.contents.items[0]?.key : undefined
    if (isScalar(first)) {
        first.commentBefore = undefined
    }
    document.commentBefore = ` The records of ${source}: a beginning, made by likeness of names and by what the cells hold. Look at every "aliases".`
    settleComments(document)
    document.set('source', source)
    document.set('lists', lists)
    document.deleteIn(['aliases'])
    // what becomes of what the partner takes back, this partner must say
    document.deleteIn(['withdrawn'])
    setDates(document, dates)
    dropForeignRules(document)
    dropStreams(document, template, draft)
    addStreams(document, draft)
    draft.matched.forEach((one) => addTable(document, { template, draft, vocabulary }, one))
    draft.sideBySide.forEach((one) => addSideBySide(document, template, one, draft))
    nameFacilities(document, template, draft)
    if (!finds(draft, 'source_system')) {
        document.setIn(['recorded', 'SOURCE_SYSTEM'], document.createNode({ value: 'CSV' }, { flow: true }))
    }
    for (const { stream, column, way, list } of ownLists) {
        const names = draft.matched.flatMap((one) => (one.stream === stream ? one.name : []))
        new Set([...names, ...draft.sideBySide.flatMap((one) => (one.stream === stream ? stream : []))]).forEach((name) =>
            setList(document, ['streams', name, 'columns', column], way, list)
        )
    }
    return document.toString({ lineWidth: 140, indent: 4 })
}

/** A comment below a column of which nothing is said is about the next column; the reader of the template hangs it on the first. */
const settleComments = (document: Document): void =>
    visit(document, {
        Map: (_, { items }) =>
            items.forEach(({ value }, place) => {
                const next = items[place + 1]?.key
                if (isScalar(value) && value.value === null && value.comment && isScalar(next)) {
                    next.commentBefore = value.comment
                    next.spaceBefore = false
                    value.comment = undefined
                }
            }),
    })

const finds = ({ matched }: DraftMapping, column: string): boolean =>
    matched.some(({ found }) => found.some((one) => one.column === column))

const setDates = (document: Document, { order, shownBy }: Parts['dates']): void => {
    document.setIn(['dates', 'order'], order)
    const place = document.getIn(['dates'], true)
    const pair = isMap(document.contents) ? document.contents.items.find(({ key }) => isScalar(key) && key.value === 'dates') : undefined
    if (isMap(place) && isScalar(pair?.key)) {
        pair.key.commentBefore =
            order === 'unknown'
                ? ' no date of the export shows whether it begins with day or month: ask the partner, then set day-first or month-first'
                : ` ${shownBy} dates of the export can only be read so, and none otherwise`
    }
}

/** What is no record of the template's partner may be one of another's. */
const dropForeignRules = (document: Document): void => {
    const rules = document.getIn(['skip'], true)
    if (isSeq(rules)) {
        rules.items = rules.items.filter((rule) => !isMap(rule) || rule.get('reason') !== 'OTHER_COUNTRY')
    }
}

/** Streams without a table go, but for those whose records others speak of. */
const dropStreams = (document: Document, { file: { streams } }: Mapping, { matched, sideBySide }: DraftMapping): void => {
    const there = new Set([...matched, ...sideBySide].map(({ stream }) => stream))
    for (let grown = true; grown;) {
        const spoken = new Set(
            [...there].flatMap((name) =>
                [...(streams[name]?.parent ?? []), ...Object.values(streams[name]?.look ?? {})].map(({ kind }) => kind)
            )
        )
        const more = Object.entries(streams).filter(
            ([name, { subject, tell }]) =>
                !there.has(name) && [subject?.kind ?? '', ...tell.map(({ kind }) => kind)].some((kind) => spoken.has(kind))
        )
        more.forEach(([name]) => {
            there.add(name)
            document.setIn(['streams', name, 'optional'], true)
        })
        grown = more.length > 0
    }
    Object.keys(streams)
        .filter((name) => !there.has(name))
        .forEach((name) => document.deleteIn(['streams', name]))
}

/** Where several tables are of one kind, each has a stream of its own, made of the template's. */
const addStreams = (document: Document, { matched }: DraftMapping): void => {
    const renamed = matched.filter(({ name, stream }) => name !== stream)
    for (const { name, stream } of renamed) {
        const node = document.getIn(['streams', stream], true)
        document.setIn(['streams', name], isMap(node) ? node.clone() : node)
    }
    renamed
        .filter(({ stream }) => matched.every(({ name }) => name !== stream))
        .forEach(({ stream }) => document.deleteIn(['streams', stream]))
}

const addTable = (document: Document, { template, draft: { sideBySide }, vocabulary }: Making, one: Named): void => {
    const { name, stream, table, found, stated, standIns, key } = one
    const keyColumn = template.file.streams[stream]?.key ?? ''
    document.setIn(['streams', name, 'file'], table.file)
    if (table.part !== undefined) {
        addPart(document, name, table.part)
    }
    found.filter(({ column }) => column !== keyColumn).forEach((each) => addAlias(document, name, each))
    stated.forEach(({ column, value }) => setColumn(document, name, column, { cel: `'${value}'` }))
    if (key !== undefined) {
        setColumn(document, name, keyColumn, 'join' in key ? { join: key.join } : { required: true, ...aliasesOf(keyColumn, key.heading) })
    }
    if (key?.also !== undefined) {
        setColumn(document, name, key.also, fromKey(template, stream, key.also))
    }
    addParent(document, template, one)
    standIns.forEach((each) => addStandIn(document, one, each, vocabulary))
    const [left, lacking] = [headingsLeft(one, sideBySide), columnsLacking(one, template)]
    const standing = standIns.flatMap((each) => Object.keys(standInFor(vocabulary, stream, each.column)?.columns ?? {}))
    const absent = (template.streams.find(({ name }) => name === stream)?.columns ?? [])
        .map((column) => column.name)
        .filter(
            (column) =>
                column !== keyColumn &&
                column !== key?.also &&
                !standing.includes(column) &&
                !lacking.includes(column) &&
                ![...found, ...stated, ...standIns].some((each) => each.column === column)
        )
    setNeverThere(document, name, neverThere(template, stream, absent))
    comment(document, name, [
        ...(lacking.length > 0 ? [`NEEDED, not found: ${lacking.join(', ')}`] : []),
        ...(left.length > 0 ? [`not read: ${left.join(', ')}`] : []),
        ...(absent.length > 0 ? [`not in the export: ${absent.join(', ')}`] : []),
    ])
}

/** Which rows of its table a stream takes. */
const addPart = (document: Document, name: string, { heading, words }: Part): void => {
    setColumn(document, name, KIND_COLUMN, { aliases: [heading] })
    document.setIn(['streams', name, 'rows'], document.createNode({ column: KIND_COLUMN, are: words }, { flow: true }))
}

const KIND_COLUMN = 'record_kind'

/** The number of a person that is the key of the record as well, cleaned as numbers of persons are in all files. */
const fromKey = ({ file: { streams } }: Mapping, stream: string, column: string): object => {
    const { as = 'text' } = streams[stream]?.columns[column]?.[0] ?? {}
    return { ...(as !== 'text' && { as }), from: streams[stream]?.key }
}

/** Columns that this partner never has, with the way in which they would be read after the value that they always have. */
const setNeverThere = (document: Document, name: string, columns: readonly string[]): void => {
    for (const column of columns) {
        const path = ['streams', name, 'columns', column]
        const before = document.getIn(path)
        const way: unknown = isMap(before) || isSeq(before) ? before.toJSON() : before
        const node = document.createNode({ cel: "''" }, { flow: true })
        node.comment = ` not in the export; if it comes: ${stringify(way, { collectionStyle: 'flow', lineWidth: 0 }).trim()}`
        document.setIn(path, node)
    }
}

/** A column worked out from another, below all that it speaks of. */
const addStandIn = (document: Document, { name, stream }: Named, { column, heading }: StandIn, vocabulary: Vocabulary): void => {
    const { from = '', columns = {}, above = [] } = standInFor(vocabulary, stream, column) ?? {}
    for (const other of above) {
        const path = ['streams', name, 'columns', other]
        const node = document.getIn(path, true)
        document.deleteIn(path)
        document.setIn(path, node)
    }
    addToRules(document, column, from)
    for (const [one, way] of Object.entries(columns)) {
        document.deleteIn(['streams', name, 'columns', one])
        setColumn(document, name, one, { ...way, ...(one === from && aliasesOf(one, heading)) })
    }
}

/** A rule looks at cells as they stand: where it speaks of a column that is worked out now, at what that is worked out from as well. */
const addToRules = (document: Document, column: string, from: string): void => {
    const rules = document.getIn(['skip'], true)
    for (const rule of isSeq(rules) ? rules.items : []) {
        const columns = isMap(rule) ? rule.get('columns') : undefined
        if (isSeq(columns) && columns.items.some((item) => isScalar(item) && item.value === column)) {
            columns.add(document.createNode(from))
        }
    }
}

/** Of whom the rows of a table speak, where their name for her or their facility is not what the template expects. */
const addParent = (document: Document, template: Mapping, one: Named): void => {
    const { name, speaking } = one
    const { by, kind } = speaking ?? {}
    if (hasFacilityOfParent(one, template)) {
        document.setIn(['streams', name, 'orgUnit'], 'parent')
    }
    if (by === undefined) {
        return
    }
    const parents = document.getIn(['streams', name, 'parent'], true)
    for (const parent of isSeq(parents) ? parents.items : [parents]) {
        if (isMap(parent) && parent.get('kind') === kind) {
            parent.set('by', by)
        }
    }
    Object.entries(template.file.streams)
        .filter(([, { subject }]) => subject?.kind === kind)
        .forEach(([persons]) => {
            const also = document.getIn(['streams', persons, 'subject', 'also'])
            const known = isSeq(also) ? (also.toJSON() as string[]) : []
            document.setIn(['streams', persons, 'subject', 'also'], document.createNode([...new Set([...known, by])], { flow: true }))
        })
}

const comment = (document: Document, stream: string, lines: readonly string[]): void => {
    const streams = document.getIn(['streams'], true)
    const pair = isMap(streams) ? streams.items.find(({ key }) => isScalar(key) && key.value === stream) : undefined
    if (isScalar(pair?.key) && lines.length > 0) {
        pair.key.commentBefore = lines.map((line) => ` ${line}`).join('\n')
    }
}

/** Records side by side are known by their place in the row, and whose they are by the number of whom the row is about. */
const addSideBySide = (
    document: Document,
    template: Mapping,
    { host, stream, found, most, places }: SideBySide,
    { matched }: DraftMapping
): void => {
    const key = matched.find(({ table }) => table === host.table)?.key
    const { key: keyColumn = '', subject, parent: [parent] = [] } = template.file.streams[stream] ?? {}
    document.setIn(['streams', stream, 'file'], host.table.file)
    document.setIn(
        ['streams', stream, 'repeat'],
        document.createNode({ columns: found.map(({ column }) => column), most, ...(places && { places }) })
    )
    document.deleteIn(['streams', stream, 'optional'])
    const shared = new Set([...Object.keys(template.file.columns), template.file.orgUnit.within])
    const around = host.found.filter(({ column }) => shared.has(column) && column !== keyColumn)
    for (const each of [...found, ...around]) {
        addAlias(document, stream, each)
    }
    const there = new Set([keyColumn, subject?.id, parent?.id, ...[...found, ...around].map(({ column }) => column)])
    const absent = (template.streams.find(({ name }) => name === stream)?.columns ?? []).map(({ name }) => name)
    setNeverThere(
        document,
        stream,
        neverThere(
            template,
            stream,
            absent.filter((column) => !there.has(column))
        )
    )
    if (key !== undefined && 'heading' in key && subject !== undefined && parent !== undefined) {
        setColumn(document, stream, keyColumn, { required: true, ...aliasesOf(keyColumn, key.heading) })
        setColumn(document, stream, subject.id, fromKey(template, stream, subject.id))
        const person = host.found.find(({ column }) => column === template.file.streams[host.stream]?.subject?.id)
        if (person === undefined) {
            // the key of the row, without the /1 or /2 after it
            setColumn(document, stream, parent.id, { cel: `row.${subject.id}.substring(0, row.${subject.id}.size() - 2)` })
        } else {
            addAlias(document, stream, { ...person, column: parent.id })
        }
    }
}

/** The export may name facilities without codes, and the place around them in any table. */
const nameFacilities = (document: Document, { file: { orgUnit } }: Mapping, draft: DraftMapping): void => {
    const named = Object.entries(orgUnit).filter(([, column]) => column !== undefined && finds(draft, column))
    if (named.some(([part]) => part !== 'within')) {
        document.setIn(['orgUnit'], document.createNode(Object.fromEntries(named), { flow: true }))
    }
}

/** A heading that is the name of the column needs no alias; one of records side by side, with # for its place, does. */
const aliasesOf = (column: string, heading: string): { aliases?: string[] } => (isOwnName(column, heading) ? {} : { aliases: [heading] })

const isOwnName = (column: string, heading: string): boolean => normalised(column) === normalised(heading) && !heading.includes('#')

const setColumn = (document: Document, stream: string, column: string, value: object): void =>
    document.setIn(['streams', stream, 'columns', column], document.createNode(value, { flow: true }))

/** Adds a heading to a column of a stream; one that all streams have is read as there. */
const addAlias = (document: Document, stream: string, { column, heading }: Found): void => {
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
const setList = (document: Document, path: string[], way: number, list: string): void => {
    const node = document.getIn(path, true)
    const target = isSeq(node) ? node.items[way] : node
    if (target instanceof YAMLMap) {
        target.set('list', list)
    }
}
