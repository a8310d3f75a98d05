import { may } from '../access/sharing.ts'
import { refuse, type Answer } from '../answer.ts'
import { ok, type Call } from '../call.ts'
import { numberOf } from '../json.ts'
import { systemSetting } from '../system/settings.ts'
import { readFilters } from './exportFilter.ts'
import { answerPage, orderSql, PAGE_PARAMETERS } from './exportPage.ts'
import { checkedUid, notFound, oneUid, orgUnitsWanted, OWNER, programWanted, refuseList, refuseOutOfReach, uidList } from './exportScope.ts'
import { trackerModel, type ProgramModel } from './model.ts'
import { ownerOf, ownershipOpens } from './ownership.ts'
import type { TrackedEntityRow } from './rows.ts'
import { searchConditions, type Search } from './searchConditions.ts'
import { fieldsWanted, Shaper } from './shape.ts'
import type { Where } from './where.ts'

export const TRACKED_ENTITY_PARAMETERS = [
    ...PAGE_PARAMETERS,
    'program',
    'programStage',
    'trackedEntityType',
    'trackedEntities',
    'orgUnits',
    'orgUnitMode',
    'filter',
    'followUp',
    'enrollmentStatus',
    'updatedAfter',
    'updatedBefore',
    'updatedWithin',
    'enrollmentEnrolledAfter',
    'enrollmentEnrolledBefore',
    'enrollmentOccurredAfter',
    'enrollmentOccurredBefore',
    'eventStatus',
    'eventOccurredAfter',
    'eventOccurredBefore',
    'assignedUserMode',
    'assignedUsers',
    'includeDeleted',
    'potentialDuplicate',
]

/** `GET /api/tracker/trackedEntities`. */
export const listTrackedEntities = (call: Call): Answer => {
    const model = trackerModel(call.sandbox.registry)
    checkPageSize(call)
    const uids = uidList(call, 'trackedEntities')
    const program = programWanted(call)
    const typeUid = oneUid(call, 'trackedEntityType')
    if (program && typeUid !== undefined) {
        return refuseList(call, '`program` and `trackedEntityType` cannot be specified simultaneously')
    }
    if (!program && typeUid === undefined && uids.length === 0) {
        return refuseList(call, 'Either `program`, `trackedEntityType` or `trackedEntities` should be specified')
    }
    const type =
        typeUid === undefined
            ? undefined
            : (model.types.get(typeUid) ?? refuse(400, `Tracked entity type is specified but does not exist: ${typeUid}`))
    const asked: Search = {
        program,
        type,
        uids,
        filters: readFilters(call, 'filter', model.attributes, 'Tracked entity attribute'),
    }
    const where = searchConditions(call, asked)
    const order = orderSql(call, 't', columns(program), attributeColumn(call))
    const units = orgUnitsWanted(call, 'orgUnits', uids)
    if (units) {
        where.oneOf(program ? OWNER : 't.org_unit', units)
    }
    const enrolled = call.query.flag('includeDeleted') ? '' : ' AND e.deleted = 0'
    const from = program
        ? `program_owner po JOIN tracked_entity t ON t.id = po.tracked_entity AND po.program = '${program.id}'
           JOIN enrollment en ON en.id = (SELECT max(e.id) FROM enrollment e WHERE e.tracked_entity = t.id AND e.program = '${program.id}'${enrolled})`
        : 'tracked_entity t'
    checkSearch(call, asked, units, { from, where })
    const shaper = new Shaper(call)
    const fields = fieldsWanted(call, 'trackedEntities')
    return answerPage<TrackedEntityRow>(call, { key: 'trackedEntities', alias: 't', from, where, order }, (rows) =>
        shaper.trackedEntities(rows, fields, program?.id)
    )
}

const checkPageSize = (call: Call): void => {
    const limit = numberOf(systemSetting(call.sandbox, 'KeyTrackedEntityMaxLimit'))
    const asked = numberOf(call.query.text('pageSize'))
    if (call.sandbox.rules.limitsPageSize && limit > 0 && asked > limit) {
        refuse(400, `Invalid page size: ${asked}. It must not exceed the system limit of KeyTrackedEntityMaxLimit ${limit}.`)
    }
}

const columns = (program: ProgramModel | undefined): Record<string, string> => ({
    createdAt: 't.created_at',
    createdAtClient: 't.created_at_client',
    ...(program && { enrolledAt: 'en.enrolled_at' }),
    inactive: 't.inactive',
    trackedEntity: 't.uid',
    updatedAt: 't.updated_at',
    updatedAtClient: 't.updated_at_client',
})

