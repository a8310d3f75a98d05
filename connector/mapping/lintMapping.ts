import { isPlanStatus, PLAN_STATUSES } from '../records.ts'
import { Expressions, referencesIn } from './expressions.ts'
import { NEVER_THERE, type Column, type MappingFile, type Stream, type Value } from './language.ts'
import type { Words } from './lists.ts'
import { textOf, type Located, type MappingMistake, type Path } from './mistakes.ts'
import { sharedHeadings } from './sharedHeadings.ts'
import { namesOf, unknownColumns } from './unknownColumns.ts'

/** Names under `parent` and `known` that every subject has. */
export const BUILT_IN = ['kind', 'key', 'enrollment']

interface Parts {
    file: MappingFile
    words: Words
    located: Located
}

/** Mistakes that show without a DHIS2: expressions that are none, columns, facts and lists that are not there. */
export const lintMapping = (file: MappingFile, words: Words, located: Located): MappingMistake[] => {
    const parts = { file, words, located }
    const found = [
        ...unknownColumns(parts),
        ...Object.entries(file.streams).flatMap(([name, stream]) => [
            ...new StreamLint(parts, [], stream).sharedMistakes(),
            ...new StreamLint(parts, ['streams', name], stream).mistakes(),
        ]),
    ]
    // what all streams share may be wrong for several of them
    return [...new Map(found.map((mistake) => [textOf(mistake), mistake])).values()]
}

class StreamLint {
    readonly #file: MappingFile
    readonly #words: Words
    readonly #located: Located
    readonly #path: Path
    readonly #stream: Stream
    readonly #columns: ReadonlySet<string>
    readonly #expressions: Expressions
    readonly #found: MappingMistake[] = []

    /** @param path of the part of the mapping that is looked at */
    constructor({ file, words, located }: Parts, path: Path, stream: Stream) {
        this.#file = file
        this.#words = words
        this.#located = located
        this.#path = path
        this.#stream = stream
        this.#columns = namesOf(file, stream)
        this.#expressions = new Expressions(Object.keys(stream.look))
    }

    /** What the mapping says once for all streams must hold in this one. */
    sharedMistakes(): MappingMistake[] {
        const { columns, recorded } = this.#file
        this.#ways(Object.entries(columns).filter(([name]) => !(name in this.#stream.columns)))
        // a stream without the column goes without the value
        const given = Object.entries(recorded).filter(([, { from }]) => from === undefined || this.#columns.has(from))
        this.#values(Object.fromEntries(given), ['recorded'])
        return this.#found
    }

    mistakes(): MappingMistake[] {
        const { columns, key, subject, parent = [], identity, remember } = this.#stream
        this.#column(key, ['key'])
        for (const { heading, column, other } of sharedHeadings(this.#stream)) {
            this.#say(
                ['columns', column],
                `"${heading}" is the heading of "${other}" as well.`,
                `Where both are read from it: "from: ${other}" here.`
            )
        }
        for (const column of this.#stream.repeat?.columns ?? []) {
            this.#column(column, ['repeat', 'columns'])
        }
        if (this.#stream.rows) {
            this.#column(this.#stream.rows.column, ['rows', 'column'])
        }
        this.#ways(Object.entries(columns))
        if (subject) {
            this.#column(subject.id, ['subject', 'id'])
            subject.also.forEach((column, index) => this.#column(column, ['subject', 'also', index]))
        }
        parent.forEach((one, index) => this.#parent(one, ['parent', index]))
        if (this.#stream.orgUnit === 'parent' && parent.length === 0) {
            this.#say(
                ['orgUnit'],
                'The rows of this stream have no parent whose facility could be theirs.',
                'Name a "parent", or take this out.'
            )
        }
        for (const [list, code, column] of numbersOf(identity)) {
            this.#column(column, ['identity', list, code])
        }
        const { names = [], birth, estimated, phone } = identity?.person ?? {}
        for (const column of [...names, birth, estimated, phone]) {
            if (column !== undefined) {
                this.#column(column, ['identity', 'person'])
            }
        }
        if (identity?.merged !== undefined) {
            this.#column(identity.merged, ['identity', 'merged'])
        }
        this.#bool(identity?.again, ['identity', 'again'])
        for (const [fact, column] of Object.entries(remember)) {
            this.#column(column, ['remember', fact])
        }
        this.#judgements()
        this.#objects()
        return this.#found
    }

    #parent({ kind, id, by, when }: NonNullable<Stream['parent']>[number], path: Path): void {
        this.#column(id, [...path, 'id'])
        this.#bool(when, [...path, 'when'])
        const subjects = Object.values(this.#file.streams).flatMap(({ subject }) => (subject?.kind === kind ? subject : []))
        if (by !== undefined && !subjects.some(({ also }) => also.includes(by))) {
            this.#say(
                [...path, 'by'],
                `No stream remembers "${by}" of a ${kind}.`,
                `Add it to "also" of the subject of the stream about each ${kind}.`
            )
        }
    }

    #judgements(): void {
        const { checks, look, tell } = this.#stream
        checks.forEach((check, index) => {
            this.#bool(check.must, ['checks', index, 'must'])
            if (check.column !== undefined) {
                this.#column(check.column, ['checks', index, 'column'])
            }
        })
        for (const [name, { id }] of Object.entries(look)) {
            this.#string(id, ['look', name, 'id'])
        }
        tell.forEach(({ id, when, facts }, index) => {
            this.#string(id, ['tell', index, 'id'])
            this.#bool(when, ['tell', index, 'when'])
            for (const [fact, column] of Object.entries(facts)) {
                this.#column(column, ['tell', index, 'facts', fact])
            }
        })
    }

