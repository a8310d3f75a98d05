import { may } from '../access/sharing.ts'
import { refuse, type Answer } from '../answer.ts'
import { ok, type Call } from '../call.ts'
import { addAttributeFilters, addDataFilters, readFilters } from './exportFilter.ts'
import { answerPage, orderSql, PAGE_PARAMETERS } from './exportPage.ts'
import {
    addVisible,
    checkedUid,
    dateWanted,
    notFound,
    oneUid,
    orgUnitsWanted,
    programWanted,
    readablePrograms,
    refuseOutOfReach,
    uidList,
    withinWanted,
} from './exportScope.ts'
import { trackerModel } from './model.ts'
import { ENROLLMENT_STATUSES, EVENT_STATUSES } from './payload.ts'
import type { EventRow } from './rows.ts'
import { fieldsWanted, Shaper } from './shape.ts'
import { Where } from './where.ts'

export const EVENT_PARAMETERS = [
    ...PAGE_PARAMETERS,
    'program',
    'programStage',
    'trackedEntity',
    'enrollments',
    'events',
    'orgUnit',
    'orgUnitMode',
    'status',
    'enrollmentStatus',
    'occurredAfter',
    'occurredBefore',
    'scheduledAfter',
    'scheduledBefore',
    'updatedAfter',
    'updatedBefore',
    'updatedWithin',
    'enrollmentEnrolledAfter',
    'enrollmentEnrolledBefore',
    'enrollmentOccurredAfter',
    'enrollmentOccurredBefore',
    'followUp',
    'filter',
    'filterAttributes',
    'assignedUserMode',
    'assignedUsers',
    'includeDeleted',
    'attributeCategoryCombo',
    'attributeCategoryOptions',
    'idScheme',
    'dataElementIdScheme',
    'orgUnitIdScheme',
    'programIdScheme',
]

const FROM = `event ev LEFT JOIN enrollment en ON en.id = ev.enrollment LEFT JOIN tracked_entity t ON t.id = en.tracked_entity
    LEFT JOIN program_owner po ON po.tracked_entity = t.id AND po.program = ev.program`

const COLUMNS = {
    event: 'ev.uid',
    occurredAt: 'ev.occurred_at',
    scheduledAt: 'ev.scheduled_at',
    createdAt: 'ev.created_at',
    createdAtClient: 'ev.created_at_client',
    updatedAt: 'ev.updated_at',
    updatedAtClient: 'ev.updated_at_client',
    completedAt: 'ev.completed_at',
    status: 'ev.status',
    orgUnit: 'ev.org_unit',
    program: 'ev.program',
    programStage: 'ev.stage',
    enrollment: 'en.uid',
    enrolledAt: 'en.enrolled_at',
    trackedEntity: 't.uid',
    followUp: 'ev.follow_up',
}

/** SQL for an event status in event lists: a stored OVERDUE is in neither SCHEDULE nor OVERDUE. */
const STATUS_SQL = {
    ACTIVE: "ev.status = 'ACTIVE'",
    COMPLETED: "ev.status = 'COMPLETED'",
    VISITED: "ev.status = 'ACTIVE' AND ev.occurred_at IS NOT NULL",
    SCHEDULE: "ev.status = 'SCHEDULE'",
    OVERDUE: "ev.status = 'SCHEDULE' AND substr(ev.scheduled_at, 1, 10) < :today",
    SKIPPED: "ev.status = 'SKIPPED'",
}

/** Through the enrollment's own index, which the joins would keep SQLite from using. */
const inEnrollments = (condition: string): string => `ev.enrollment IN (SELECT id FROM enrollment WHERE ${condition})`

/** `GET /api/tracker/events`; 2.43 also lists those of programs with and without registration apart, under names of their own. */
export const listEvents =
    (key: 'events' | 'trackerEvents' | 'singleEvents') =>
    (call: Call): Answer => {
        if (call.sandbox.rules.eventsNeedProgram) {
            call.query.required('program')
        }
        const program = programWanted(call)
        if (program && key !== 'events' && program.registration !== (key === 'trackerEvents')) {
            return refuse(400, `Program ${program.id} has no ${key}.`)
        }
        return answerEvents(call, key)
    }

const answerEvents = (call: Call, key: string): Answer => {
    const where = visible(call)
    addWanted(where, call)
    addDates(where, call)
    const fields = fieldsWanted(call, 'events')
    const { elements, attributes } = trackerModel(call.sandbox.registry)
    const dynamic = (name: string) =>
        elements.has(name)
            ? `json_extract(ev.data_values, '$."${name}".value')`
            : attributes.has(name)
              ? `(SELECT value FROM attribute_value WHERE tracked_entity = t.id AND attribute = '${name}')`
              : undefined
    const list = { key, alias: 'ev', from: FROM, where, order: orderSql(call, 'ev', COLUMNS, dynamic) }
    return answerPage<EventRow>(call, list, (rows) => new Shaper(call).events(rows, fields))
}

