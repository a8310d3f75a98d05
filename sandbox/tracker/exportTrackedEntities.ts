import { may } from '../access/sharing.ts'
import { refuse, type Answer } from '../answer.ts'
import { ok, type Call } from '../call.ts'
import { numberOf } from '../json.ts'
import { systemSetting } from '../system/settings.ts'
import { addAttributeFilters, readFilters, type Filter } from './exportFilter.ts'
import { answerPage, orderSql, PAGE_PARAMETERS } from './exportPage.ts'
import {
    addVisible,
    dateWanted,
    notFound,
    oneUid,
    orgUnitsWanted,
    OWNER,
    programWanted,
    refuseList,
    refuseOutOfReach,
    uidList,
    withinWanted,
} from './exportScope.ts'
import { trackerModel, type ProgramModel, type TypeModel } from './model.ts'
import { ownerOf, ownershipOpens } from './ownership.ts'
import type { TrackedEntityRow } from './rows.ts'
import { fieldsWanted, Shaper } from './shape.ts'
import { Where } from './where.ts'
import { isUid } from '#dhis2/uid.ts'

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

interface Asked {
    program?: ProgramModel
    type?: TypeModel
    uids: string[]
    filters: Filter[]
}

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
    const asked: Asked = {
        program,
        type,
        uids,
        filters: readFilters(call, 'filter', model.attributes, 'Tracked entity attribute'),
    }
    const where = conditions(call, asked)
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

const conditions = (call: Call, { program, type, uids, filters }: Asked): Where => {
    const where = new Where()
    const { query, caller, sandbox } = call
    const model = trackerModel(sandbox.registry)
    if (!query.flag('includeDeleted')) {
        where.add('t.deleted = 0')
    }
    if (uids.length > 0) {
        where.oneOf('t.uid', uids)
    }
    const types = [...model.types.values()].filter(
        ({ object }) => may(caller, 'read', object.sharing) && may(caller, 'dataRead', object.sharing)
    )
    where.oneOf('t.type', type ? types.filter(({ id }) => id === type.id).map(({ id }) => id) : types.map(({ id }) => id))
    if (program) {
        addVisible(where, call, [program], { programColumn: 'en.program', overridden: sandbox.rules.listsOverridden })
    }
    where.addIf(dateWanted(call, 'updatedAfter'), 't.updated_at >= ?')
    where.addIf(dateWanted(call, 'updatedBefore', true), 't.updated_at <= ?')
    where.addIf(withinWanted(call, sandbox.rules.shiftsUpdatedWithin), 't.updated_at >= ?')
    if (query.text('potentialDuplicate') !== undefined) {
        where.add('t.potential_duplicate = ?', Number(query.flag('potentialDuplicate')))
    }
    addAttributeFilters(where, filters, model.attributes)
    addEnrollmentConditions(where, call, program)
    return where
}

const STATUSES = ['ACTIVE', 'COMPLETED', 'CANCELLED'] as const

const addEnrollmentConditions = (where: Where, call: Call, program: ProgramModel | undefined): void => {
    const { query } = call
    const inner = new Where().add('x.tracked_entity = t.id').add('x.deleted = 0')
    const before = inner.sql
    if (program) {
        inner.add('x.program = ?', program.id)
    }
    const ofProgram = inner.sql
    inner.addIf(query.optionalChoice('enrollmentStatus', STATUSES), 'x.status = ?')
    if (query.text('followUp') !== undefined) {
        inner.add('x.follow_up = ?', Number(query.flag('followUp')))
    }
    inner.addIf(dateWanted(call, 'enrollmentEnrolledAfter'), 'x.enrolled_at >= ?')
    inner.addIf(dateWanted(call, 'enrollmentEnrolledBefore', true), 'x.enrolled_at <= ?')
    inner.addIf(dateWanted(call, 'enrollmentOccurredAfter'), 'x.occurred_at >= ?')
    inner.addIf(dateWanted(call, 'enrollmentOccurredBefore', true), 'x.occurred_at <= ?')
    const event = eventConditions(call)
    if (event) {
        inner.add(`EXISTS (SELECT 1 FROM event ev WHERE ev.enrollment = x.id AND ${event.sql})`, ...event.values)
    }
    if (inner.sql !== before && inner.sql !== ofProgram) {
        where.add(`EXISTS (SELECT 1 FROM enrollment x WHERE ${inner.sql})`, ...inner.values)
    }
}

