import { notSupported } from '../answer.ts'
import { idOf, idsOf, isObject, objects, text, type JsonObject } from '../json.ts'
import type { Incoming, Payload } from './payload.ts'
import type { Registry } from './registry.ts'
import type { MetadataError } from './report.ts'

interface Checked {
    incoming: Incoming
    payload: Payload
    registry: Registry
    /** a variable must name what its source type reads (E4059, E4089) */
    checksSources: boolean
}

type Check = (checked: Checked) => MetadataError[]

const when = (wrong: boolean, errorCode: string, message: string, errorProperty?: string): MetadataError[] =>
    wrong ? [{ errorCode, message, ...(errorProperty !== undefined && { errorProperty }) }] : []

const programStage: Check = ({ incoming: { object } }) =>
    when(idOf(object.program) === undefined, 'E4053', `Program stage ${object.id} must reference a program`, 'program')

const user: Check = ({ incoming: { object } }) =>
    when(idsOf(object.userRoles).length === 0, 'E4055', `User ${object.id} must have at least one user role`, 'userRoles')

const option: Check = ({ incoming, payload, registry }) => {
    const { object } = incoming
    const code = text(object.code)
    const set = idOf(object.optionSet)
    const isTwin = (other: JsonObject) => other.id !== object.id && idOf(other.optionSet) === set && other.code === object.code
    const inPayload = payload.saying('options', 'code', code).some((other) => isTwin(other.object))
    const stored = registry.listBy('options', 'code', code).some(isTwin)
    return when(set !== undefined && (inPayload || stored), 'E4028', `Option set ${set} already contains ${code}`, 'code')
}

/** True when the program has stored another object of this name. */
const nameTaken = (registry: Registry, type: string, object: JsonObject, fold: (name: string) => string): boolean =>
    registry
        .list(type)
        .some(
            (other) =>
                other.id !== object.id &&
                idOf(other.program) === idOf(object.program) &&
                fold(text(other.name) ?? '') === fold(text(object.name) ?? '')
        )

const programRule: Check = ({ incoming: { object }, registry }) =>
    when(
        nameTaken(registry, 'programRules', object, (name) => name.toLowerCase()),
        'E4057',
        `The program rule name ${text(object.name)} already exists in its program`
    )

/** What a variable of a source type must name. */
const SOURCES: Record<string, readonly [property: string, errorCode: string]> = {
    DATAELEMENT_CURRENT_EVENT: ['dataElement', 'E4059'],
    DATAELEMENT_NEWEST_EVENT_PROGRAM: ['dataElement', 'E4059'],
    DATAELEMENT_NEWEST_EVENT_PROGRAM_STAGE: ['dataElement', 'E4059'],
    DATAELEMENT_PREVIOUS_EVENT: ['dataElement', 'E4059'],
    TEI_ATTRIBUTE: ['trackedEntityAttribute', 'E4089'],
}

const programRuleVariable: Check = ({ incoming: { object }, registry, checksSources }) => {
    const name = text(object.name) ?? ''
    const [property, errorCode] = SOURCES[text(object.programRuleVariableSourceType) ?? ''] ?? []
    const lacks = checksSources && property !== undefined && idOf(object[property]) === undefined
    return [
        ...when(
            nameTaken(registry, 'programRuleVariables', object, (given) => given),
            'E4051',
            `A program rule variable with name ${name} exists in its program`
        ),
        ...when(/(?:^|\s)(?:and|or|not)(?:\s|$)/.test(name), 'E4052', `Program rule variable name ${name} contains and, or, or not`),
        ...when(lacks, errorCode ?? '', `Program rule variable ${name} requires a ${property}`),
    ]
}

