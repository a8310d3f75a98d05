import { hasAuthority, type Caller } from '../access/caller.ts'
import { may, mayCreate } from '../access/sharing.ts'
import type { DialectRules } from '../dialect.ts'
import { idOf, idsOf, isObject, text, type JsonObject } from '../json.ts'
import { checkParticulars } from './particulars.ts'
import type { Incoming, Payload } from './payload.ts'
import type { Registry } from './registry.ts'
import type { MetadataError } from './report.ts'
import { className, referencedType } from './types.ts'
import { isUid } from '#dhis2/uid.ts'

/** What the checks of one payload share. */
export interface CheckContext {
    payload: Payload
    registry: Registry
    caller: Caller
    rules: DialectRules
    strategy: string
}

const LENGTHS: Record<string, number> = { name: 230, shortName: 50, code: 50 }

/** The Java class of a required property, as reports name it; text unless listed. */
const KLASSES: Record<string, string> = {
    aggregationType: 'org.hisp.dhis.analytics.AggregationType',
    domainType: 'org.hisp.dhis.dataelement.DataElementDomain',
    valueType: 'org.hisp.dhis.common.ValueType',
}

interface Found {
    errors: MetadataError[]
    failedChecks: number
}

/** Everything wrong with one incoming object, and how many of DHIS2's checks it failed. */
export const validate = (incoming: Incoming, { payload, registry, caller, rules, strategy }: CheckContext): Found => {
    const existence = checkExistence(incoming, strategy)
    if (existence.length > 0) {
        return { errors: existence, failedChecks: 1 }
    }
    const rights = checkRights(incoming, caller)
    if (rights.length > 0) {
        return { errors: rights, failedChecks: 1 }
    }
    if (incoming.operation === 'deleted') {
        return { errors: [], failedChecks: 0 }
    }
    const references = checkReferences(incoming, payload, registry)
    const checks = [
        checkSchema(incoming, rules),
        checkUid(incoming),
        references,
        checkUnique(incoming, payload, registry),
        checkParticulars({ incoming, payload, registry, checksSources: rules.checksRuleSources }),
    ]
    // a missing reference is found by two of DHIS2's checks, and the object counts as ignored twice
    const failedChecks = checks.filter((errors) => errors.length > 0).length + (references.length > 0 ? 1 : 0)
    return { errors: checks.flat(), failedChecks }
}

export const labelOf = ({ type, object }: Pick<Incoming, 'type' | 'object'>): string =>
    `${text(object.name) ?? ''} [${object.id}] (${className(type)})`

const checkExistence = (incoming: Incoming, strategy: string): MetadataError[] => {
    if (strategy === 'CREATE' && incoming.existing) {
        return [
            {
                errorCode: 'E5000',
                message: `Found matching object for reference, but import mode is CREATE: ${labelOf(incoming)}`,
                mainId: incoming.object.id,
            },
        ]
    }
    if ((strategy === 'UPDATE' || strategy === 'DELETE') && !incoming.existing) {
        return [{ errorCode: 'E5001', message: `No matching object for reference: ${labelOf(incoming)}`, mainId: incoming.object.id }]
    }
    return []
}

const checkRights = (incoming: Incoming, caller: Caller): MetadataError[] => {
    const { type, existing, operation } = incoming
    const allowed = mayCreate(caller, type.plural) && (!existing || may(caller, 'write', existing.sharing))
    if (allowed || hasAuthority(caller, 'ALL')) {
        return []
    }
    const [errorCode, verb] = { created: ['E3000', 'create'], updated: ['E3001', 'update'], deleted: ['E3002', 'delete'] }[operation]
    return [{ errorCode: errorCode ?? '', message: `User \`${caller.username}\` is not allowed to ${verb} ${labelOf(incoming)}` }]
}

const checkSchema = ({ type, object }: Incoming, { mayLack }: DialectRules): MetadataError[] => {
    const lenient: Readonly<Record<string, readonly string[]>> = mayLack
    const missing = type.required
        .filter((property) => !(type.plural === 'programStages' && property === 'program'))
        .filter((property) => lenient[type.plural]?.includes(property) !== true)
        .filter((property) => object[property] === undefined || object[property] === null || object[property] === '')
        .map((property) => ({
            errorCode: 'E4000',
            message: `Missing required property \`${property}\``,
            errorProperty: property,
            errorKlass: KLASSES[property] ?? 'java.lang.String',
        }))
    const long = Object.entries(LENGTHS)
        .filter(([property, limit]) => (text(object[property])?.length ?? 0) > limit)
        .map(([property, limit]) => ({
            errorCode: 'E4001',
            message: `Maximum length of property \`${property}\` is ${limit}`,
            errorProperty: property,
            errorKlass: 'java.lang.String',
        }))
    const short = object.id.length === 11 ? [] : [lengthOfId(object.id)]
    return [...missing, ...long, ...short]
}

const lengthOfId = (id: string): MetadataError => ({
    errorCode: 'E4002',
    message: `Allowed length range for property \`id\` is [11 to 11], but given length was ${id.length}`,
    errorProperty: 'id',
    errorKlass: 'java.lang.String',
})

const checkUid = ({ object, type }: Incoming): MetadataError[] =>
    isUid(object.id) ? [] : [{ errorCode: 'E4014', message: `Invalid UID \`${object.id}\` for property \`${className(type)}\`` }]

const checkReferences = (incoming: Incoming, payload: Payload, registry: Registry): MetadataError[] =>
    referencesOf(incoming.object)
        .filter(({ type, id }) => !registry.get(type, id) && !payload.holds(type, id))
        .map(({ type, id, property }) => ({
            errorCode: 'E5002',
            message: `Invalid reference [${id}] (${type}) on object ${labelOf(incoming)} for association \`${property}\``,
            errorProperty: property,
            mainId: incoming.object.id,
        }))

/** Every reference to a checked collection inside an object. */
export const referencesOf = (object: JsonObject): { type: string; id: string; property: string }[] =>
    Object.entries(object).flatMap(([property, value]) => {
        if (property === 'sharing' || property === 'translations' || property === 'createdBy' || property === 'lastUpdatedBy') {
            return []
        }
        const type = referencedType(property)
        if (type !== undefined) {
            const ids = Array.isArray(value) ? idsOf(value) : [idOf(value)]
            return ids.filter((id) => id !== undefined && id !== object.id).map((id) => ({ type, id: id ?? '', property }))
        }
        const parts = Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : []
        return parts.flatMap(referencesOf)
    })

const checkUnique = (incoming: Incoming, payload: Payload, registry: Registry): MetadataError[] =>
    incoming.type.unique.flatMap((property) => {
        const value = text(incoming.object[property])
        if (value === undefined) {
            return []
        }
        const taken = registry.findBy(incoming.type.plural, property, value)
        const [replaced] = taken ? payload.saying(incoming.type.plural, 'id', taken.id) : []
        if (taken && taken.id !== incoming.object.id && (!replaced || text(replaced.object[property]) === value)) {
            return [notUnique('E5003', property, incoming, taken.id)]
        }
        const twin = payload.saying(incoming.type.plural, property, value).find((other) => other !== incoming)
        return twin ? [notUnique('E5005', property, incoming, twin.object.id)] : []
    })

const notUnique = (errorCode: string, property: string, incoming: Incoming, other: string): MetadataError => ({
    errorCode,
    message: `Property \`${property}\` with value \`${text(incoming.object[property])}\` on object ${labelOf(incoming)} already exists on object ${other}`,
    errorProperty: property,
    mainId: other,
})
