import type { Right } from '../access/sharing.ts'
import type { Checks } from './check.ts'
import type { ProgramModel } from './model.ts'
import { ownershipOpens } from './ownership.ts'
import type { TrackedEntityRow } from './rows.ts'

/**
 * Codes of what the caller lacks to change a stored person: a right on her type, and a program of that type that the caller may write and in
 * which she is open to the caller, wherever she was registered (Q54).
 */
export const lacksToChange = (checks: Checks, person: TrackedEntityRow): string[] => {
    const { caller, sandbox } = checks
    if (caller.superuser) {
        return []
    }
    const { personTypeRight, tellsPersonRights } = sandbox.rules
    const mayUseType = mayOfType(checks, person, personTypeRight)
    const programs = programsOf(checks, person)
    const changeable = programs.some((program) => checks.may('dataWrite', program.object) && isOpen(checks, person, program))
    if (!tellsPersonRights) {
        return mayUseType && changeable ? [] : ['E1003']
    }
    const readable = programs.some(({ object }) => checks.may('dataRead', object))
    return [...(mayUseType ? [] : ['E1001']), ...(readable ? [] : ['E1323']), ...(readable && !changeable ? ['E1324'] : [])]
}

/** True when the caller may see a stored person: her type, and a program in which she is open to the caller. */
export const maySee = (checks: Checks, person: TrackedEntityRow): boolean =>
    checks.caller.superuser ||
    (mayOfType(checks, person, 'dataRead') &&
        programsOf(checks, person).some((program) => checks.may('dataRead', program.object) && isOpen(checks, person, program)))

const mayOfType = (checks: Checks, { type }: TrackedEntityRow, right: Right): boolean => {
    const model = checks.model.types.get(type)
    return model !== undefined && checks.may(right, model.object)
}

const programsOf = ({ model }: Checks, { type }: TrackedEntityRow): ProgramModel[] =>
    [...model.programs.values()].filter(({ registration, trackedEntityType }) => registration && trackedEntityType === type)

const isOpen = ({ sandbox, caller, preheat }: Checks, { id, org_unit }: TrackedEntityRow, program: ProgramModel): boolean =>
    ownershipOpens(sandbox, caller, program, { id, owner: preheat.owners.get(`${id}.${program.id}`) ?? org_unit })
