import { hasAuthority } from '../access/caller.ts'
import { periodEnd } from '../aggregate/periods.ts'
import { groupBy } from '../group.ts'
import type { Checks } from './check.ts'
import { checkGeometry, checkNotes } from './checkEnrollment.ts'
import type { ProgramModel, StageModel } from './model.ts'
import type { InEvent } from './payload.ts'
import type { EnrollmentRow, StoredValues, TrackedEntityRow } from './rows.ts'
import { addDays } from '#dhis2/day.ts'

/** Statuses of events that happened, and may hold values. */
const HAPPENED = ['ACTIVE', 'COMPLETED', 'VISITED']

/** Checks an event, group by group. */
export const checkEvent = (checks: Checks, event: InEvent): void => {
    const groups =
        checks.strategy === 'DELETE'
            ? [existence, deletion]
            : [existence, mandatory, references, updatable, relations, blocked, rights, content]
    checks.inOrder(
        event,
        groups.map((group) => (one: InEvent) => group(checks, one))
    )
}

const existence = (checks: Checks, event: InEvent): void => {
    const stored = checks.preheat.events.get(event.uid)
    if (stored?.deleted) {
        checks.error(event, 'E1082', `Event: ${event.uid}, is already deleted and cannot be modified.`)
    } else if (stored && checks.strategy === 'CREATE') {
        checks.error(event, 'E1030', `Event: ${event.uid}, already exists.`)
    } else if (!stored && checks.mustExist) {
        checks.error(event, 'E1032', `Event: ${event.uid}, does not exist.`)
    }
}

const mandatory = (checks: Checks, event: InEvent): void => {
    const needed = { orgUnit: event.orgUnit, programStage: event.stage, program: event.program }
    for (const [property, value] of Object.entries(needed)) {
        if (value === undefined) {
            checks.error(event, 'E1123', `Missing required event property: ${property}.`)
        }
    }
    const program = checks.model.programs.get(event.program ?? '')
    if (event.enrollment === undefined && program?.registration !== false && checks.sandbox.rules.missingEnrollmentCode === 'E1123') {
        checks.error(event, 'E1123', 'Missing required event property: enrollment.')
    }
}

const stageOf = (checks: Checks, event: InEvent): StageModel | undefined => {
    const stage = checks.model.stages.get(event.stage ?? '')
    return stage && checks.may('read', stage.object) ? stage : undefined
}

const references = (checks: Checks, event: InEvent): void => {
    if (!checks.program(event.program)) {
        checks.error(event, 'E1010', `Could not find Program: ${event.program}, linked to Event.`)
    }
    if (!stageOf(checks, event)) {
        checks.error(event, 'E1013', `Could not find ProgramStage: ${event.stage}, linked to Event.`)
    }
    if (!checks.orgUnitExists(event.orgUnit)) {
        checks.error(event, 'E1011', `Could not find OrganisationUnit: ${event.orgUnit}, linked to Event.`)
    }
}

const storedEnrollment = (checks: Checks, event: InEvent): EnrollmentRow | undefined =>
    checks.preheat.enrollments.get(event.enrollment ?? '')

const updatable = (checks: Checks, event: InEvent): void => {
    const stored = checks.preheat.events.get(event.uid)
    if (!stored) {
        return
    }
    if (stored.stage !== event.stage) {
        checks.error(event, 'E1128', 'Not allowed to update Event property: programStage.')
    }
    if (stored.enrollment !== null && event.enrollment !== undefined && storedEnrollment(checks, event)?.id !== stored.enrollment) {
        checks.error(event, 'E1128', 'Not allowed to update Event property: enrollment.')
    }
}