const attributeColumn =
    (call: Call) =>
    (name: string): string | undefined =>
        trackerModel(call.sandbox.registry).attributes.has(name)
            ? `(SELECT value FROM attribute_value WHERE tracked_entity = t.id AND attribute = '${name}')`
            : undefined

/**
 * A search beyond the own facilities must use searchable or unique attributes, enough of them, and must not find too many.
 */
const checkSearch = (
    call: Call,
    { program, type, uids, filters }: Search,
    units: readonly string[] | undefined,
    { from, where }: { from: string; where: Where }
): void => {
    const { caller, sandbox } = call
    const holder = program ?? type
    if (!holder || uids.length > 0 || caller.superuser) {
        return
    }
    const isLocal = units?.every((unit) => sandbox.orgUnits.isWithin(unit, caller.capture)) === true
    if (isLocal) {
        return
    }
    const { attributes } = trackerModel(sandbox.registry)
    const isSearchable = (uid: string, own = holder.attributes.get(uid)) =>
        own !== undefined && (own.searchable || attributes.get(uid)?.unique === true)
    const hidden = filters.filter(({ uid }) => !isSearchable(uid))
    if (hidden.length > 0) {
        refuse(409, `Non-searchable attribute(s) can not be used during global search: [${hidden.map(({ uid }) => uid).join(', ')}]`, null)
    }
    const unique = filters.some(({ uid }) => attributes.get(uid)?.unique === true)
    if (!unique && filters.length < holder.minAttributesToSearch) {
        refuse(409, `At least ${holder.minAttributesToSearch} attributes should be mentioned in the search criteria.`, null)
    }
    if (holder.maxToReturn <= 0) {
        return
    }
    const found = sandbox.store.one<{ total: number }>(`SELECT count(*) AS total FROM ${from} WHERE ${where.sql}`, ...where.values)
    if ((found?.total ?? 0) > holder.maxToReturn) {
        refuse(409, 'maxteicountreached', null)
    }
}

/** `GET /api/tracker/trackedEntities/{uid}`. */
export const oneTrackedEntity = (call: Call): Answer => {
    const uid = checkedUid(call)
    const programUid = oneUid(call, 'program')
    const program = trackerModel(call.sandbox.registry).programs.get(programUid ?? '')
    if (programUid !== undefined && !program) {
        return notFound('Program', programUid)
    }
    const row = call.sandbox.store.one<TrackedEntityRow>('SELECT * FROM tracked_entity WHERE uid = ? AND deleted = 0', uid)
    if (!row) {
        return notFound('TrackedEntity', uid)
    }
    if (!isVisible(call, row, program)) {
        return program && call.sandbox.rules.outOfReachStatus === 409
            ? refuse(401, program.accessLevel === 'CLOSED' ? 'PROGRAM_ACCESS_CLOSED' : 'OWNERSHIP_ACCESS_DENIED', null)
            : refuseOutOfReach(call, 'TrackedEntity', uid)
    }
    const fields = fieldsWanted(call, 'trackedEntities')
    const [shaped] = new Shaper(call).trackedEntities([row], fields, program?.id, call.sandbox.rules.showsAllAttributes)
    return ok(shaped)
}

const isVisible = (call: Call, row: TrackedEntityRow, program: ProgramModel | undefined): boolean => {
    const { sandbox, caller } = call
    const type = trackerModel(sandbox.registry).types.get(row.type)
    if (caller.superuser) {
        return true
    }
    if (!type || !may(caller, 'dataRead', type.object.sharing)) {
        return false
    }
    if (program) {
        return (
            may(caller, 'dataRead', program.object.sharing) &&
            ownershipOpens(sandbox, caller, program, { id: row.id, owner: ownerOf(sandbox, row, program.id) })
        )
    }
    if (sandbox.orgUnits.isWithin(row.org_unit, caller.search)) {
        return true
    }
    const owners = sandbox.store.all<{ org_unit: string; program: string }>(
        'SELECT org_unit, program FROM program_owner WHERE tracked_entity = ?',
        row.id
    )
    const { programs } = trackerModel(sandbox.registry)
    return owners.some(({ org_unit, program: uid }) => {
        const owned = programs.get(uid)
        return (
            owned !== undefined &&
            may(caller, 'dataRead', owned.object.sharing) &&
            ownershipOpens(sandbox, caller, owned, { id: row.id, owner: org_unit })
        )
    })
}
