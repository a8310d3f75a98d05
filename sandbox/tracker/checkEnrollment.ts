import { hasAuthority } from '../access/caller.ts'
import type { Checks } from './check.ts'
import { checkAttributes } from './checkTrackedEntity.ts'
import type { ProgramModel } from './model.ts'
import type { InEnrollment } from './payload.ts'
import type { TrackedEntityRow } from './rows.ts'

/** Checks an enrollment, group by group. */
export const checkEnrollment = (checks: Checks, enrollment: InEnrollment): void => {
    const groups =
        checks.strategy === 'DELETE' ? [existence, deletion] : [existence, mandatory, references, updatable, relations, rights, content]
    checks.inOrder(
        enrollment,
        groups.map((group) => (one: InEnrollment) => group(checks, one))
    )
}

const existence = (checks: Checks, enrollment: InEnrollment): void => {
    const stored = checks.preheat.enrollments.get(enrollment.uid)
    if (stored?.deleted) {
        checks.error(enrollment, 'E1113', `Enrollment: ${enrollment.uid} is already deleted and cannot be modified.`)
    } else if (stored && checks.strategy === 'CREATE') {
        checks.error(enrollment, 'E1080', `Enrollment: ${enrollment.uid}, already exists.`)
    } else if (!stored && checks.mustExist) {
        checks.error(enrollment, 'E1081', `Enrollment: ${enrollment.uid}, does not exist.`)
    }
}

const mandatory = (checks: Checks, enrollment: InEnrollment): void => {
    for (const property of ['orgUnit', 'program', 'trackedEntity'] as const) {
        if (enrollment[property] === undefined) {
            checks.error(enrollment, 'E1122', `Missing required enrollment property: ${property}.`)
        }
    }
}

const storedEntity = (checks: Checks, enrollment: InEnrollment): TrackedEntityRow | undefined =>
    checks.preheat.trackedEntities.get(enrollment.trackedEntity ?? '')

const references = (checks: Checks, enrollment: InEnrollment): void => {
    if (!checks.orgUnitExists(enrollment.orgUnit)) {
        checks.error(enrollment, 'E1070', `Could not find OrganisationUnit: ${enrollment.orgUnit}.`)
    }
    if (!checks.incomingEntities.has(enrollment.trackedEntity ?? '') && !storedEntity(checks, enrollment)) {
        checks.error(enrollment, 'E1068', `Could not find TrackedEntity: ${enrollment.trackedEntity}, linked to Enrollment.`)
    }
    if (!checks.program(enrollment.program)) {
        checks.error(enrollment, 'E1069', `Could not find Program: ${enrollment.program} linked to Enrollment.`)
    }
}

const updatable = (checks: Checks, enrollment: InEnrollment): void => {
    const stored = checks.preheat.enrollments.get(enrollment.uid)
    if (!stored) {
        return
    }
    if (stored.program !== enrollment.program) {
        checks.error(enrollment, 'E1127', 'Not allowed to update Enrollment property: program.')
    }
    if (checks.preheat.trackedEntitiesById.get(stored.tracked_entity)?.uid !== enrollment.trackedEntity) {
        checks.error(enrollment, 'E1127', 'Not allowed to update Enrollment property: trackedEntity.')
    }
}

const relations = (checks: Checks, enrollment: InEnrollment): void => {
    const program = checks.program(enrollment.program)
    if (!program) {
        return
    }
    if (!program.registration) {
        return checks.error(enrollment, 'E1014', `Program: ${program.id} is without registration.`)
    }
    if (!program.orgUnits.has(enrollment.orgUnit ?? '')) {
        checks.error(enrollment, 'E1041', `Enrollment OrganisationUnit: ${enrollment.orgUnit}, and Program: ${program.id}, do not match.`)
    }
    const type = checks.incomingEntities.get(enrollment.trackedEntity ?? '')?.type ?? storedEntity(checks, enrollment)?.type
    if (program.trackedEntityType !== undefined && type !== program.trackedEntityType) {
        checks.error(enrollment, 'E1022', `TrackedEntity: ${enrollment.trackedEntity}, is not of the type of Program: ${program.id}.`)
    }
}