const relations = (checks: Checks, event: InEvent): void => {
    const program = checks.program(event.program)
    const stage = stageOf(checks, event)
    if (!program || !stage) {
        return
    }
    if (stage.program !== program.id) {
        checks.error(event, 'E1089', `ProgramStage ${stage.id} does not belong to Program ${program.id}.`)
    }
    if (program.registration) {
        checkEnrollmentOf(checks, event, program)
    }
    if (!program.orgUnits.has(event.orgUnit ?? '')) {
        checks.error(event, 'E1029', `Event OrganisationUnit: ${event.orgUnit}, and Program: ${program.id}, do not match.`)
    }
    if (!checks.sandbox.registry.get('categoryOptionCombos', event.attributeOptionCombo)) {
        checks.error(event, 'E1115', `Could not find CategoryOptionCombo: ${event.attributeOptionCombo}.`)
    }
}

const checkEnrollmentOf = (checks: Checks, event: InEvent, program: ProgramModel): void => {
    if (event.enrollment === undefined) {
        return checks.error(event, 'E1033', `Event: ${event.uid}, Enrollment value is null.`)
    }
    const incoming = checks.incomingEnrollments.get(event.enrollment)
    const stored = storedEnrollment(checks, event)
    if (!incoming && !stored) {
        checks.error(event, 'E1313', `Event ${event.uid} of an Enrollment does not reference a TrackedEntity.`)
    }
    if ((incoming?.program ?? stored?.program) !== program.id) {
        checks.error(
            event,
            'E1079',
            `Event: ${event.uid}, program: ${program.id} is different from program defined in enrollment ${event.enrollment}.`
        )
    }
}

const entityOf = (checks: Checks, enrollment: EnrollmentRow | undefined, event: InEvent): TrackedEntityRow | undefined =>
    enrollment
        ? checks.preheat.trackedEntitiesById.get(enrollment.tracked_entity)
        : checks.preheat.trackedEntities.get(checks.incomingEnrollments.get(event.enrollment ?? '')?.trackedEntity ?? '')

const rights = (checks: Checks, event: InEvent): void => {
    const program = checks.program(event.program)
    const stage = stageOf(checks, event)
    if (!program || !stage) {
        return
    }
    const stored = checks.preheat.events.get(event.uid)
    const orgUnit = event.orgUnit ?? ''
    const isPlan = event.status === 'SCHEDULE' && event.dataValues.length === 0 && event.occurredAt === undefined
    const reachable = (isPlan && !stored ? checks.inSearch(orgUnit) : false) || checks.inCapture(orgUnit)
    checks.checkPlace(event, program.registration ? stored : undefined, reachable)
    stageRights(checks, event, { program, stage, entity: entityOf(checks, storedEnrollment(checks, event), event) })
    if (stored?.status === 'COMPLETED' && event.status !== 'COMPLETED' && !hasAuthority(checks.caller, 'F_UNCOMPLETE_EVENT')) {
        checks.error(event, 'E1083', `User: ${checks.caller.uid}, is not authorized to modify completed events.`)
    }
}

const stageRights = (
    checks: Checks,
    event: InEvent,
    { program, stage, entity }: { program: ProgramModel; stage: StageModel; entity: TrackedEntityRow | undefined }
): void => {
    if (!program.registration) {
        if (!checks.may('dataWrite', program.object)) {
            checks.error(event, 'E1091', `No data write access to Program: ${program.id}.`)
        }
        return
    }
    if (!checks.may('dataWrite', stage.object)) {
        checks.error(event, 'E1095', `No data write access to ProgramStage: ${stage.id}.`)
    }
    if (!checks.may('dataRead', program.object)) {
        checks.error(event, 'E1096', `No data read access to Program: ${program.id}.`)
    }
    const type = checks.model.types.get(program.trackedEntityType ?? '')
    if (type && !checks.may('dataRead', type.object)) {
        checks.error(event, 'E1104', `No data read access to TrackedEntityType: ${type.id}.`)
    }
    checks.checkOwnership(event, entity, program)
}