/** SQL for an event status as searches for people understand it (dhis2-web-api.md 3.5), with the date that the window applies to. */
const EVENT_STATUS: Record<string, readonly [condition: string, date: string]> = {
    ACTIVE: ["ev.status = 'ACTIVE'", 'ev.occurred_at'],
    VISITED: ["ev.status = 'ACTIVE' AND ev.occurred_at IS NOT NULL", 'ev.occurred_at'],
    COMPLETED: ["ev.status = 'COMPLETED'", 'ev.occurred_at'],
    SCHEDULE: ["ev.status <> 'SKIPPED' AND ev.occurred_at IS NULL AND substr(ev.scheduled_at, 1, 10) >= :today", 'ev.scheduled_at'],
    OVERDUE: ["ev.status <> 'SKIPPED' AND ev.occurred_at IS NULL AND substr(ev.scheduled_at, 1, 10) < :today", 'ev.scheduled_at'],
    SKIPPED: ["ev.status = 'SKIPPED'", 'ev.scheduled_at'],
}

const eventConditions = (call: Call): Where | undefined => {
    const status = call.query.optionalChoice('eventStatus', ['ACTIVE', 'COMPLETED', 'VISITED', 'SCHEDULE', 'OVERDUE', 'SKIPPED'])
    const after = dateWanted(call, 'eventOccurredAfter')
    const before = dateWanted(call, 'eventOccurredBefore', true)
    const stage = oneUid(call, 'programStage')
    const users = uidList(call, 'assignedUsers')
    if (status !== undefined && (after === undefined || before === undefined)) {
        return refuseList(call, '`eventOccurredAfter`, `eventOccurredBefore` and `eventStatus` must be specified together')
    }
    if (status === undefined && stage === undefined && users.length === 0) {
        return undefined
    }
    const where = new Where().add('ev.deleted = 0')
    where.addIf(stage, 'ev.stage = ?')
    if (users.length > 0) {
        where.oneOf('ev.assigned_user', users)
    }
    if (status === undefined || after === undefined || before === undefined) {
        return where
    }
    const [condition, date] = EVENT_STATUS[status] ?? ['1', 'ev.occurred_at']
    where.add(condition.replaceAll(':today', `'${call.sandbox.clock.today()}'`))
    return where.add(`${date} BETWEEN ? AND ?`, after, before)
}

/**
 * A search beyond the own facilities must use searchable or unique attributes, enough of them, and must not find too many
 * (dhis2-web-api.md 3.6).
 */
const checkSearch = (
    call: Call,
    { program, type, uids, filters }: Asked,
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
    const hidden = filters.filter(({ uid }) => holder.attributes.get(uid)?.searchable !== true && attributes.get(uid)?.unique !== true)
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
            ? refuse(401, 'OWNERSHIP_ACCESS_DENIED', null)
            : refuseOutOfReach(call, 'TrackedEntity', uid)
    }
    const fields = fieldsWanted(call, 'trackedEntities')
    const [shaped] = new Shaper(call).trackedEntities([row], fields, program?.id, call.sandbox.rules.showsAllAttributes)
    return ok(shaped)
}

/** The UID in a path; a malformed one is answered with 400, on 2.40 as one that does not exist. */
export const checkedUid = ({ params, sandbox }: Call): string => {
    const uid = params.uid ?? ''
    return isUid(uid) || !sandbox.rules.checksUids
        ? uid
        : refuse(400, `Value '${uid}' is not valid for path parameter uid. UID must be an alphanumeric string of 11 characters.`, null)
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
