import { DataItemJs, ItemValueType, RuleEngineJs } from '@dhis2/rule-engine'
import { elementsOfProgram } from './checkPrograms.ts'
import type { Check, Given } from './finding.ts'
import { each, finding, idOf, idsOf, listOf, records, repeated, text, when } from './finding.ts'
import type { MetadataObject } from '#programme/metadata/object.ts'

/** What an action must bear, and may not (programrule/action/validation of dhis2-core). */
const ACTIONS: Readonly<Record<string, { field?: true; needs?: readonly string[]; code?: string }>> = {
    HIDEFIELD: { field: true },
    SETMANDATORYFIELD: { field: true },
    SHOWERROR: { needs: ['content'], code: 'MESSAGE' },
    SHOWWARNING: { needs: ['content'], code: 'MESSAGE' },
    ERRORONCOMPLETE: { needs: ['content'], code: 'MESSAGE' },
    WARNINGONCOMPLETE: { needs: ['content'], code: 'MESSAGE' },
    DISPLAYKEYVALUEPAIR: { needs: ['content', 'location'], code: 'MESSAGE' },
    DISPLAYTEXT: { needs: ['content', 'location'], code: 'MESSAGE' },
    ASSIGN: { needs: ['data'], field: true, code: 'DATA' },
    HIDEOPTION: { needs: ['option'], field: true, code: 'E4040' },
    HIDEPROGRAMSTAGE: { needs: ['programStage'], code: 'E4038' },
}

const ruleOf = (given: Given): Map<string, MetadataObject> => new Map(listOf(given, 'programRules').map((rule) => [rule.id, rule]))

/** Elements asked by each stage. */
const elementsOfStage = (given: Given): Map<string, Set<string>> =>
    new Map(
        listOf(given, 'programStages').map(({ id, programStageDataElements }) => [
            id,
            new Set(records(programStageDataElements).map(({ dataElement }) => idOf(dataElement))),
        ])
    )

const attributesOf = (given: Given): Map<string, Set<string>> =>
    new Map(
        listOf(given, 'programs').map(({ id, programTrackedEntityAttributes }) => [
            id,
            new Set(records(programTrackedEntityAttributes).map(({ trackedEntityAttribute }) => idOf(trackedEntityAttribute))),
        ])
    )

/** ProgramRuleActionObjectBundleHook: E4036 to E4050 and E4058; and that a rule of a stage touches what that stage asks. */
const actions: Check = (given) => {
    const rules = ruleOf(given)
    const [byStage, byProgram, attributes] = [elementsOfStage(given), elementsOfProgram(given), attributesOf(given)]
    const sets = new Map(listOf(given, 'dataElements').map(({ id, optionSet }) => [id, idOf(optionSet)]))
    const options = new Map(listOf(given, 'options').map(({ id, optionSet }) => [id, idOf(optionSet)]))
    return each(given, 'programRuleActions', (action) => {
        const rule = rules.get(idOf(action.programRule))
        const [element, attribute] = [idOf(action.dataElement), idOf(action.trackedEntityAttribute)]
        const { field = false, needs = [], code = '' } = ACTIONS[text(action.programRuleActionType)] ?? {}
        const program = idOf(rule?.program)
        const stage = idOf(rule?.programStage)
        return [
            ...when(!ACTIONS[text(action.programRuleActionType)], 'ENUM', 'programRuleActionType'),
            ...when(field && element === '' && attribute === '', 'E4044', 'nothing to act on'),
            ...needs
                .filter((property) => action[property] === undefined || action[property] === '')
                .map((property) => [code, property] as const),
            ...when(element !== '' && byProgram.get(program)?.has(element) !== true, 'E4047', element),
            ...when(element !== '' && stage !== '' && byStage.get(stage)?.has(element) !== true, 'STAGE', element),
            ...when(attribute !== '' && attributes.get(program)?.has(attribute) !== true, 'E4048', attribute),
            ...when(
                action.option !== undefined && options.get(idOf(action.option)) !== sets.get(element),
                'E4041',
                'option of another set'
            ),
            ...when(
                text(action.programRuleActionType) !== 'HIDEPROGRAMSTAGE' && action.programStage !== undefined,
                'E4058',
                'programStage'
            ),
            ...when(text(action.programRuleActionType) === 'HIDEPROGRAMSTAGE' && element !== '', 'E4058', 'dataElement'),
        ]
    })
}

/** ProgramRuleObjectBundleHook: names once in a program, whatever their case (E4057); the stage of a rule belongs to its program. */
const rules: Check = (given) => {
    const owners = new Map(listOf(given, 'programStages').map(({ id, program }) => [id, idOf(program)]))
    const names = listOf(given, 'programRules').map(({ program, name }) => `${idOf(program)} ${text(name).toLowerCase()}`)
    return [
        ...repeated(names).map((name) => finding('E4057', 'programRules', { name }, 'name')),
        ...each(given, 'programRules', ({ program, programStage, programRuleActions }) => [
            ...when(idOf(programStage) !== '' && owners.get(idOf(programStage)) !== idOf(program), 'STAGE', 'of another program'),
            ...when(idsOf(programRuleActions).length === 0, 'ACTIONS', 'none'),
        ]),
    ]
}

