import { widgetOf, YES_NO } from './question.ts'
import type { Choice, Question } from './question.ts'
import type { Uid } from '#dhis2/uid.ts'
import type { EpisodeEvent } from '#programme/episode.ts'
import type { Field, Stage, Text } from '#programme/model/types.ts'
import { visitRules } from '#programme/rules/visitRules.ts'
import type { ShownWhen } from '#programme/rules/visitRules.ts'

/** A question as the server defines it. */
export interface ServerQuestion {
    id: Uid
    code: string
    name: string
    /** the server's own Kiswahili, if it has one */
    nameSw?: string
    valueType: string
    optionSet?: Uid
    compulsory: boolean
}

/** Answers offered by the server, by option set UID, in its order. */
export type ServerOptions = ReadonlyMap<Uid, readonly { code: string; name: string; nameSw?: string }[]>

export interface FormSection {
    id: string
    title: Text
    optional: boolean
    questions: readonly Question[]
}

interface BlockSource {
    /** first part of the names of its questions */
    key: string
    stage: Stage
    server: readonly ServerQuestion[]
    options: ServerOptions
    /** the programme's own questions, by code */
    fields: ReadonlyMap<string, Field>
    /** kiswahili and english names of options, by option set code of the field and option code */
    choiceNames: (field: Field, option: string) => Text | undefined
    history: readonly EpisodeEvent[]
    hiv: 'positive' | 'negative' | 'unknown'
    /** codes asked elsewhere on the form, or not by people */
    leftOut: ReadonlySet<string>
}

/**
 * The questions of one stage: order and sections from the programme, existence, type, answers and compulsion from the server. What the
 * server lacks is left out; what only the server has comes last. A question whose type differs from the programme's is not asked, since
 * DHIS2 would keep a value nobody can read.
 */
export const sectionsOf = (source: BlockSource): FormSection[] => {
    const server = new Map(source.server.map((question) => [question.code, question]))
    const known = source.stage.sections.map((section): FormSection => ({
        id: section.id,
        title: section.title,
        optional: section.optional === true,
        questions: section.fields.flatMap((code) => questionOf(code, server.get(code), source) ?? []),
    }))
    const others: FormSection = {
        id: 'others',
        title: { en: 'Other questions', sw: 'Maswali mengine' },
        optional: true,
        questions: source.server.filter(({ code }) => !source.fields.has(code)).flatMap((row) => questionOf(row.code, row, source) ?? []),
    }
    return [...known, others].filter((section) => section.questions.length > 0)
}

/** One question of the form, or undefined when it is not to be asked. */
export const questionOf = (code: string, server: ServerQuestion | undefined, source: BlockSource): Question | undefined => {
    const field = source.fields.get(code)
    if (!server || source.leftOut.has(code) || field?.hidden || field?.derived) {
        return undefined
    }
    if (field && field.valueType !== server.valueType) {
        return undefined
    }
    const rules = visitRules.filter((rule) => rule.stages.includes(source.stage.code) && rule.fields.includes(code))
    const conditions = rules.flatMap((rule) => rule.shownWhen ?? [])
    if (conditions.some((condition) => 'hivNot' in condition && condition.hivNot === source.hiv)) {
        return undefined
    }
    const choices = choicesOf(field, server, source)
    const range = rules.find((rule) => rule.range)?.range
    return {
        name: `${source.key}.${code}`,
        code,
        dataElement: server.id,
        label: labelOf(field, server),
        ...(field?.neutralName && { neutralLabel: field.neutralName }),
        widget: widgetOf(server.valueType, choices.length),
        choices,
        needed: server.compulsory || rules.some((rule) => rule.needed),
        ...(range && { range }),
        ...(rules.some((rule) => rule.notAfterVisit) && { notAfterVisit: true }),
        ...shownWhen(conditions, source.key),
        ...(field?.carry && { carry: true }),
        ...last(code, source.history),
    }
}

const shownWhen = (conditions: readonly ShownWhen[], key: string): Pick<Question, 'shownWhen'> => {
    const found = conditions.find((condition) => 'answer' in condition)
    return found ? { shownWhen: { name: `${key}.${found.answer}`, is: found.is } } : {}
}

const choicesOf = (field: Field | undefined, server: ServerQuestion, source: BlockSource): readonly Choice[] => {
    if (server.valueType === 'BOOLEAN') {
        return YES_NO
    }
    const offered = server.optionSet ? (source.options.get(server.optionSet) ?? []) : []
    return offered.map(({ code, name, nameSw }) => ({
        code,
        name: translated(name, nameSw, field && source.choiceNames(field, code)),
    }))
}

const labelOf = (field: Field | undefined, server: ServerQuestion): Text => translated(server.name, server.nameSw, field?.formName)

/** The server's wording wins where it differs from the packaged English; its Kiswahili is then the server's, if it has any. */
const translated = (name: string, nameSw: string | undefined, packaged: Text | undefined): Text => {
    if (packaged && (name === '' || name === packaged.en)) {
        return { en: packaged.en, sw: nameSw ?? packaged.sw }
    }
    return { en: name, sw: nameSw ?? name }
}

const last = (code: string, history: readonly EpisodeEvent[]): Pick<Question, 'last'> => {
    const stem = code.replace(/^KMMP_/, '')
    const found = [...history]
        .filter((event) => event.occurredOn !== undefined && (event.values[stem] ?? '') !== '')
        .sort((a, b) => (b.occurredOn ?? '').localeCompare(a.occurredOn ?? ''))[0]
    return found ? { last: { value: found.values[stem] ?? '', on: found.occurredOn ?? '' } } : {}
}
