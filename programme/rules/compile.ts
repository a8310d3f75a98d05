import { type MetadataObject, ref, swahili } from '../metadata/object.ts'
import { metadataUid } from '../metadata/uid.ts'
import { allFields, stageOwners } from '../model/allPrograms.ts'
import { attributes } from '../model/attributes.ts'
import type { Text, ValueType } from '../model/types.ts'
import { conditionText, operandText, type Variable, variablesIn, variablesOf } from './expression.ts'
import type { Condition, Effect, EventSource, ServerRule } from './language.ts'
import { serverRules } from './rules.ts'
import { all, madeHere } from './terms.ts'

const fieldTypes = new Map(allFields.map(({ code, valueType }) => [code, valueType]))
const attributeTypes = new Map(attributes.map(({ code, valueType }) => [code, valueType]))
const optionSets = new Map(allFields.map(({ code, optionSet }) => [code, optionSet]))
const stageFields = new Map(
    stageOwners.flatMap(({ stages }) => stages.map(({ code, sections }) => [code, new Set(sections.flatMap((section) => section.fields))]))
)

/** One rule on one stage, as DHIS2 knows rules. */
interface Placed {
    rule: ServerRule
    /** absent: the rule looks at the enrollment */
    stage?: string
    code: string
}

const placed = (): Placed[] =>
    serverRules.flatMap((rule): Placed[] => {
        const code = `KMMP_${rule.code}`
        if (rule.stages.length < 2) {
            return [{ rule, stage: rule.stages[0], code }]
        }
        return rule.stages.map((stage) => ({ rule, stage, code: `${code}_${stage.slice('KMMP_'.length)}` }))
    })

/**
 * When DHIS2 runs the rule: what is asked, refused or doubted only for what was entered here; what is worked out, for everything.
 * Rules on the enrollment only hide and show.
 */
export const fullCondition = ({ when, then }: Pick<ServerRule, 'when' | 'then'>): Condition<EventSource> =>
    then.every((effect) => 'assign' in effect || 'hideStage' in effect || 'show' in effect) ? when : all(madeHere, when)

/** The rules, one for each stage that they look at. */
export const programRules = (): MetadataObject[] =>
    placed().map(({ rule, stage, code }) => ({
        id: metadataUid('programRule', code),
        code,
        name: code,
        description: rule.title.en,
        program: ref('program', rule.program),
        ...(stage !== undefined && { programStage: ref('programStage', stage) }),
        condition: conditionText(fullCondition(rule)),
        // what is worked out comes before what looks at it
        priority: rule.then.some((effect) => 'assign' in effect) ? 1 : 2,
        programRuleActions: actionsOf({ rule, stage, code }).map(({ id }) => ({ id })),
        translations: swahili({ DESCRIPTION: rule.title }),
    }))

/** What the rules do. */
export const programRuleActions = (): MetadataObject[] => placed().flatMap(actionsOf)

const actionsOf = ({ rule, stage, code }: Placed): MetadataObject[] =>
    rule.then
        .flatMap((effect) => partsOf(effect, stage))
        .map(({ message, ...part }, place) => ({
            id: metadataUid('programRuleAction', `${code}.${place + 1}`),
            code: `${code}_${place + 1}`,
            programRule: ref('programRule', code),
            ...part,
            ...(message && { content: message.en, translations: swahili({ CONTENT: message }) }),
        }))

interface Part {
    programRuleActionType: string
    message?: Text
    [property: string]: unknown
}

