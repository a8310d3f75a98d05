import { may } from '../access/sharing.ts'
import type { Call } from '../call.ts'
import { addAttributeFilters, type Filter } from './exportFilter.ts'
import { addVisible, dateWanted, oneUid, refuseList, uidList, withinWanted } from './exportScope.ts'
import { trackerModel, type ProgramModel, type TypeModel } from './model.ts'
import { ENROLLMENT_STATUSES, EVENT_STATUSES } from './payload.ts'
import { Where } from './where.ts'

/** What a search for tracked entities names. */
export interface Search {
    program?: ProgramModel
    type?: TypeModel
    uids: string[]
    filters: Filter[]
}

/** The conditions of a search on tracked entities (alias `t`), in a program also on their enrollments (`en`, `po`). */
export const searchConditions = (call: Call, { program, type, uids, filters }: Search): Where => {
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

const addEnrollmentConditions = (where: Where, call: Call, program: ProgramModel | undefined): void => {
    const { query } = call
    const inner = new Where().add('x.tracked_entity = t.id').add('x.deleted = 0')
    const before = inner.sql
    if (program) {
        inner.add('x.program = ?', program.id)
    }
    const ofProgram = inner.sql
    inner.addIf(query.optionalChoice('enrollmentStatus', ENROLLMENT_STATUSES), 'x.status = ?')
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

/** SQL for an event status as searches for people understand it, with the date that the window applies to. */
const EVENT_STATUS: Record<(typeof EVENT_STATUSES)[number], readonly [condition: string, date: string]> = {
    ACTIVE: ["ev.status = 'ACTIVE'", 'ev.occurred_at'],
    VISITED: ["ev.status = 'ACTIVE' AND ev.occurred_at IS NOT NULL", 'ev.occurred_at'],
    COMPLETED: ["ev.status = 'COMPLETED'", 'ev.occurred_at'],
    SCHEDULE: ["ev.status <> 'SKIPPED' AND ev.occurred_at IS NULL AND substr(ev.scheduled_at, 1, 10) >= :today", 'ev.scheduled_at'],
    OVERDUE: ["ev.status <> 'SKIPPED' AND ev.occurred_at IS NULL AND substr(ev.scheduled_at, 1, 10) < :today", 'ev.scheduled_at'],
    SKIPPED: ["ev.status = 'SKIPPED'", 'ev.scheduled_at'],
}

const eventConditions = (call: Call): Where | undefined => {
    const status = call.query.optionalChoice('eventStatus', EVENT_STATUSES)
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
    const [condition, date] = EVENT_STATUS[status]
    where.add(condition.replaceAll(':today', `'${call.sandbox.clock.today()}'`))
    return where.add(`${date} BETWEEN ? AND ?`, after, before)
}