const addWanted = (where: Where, call: Call): void => {
    const { query, sandbox } = call
    const { elements, attributes } = trackerModel(sandbox.registry)
    const program = programWanted(call)
    const units = orgUnitsWanted(call, 'orgUnit')
    const status = query.optionalChoice('status', EVENT_STATUSES)
    if (!query.flag('includeDeleted')) {
        where.add('ev.deleted = 0')
    }
    if (program) {
        where.add(`${selective(call) ? '+' : ''}ev.program = ?`, program.id)
    }
    if (units) {
        where.oneOf('ev.org_unit', units)
    }
    if (status) {
        where.add(STATUS_SQL[status].replaceAll(':today', `'${sandbox.clock.today()}'`))
    }
    where.addIf(oneUid(call, 'programStage'), 'ev.stage = ?')
    where.addIf(oneUid(call, 'trackedEntity'), inEnrollments('tracked_entity = (SELECT id FROM tracked_entity WHERE uid = ?)'))
    const lists = { events: uidList(call, 'events'), users: uidList(call, 'assignedUsers'), enrollments: uidList(call, 'enrollments') }
    if (lists.events.length > 0) {
        where.oneOf('ev.uid', lists.events)
    }
    if (lists.users.length > 0) {
        where.oneOf('ev.assigned_user', lists.users)
    }
    if (lists.enrollments.length > 0) {
        where.add(inEnrollments('uid IN (SELECT value FROM json_each(?))'), JSON.stringify(lists.enrollments))
    }
    where.addIf(query.optionalChoice('enrollmentStatus', ENROLLMENT_STATUSES), 'en.status = ?')
    if (query.text('followUp') !== undefined) {
        where.add('ev.follow_up = ?', Number(query.flag('followUp')))
    }
    addAssignedMode(where, call)
    addDataFilters(where, readFilters(call, 'filter', elements, 'Data element'), elements)
    addAttributeFilters(where, readFilters(call, 'filterAttributes', attributes, 'Tracked entity attribute'), attributes)
}

/** With few events named, SQLite must not walk all events of the program: a plus sign keeps it off that index. */
const selective = ({ query }: Call): boolean => ['events', 'enrollments', 'trackedEntity'].some((name) => query.text(name) !== undefined)

const addAssignedMode = (where: Where, call: Call): void => {
    const mode = call.query.optionalChoice('assignedUserMode', ['CURRENT', 'PROVIDED', 'NONE', 'ANY', 'ALL'])
    if (mode === 'CURRENT') {
        where.add('ev.assigned_user = ?', call.caller.uid)
    }
    if (mode === 'NONE') {
        where.add('ev.assigned_user IS NULL')
    }
    if (mode === 'ANY') {
        where.add('ev.assigned_user IS NOT NULL')
    }
}

const addDates = (where: Where, call: Call): void => {
    const between = (name: string, column: string) => {
        where.addIf(dateWanted(call, `${name}After`), `${column} >= ?`)
        where.addIf(dateWanted(call, `${name}Before`, true), `${column} <= ?`)
    }
    between('occurred', 'ev.occurred_at')
    between('scheduled', 'ev.scheduled_at')
    between('updated', 'ev.updated_at')
    between('enrollmentEnrolled', 'en.enrolled_at')
    between('enrollmentOccurred', 'en.occurred_at')
    where.addIf(withinWanted(call, true), 'ev.updated_at >= ?')
}

/** `GET /api/tracker/events/{uid}`. */
export const oneEvent = (call: Call): Answer => {
    const uid = checkedUid(call)
    const where = visible(call).add('ev.uid = ?', uid).add('ev.deleted = 0')
    const row = call.sandbox.store.one<EventRow>(`SELECT ev.* FROM ${FROM} WHERE ${where.sql}`, ...where.values)
    if (!row) {
        const exists = call.sandbox.store.one('SELECT 1 FROM event WHERE uid = ? AND deleted = 0', uid)
        return exists ? refuseOutOfReach(call, 'Event', uid) : notFound('Event', uid)
    }
    return ok(new Shaper(call).events([row], fieldsWanted(call, 'events'))[0])
}

/** Events of event programs have no owner: they are visible where they happened. */
const visible = (call: Call): Where => {
    const { caller, sandbox } = call
    const where = new Where()
    const programs = readablePrograms(call)
    const stages = [...trackerModel(sandbox.registry).stages.values()].filter(({ object }) => may(caller, 'dataRead', object.sharing))
    where.oneOf(
        '+ev.program',
        programs.map(({ id }) => id)
    )
    where.oneOf(
        '+ev.stage',
        stages.map(({ id }) => id)
    )
    if (caller.superuser) {
        return where
    }
    const owned = new Where()
    addVisible(owned, call, programs, { programColumn: 'ev.program' })
    const placed = new Where().add('ev.enrollment IS NULL').oneOf('ev.org_unit', sandbox.orgUnits.within(caller.search))
    return where.add(`(${placed.sql}) OR (${owned.sql})`, ...placed.values, ...owned.values)
}