const deletion = (checks: Checks, event: InEvent): void => {
    const stored = checks.preheat.events.get(event.uid)
    const program = checks.program(stored?.program)
    const stage = checks.model.stages.get(stored?.stage ?? '')
    if (!stored || !program || !stage) {
        return
    }
    const isPlan = stored.status === 'SCHEDULE' && stored.data_values === '{}' && stored.occurred_at === null
    if (!checks.inCapture(stored.org_unit) && !(isPlan && checks.inSearch(stored.org_unit))) {
        checks.error(event, 'E1000', `No write access to OrganisationUnit: ${stored.org_unit}.`)
    }
    const enrollment = checks.preheat.enrollmentsById.get(stored.enrollment ?? 0)
    stageRights(checks, event, { program, stage, entity: entityOf(checks, enrollment, event) })
}

const content = (checks: Checks, event: InEvent): void => {
    const program = checks.program(event.program)
    const stage = stageOf(checks, event)
    if (!program || !stage) {
        return
    }
    checkStatus(checks, event)
    checkDates(checks, event, program)
    checkDataValues(checks, event, stage)
    checkAssignedUser(checks, event, stage)
    checkGeometry(checks, event, stage.featureType)
    checkNotes(checks, event)
}

/** E1326: a completed event of a stage that blocks its form stays as it is. */
const blocked = (checks: Checks, event: InEvent): void => {
    const completed = event.status === 'COMPLETED' && checks.preheat.events.get(event.uid)?.status === 'COMPLETED'
    if (checks.sandbox.rules.blocksCompletedEvents && completed && stageOf(checks, event)?.blocksEntry === true) {
        checks.error(event, 'E1326', `Event: ${event.uid} is completed and its form is blocked.`)
    }
}

const checkStatus = (checks: Checks, event: InEvent): void => {
    const stored = checks.preheat.events.get(event.uid)
    const happened = HAPPENED.includes(event.status)
    if (stored && HAPPENED.includes(stored.status) && !happened) {
        checks.error(event, 'E1316', `Event status cannot change from ${stored.status} to ${event.status}.`)
    }
    if (!happened && event.dataValues.length > 0) {
        checks.error(event, 'E1315', `Status ${event.status} does not allow to have data values.`)
    }
    if (checks.sandbox.rules.checksCompletedAt && event.completedAt !== undefined && event.status !== 'COMPLETED') {
        checks.error(event, 'E1051', `Event: ${event.uid} completedAt must be null when status is ${event.status}.`)
    }
}

const checkDates = (checks: Checks, event: InEvent, program: ProgramModel): void => {
    const { status, occurredAt, scheduledAt } = event
    if ((status === 'ACTIVE' || status === 'COMPLETED' || !program.registration) && occurredAt === undefined) {
        return checks.error(event, 'E1031', `Event: ${event.uid}, occurredAt date is missing.`)
    }
    if (status === 'SCHEDULE' && scheduledAt === undefined) {
        return checks.error(event, 'E1050', `Event: ${event.uid} scheduledAt date is missing.`)
    }
    const editsExpired = hasAuthority(checks.caller, 'F_EDIT_EXPIRED')
    if (!editsExpired || !checks.sandbox.rules.mayEditExpiredPeriods) {
        checkExpiredPeriod(checks, event, program)
    }
    if (!editsExpired) {
        checkExpiredCompletion(checks, event, program)
    }
}

const checkExpiredPeriod = (checks: Checks, event: InEvent, program: ProgramModel): void => {
    if (program.expiryPeriodType === undefined || program.expiryDays === 0) {
        return
    }
    const day = (event.occurredAt ?? event.scheduledAt)?.slice(0, 10)
    if (day === undefined) {
        checks.error(event, 'E1046', `Event: ${event.uid} has neither occurredAt nor scheduledAt.`)
    } else if (addDays(periodEnd(program.expiryPeriodType, day), program.expiryDays) < checks.today) {
        checks.error(event, 'E1047', `Event: ${event.uid} date belongs to an expired period.`)
    }
}

