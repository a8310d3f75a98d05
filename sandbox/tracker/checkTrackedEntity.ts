import { hasAuthority } from '../access/caller.ts'
import type { Checks } from './check.ts'
import type { InEnrollment, InTrackedEntity } from './payload.ts'
import { lacksToChange } from './personRights.ts'
import type { TrackedEntityRow } from './rows.ts'

const LONGEST_VALUE = 1200

/** Checks a tracked entity, group by group. */
export const checkTrackedEntity = (checks: Checks, entity: InTrackedEntity): void => {
    const groups = checks.strategy === 'DELETE' ? [existence, deletion] : [existence, mandatory, references, updatable, rights, content]
    checks.inOrder(
        entity,
        groups.map((group) => (one: InTrackedEntity) => group(checks, one))
    )
}

const existence = (checks: Checks, entity: InTrackedEntity): void => {
    const stored = checks.preheat.trackedEntities.get(entity.uid)
    if (stored?.deleted) {
        checks.error(entity, 'E1114', `TrackedEntity: ${entity.uid} is already deleted and cannot be modified.`)
    } else if (stored && checks.strategy === 'CREATE') {
        checks.error(entity, 'E1002', `TrackedEntity: ${entity.uid}, already exists.`)
    } else if (!stored && checks.mustExist) {
        checks.error(entity, 'E1063', `TrackedEntity: ${entity.uid}, does not exist.`)
    }
}

const mandatory = (checks: Checks, entity: InTrackedEntity): void => {
    if (entity.type === undefined) {
        checks.error(entity, 'E1121', 'Missing required tracked entity property: trackedEntityType.')
    }
    if (entity.orgUnit === undefined) {
        checks.error(entity, 'E1121', 'Missing required tracked entity property: orgUnit.')
    }
}

const references = (checks: Checks, entity: InTrackedEntity): void => {
    if (!checks.orgUnitExists(entity.orgUnit)) {
        checks.error(entity, 'E1049', `Could not find OrganisationUnit: ${entity.orgUnit}.`)
    }
    const type = checks.model.types.get(entity.type ?? '')
    if (!type || !checks.may('read', type.object)) {
        checks.error(entity, 'E1005', `Could not find TrackedEntityType: ${entity.type}.`)
    }
}

const updatable = (checks: Checks, entity: InTrackedEntity): void => {
    const stored = checks.preheat.trackedEntities.get(entity.uid)
    if (stored && stored.type !== entity.type) {
        checks.error(entity, 'E1126', 'Not allowed to update Tracked Entity property: trackedEntityType.')
    }
}

const rights = (checks: Checks, entity: InTrackedEntity): void => {
    const stored = checks.preheat.trackedEntities.get(entity.uid)
    const type = checks.model.types.get(entity.type ?? '')
    if (stored) {
        refuseChange(checks, entity, stored)
    } else if (type && !checks.may('dataWrite', type.object)) {
        checks.error(entity, 'E1001', `No data write access to TrackedEntityType: ${type.id}.`)
    }
    checks.checkPlace(entity, stored, checks.inCapture(entity.orgUnit ?? ''))
}

const refuseChange = (checks: Checks, entity: InTrackedEntity, stored: TrackedEntityRow): void => {
    for (const code of lacksToChange(checks, stored)) {
        checks.error(entity, code, `No write access to TrackedEntity: ${entity.uid}.`)
    }
}

const deletion = (checks: Checks, entity: InTrackedEntity): void => {
    const stored = checks.preheat.trackedEntities.get(entity.uid)
    if (!stored) {
        return
    }
    if (!checks.inCapture(stored.org_unit)) {
        checks.error(entity, 'E1000', `No write access to OrganisationUnit: ${stored.org_unit}.`)
    }
    refuseChange(checks, entity, stored)
    const enrolled = (checks.preheat.enrollmentsOf.get(stored.id)?.length ?? 0) > 0
    if (enrolled && !hasAuthority(checks.caller, 'F_TEI_CASCADE_DELETE')) {
        checks.error(entity, 'E1100', `User lacks F_TEI_CASCADE_DELETE authority to delete TrackedEntity: ${entity.uid}.`)
    }
}

const content = (checks: Checks, entity: InTrackedEntity): void => {
    const type = checks.model.types.get(entity.type ?? '')
    const stored = checks.preheat.trackedEntities.get(entity.uid)
    const required = [...(type?.attributes ?? [])].filter(([, { mandatory: needed }]) => needed).map(([attribute]) => attribute)
    checkAttributes(checks, entity, new Set(required))
    const kept = (stored && checks.preheat.attributes.get(stored.id)) ?? new Map<string, unknown>()
    const given = new Set(entity.attributes.map(({ attribute }) => attribute))
    for (const attribute of required) {
        if (!given.has(attribute) && !kept.has(attribute)) {
            checks.error(entity, 'E1090', `Attribute: ${attribute} is mandatory in tracked entity type ${type?.id}.`)
        }
    }
}

/** Checks the values of attributes, of a tracked entity or of an enrollment. */
export const checkAttributes = (checks: Checks, object: InTrackedEntity | InEnrollment, mandatoryOnes: ReadonlySet<string>): void => {
    const owner = object.kind === 'TRACKED_ENTITY' ? object.uid : (object.trackedEntity ?? '')
    for (const { attribute, value } of object.attributes) {
        const model = checks.model.attributes.get(attribute)
        if (!model) {
            checks.error(object, 'E1006', `Attribute: ${attribute}, does not exist.`)
        } else if (value === undefined) {
            if (mandatoryOnes.has(attribute)) {
                checks.error(object, 'E1076', `Attribute: ${attribute} is mandatory and can't be null.`)
            }
        } else if (value.length > LONGEST_VALUE) {
            checks.error(object, 'E1077', `The value of ${attribute} is longer than ${LONGEST_VALUE} characters.`)
        } else {
            checks.checkValue(object, value, model, typeCodes(checks, model.valueType))
            if (model.unique && isTaken(checks, attribute, value, owner)) {
                checks.error(object, 'E1064', `Non-unique attribute value for attribute ${attribute}.`)
            }
        }
    }
}

/** Types whose values 2.40 looks at twice. */
const TWICE = ['NUMBER', 'BOOLEAN', 'DATE', 'DATETIME', 'TRUE_ONLY', 'USERNAME']

const typeCodes = ({ sandbox }: Checks, valueType: string): string[] => {
    if (!sandbox.rules.checksAttributesTwice) {
        return ['E1007']
    }
    return TWICE.includes(valueType) ? ['E1085', 'E1007'] : ['E1085']
}

/** Uniqueness is exact and case-sensitive; inside a payload both holders are refused. */
const isTaken = (checks: Checks, attribute: string, value: string, owner: string): boolean => {
    const stored = checks.preheat.uniqueHolders.get(`${attribute}.${value}`) ?? []
    return stored.some((holder) => holder !== owner) || checks.payloadHolders(attribute, value).some((holder) => holder !== owner)
}