/** What a program rule action of a type must name. */
const TARGETS: Record<string, readonly [properties: readonly string[], errorCode: string]> = {
    HIDEFIELD: [['dataElement', 'trackedEntityAttribute'], 'E4044'],
    SETMANDATORYFIELD: [['dataElement', 'trackedEntityAttribute'], 'E4044'],
    HIDESECTION: [['programStageSection'], 'E4036'],
    HIDEPROGRAMSTAGE: [['programStage'], 'E4038'],
    HIDEOPTION: [['option'], 'E4040'],
    SHOWOPTIONGROUP: [['optionGroup'], 'E4042'],
    HIDEOPTIONGROUP: [['optionGroup'], 'E4042'],
    SENDMESSAGE: [['templateUid'], 'E4035'],
    SCHEDULEMESSAGE: [['templateUid'], 'E4035'],
}

/** Actions that DHIS2 carries out on import and the sandbox does not. */
const LEFT_OUT = ['SENDMESSAGE', 'SCHEDULEMESSAGE', 'SCHEDULEEVENT']

const programRuleAction: Check = ({ incoming: { object, operation } }) => {
    const type = text(object.programRuleActionType) ?? ''
    const [properties = [], errorCode = ''] = TARGETS[type] ?? []
    const lacks = properties.length > 0 && properties.every((property) => idOf(object[property]) === undefined)
    if (!lacks && operation !== 'deleted' && LEFT_OUT.includes(type)) {
        notSupported(`program rule actions of type ${type}`)
    }
    return when(lacks, errorCode, `A program rule action of type ${type} needs ${properties.join(' or ')}`)
}

/** The two ends of a relationship type: what each must and may not name. */
const relationshipType: Check = ({ incoming: { object } }) =>
    ['fromConstraint', 'toConstraint'].flatMap((end) => {
        const constraint = object[end]
        if (!isObject(constraint)) {
            return []
        }
        const set = (property: string) => idOf(constraint[property]) !== undefined
        const entity = text(constraint.relationshipEntity)
        const about = `of the ${end} with ${entity}`
        if (entity === 'TRACKED_ENTITY_INSTANCE') {
            return [
                ...when(set('programStage'), 'E4023', `programStage can not be set ${about}`),
                ...when(!set('trackedEntityType'), 'E4024', `trackedEntityType must be set ${about}`),
            ]
        }
        if (entity === 'PROGRAM_INSTANCE') {
            return [
                ...when(set('trackedEntityType'), 'E4023', `trackedEntityType can not be set ${about}`),
                ...when(set('programStage'), 'E4023', `programStage can not be set ${about}`),
                ...when(!set('program'), 'E4024', `program must be set ${about}`),
            ]
        }
        return [
            ...when(set('trackedEntityType'), 'E4023', `trackedEntityType can not be set ${about}`),
            ...when(set('program') && set('programStage'), 'E4025', `program and programStage exclude each other ${about}`),
            ...when(!set('program') && !set('programStage'), 'E4026', `program or programStage is required ${about}`),
        ]
    })

const CHECKS: Record<string, Check> = {
    programStages: programStage,
    users: user,
    options: option,
    programRules: programRule,
    programRuleVariables: programRuleVariable,
    programRuleActions: programRuleAction,
    relationshipTypes: relationshipType,
}

/** What DHIS2's hooks find wrong with an object of one collection. */
export const checkParticulars: Check = (checked) => CHECKS[checked.incoming.type.plural]?.(checked) ?? []

/**
 * True for a payload that a server takes in a dry run and then fails on as a whole: approval levels, workflows of theirs and data sets of those
 * workflows, all new at once. It must be sent in steps.
 */
export const failsOnCommit = (payload: JsonObject, registry: Registry): boolean => {
    const fresh = (type: string) => objects(payload[type]).filter(({ id }) => !registry.get(type, text(id)))
    const levels = new Set(fresh('dataApprovalLevels').map(({ id }) => id))
    const workflows = new Set(
        fresh('dataApprovalWorkflows')
            .filter(({ dataApprovalLevels }) => idsOf(dataApprovalLevels).some((id) => levels.has(id)))
            .map(({ id }) => id)
    )
    return fresh('dataSets').some(({ workflow }) => workflows.has(idOf(workflow)))
}