const checkExpiredCompletion = (checks: Checks, event: InEvent, program: ProgramModel): void => {
    const { rules, clock } = checks.sandbox
    if (program.completeEventsExpiryDays === 0) {
        return
    }
    const stored = checks.preheat.events.get(event.uid)
    const sent = event.status === 'COMPLETED' ? event.completedAt : undefined
    if (rules.needsCompletedAt && event.status === 'COMPLETED' && sent === undefined) {
        return checks.error(event, 'E1042', `Event: ${event.uid}, needs completedAt.`)
    }
    const kept = stored?.status === 'COMPLETED' ? stored.completed_at : undefined
    const completed = rules.expiresFrom === 'stored' ? (kept ?? sent) : sent
    if (completed && `${addDays(completed.slice(0, 10), program.completeEventsExpiryDays)}${completed.slice(10)}` < clock.local()) {
        checks.error(event, 'E1043', `Event: ${event.uid}, completeness date has expired.`)
    }
}

const checkDataValues = (checks: Checks, event: InEvent, stage: StageModel): void => {
    for (const { dataElement, value } of event.dataValues) {
        const model = checks.model.elements.get(dataElement)
        if (!model) {
            checks.error(event, 'E1304', `DataElement ${dataElement} is not a valid DataElement.`)
        } else if (value !== undefined) {
            checks.checkValue(event, value, model, ['E1302'])
        }
        if (!stage.elements.has(dataElement)) {
            checks.error(event, 'E1305', `DataElement ${dataElement} is not part of ProgramStage ${stage.id}.`)
        }
    }
    const counts = event.status === 'COMPLETED' || (stage.validatesAlways && HAPPENED.includes(event.status))
    if (!counts) {
        return
    }
    const stored = checks.preheat.events.get(event.uid)
    const kept = stored ? Object.keys(JSON.parse(stored.data_values) as StoredValues) : []
    const given = new Map(event.dataValues.map(({ dataElement, value }) => [dataElement, value]))
    const needed = [...stage.elements].filter(([, compulsory]) => compulsory).map(([element]) => element)
    for (const element of needed) {
        if (given.has(element) && given.get(element) === undefined) {
            checks.error(event, 'E1076', `DataElement ${element} is mandatory and must be specified.`)
        } else if (!given.has(element) && !kept.includes(element)) {
            checks.error(event, 'E1303', `Mandatory DataElement ${element} is not present.`)
        }
    }
}

/**
 * E1039, once all events are checked: events of a stage that does not repeat exclude each other within a payload, the stored ones too, and a
 * new one any that is stored.
 */
export const checkRepeats = (checks: Checks): void => {
    const once = checks.bundle.events.filter(
        (event) => !checks.isRefused(event) && stageOf(checks, event)?.repeatable === false && event.enrollment !== undefined
    )
    const placeOf = ({ enrollment, stage }: InEvent) => `${enrollment}.${stage}`
    const places = groupBy(once, placeOf)
    for (const event of once) {
        const isNew = !checks.preheat.events.has(event.uid)
        const stored = checks.preheat.eventsOfStage.get(`${storedEnrollment(checks, event)?.id}.${event.stage}`)
        if ((isNew && (stored?.size ?? 0) > 0) || (places.get(placeOf(event))?.length ?? 0) > 1) {
            checks.error(event, 'E1039', `ProgramStage: ${event.stage} is not repeatable and an Event already exists.`)
        }
    }
}

const checkAssignedUser = (checks: Checks, event: InEvent, stage: StageModel): void => {
    const { assignedUser } = event
    if (!assignedUser || (assignedUser.uid === undefined && assignedUser.username === undefined)) {
        return
    }
    const { registry } = checks.sandbox
    const user = registry.get('users', assignedUser.uid) ?? registry.findBy('users', 'username', assignedUser.username ?? '')
    if (!user) {
        checks.error(event, 'E1118', 'Assigned User is not valid.')
    } else if (!stage.assignsUsers) {
        checks.warning(event, 'E1120', `ProgramStage ${stage.id} does not allow user assignment.`)
    }
}
