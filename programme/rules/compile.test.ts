import {
    RuleActionJs,
    RuleAttributeValue,
    RuleDataValue,
    type RuleEffectJs,
    RuleEngineContextJs,
    RuleEngineJs,
    RuleEnrollmentJs,
    RuleEnrollmentStatus,
    RuleEventJs,
    RuleEventStatus,
    RuleJs,
    RuleValueType,
    RuleVariableJs,
    RuleVariableType,
} from '@dhis2/rule-engine'
import { Instant, LocalDate } from '@js-joda/core'
import type { MetadataObject } from '../metadata/object.ts'
import { metadataUid } from '../metadata/uid.ts'
import { type Case, ruleCases } from '../testing/ruleCases.ts'
import { fullCondition, programRuleActions, programRules, programRuleVariables } from './compile.ts'
import { holds } from './evaluate.ts'
import type { EventSource, ServerRule } from './language.ts'
import { serverRules } from './rules.ts'

/** The compiled rules, run by DHIS2's own rule engine on the cases of testing/ruleCases.ts. */

const ENROLLED = '2026-01-05'
const BORN = '2026-01-01'
const rules = programRules()
const actions = new Map(programRuleActions().map((action) => [action.id, action]))
const variables = programRuleVariables()

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const idOf = (value: unknown): string =>
    typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : ''
const targetOf = (object: MetadataObject): string => idOf(object.dataElement) || idOf(object.trackedEntityAttribute)

const valueType = (type: unknown): RuleValueType => {
    switch (type) {
        case 'BOOLEAN':
        case 'TRUE_ONLY':
            return RuleValueType.BOOLEAN
        case 'DATE':
            return RuleValueType.DATE
        case 'NUMBER':
        case 'INTEGER_POSITIVE':
        case 'INTEGER_ZERO_OR_POSITIVE':
            return RuleValueType.NUMERIC
        default:
            return RuleValueType.TEXT
    }
}

const actionJs = (id: string): RuleActionJs => {
    const action = actions.get(id)
    if (!action) {
        throw new Error(`No action ${id}`)
    }
    const attributeType = action.trackedEntityAttribute ? 'TRACKED_ENTITY_ATTRIBUTE' : action.dataElement ? 'DATA_ELEMENT' : 'UNKNOWN'
    const values = new Map(Object.entries({ content: textOf(action.content), field: targetOf(action), attributeType }))
    return new RuleActionJs(textOf(action.data) || null, textOf(action.programRuleActionType), values)
}

const partIds = (parts: unknown): string[] => (Array.isArray(parts) ? parts.map(idOf) : [])

const engineRule = (object: MetadataObject): RuleJs =>
    new RuleJs(
        textOf(object.condition),
        partIds(object.programRuleActions).map(actionJs),
        object.id,
        textOf(object.name),
        idOf(object.programStage) || null,
        1
    )

const engineVariables = (program: string): RuleVariableJs[] =>
    variables
        .filter((variable) => idOf(variable.program) === metadataUid('program', program))
        .map(
            (variable) =>
                new RuleVariableJs(
                    RuleVariableType.valueOf(textOf(variable.programRuleVariableSourceType)),
                    textOf(variable.name),
                    true,
                    [],
                    targetOf(variable),
                    valueType(variable.valueType),
                    null
                )
        )

const dataValues = (values: Readonly<Record<string, string>>): RuleDataValue[] =>
    Object.entries(values).map(([stem, value]) => new RuleDataValue(metadataUid('dataElement', `KMMP_${stem}`), value))

const event = (stage: string, on: string, values: Readonly<Record<string, string>>): RuleEventJs =>
    new RuleEventJs(
        `event ${on}`,
        metadataUid('programStage', stage),
        stage,
        RuleEventStatus.COMPLETED,
        Instant.parse(`${on}T00:00:00Z`),
        Instant.parse(`${on}T00:00:00Z`),
        null,
        null,
        'facility',
        '13077',
        dataValues(values)
    )

