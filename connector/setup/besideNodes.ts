import type { Document } from 'yaml'
import type { Mapping } from '../mapping/loadMapping.ts'
import { addAlias, addPart, aliasesOf, fromKey, setColumn, setNeverThere } from './columnNodes.ts'
import type { DraftMapping, Named } from './draftMapping.ts'
import { neverThere } from './neverThere.ts'
import { addParent } from './parentNodes.ts'
import type { Found } from './recognise.ts'
import type { ResultsBeside } from './resultsBeside.ts'
import type { SideBySide } from './sideBySide.ts'

/** Records side by side are known by their place in the row, and whose they are by the number of whom the row is about. */
export const addSideBySide = (
    document: Document,
    template: Mapping,
    { host, stream, found, most, places }: SideBySide,
    { matched }: DraftMapping
): void => {
    const key = matched.find(({ table }) => table === host.table)?.key
    const { key: keyColumn = '', subject, parent: [parent] = [] } = template.file.streams[stream] ?? {}
    document.setIn(
        ['streams', stream, 'repeat'],
        document.createNode({ columns: found.map(({ column }) => column), most, ...(places && { places }) })
    )
    document.deleteIn(['streams', stream, 'optional'])
    const told = standBeside(document, template, { host, name: stream, stream, found })
    leaveOut(document, template, { name: stream, stream, there: [...told, subject?.id ?? '', parent?.id ?? ''] })
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

/** Results in the rows of something else are records where they are filled, known by the number of their row, and of the person of whom it speaks. */
export const addResults = (document: Document, template: Mapping, { host, name, stream, found, stated }: ResultsBeside): void => {
    const { key: keyColumn = '', parent = [] } = template.file.streams[stream] ?? {}
    const person = parent[0]?.id ?? ''
    document.setIn(
        ['streams', name, 'repeat'],
        document.createNode({ columns: found.map(({ column }) => column), most: 1 }, { flow: true })
    )
    stated.forEach(({ column, value }) => setColumn(document, name, column, { cel: `'${value}'` }))
    const told = standBeside(document, template, { host, name, stream, found })
    if (host.key !== undefined && 'heading' in host.key) {
        setColumn(document, name, keyColumn, { required: true, ...aliasesOf(keyColumn, host.key.heading) })
    }
    const speaking = host.found.find(({ column }) => column === personColumn(template, host))
    if (speaking === undefined) {
        // the key of the row names the person as well, without the /1 after it
        document.deleteIn(['streams', name, 'columns', person])
        setColumn(document, name, 'row_key', { as: 'identifier', from: keyColumn })
        setColumn(document, name, person, { cel: 'row.row_key.substring(0, row.row_key.size() - 2)' })
    } else {
        addAlias(document, name, { ...speaking, column: person })
    }
    addParent(document, template, { ...host, name })
    leaveOut(document, template, { name, stream, there: [...told, person, ...stated.map(({ column }) => column)] })
}

/** A stream of the mapping, made from a stream of the template, whose records stand in the rows of another. */
interface Beside {
    host: Pick<Named, 'table' | 'found'>
    name: string
    stream: string
    found: readonly Found[]
}

/**
 * Takes the records of a stream from the table of another, with what is said there around them.
 *
 * @returns the columns that are read
 */
const standBeside = (document: Document, template: Mapping, { host, name, stream, found }: Beside): string[] => {
    const keyColumn = template.file.streams[stream]?.key ?? ''
    document.setIn(['streams', name, 'file'], host.table.file)
    if (host.table.part !== undefined) {
        addPart(document, name, host.table.part)
    }
    const shared = new Set([...Object.keys(template.file.columns), template.file.orgUnit.within])
    const around = host.found.filter(({ column }) => shared.has(column) && column !== keyColumn)
    const read = [...found, ...around]
    read.forEach((each) => addAlias(document, name, each))
    return [keyColumn, ...read.map(({ column }) => column)]
}

/** Columns of the template that are not there never are. */
const leaveOut = (
    document: Document,
    template: Mapping,
    { name, stream, there }: Pick<Beside, 'name' | 'stream'> & { there: readonly string[] }
): void => {
    const all = (template.streams.find((one) => one.name === stream)?.columns ?? []).map((column) => column.name)
    const absent = all.filter((column) => !there.includes(column))
    setNeverThere(document, name, neverThere(template, stream, absent))
}

/** The column of a table that says of whom its rows are, or speak. */
const personColumn = ({ file: { streams } }: Mapping, { stream }: Named): string | undefined =>
    streams[stream]?.subject?.id ?? streams[stream]?.parent?.[0]?.id