    #objects(): void {
        const { entity, enrol, events, relationships, plans } = this.#stream
        this.#bool(entity?.when, ['entity', 'when'])
        this.#values(entity?.attributes ?? {}, ['entity', 'attributes'])
        this.#bool(enrol?.when, ['enrol', 'when'])
        enrol?.on.forEach((column) => this.#column(column, ['enrol', 'on']))
        enrol?.incident?.forEach((column) => this.#column(column, ['enrol', 'incident']))
        enrol?.completed?.on.forEach((column) => this.#column(column, ['enrol', 'completed', 'on']))
        this.#bool(enrol?.completed?.when, ['enrol', 'completed', 'when'])
        events.forEach((event, index) => {
            this.#bool(event.when, ['events', index, 'when'])
            this.#bool(event.completed, ['events', index, 'completed'])
            for (const column of event.on) {
                this.#column(column, ['events', index, 'on'])
            }
            for (const part of event.key ?? []) {
                this.#string(part, ['events', index, 'key'])
            }
            this.#values(event.values, ['events', index, 'values'])
        })
        relationships.forEach(({ when }, index) => this.#bool(when, ['relationships', index, 'when']))
        plans.forEach(({ on, when, status }, index) => {
            this.#column(on, ['plans', index, 'on'])
            if (status !== undefined) {
                this.#planStatus(status, ['plans', index, 'status'])
            }
            this.#bool(when, ['plans', index, 'when'])
        })
    }

    #ways(columns: readonly [name: string, ways: readonly Column[]][]): void {
        for (const [name, ways] of columns) {
            ways.forEach((way, index) => this.#way(way, ['columns', name, index]))
        }
    }

    #way(way: Column, path: Path): void {
        this.#bool(way.when, [...path, 'when'])
        this.#bool(typeof way.required === 'string' ? way.required : undefined, [...path, 'required'])
        this.#string(way.cel, [...path, 'cel'])
        this.#bool(way.keep?.when, [...path, 'keep', 'when'])
        for (const column of [way.from ?? [], way.join ?? []].flat()) {
            this.#column(column, [...path, way.from === undefined ? 'join' : 'from'])
        }
        if (way.join !== undefined && path.at(-2) !== this.#stream.key) {
            this.#say([...path, 'join'], 'Only the key of a stream is put together.', 'Use "cel", or make it the key.')
        }
        if (way.list !== undefined && !this.#words.lists.has(way.list)) {
            this.#say([...path, 'list'], `There is no list "${way.list}".`, 'Add it to one of the files under "lists".')
        }
        const needsWords = way.as === 'option' || way.as === 'split' || way.as === 'boolean' || way.as === 'viral_load'
        if (needsWords && way.list === undefined && way.options === undefined) {
            this.#say(path, `${way.as} needs "options" (a DHIS2 option set) or "list".`, 'Name one of them.')
        }
    }

    #values(values: Readonly<Record<string, Value>>, path: Path): void {
        for (const [code, value] of Object.entries(values)) {
            const at = [...path, code]
            const sources = [value.from, value.value, value.cel, value.each].filter((source) => source !== undefined)
            if (sources.length !== 1) {
                this.#say(at, `${code} needs exactly one of from, value, cel, each.`, 'Keep the one that is meant.')
            }
            if (value.from !== undefined) {
                this.#column(value.from, at)
            }
            for (const column of [value.each ?? [], value.by ?? []].flat()) {
                this.#column(column, at)
                this.#codes(column, at)
            }
            if ((value.each !== undefined || value.by !== undefined) !== code.includes('*')) {
                this.#say(
                    at,
                    'each and by go with a code that has a *.',
                    'Write CODE_*: { each: column }, or CODE_*: { from: column, by: column }.'
                )
            }
            if (value.by !== undefined && value.each !== undefined) {
                this.#say(at, 'each and by do not go together.', 'Keep the one that is meant.')
            }
            this.#string(value.cel, [...at, 'cel'])
            this.#bool(value.when, [...at, 'when'])
        }
    }

