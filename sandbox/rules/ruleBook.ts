import { ValueType } from '@dhis2/expression-parser'
import { groupBy } from '../group.ts'
import { idOf, isTrue, numberOf, objects, text } from '../json.ts'
import { derived } from '../metadata/derived.ts'
import type { MetadataObject, Registry } from '../metadata/registry.ts'
import { isNumeric } from '../metadata/valueTypes.ts'
import { Formula } from './formula.ts'

/** Where a variable has its value from. */
const SOURCES = [
    'DATAELEMENT_CURRENT_EVENT',
    'DATAELEMENT_NEWEST_EVENT_PROGRAM',
    'DATAELEMENT_NEWEST_EVENT_PROGRAM_STAGE',
    'DATAELEMENT_PREVIOUS_EVENT',
    'TEI_ATTRIBUTE',
    'CALCULATED_VALUE',
] as const

/** A program rule variable. */
export interface Variable {
    name: string
    source: (typeof SOURCES)[number]
    /** UID of the data element or attribute */
    field: string
    stage?: string
    type: ValueType
    /** names by code, when the variable stands for the name of an option */
    optionNames?: ReadonlyMap<string, string>
}

/** Actions that do something on import. Messages and scheduled events are refused with the metadata; all others only change a form. */
const ACTION_TYPES = ['ASSIGN', 'SHOWERROR', 'SHOWWARNING', 'ERRORONCOMPLETE', 'WARNINGONCOMPLETE', 'SETMANDATORYFIELD'] as const

/** What a rule is asked of. */
type Kind = 'event' | 'enrollment'

export interface Action {
    type: (typeof ACTION_TYPES)[number]
    /** events for data elements, enrollments for attributes, both when it names neither */
    about?: Kind
    /** UID of the data element or attribute that it is about */
    field?: string
    content?: string
    data?: Formula
}

/** A rule as it stands for events or for enrollments: without the actions about the other. */
export interface Rule {
    id: string
    condition: Formula
    actions: readonly Action[]
}

/** The rules of a program, ready to be asked, in the order in which they run. */
export interface ProgramRules {
    programName: string
    variables: ReadonlyMap<string, Variable>
    forEnrollment: readonly Rule[]
    forEvent: (stage: string) => readonly Rule[]
    /** some rule reads what other events of the enrollment hold */
    looksAround: boolean
}

/** All program rules of a server, prepared once for each state of its metadata. */
export class RuleBook {
    readonly constants: ReadonlyMap<string, string>
    private readonly programs = new Map<string, ProgramRules>()

    constructor(registry: Registry) {
        const actions = groupBy(registry.list('programRuleActions'), (action) => idOf(action.programRule))
        const variables = groupBy(registry.list('programRuleVariables'), (variable) => idOf(variable.program))
        for (const [program, rules] of groupBy(registry.list('programRules'), (rule) => idOf(rule.program) ?? '')) {
            const ordered = rules.toSorted((one, other) => priorityOf(one) - priorityOf(other))
            this.programs.set(
                program,
                programRules(registry, program, { rules: ordered, actions, variables: variables.get(program) ?? [] })
            )
        }
        this.constants = new Map(registry.list('constants').map(({ id, value }) => [id, String(numberOf(value))]))
    }

    /** The rules of a program; nothing when it has none that act on import. */
    of(program: string): ProgramRules | undefined {
        return this.programs.get(program)
    }
}

/** The program rules as they are now. */
export const ruleBook = derived((registry) => new RuleBook(registry))

/** Rules without priority run last. */
const priorityOf = ({ priority }: MetadataObject): number => (priority === undefined ? Number.MAX_SAFE_INTEGER : numberOf(priority))

interface Parts {
    rules: readonly MetadataObject[]
    actions: ReadonlyMap<string | undefined, readonly MetadataObject[]>
    variables: readonly MetadataObject[]
}

