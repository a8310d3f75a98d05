import type { Metadata } from '../metadata.ts'
import { fullCode } from './codes.ts'
import { cellText, note, type Draft } from './draft.ts'
import type { Expression, Expressions } from './expressions.ts'
import type { Column, Stream } from './language.ts'
import { columnsOf, isRead, type Mapping } from './loadMapping.ts'
import type { Clean, Surroundings } from './transforms/cleaned.ts'
import { transforms } from './transforms.ts'
import type { Day } from '#dhis2/day.ts'

/** Fills one column of a row's context, and notes what there is to say about it. */
export type Step = (draft: Draft) => void

/** The steps that clean a row, in the order in which the mapping writes its columns. */
export const compileColumns = (
    mapping: Mapping,
    stream: Stream,
    expressions: Expressions,
    metadata: Metadata,
    surroundings: Surroundings
): readonly Step[] =>
    columnsOf(mapping.file, stream).map(([name, ways]) => {
        const compiled = ways.map((way) => compileWay(way, mapping, expressions, metadata, surroundings))
        return columnStep(name, ways, compiled, surroundings.dates.asOf)
    })

interface Way {
    when: Expression | undefined
    cel: Expression | undefined
    from: string | undefined
    clean: Clean
    keep: Expression | undefined
    column: Column
}

const compileWay = (column: Column, { file, words }: Mapping, expressions: Expressions, metadata: Metadata, around: Surroundings): Way => {
    const compile = (text: string | undefined): Expression | undefined => (text === undefined ? undefined : expressions.compile(text))
    return {
        when: compile(column.when),
        cel: compile(column.cel),
        from: column.from,
        keep: compile(column.keep?.when),
        clean: transforms[column.as](around, {
            words: column.list === undefined ? undefined : words.lists.get(column.list),
            options: column.options === undefined ? undefined : metadata.optionSets.get(fullCode(file, column.options)),
            pattern: column.pattern === undefined ? undefined : new RegExp(column.pattern, 'u'),
        }),
        column,
    }
}

const columnStep = (name: string, columns: readonly Column[], ways: readonly Way[], asOf: Day): Step => {
    const [only] = ways
    const choose =
        only && ways.length === 1 && !only.when
            ? () => only
            : (draft: Draft) => ways.find(({ when }) => !when || when.ask(draft.context) === true)
    const required = columns.some((column) => column.required) && isRead(columns)
    return (draft) => {
        const way = choose(draft)
        const before = draft.findings.length
        const value = way ? valueOf(name, way, draft, asOf) : ''
        draft.context.row[name] = value
        if (value === '' && required) {
            requireValue(name, before, draft)
        }
    }
}

/** A needed cell that is empty, or holds only a word for "nothing", rejects the row for that alone. */
const requireValue = (name: string, before: number, draft: Draft): void => {
    const found = draft.findings[before]
    if (found && found.reason !== 'SENTINEL_TO_NULL') {
        return
    }
    draft.findings.length = before
    note(draft, 'MANDATORY_MISSING', name)
}

const valueOf = (name: string, way: Way, draft: Draft, asOf: Day): string => {
    const value = way.cel ? worked(way.cel, draft) : cleaned(way.from ?? name, name, way, draft, asOf)
    const { otherwise } = way.column
    if (value !== '' || !otherwise) {
        return value
    }
    if (otherwise.reason) {
        draft.findings = draft.findings.filter(({ column }) => column !== name)
        note(draft, otherwise.reason, name)
    }
    return otherwise.value
}

const worked = (cel: Expression, draft: Draft): string => {
    const value = cel.ask(draft.context)
    return typeof value === 'string' ? value : ''
}

const cleaned = (from: string, name: string, way: Way, draft: Draft, asOf: Day): string => {
    const text = cellText(draft.source, from)
    if (text === '') {
        return ''
    }
    const { value, reason } = way.clean(text)
    if (reason) {
        note(draft, reason, from)
    }
    if (value === '') {
        return ''
    }
    if (way.column.as === 'date' && !way.column.ahead && value > asOf) {
        note(draft, 'DATE_IMPLAUSIBLE', name, 'after the day of the export')
    }
    return way.column.keep && !isKept(value, way, draft) ? dropValue(way.column.keep.reason, name, draft) : value
}

const isKept = (value: string, way: Way, draft: Draft): boolean => {
    draft.context.value = value
    return way.keep?.ask(draft.context) === true
}

const dropValue = (reason: NonNullable<Column['keep']>['reason'], name: string, draft: Draft): string => {
    note(draft, reason, name)
    return ''
}