    /** Without its codes no field is filled, and nobody would be told. One that is never there has none. */
    #codes(column: string, path: Path): void {
        const ways = this.#stream.columns[column] ?? []
        if (ways.length > 0 && ways.every(({ list, options, cel }) => list === undefined && options === undefined && cel !== NEVER_THERE)) {
            this.#say(
                path,
                `It is not known which codes "${column}" may hold.`,
                'Give that column "options" or "list", also where it is worked out.'
            )
        }
    }

    #bool(text: string | undefined, path: Path): void {
        this.#expression(text, 'bool', path)
    }

    /** What a status column gives must be words for what becomes of an appointment. */
    #planStatus(status: string, path: Path): void {
        this.#column(status, path)
        const ways = this.#stream.columns[status] ?? []
        const values = ways.flatMap(({ list }) => [...(this.#words.lists.get(list ?? '')?.values() ?? [])])
        const strange = values.filter((value) => value !== '' && !isPlanStatus(value))
        if (this.#columns.has(status) && (values.length === 0 || strange.length > 0)) {
            this.#say(path, `"${status}" must give ${PLAN_STATUSES.join(', ')}.`, 'Read it as option, with a list of words for these.')
        }
    }

    #string(text: string | undefined, path: Path): void {
        this.#expression(text, 'string', path)
    }

    #expression(text: string | undefined, type: 'bool' | 'string', path: Path): void {
        if (text === undefined) {
            return
        }
        const fault = this.#expressions.fault(text, type)
        if (fault !== undefined) {
            return this.#say(path, `This is no CEL expression that can be used: ${fault}.`, 'See docs/mapping.md, Conditions.')
        }
        for (const { of, name } of referencesIn(text)) {
            if (of === 'row') {
                this.#column(name, path)
            } else if (!this.#factsOf(of).includes(name)) {
                this.#say(path, `Nothing remembers "${of}.${name}".`, 'Add it to "remember" or "tell".')
            }
        }
    }

    #factsOf(of: string): string[] {
        const { look, parent = [], subject } = this.#stream
        const kinds = of === 'parent' ? parent.map(({ kind }) => kind) : [of === 'known' ? subject?.kind : look[of]?.kind]
        return [...BUILT_IN, ...kinds.flatMap((kind) => factsOfKind(this.#file, kind ?? ''))]
    }

    #column(name: string, path: Path): void {
        if (!this.#columns.has(name)) {
            this.#say(path, `There is no column "${name}" in this stream.`, 'Add it under "columns", or correct its name.')
        }
    }

    #say(path: Path, what: string, next: string): void {
        this.#found.push(this.#located.mistake([...this.#path, ...path], what, next))
    }
}

/** All facts that any stream remembers or tells of a kind of subject. */
export const factsOfKind = (file: MappingFile, kind: string): string[] =>
    Object.values(file.streams).flatMap((stream) => [
        ...(stream.subject?.kind === kind ? Object.keys(stream.remember) : []),
        ...stream.tell.filter((told) => told.kind === kind).flatMap(({ facts }) => Object.keys(facts)),
    ])

type Identity = NonNullable<Stream['identity']>

const numbersOf = (identity: Identity | undefined): [list: keyof Identity, code: string, column: string][] =>
    (['numbers', 'several'] as const).flatMap((list) =>
        Object.entries(identity?.[list] ?? {}).map(([code, column]): [typeof list, string, string] => [list, code, column])
    )
