import { FORMULA_ALONE } from '../plainCell.ts'
import { fullCode } from './codes.ts'
import type { Compiler } from './compiler.ts'
import { cellText, note, type Draft } from './draft.ts'
import type { Expression } from './expressions.ts'
import type { Column } from './language.ts'
import { columnsOf, isRead } from './loadMapping.ts'
import type { Clean } from './transforms/cleaned.ts'
import { transforms } from './transforms.ts'
import { addDays, type Day } from '#dhis2/day.ts'

/** Fills one column of a row's context, and notes what there is to say about it. */
export type Step = (draft: Draft) => void

/** The steps that clean a row, in the order in which the mapping writes its columns. */
export const compileColumns = (compiler: Compiler): readonly Step[] =>
    columnsOf(compiler.mapping.file, compiler.stream).map(([name, ways]) =>
        columnStep(
            name,
            ways.map((way) => compileWay(name, way, compiler)),
            isRead(ways) ? requirement(ways, compiler) : () => false
        )
    )

/** Whether a row cannot do without a column. */
const requirement = (ways: readonly Column[], { expressions }: Compiler): ((draft: Draft) => boolean) => {
    const conditions = ways.flatMap(({ required }) => (typeof required === 'string' ? expressions.compile(required) : []))
    const always = ways.some(({ required }) => required === true)
    return ({ context }) => always || conditions.some((condition) => condition.ask(context) === true)
}

interface Way {
    /** the column that it fills, and the one whose cell it reads */
    name: string
    from: string
    column: Column
    when: Expression | undefined
    cel: Expression | undefined
    keep: Expression | undefined
    clean: Clean
    asOf: Day
    /** the last day for which anybody plans */
    furthest: Day
}

const compileWay = (name: string, column: Column, { mapping, expressions, metadata, surroundings }: Compiler): Way => {
    const compile = (text: string | undefined): Expression | undefined => (text === undefined ? undefined : expressions.compile(text))
    const { list, options, pattern, units } = column
    return {
        name,
        from: column.from ?? name,
        column,
        when: compile(column.when),
        cel: compile(column.cel),
        keep: compile(column.keep?.when),
        clean: transforms[column.as](surroundings, {
            words: list === undefined ? undefined : mapping.words.lists.get(list),
            options: options === undefined ? undefined : metadata.optionSets.get(fullCode(mapping.file, options)),
            pattern: pattern === undefined ? undefined : new RegExp(pattern, 'u'),
            units,
        }),
        asOf: surroundings.dates.asOf,
        furthest: addDays(surroundings.dates.asOf, FURTHEST),
    }
}

const columnStep = (name: string, ways: readonly Way[], isRequired: (draft: Draft) => boolean): Step => {
    const [only] = ways
    const choose =
        only && ways.length === 1 && !only.when
            ? () => only
            : (draft: Draft) => ways.find(({ when }) => !when || when.ask(draft.context) === true)
    return (draft) => {
        const way = choose(draft)
        const before = draft.findings.length
        const value = way ? valueOf(way, draft) : ''
        draft.context.row[name] = value
        if (value === '' && isRequired(draft)) {
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

const valueOf = (way: Way, draft: Draft): string => {
    const value = way.cel ? worked(way.cel, way.name, draft) : cleaned(way, draft)
    const { name } = way
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

/** What cannot be worked out leaves the row to a person: no value is lost in silence. */
const worked = (cel: Expression, name: string, draft: Draft): string => {
    const value = cel.ask(draft.context)
    if (typeof value === 'string') {
        return value
    }
    note(draft, 'VALUE_UNKNOWN_CODE', name, 'could not be worked out from the other columns')
    return ''
}

const NOT_WORKED_OUT = 'a formula whose result is not in the file: open it in Excel or LibreOffice and save it'

const cleaned = (way: Way, draft: Draft): string => {
    const { name, from } = way
    const text = cellText(draft.source, from)
    if (text === '') {
        return ''
    }
    if (text === FORMULA_ALONE) {
        note(draft, 'VALUE_UNKNOWN_CODE', from, NOT_WORKED_OUT)
        return ''
    }
    const { value, reason } = way.clean(text)
    if (reason) {
        note(draft, reason, from)
    }
    if (value === '') {
        return ''
    }
    if (way.column.as === 'date') {
        judgeDay(value, way, draft)
    }
    return way.column.keep && !isKept(value, way, draft) ? dropValue(way.column.keep.reason, name, draft) : value
}

/** Nobody of whom records tell was alive then: the year is a slip of the pen. */
const EARLIEST: Day = '1900-01-01'
/** Days after the export beyond which nobody plans anything. */
const FURTHEST = 732

const judgeDay = (day: Day, { name, column, asOf, furthest }: Way, draft: Draft): void => {
    if (day > asOf && !column.ahead) {
        note(draft, 'DATE_IMPLAUSIBLE', name, 'after the day of the export')
    } else if (day > furthest) {
        note(draft, 'DATE_IMPLAUSIBLE', name, 'more than two years after the day of the export')
    } else if (day < EARLIEST) {
        note(draft, 'DATE_IMPLAUSIBLE', name, 'before 1900')
    }
}

const isKept = (value: string, way: Way, draft: Draft): boolean => {
    draft.context.value = value
    return way.keep?.ask(draft.context) === true
}

const dropValue = (reason: NonNullable<Column['keep']>['reason'], name: string, draft: Draft): string => {
    note(draft, reason, name)
    return ''
}
