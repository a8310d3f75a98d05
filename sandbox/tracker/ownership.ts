import type { Caller } from '../access/caller.ts'
import type { Sandbox } from '../sandbox.ts'
import type { ProgramModel } from './model.ts'

/** How long a look beyond the own facility lasts (DHIS2's `tracker.temporary.ownership.timeout`). */
export const OVERRIDE_HOURS = 3

/** True when the caller may look past ownership for a while, having given a reason. */
const hasTemporaryAccess = ({ store, clock }: Sandbox, caller: Caller, trackedEntity: number, program: string): boolean =>
    store.one(
        'SELECT 1 FROM temporary_owner WHERE tracked_entity = ? AND program = ? AND user = ? AND until > ?',
        trackedEntity,
        program,
        caller.uid,
        clock.now()
    ) !== undefined

/** The org unit that owns a tracked entity in a program; the one it was registered at when nobody owns it yet. */
export const ownerOf = ({ store }: Sandbox, trackedEntity: { id: number; org_unit: string }, program: string): string =>
    store.one<{ org_unit: string }>(
        'SELECT org_unit FROM program_owner WHERE tracked_entity = ? AND program = ?',
        trackedEntity.id,
        program
    )?.org_unit ?? trackedEntity.org_unit

/**
 * True when ownership and the program's access level open a tracked entity to the caller: open programs within the search scope, protected
 * ones within the capture scope or for a while after an override.
 */
export const ownershipOpens = (
    sandbox: Sandbox,
    caller: Caller,
    program: ProgramModel,
    trackedEntity: { id: number; owner: string }
): boolean => {
    if (caller.superuser || !program.registration) {
        return true
    }
    const open = program.accessLevel === 'OPEN' || program.accessLevel === 'AUDITED'
    if (sandbox.orgUnits.isWithin(trackedEntity.owner, open ? caller.search : caller.capture)) {
        return true
    }
    return program.accessLevel === 'PROTECTED' && hasTemporaryAccess(sandbox, caller, trackedEntity.id, program.id)
}