const partsOf = (effect: Effect, stage: string | undefined): Part[] => {
    if ('hide' in effect) {
        return effect.hide.filter((stem) => isAsked(stem, stage)).map((stem) => ({ programRuleActionType: 'HIDEFIELD', ...target(stem) }))
    }
    if ('hideOptions' in effect) {
        const optionSet = optionSets.get(`KMMP_${effect.of}`) ?? ''
        return effect.hideOptions.map((option) => ({
            programRuleActionType: 'HIDEOPTION',
            ...target(effect.of),
            option: ref('option', `${optionSet}.${option}`),
        }))
    }
    if ('hideStage' in effect) {
        return [{ programRuleActionType: 'HIDEPROGRAMSTAGE', programStage: ref('programStage', effect.hideStage) }]
    }
    if ('require' in effect) {
        return effect.require
            .filter((stem) => isAsked(stem, stage))
            .map((stem) => ({ programRuleActionType: 'SETMANDATORYFIELD', ...target(stem) }))
    }
    if ('assign' in effect) {
        return [{ programRuleActionType: 'ASSIGN', ...target(effect.assign), data: operandText(effect.value) }]
    }
    if ('show' in effect) {
        return [
            { programRuleActionType: 'DISPLAYKEYVALUEPAIR', location: 'feedback', data: operandText(effect.value), message: effect.show },
        ]
    }
    if ('warn' in effect) {
        return [{ programRuleActionType: 'SHOWWARNING', ...placeOf(effect.at, stage), message: effect.warn }]
    }
    return 'error' in effect
        ? [{ programRuleActionType: 'SHOWERROR', ...placeOf(effect.at, stage), message: effect.error }]
        : [{ programRuleActionType: 'ERRORONCOMPLETE', ...placeOf(effect.at, stage), message: effect.errorOnComplete }]
}

/** A rule of several stages names fields of all of them; only those of the stage at hand are touched. */
const isAsked = (stem: string, stage: string | undefined): boolean =>
    stage === undefined || COMMON.includes(stem) || (stageFields.get(stage)?.has(`KMMP_${stem}`) ?? false)

const COMMON: readonly string[] = ['SERVICE_POINT', 'ATTENDING_MM']

const target = (stem: string): Record<string, unknown> => {
    const code = `KMMP_${stem}`
    if (fieldTypes.has(code)) {
        return { dataElement: ref('dataElement', code) }
    }
    if (attributeTypes.has(code)) {
        return { trackedEntityAttribute: ref('trackedEntityAttribute', code) }
    }
    throw new Error(`A rule names ${code}, which is no field and no attribute of the programme`)
}

/** Where a message stands. At an event DHIS2 drops what a rule says of an attribute (dhis2-rule-engine 3.8), so it stands at no question. */
const placeOf = (stem: string, stage: string | undefined): Record<string, unknown> => {
    const place = target(stem)
    return stage !== undefined && 'trackedEntityAttribute' in place ? {} : place
}

/** The variables that rules read, each once for each programme. */
export const programRuleVariables = (): MetadataObject[] =>
    stageOwners.flatMap(({ code: program }) => {
        const used = new Map(
            serverRules
                .filter((rule) => rule.program === program)
                .flatMap((rule) => [
                    ...variablesIn(fullCondition(rule)),
                    ...rule.then.flatMap((effect) => ('value' in effect ? variablesOf(effect.value) : [])),
                ])
                .map((variable) => [variable.name, variable])
        )
        return [...used.values()]
            .toSorted((one, other) => (one.name < other.name ? -1 : 1))
            .map((variable) => variableObject(variable, program))
    })

const variableObject = ({ name, source }: Variable, program: string): MetadataObject => {
    const [kind, stem] = kindOf(source)
    return {
        id: metadataUid('programRuleVariable', `${program}.${name}`),
        code: `${program}_${name.slice('KMMP_'.length)}`,
        name,
        program: ref('program', program),
        programRuleVariableSourceType: SOURCE_TYPES[kind],
        valueType: valueTypeOf(`KMMP_${stem}`),
        useCodeForOptionSet: true,
        ...target(stem),
    }
}

const SOURCE_TYPES = {
    field: 'DATAELEMENT_CURRENT_EVENT',
    newest: 'DATAELEMENT_NEWEST_EVENT_PROGRAM',
    previous: 'DATAELEMENT_PREVIOUS_EVENT',
    attribute: 'TEI_ATTRIBUTE',
} as const

const kindOf = (source: Variable['source']): [kind: keyof typeof SOURCE_TYPES, stem: string] => {
    if ('field' in source) {
        return ['field', source.field]
    }
    if ('newest' in source) {
        return ['newest', source.newest]
    }
    return 'previous' in source ? ['previous', source.previous] : ['attribute', source.attribute]
}

const valueTypeOf = (code: string): ValueType | undefined => fieldTypes.get(code) ?? attributeTypes.get(code)
