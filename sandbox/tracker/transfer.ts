import { may } from '../access/sharing.ts'
import { refuse, webMessage, type Answer } from '../answer.ts'
import type { Call } from '../call.ts'
import { trackerModel, type ProgramModel } from './model.ts'
import { OVERRIDE_HOURS, ownerOf, ownershipOpens } from './ownership.ts'
import type { TrackedEntityRow } from './rows.ts'

const HOUR = 3_600_000

const subject = (call: Call, uid: string): { entity: TrackedEntityRow; program: ProgramModel } => {
    const { sandbox, caller, query } = call
    const programUid = query.required('program')
    const entity = sandbox.store.one<TrackedEntityRow>('SELECT * FROM tracked_entity WHERE uid = ? AND deleted = 0', uid)
    const program = trackerModel(sandbox.registry).programs.get(programUid)
    if (!entity) {
        return refuse(404, `TrackedEntity with id ${uid} could not be found.`)
    }
    if (!program || !may(caller, 'read', program.object.sharing)) {
        return refuse(404, `Program with id ${programUid} could not be found.`)
    }
    return { entity, program }
}

/** `PUT /api/tracker/ownership/transfer`: gives a person to another org unit in one program. */
export const transfer = (call: Call): Answer => {
    const { sandbox, caller, query } = call
    const uid = query.required('trackedEntity')
    const orgUnit = query.required('orgUnit')
    if (isIgnored(call, uid, orgUnit)) {
        return transferred()
    }
    const { entity, program } = subject(call, uid)
    if (sandbox.orgUnits.path(orgUnit) === undefined) {
        return refuse(404, `OrganisationUnit with id ${orgUnit} could not be found.`)
    }
    const { guardsTransfers, refusesIdleTransfer } = sandbox.rules
    const owner = ownerOf(sandbox, entity, program.id)
    if (guardsTransfers && !caller.superuser && !sandbox.orgUnits.isWithin(orgUnit, caller.search)) {
        return refuse(403, 'Tracked entity not transferred. Org unit supplied is not in the user scope.')
    }
    if (!ownershipOpens(sandbox, caller, program, { id: entity.id, owner })) {
        return refuse(403, 'User does not have access to change ownership for the entity-program combination')
    }
    if (!program.orgUnits.has(orgUnit)) {
        return refuse(403, `The program ${program.id} is not associated to the org unit ${orgUnit}`)
    }
    if (guardsTransfers && !may(caller, 'dataWrite', program.object.sharing)) {
        return refuse(403, `Current user doesn't have data write access to the provided program ${program.id}.`)
    }
    // nobody owns who was never enrolled there
    const { changes } = sandbox.store.run(
        'UPDATE program_owner SET org_unit = ?3 WHERE tracked_entity = ?1 AND program = ?2 AND org_unit <> ?3',
        entity.id,
        program.id,
        orgUnit
    )
    if (changes === 0 && refusesIdleTransfer) {
        return refuse(400, `Tracked entity not transferred. ${uid} has no owner, or the owner is already ${orgUnit}`)
    }
    return transferred()
}

const transferred = (): Answer => webMessage(200, { message: 'Ownership transferred' })

const isIgnored = ({ sandbox: { rules, store, orgUnits } }: Call, uid: string, orgUnit: string): boolean => {
    const unknown = {
        person: store.one('SELECT 1 FROM tracked_entity WHERE uid = ? AND deleted = 0', uid) === undefined,
        orgUnit: orgUnits.path(orgUnit) === undefined,
    }
    return rules.ignoredTransfers.some((what) => unknown[what])
}

/** `POST /api/tracker/ownership/override`: opens a person of a protected program for three hours; the reason is kept. */
export const override = (call: Call): Answer => {
    const { sandbox, caller, query } = call
    const uid = query.required('trackedEntity')
    const reason = query.required('reason')
    const { entity, program } = subject(call, uid)
    if (program.accessLevel !== 'PROTECTED') {
        return refuse(
            403,
            `Temporary ownership can only be granted to protected programs. ${program.id} access level is ${program.accessLevel}.`
        )
    }
    if (!caller.superuser && !sandbox.orgUnits.isWithin(ownerOf(sandbox, entity, program.id), caller.search)) {
        return refuse(403, 'Temporary ownership not created. The owner organisation unit is not in your search scope.')
    }
    sandbox.store.run(
        'INSERT OR REPLACE INTO temporary_owner (tracked_entity, program, user, until, reason) VALUES (?, ?, ?, ?, ?)',
        entity.id,
        program.id,
        caller.uid,
        sandbox.clock.now() + OVERRIDE_HOURS * HOUR,
        reason
    )
    return webMessage(200, { message: 'Temporary Ownership granted' })
}
