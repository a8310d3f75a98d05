import type { Answer } from '../answer.ts'
import { ok, type Call } from '../call.ts'
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
import { ENROLLMENT_STATUSES } from './payload.ts'
import type { EnrollmentRow } from './rows.ts'
import { fieldsWanted, Shaper } from './shape.ts'
import { Where } from './where.ts'

export const ENROLLMENT_PARAMETERS = [
    ...PAGE_PARAMETERS,
    'program',
    'trackedEntity',
    'trackedEntityType',
    'enrollments',
    'orgUnits',
    'orgUnitMode',
    'status',
    'followUp',
    'updatedAfter',
    'updatedWithin',
    'enrolledAfter',
    'enrolledBefore',
    'includeDeleted',
]

const FROM = `enrollment en JOIN tracked_entity t ON t.id = en.tracked_entity
    LEFT JOIN program_owner po ON po.tracked_entity = t.id AND po.program = en.program`

const COLUMNS = {
    enrolledAt: 'en.enrolled_at',
    createdAt: 'en.created_at',
    createdAtClient: 'en.created_at_client',
    updatedAt: 'en.updated_at',
    updatedAtClient: 'en.updated_at_client',
    completedAt: 'en.completed_at',
}

/** `GET /api/tracker/enrollments`. */
export const listEnrollments = (call: Call): Answer => {
    const { query } = call
    const program = programWanted(call)
    const uids = uidList(call, 'enrollments')
    const where = visible(call)
    if (!query.flag('includeDeleted')) {
        where.add('en.deleted = 0')
    }
    if (program) {
        where.add('en.program = ?', program.id)
    }
    if (uids.length > 0) {
        where.oneOf('en.uid', uids)
    }
    where.addIf(oneUid(call, 'trackedEntity'), 't.uid = ?')
    where.addIf(oneUid(call, 'trackedEntityType'), 't.type = ?')
    where.addIf(query.optionalChoice('status', ENROLLMENT_STATUSES), 'en.status = ?')
    if (query.text('followUp') !== undefined) {
        where.add('en.follow_up = ?', Number(query.flag('followUp')))
    }
    where.addIf(dateWanted(call, 'updatedAfter'), 'en.updated_at >= ?')
    where.addIf(withinWanted(call, call.sandbox.rules.shiftsUpdatedWithin), 'en.updated_at >= ?')
    where.addIf(dateWanted(call, 'enrolledAfter'), 'en.enrolled_at >= ?')
    where.addIf(dateWanted(call, 'enrolledBefore', true), 'en.enrolled_at <= ?')
    const order = orderSql(call, 'en', COLUMNS, () => undefined)
    const units = orgUnitsWanted(call, 'orgUnits', uids)
    if (units) {
        where.oneOf('en.org_unit', units)
    }
    const fields = fieldsWanted(call, 'enrollments')
    const list = { key: 'enrollments', alias: 'en', from: FROM, where, order }
    return answerPage<EnrollmentRow>(call, list, (rows) => new Shaper(call).enrollments(rows, fields))
}

/** `GET /api/tracker/enrollments/{uid}`. */
export const oneEnrollment = (call: Call): Answer => {
    const uid = checkedUid(call)
    const where = visible(call).add('en.uid = ?', uid).add('en.deleted = 0')
    const row = call.sandbox.store.one<EnrollmentRow>(`SELECT en.* FROM ${FROM} WHERE ${where.sql}`, ...where.values)
    if (!row) {
        const exists = call.sandbox.store.one('SELECT 1 FROM enrollment WHERE uid = ? AND deleted = 0', uid)
        return exists ? refuseOutOfReach(call, 'Enrollment', uid) : notFound('Enrollment', uid)
    }
    return ok(new Shaper(call).enrollments([row], fieldsWanted(call, 'enrollments'))[0])
}

const visible = (call: Call): Where => {
    const where = new Where()
    const programs = readablePrograms(call)
    where.oneOf(
        'en.program',
        programs.map(({ id }) => id)
    )
    addVisible(where, call, programs, { programColumn: 'en.program' })
    return where
}
