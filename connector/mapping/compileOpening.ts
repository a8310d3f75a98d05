import type { SourceRow, Subject, SubjectIndex } from '../records.ts'
import { compileColumns } from './compileColumns.ts'
import { compileLacks } from './compileLacks.ts'
import type { Compiler } from './compiler.ts'
import type { Draft } from './draft.ts'
import type { Context, Expression, Facts } from './expressions.ts'
import { BUILT_IN, factsOfKind } from './lintMapping.ts'
import { columnsOf } from './loadMapping.ts'
import { subjectByNumber } from './otherNumbers.ts'

/**
 * Reads a row: cleans its columns in the order of the mapping and, as soon as the columns that name its parent are clean, finds the parent
 * and what else the row is judged by. Columns below may speak of them. What is looked for by columns above the one that names the parent is found
 * before it: a form may tell whom the row is about.
 */
export const compileOpening = (compiler: Compiler): ((source: SourceRow, index: SubjectIndex) => Draft) => {
    const { stream, surroundings } = compiler
    const columns = compileColumns(compiler)
    const { asOf } = surroundings.dates
    const lookAt = parentStep(compiler)
    const findParent = compileParent(compiler)
    const looks = compileLooks(compiler)
    const early = looks.filter(({ at }) => at < lookAt)
    const findFirst = looksFor(looks, early)
    const findOthers = looksFor(
        looks,
        looks.filter((look) => !early.includes(look))
    )
    const firstAt = Math.max(0, ...early.map(({ at }) => at))
    const [first, above, below] = [columns.slice(0, firstAt), columns.slice(firstAt, lookAt), columns.slice(lookAt)]
    const silenceOf = compileLacks(compiler)
    const knownBlank = blankFacts(compiler, stream.subject ? [stream.subject.kind] : [])
    return (source, index) => {
        const context: Context = { row: {}, parent: NO_FACTS, known: knownBlank, value: '', asOf, looked: NO_LOOKS }
        const { columns: silent, partial } = silenceOf(source.lacks)
        const draft: Draft = {
            source,
            context,
            findings: [],
            parent: undefined,
            barred: undefined,
            orgUnit: '',
            self: undefined,
            silent,
            unsure: new Set(),
            partial,
        }
        for (const clean of first) {
            clean(draft)
        }
        findFirst(draft, index)
        for (const clean of above) {
            clean(draft)
        }
        findParent(draft, index)
        findOthers(draft, index)
        for (const clean of below) {
            clean(draft)
        }
        return draft
    }
}

const NO_FACTS: Facts = {}
const NO_LOOKS: Readonly<Record<string, Facts>> = {}

/** The facts of a subject with all names that expressions may use; empty where nothing is known. */
export const factsOf = (blank: Facts, subject: Subject | undefined): Facts =>
    subject ? { ...blank, ...subject.facts, kind: subject.kind, key: subject.key, enrollment: subject.enrollment ?? '' } : blank

export const blankFacts = ({ mapping }: Compiler, kinds: readonly string[]): Facts =>
    Object.fromEntries([...BUILT_IN, ...kinds.flatMap((kind) => factsOfKind(mapping.file, kind))].map((name) => [name, '']))

/** How many columns must be clean before the parent is known by them. */
const parentStep = ({ mapping, stream, expressions }: Compiler): number => {
    const names = columnsOf(mapping.file, stream).map(([name]) => name)
    const spoken = (stream.parent ?? []).flatMap(({ id, when }) => [
        id,
        ...(when === undefined ? [] : expressions.compile(when).references.map(({ name }) => name)),
    ])
    return Math.max(0, ...spoken.map((name) => names.indexOf(name) + 1))
}

const compileParent = (compiler: Compiler): ((draft: Draft, index: SubjectIndex) => void) => {
    const { stream, expressions } = compiler
    const kinds = (stream.parent ?? []).map(({ kind, id, by, when }) => ({
        kind,
        id,
        find: (index: SubjectIndex, key: string): Subject | undefined =>
            by === undefined ? index.get(kind, key) : subjectByNumber(index, kind, by, key),
        when: when === undefined ? undefined : expressions.compile(when),
    }))
    const blank = blankFacts(
        compiler,
        kinds.map(({ kind }) => kind)
    )
    return (draft, index) => {
        const { context } = draft
        for (const { id, find, when } of kinds) {
            const key = context.row[id] ?? ''
            draft.parent = key !== '' && (!when || when.ask(context) === true) ? find(index, key) : undefined
            if (draft.parent) {
                break
            }
        }
        context.parent = factsOf(blank, draft.parent)
        draft.barred = draft.parent && barredBy(draft.parent, index)
    }
}

/** Of an infant nothing is told either when the record of the mother may not be delivered. */
const barredBy = ({ barred, parent }: Subject, index: SubjectIndex): Subject['barred'] =>
    barred ?? (parent && index.get(parent.kind, parent.key)?.barred)

interface Look {
    name: string
    kind: string
    id: Expression
    blank: Facts
    /** how many columns must be clean before it is known; of one that speaks of the parent, all */
    at: number
}

const compileLooks = (compiler: Compiler): Look[] => {
    const { mapping, stream, expressions } = compiler
    const names = columnsOf(mapping.file, stream).map(([name]) => name)
    return Object.entries(stream.look).map(([name, { kind, id: text }]) => {
        const id = expressions.compile(text)
        const at = id.references.map(({ of, name: column }) => (of === 'row' ? names.indexOf(column) + 1 : Infinity))
        return { name, kind, id, blank: blankFacts(compiler, [kind]), at: Math.max(0, ...at) }
    })
}

/** Finds some of what a stream looks for; of all others nothing is known as yet, and expressions need every name. */
const looksFor = (all: readonly Look[], wanted: readonly Look[]): ((draft: Draft, index: SubjectIndex) => void) => {
    if (wanted.length === 0) {
        return () => undefined
    }
    const none = Object.fromEntries(all.map(({ name, blank }) => [name, blank]))
    return (draft, index) => {
        const known = { ...none, ...draft.context.looked }
        // an id may speak of the parent
        draft.context.looked = known
        const found = wanted.map(({ name, kind, id, blank }) => {
            const key = id.ask(draft.context)
            return [name, factsOf(blank, typeof key === 'string' && key !== '' ? index.get(kind, key) : undefined)]
        })
        draft.context.looked = { ...known, ...Object.fromEntries(found) }
    }
}