const rights = (checks: Checks, enrollment: InEnrollment): void => {
    const program = checks.program(enrollment.program)
    if (!program) {
        return
    }
    const stored = checks.preheat.enrollments.get(enrollment.uid)
    checks.checkPlace(enrollment, stored, checks.inCapture(enrollment.orgUnit ?? ''))
    programRights(checks, enrollment, program, storedEntity(checks, enrollment))
}

const programRights = (checks: Checks, enrollment: InEnrollment, program: ProgramModel, entity: TrackedEntityRow | undefined): void => {
    if (!checks.may('dataWrite', program.object)) {
        checks.error(enrollment, 'E1091', `No data write access to Program: ${program.id}.`)
    }
    const type = checks.model.types.get(program.trackedEntityType ?? '')
    if (type && !checks.may('dataRead', type.object)) {
        checks.error(enrollment, 'E1104', `No data read access to TrackedEntityType: ${type.id}.`)
    }
    checks.checkOwnership(enrollment, entity, program)
}

const deletion = (checks: Checks, enrollment: InEnrollment): void => {
    const stored = checks.preheat.enrollments.get(enrollment.uid)
    const program = checks.program(stored?.program)
    if (!stored || !program) {
        return
    }
    if (!checks.inCapture(stored.org_unit)) {
        checks.error(enrollment, 'E1000', `No write access to OrganisationUnit: ${stored.org_unit}.`)
    }
    const used = checks.sandbox.store.one('SELECT 1 FROM event WHERE enrollment = ? AND deleted = 0 LIMIT 1', stored.id)
    if (used && !hasAuthority(checks.caller, 'F_ENROLLMENT_CASCADE_DELETE')) {
        checks.error(enrollment, 'E1103', `User lacks F_ENROLLMENT_CASCADE_DELETE authority to delete Enrollment: ${enrollment.uid}.`)
    }
    programRights(checks, enrollment, program, checks.preheat.trackedEntitiesById.get(stored.tracked_entity))
}

const content = (checks: Checks, enrollment: InEnrollment): void => {
    const program = checks.program(enrollment.program)
    if (!program) {
        return
    }
    checkDates(checks, enrollment, program)
    checkOthers(checks, enrollment, program)
    checkProgramAttributes(checks, enrollment, program)
    if (checks.sandbox.rules.checksCompletedAt && enrollment.completedAt !== undefined && enrollment.status === 'ACTIVE') {
        checks.error(enrollment, 'E1052', `Enrollment: ${enrollment.uid} completedAt must be null when status is ${enrollment.status}.`)
    }
    checkGeometry(checks, enrollment, program.featureType)
    checkNotes(checks, enrollment)
}

const checkDates = (checks: Checks, enrollment: InEnrollment, program: ProgramModel): void => {
    const { enrolledAt, occurredAt } = enrollment
    const isFuture = (date: string) => date.slice(0, 10) > checks.today
    if (enrolledAt === undefined) {
        checks.error(enrollment, 'E1025', 'Property enrolledAt is null.')
    } else if (isFuture(enrolledAt) && !program.futureEnrollment) {
        checks.error(enrollment, 'E1020', 'Enrollment date cannot be a future date.')
    }
    if (occurredAt === undefined) {
        if (program.incidentDate) {
            checks.error(enrollment, 'E1023', 'Property occurredAt is null.')
        }
    } else if (isFuture(occurredAt) && !program.futureIncident) {
        checks.error(enrollment, 'E1021', 'Incident date cannot be a future date.')
    }
}