const programRules = (registry: Registry, program: string, { rules, actions, variables }: Parts): ProgramRules => {
    const named = new Map(
        variables.map((variable) => {
            const made = variableOf(registry, variable)
            return [made.name, made] as const
        })
    )
    const acting = rules.flatMap((rule) => {
        const parts = (actions.get(rule.id) ?? []).flatMap(actionOf)
        const condition = new Formula(text(rule.condition) ?? '', 'condition')
        return parts.length === 0 ? [] : [{ id: rule.id, stage: idOf(rule.programStage), condition, actions: parts }]
    })
    const rulesFor = (kind: Kind, stage?: string): Rule[] =>
        acting
            .filter((rule) => rule.stage === undefined || rule.stage === stage)
            .map((rule) => ({ ...rule, actions: rule.actions.filter(({ about }) => about === undefined || about === kind) }))
    const byStage = new Map<string, readonly Rule[]>()
    return {
        programName: text(registry.get('programs', program)?.name) ?? '',
        variables: named,
        forEnrollment: rulesFor('enrollment'),
        forEvent: (stage) => {
            const made = byStage.get(stage) ?? rulesFor('event', stage)
            byStage.set(stage, made)
            return made
        },
        looksAround: acting.some((rule) => looksAround(rule, named)),
    }
}

const actionOf = (action: MetadataObject): Action[] => {
    const type = ACTION_TYPES.find((known) => known === action.programRuleActionType)
    if (!type) {
        return []
    }
    const element = idOf(action.dataElement)
    const attribute = idOf(action.trackedEntityAttribute)
    const data = type === 'SETMANDATORYFIELD' ? undefined : text(action.data)
    return [
        {
            type,
            about: element !== undefined ? 'event' : attribute !== undefined ? 'enrollment' : undefined,
            field: element ?? attribute,
            content: text(action.content),
            data: data === undefined ? undefined : new Formula(data, 'value'),
        },
    ]
}

const AROUND: readonly string[] = [
    'DATAELEMENT_NEWEST_EVENT_PROGRAM',
    'DATAELEMENT_NEWEST_EVENT_PROGRAM_STAGE',
    'DATAELEMENT_PREVIOUS_EVENT',
]

const looksAround = (rule: Rule, variables: ReadonlyMap<string, Variable>): boolean => {
    const formulas = [rule.condition.text, ...rule.actions.map(({ data }) => data?.text ?? '')].join(' ')
    const read = [...variables.values()].filter(({ name }) => formulas.includes(name))
    return formulas.includes('V{event_count}') || read.some(({ source }) => AROUND.includes(source))
}

const variableOf = (registry: Registry, object: MetadataObject): Variable => {
    const source = SOURCES.find((known) => known === object.programRuleVariableSourceType) ?? 'CALCULATED_VALUE'
    const element = registry.get('dataElements', idOf(object.dataElement))
    const field = element ?? registry.get('trackedEntityAttributes', idOf(object.trackedEntityAttribute))
    const optionSet = isTrue(object.useCodeForOptionSet) ? undefined : registry.get('optionSets', idOf(field?.optionSet))
    return {
        name: text(object.name) ?? '',
        source,
        field: field?.id ?? '',
        stage: idOf(object.programStage),
        type: valueTypeOf(text(field?.valueType ?? object.valueType) ?? 'TEXT'),
        optionNames: optionSet && optionNames(registry, optionSet),
    }
}

const optionNames = (registry: Registry, optionSet: MetadataObject): ReadonlyMap<string, string> =>
    new Map(
        objects(optionSet.options).map((option) => {
            const found = registry.get('options', idOf(option))
            return [text(found?.code) ?? '', text(found?.name) ?? '']
        })
    )

const valueTypeOf = (valueType: string): ValueType => {
    if (valueType === 'BOOLEAN' || valueType === 'TRUE_ONLY') {
        return ValueType.BOOLEAN
    }
    if (isNumeric(valueType)) {
        return ValueType.NUMBER
    }
    return ['DATE', 'DATETIME', 'AGE'].includes(valueType) ? ValueType.DATE : ValueType.STRING
}
