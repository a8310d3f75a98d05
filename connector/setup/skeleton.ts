import { isMap, isScalar, isSeq, parseDocument, visit, type Document } from 'yaml'
import type { Mapping } from '../mapping/loadMapping.ts'
import { addResults, addSideBySide } from './besideNodes.ts'
import { addAlias, addPart, aliasesOf, fromKey, setColumn, setList, setNeverThere } from './columnNodes.ts'
import { columnsLacking, headingsLeft, type DraftMapping, type Named } from './draftMapping.ts'
import { addForm } from './formNodes.ts'
import { neverThere } from './neverThere.ts'
import { addParent } from './parentNodes.ts'
import { standInFor, type StandIn } from './standIns.ts'
import { addTicks } from './tickNodes.ts'
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
    draft.results.forEach((one) => addResults(document, template, one))
    nameFacilities(document, template, draft)
    if (!finds(draft, 'source_system')) {
        document.setIn(['recorded', 'SOURCE_SYSTEM'], document.createNode({ value: 'CSV' }, { flow: true }))
    }
    for (const { stream, column, way, list } of ownLists) {
        const names = [...draft.matched, ...draft.results].flatMap((one) => (one.stream === stream ? one.name : []))
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
                ? ' no date in numbers shows whether it begins with day, month or year: should there be any, ask the partner, then set day-first, month-first or year-first'
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
const dropStreams = (document: Document, { file: { streams } }: Mapping, { matched, sideBySide, results }: DraftMapping): void => {
    const there = new Set([...matched, ...sideBySide, ...results].map(({ stream }) => stream))
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
const addStreams = (document: Document, { matched, results }: DraftMapping): void => {
    const renamed = [...matched, ...results].filter(({ name, stream }) => name !== stream)
    for (const { name, stream } of renamed) {
        const node = document.getIn(['streams', stream], true)
        document.setIn(['streams', name], isMap(node) ? node.clone() : node)
    }
    renamed
        .filter(({ stream }) => matched.every(({ name }) => name !== stream))
        .forEach(({ stream }) => document.deleteIn(['streams', stream]))
}

const addTable = (document: Document, { template, draft, vocabulary }: Making, one: Named): void => {
    const { name, stream, table, found, stated, standIns, ticked, form, key } = one
    const keyColumn = template.file.streams[stream]?.key ?? ''
    document.setIn(['streams', name, 'file'], table.file)
    document.deleteIn(['streams', name, 'optional'])
    if (table.part !== undefined) {
        addPart(document, name, table.part)
    }
    found.filter(({ column }) => column !== keyColumn).forEach((each) => addAlias(document, name, each))
    stated.forEach(({ column, value }) => setColumn(document, name, column, { cel: `'${value}'` }))
    if (key !== undefined && 'join' in key && key.more !== undefined) {
        setColumn(document, name, key.more.column, { hashed: true, aliases: [key.more.heading] })
    }
    if (key !== undefined) {
        setColumn(document, name, keyColumn, 'join' in key ? { join: key.join } : { required: true, ...aliasesOf(keyColumn, key.heading) })
    }
    if (key?.also !== undefined) {
        setColumn(document, name, key.also, fromKey(template, stream, key.also))
    }
    addParent(document, template, one)
    addForm(document, one, draft)
    ticked.forEach((each) => addTicks(document, name, each))
    standIns.forEach((each) => addStandIn(document, one, each, vocabulary))
    const [left, lacking] = [headingsLeft(one, draft), columnsLacking(one, template)]
    const standing = standIns.flatMap((each) => Object.keys(standInFor(vocabulary, stream, each.column)?.columns ?? {}))
    const absent = (template.streams.find(({ name }) => name === stream)?.columns ?? [])
        .map((column) => column.name)
        .filter(
            (column) =>
                column !== keyColumn &&
                column !== key?.also &&
                !standing.includes(column) &&
                !lacking.includes(column) &&
                ![...found, ...stated, ...standIns, ...ticked, ...(form?.told ?? [])].some((each) => each.column === column)
        )
    setNeverThere(document, name, neverThere(template, stream, absent))
    comment(document, name, [
        ...(lacking.length > 0 ? [`NEEDED, not found: ${lacking.join(', ')}`] : []),
        ...(left.length > 0 ? [`not read: ${left.join(', ')}`] : []),
        ...(absent.length > 0 ? [`not in the export: ${absent.join(', ')}`] : []),
    ])
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

const comment = (document: Document, stream: string, lines: readonly string[]): void => {
    const streams = document.getIn(['streams'], true)
    const pair = isMap(streams) ? streams.items.find(({ key }) => isScalar(key) && key.value === stream) : undefined
    if (isScalar(pair?.key) && lines.length > 0) {
        pair.key.commentBefore = lines.map((line) => ` ${line}`).join('\n')
    }
}

/** The export may name facilities without codes, and the place around them in any table. */
const nameFacilities = (document: Document, { file: { orgUnit } }: Mapping, draft: DraftMapping): void => {
    const named = Object.entries(orgUnit).filter(([, column]) => column !== undefined && finds(draft, column))
    if (named.some(([part]) => part !== 'within')) {
        document.setIn(['orgUnit'], document.createNode(Object.fromEntries(named), { flow: true }))
    }
}