/** E1015 and E1016: other enrollments of the same person in the same program, stored or in the payload. */
const checkOthers = (checks: Checks, enrollment: InEnrollment, program: ProgramModel): void => {
    if (enrollment.status === 'CANCELLED') {
        return
    }
    if (enrollment.status === 'COMPLETED' && !program.onlyEnrollOnce) {
        return
    }
    const entity = storedEntity(checks, enrollment)
    const isOther = (other: { uid: string; program?: string; status: string }) =>
        other.uid !== enrollment.uid && other.program === program.id && other.status !== 'CANCELLED'
    const incoming = checks.enrollmentsOfEntity(enrollment.trackedEntity ?? '').filter(isOther)
    // one that this payload cancels still counts as it is stored
    const stored = ((entity && checks.preheat.enrollmentsOf.get(entity.id)) ?? []).filter(
        (other) => isOther(other) && !incoming.some(({ uid }) => uid === other.uid)
    )
    const statuses = [...incoming, ...stored].map(({ status }) => status)
    const reopened = checks.sandbox.rules.reopensBesideActive && checks.preheat.enrollments.get(enrollment.uid)?.status === 'COMPLETED'
    if (enrollment.status === 'ACTIVE' && statuses.includes('ACTIVE') && !reopened) {
        checks.error(
            enrollment,
            'E1015',
            `TrackedEntity: ${enrollment.trackedEntity} already has an active Enrollment in Program ${program.id}.`
        )
    }
    if (program.onlyEnrollOnce && statuses.length > 0) {
        checks.error(enrollment, 'E1016', `TrackedEntity: ${enrollment.trackedEntity} already has an Enrollment in Program: ${program.id}.`)
    }
}

const checkProgramAttributes = (checks: Checks, enrollment: InEnrollment, program: ProgramModel): void => {
    checkAttributes(checks, enrollment, new Set())
    for (const { attribute } of enrollment.attributes) {
        if (checks.model.attributes.has(attribute) && !program.attributes.has(attribute)) {
            checks.error(enrollment, 'E1019', `Only Program attributes are allowed for Enrollment; not ${attribute}.`)
        }
    }
    const entity = storedEntity(checks, enrollment)
    const ofEntity = checks.incomingEntities.get(enrollment.trackedEntity ?? '')?.attributes ?? []
    const given = [...enrollment.attributes.filter(({ value }) => value !== undefined), ...ofEntity]
    const present = new Set(given.map(({ attribute }) => attribute))
    const kept = (entity && checks.preheat.attributes.get(entity.id)) ?? new Map<string, unknown>()
    for (const [attribute, { mandatory: needed }] of program.attributes) {
        if (needed && !present.has(attribute) && !kept.has(attribute)) {
            checks.error(enrollment, 'E1018', `Attribute: ${attribute}, is mandatory in program ${program.id}.`)
        }
    }
}

const FEATURES: Record<string, string> = { POINT: 'Point', POLYGON: 'Polygon', MULTI_POLYGON: 'MultiPolygon' }

/** Geometry of enrollments and events must fit; that of tracked entities is not looked at. */
export const checkGeometry = (
    checks: Checks,
    object: InEnrollment | Parameters<Checks['error']>[0],
    featureType: string | undefined
): void => {
    if (!('geometry' in object) || object.geometry === undefined) {
        return
    }
    const shape = String(object.geometry.type)
    if (featureType === undefined) {
        checks.error(object, 'E1074', 'FeatureType is missing.')
    } else if (FEATURES[featureType] !== shape) {
        checks.error(object, 'E1012', `Geometry: ${shape}, does not conform to ${featureType}.`)
    }
}

/** A note whose UID exists is left out, with a warning. */
export const checkNotes = (checks: Checks, object: Extract<Parameters<Checks['error']>[0], { notes: unknown }>): void => {
    for (const { note } of object.notes) {
        if (checks.preheat.notes.has(note)) {
            checks.warning(object, 'E1119', `A Note with UID ${note} already exists.`)
        }
    }
}