const run = (rule: ServerRule, stage: string | undefined, given: Case): RuleEffectJs[] => {
    const code = `KMMP_${rule.code}`
    const names = [code, `${code}_${(stage ?? '').slice('KMMP_'.length)}`]
    const own = rules.filter((object) => names.includes(textOf(object.code))).map(engineRule)
    const context = new RuleEngineContextJs(own, engineVariables(rule.program), new Map(), new Map())
    const attributes = Object.entries({ CONSENT_DATA: 'true', ...given.person }).map(
        ([stem, value]) => new RuleAttributeValue(metadataUid('trackedEntityAttribute', `KMMP_${stem}`), value)
    )
    const enrollment = new RuleEnrollmentJs(
        'enrollment',
        rule.program,
        LocalDate.parse(BORN),
        LocalDate.parse(ENROLLED),
        RuleEnrollmentStatus.ACTIVE,
        'facility',
        '13077',
        attributes
    )
    const earlier = given.earlier ? [event('KMMP_M_ENROL', ENROLLED, given.earlier)] : []
    const engine = new RuleEngineJs(false)
    return stage === undefined
        ? engine.evaluateEnrollment(enrollment, earlier, context)
        : engine.evaluateEvent(event(stage, given.on, given.values ?? {}), enrollment, earlier, context)
}

/** What our own evaluation is told of the same case. */
const known =
    (given: Case) =>
    (source: EventSource): string | undefined => {
        if ('day' in source) {
            return { event: given.on, enrollment: ENROLLED, incident: BORN, today: new Date().toISOString().slice(0, 10) }[source.day]
        }
        if ('attribute' in source) {
            return { CONSENT_DATA: 'true', ...given.person }[source.attribute]
        }
        if ('previous' in source) {
            return given.earlier?.[source.previous]
        }
        return 'field' in source ? given.values?.[source.field] : (given.values?.[source.newest] ?? given.earlier?.[source.newest])
    }

const cases = serverRules.flatMap((rule) =>
    (ruleCases[rule.code] ?? []).flatMap((given) =>
        (rule.stages.length === 0 ? [undefined] : (given.stages ?? rule.stages.slice(0, 1))).map((stage) => ({ rule, stage, given }))
    )
)

test.each(cases)('$rule.code: $given.story', ({ rule, stage, given }) => {
    const effects = run(rule, stage, given)
    expect(effects.length > 0).toBe(given.fires)
    expect(holds(fullCondition(rule), known(given))).toBe(given.fires)
    if (given.assigns !== undefined) {
        expect(effects.map(({ data }) => data)).toEqual(given.assigns)
    }
})

test('every rule is tried where it holds and where it does not', () => {
    const tried = (fires: boolean) => serverRules.filter(({ code }) => !ruleCases[code]?.some((given) => given.fires === fires))
    expect(tried(true).map(({ code }) => code)).toEqual([])
    expect(tried(false).map(({ code }) => code)).toEqual([])
})

/** What is worked out, shown beside the form, or hidden on the dashboard of an enrollment refuses nothing. */
const HARMLESS = ['ASSIGN', 'DISPLAYKEYVALUEPAIR', 'HIDEPROGRAMSTAGE']

test.each(cases.filter(({ given }) => given.fires))('$rule.code refuses nothing that a partner sends', ({ rule, stage, given }) => {
    const sent = { ...given, values: { ...given.values, SOURCE_SYSTEM: 'COMMCARE' } }
    const effects = run(rule, stage, sent).map(({ ruleAction }) => ruleAction.type)
    expect(effects.filter((type) => !HARMLESS.includes(type))).toEqual([])
})

test('every rule says why, where it is from, and speaks both languages', () => {
    const silent = serverRules.filter(({ reason, source, title }) => !reason || !source || !title.en || !title.sw)
    expect(silent).toEqual([])
    const messages = [...actions.values()].filter(({ content }) => content !== undefined)
    expect(messages.filter(({ translations }) => !JSON.stringify(translations).includes('"locale":"sw"'))).toEqual([])
})

test('codes, names and UIDs are unique, prefixed and short enough', () => {
    const all = [...rules, ...actions.values()]
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length)
    expect(all.filter(({ code }) => !code?.startsWith('KMMP_') || code.length > 50)).toEqual([])
    expect(variables.filter(({ name }) => / (and|or|not) /i.test(textOf(name)))).toEqual([])
})

test('what is worked out is worked out for partners too: such rules do nothing else', () => {
    const mixed = serverRules.filter(({ then }) => then.some((effect) => 'assign' in effect) && !then.every((effect) => 'assign' in effect))
    expect(mixed.map(({ code }) => code)).toEqual([])
})

test('a rule of a stage says nothing at an attribute: DHIS2 would drop it at an event', () => {
    const ofStages = rules.filter(({ programStage }) => programStage !== undefined).flatMap((rule) => partIds(rule.programRuleActions))
    expect(ofStages.filter((id) => actions.get(id)?.trackedEntityAttribute !== undefined)).toEqual([])
})

test('every rule does something', () => {
    expect(rules.filter(({ programRuleActions: parts }) => partIds(parts).length === 0).map(({ code }) => code)).toEqual([])
})