const SOURCES: Readonly<Record<string, { needs: string; code: string }>> = {
    DATAELEMENT_CURRENT_EVENT: { needs: 'dataElement', code: 'E4059' },
    DATAELEMENT_NEWEST_EVENT_PROGRAM: { needs: 'dataElement', code: 'E4059' },
    DATAELEMENT_PREVIOUS_EVENT: { needs: 'dataElement', code: 'E4059' },
    TEI_ATTRIBUTE: { needs: 'trackedEntityAttribute', code: 'E4089' },
}
/** Characters that the expression parser reads as one name. */
const VARIABLE = /^[A-Za-z0-9_ .-]+$/

/** ProgramRuleVariableObjectBundleHook: E4051, E4052, E4059, E4089, E4090; and that the program holds the source. */
const variables: Check = (given) => {
    const [elements, attributes] = [elementsOfProgram(given), attributesOf(given)]
    const names = listOf(given, 'programRuleVariables').map(({ program, name }) => `${idOf(program)} ${text(name)}`)
    return [
        ...repeated(names).map((name) => finding('E4051', 'programRuleVariables', { name }, 'name')),
        ...each(given, 'programRuleVariables', (variable) => {
            const source = SOURCES[text(variable.programRuleVariableSourceType)]
            const [element, attribute] = [idOf(variable.dataElement), idOf(variable.trackedEntityAttribute)]
            const held = (element === '' ? attributes : elements).get(idOf(variable.program))?.has(element || attribute)
            return [
                ...when(!VARIABLE.test(text(variable.name)), 'NAME', 'characters'),
                ...when(/(?:^|\s)(?:and|or|not)(?:\s|$)/.test(text(variable.name)), 'E4052', 'keyword'),
                ...when(!source, 'E4090', 'source type'),
                ...when(source !== undefined && variable[source.needs] === undefined, source?.code ?? '', source?.needs ?? ''),
                ...when(held !== true, 'SOURCE', 'not asked by the program'),
            ]
        }),
    ]
}

/** The types of the rule engine tell of its parser's class of the same name instead. */
const Item = DataItemJs as unknown as new (name: string, type: ItemValueType) => DataItemJs

const itemType = (valueType: string): ItemValueType => {
    if (/^(?:NUMBER|INTEGER|PERCENTAGE|UNIT_INTERVAL)/.test(valueType)) {
        return ItemValueType.NUMBER
    }
    if (valueType === 'DATE') {
        return ItemValueType.DATE
    }
    return /^(?:BOOLEAN|TRUE_ONLY)$/.test(valueType) ? ItemValueType.BOOLEAN : ItemValueType.TEXT
}

const DAYS = ['event_date', 'enrollment_date', 'incident_date', 'current_date', 'due_date']

type Items = ReadonlyMap<string, DataItemJs>

/** Variables that expressions of each program may read. */
const itemsOf = (given: Given): Map<string, Items> =>
    new Map(
        listOf(given, 'programs').map(({ id }) => [
            id,
            new Map([
                ...listOf(given, 'programRuleVariables')
                    .filter(({ program }) => idOf(program) === id)
                    .map(({ name, valueType }) => [text(name), new Item(text(name), itemType(text(valueType)))] as const),
                ...DAYS.map((day) => [day, new Item(day, ItemValueType.DATE)] as const),
            ]),
        ])
    )

/** Judged before, by the variables that may be read: reading a condition takes a while, and packages share most of them. */
const judged = new Map<string, Map<string, boolean>>()

const judgedWith = (given: Given): Map<string, boolean> => {
    const variables = JSON.stringify([listOf(given, 'programRuleVariables'), listOf(given, 'programs').map(({ id }) => id)])
    const known = judged.get(variables) ?? new Map<string, boolean>()
    judged.set(variables, known)
    return known
}

/** Conditions and assigned values, read by DHIS2's own rule engine: known functions, known variables, kinds that fit. */
const expressions: Check = (given) => {
    const engine = new RuleEngineJs(false)
    const [known, items, answers] = [ruleOf(given), itemsOf(given), judgedWith(given)]
    const reads = (program: string, expression: string, mode: 'validate' | 'validateDataFieldExpression'): boolean => {
        const question = `${program} ${mode} ${expression}`
        const answer = answers.get(question) ?? engine[mode](expression, new Map(items.get(program))).valid
        answers.set(question, answer)
        return answer
    }
    return [
        ...each(given, 'programRules', ({ condition, program }) =>
            when(!reads(idOf(program), text(condition), 'validate'), 'CONDITION', text(condition).slice(0, 80))
        ),
        ...each(given, 'programRuleActions', ({ data, programRule }) => {
            const program = idOf(known.get(idOf(programRule))?.program)
            return when(data !== undefined && !reads(program, text(data), 'validateDataFieldExpression'), 'CONDITION', text(data))
        }),
    ]
}

export const ruleChecks: readonly Check[] = [actions, rules, variables, expressions]
