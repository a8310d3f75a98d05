import { hasAuthority } from '../access/caller.ts'
import { may } from '../access/sharing.ts'
import { refuse } from '../answer.ts'
import type { Call } from '../call.ts'
import { trackerModel, type ProgramModel } from './model.ts'
import { Where } from './where.ts'
import { isUid } from '#dhis2/uid.ts'

const MODES = ['SELECTED', 'CHILDREN', 'DESCENDANTS', 'ACCESSIBLE', 'CAPTURE', 'ALL'] as const
const SEARCH_EVERYWHERE = 'F_TRACKED_ENTITY_INSTANCE_SEARCH_IN_ALL_ORGUNITS'

/** Ends a list request that contradicts itself or leaves out what it needs. */
export const refuseList = ({ sandbox }: Call, message: string): never => {
    const status = sandbox.rules.badListStatus
    return refuse(status, message, status === 409 ? null : undefined)
}

/**
 * The org units of a list request; nothing means everywhere.
 * @param uids objects that the request names; on 2.40 they are found wherever they are
 */
export const orgUnitsWanted = (call: Call, parameter: 'orgUnit' | 'orgUnits', uids: readonly string[] = []): string[] | undefined => {
    const { query, caller, sandbox } = call
    const { orgUnits, rules } = sandbox
    const given = query.uids(parameter)
    const asked = query.optionalChoice('orgUnitMode', MODES)
    if (asked === undefined && given.length === 0 && rules.needsOrgUnits && parameter === 'orgUnits') {
        return uids.length > 0 ? undefined : refuseList(call, 'At least one organisation unit must be specified')
    }
    const mode = asked ?? (given.length > 0 ? 'SELECTED' : 'ACCESSIBLE')
    const ofUser = mode === 'ACCESSIBLE' || mode === 'CAPTURE' || mode === 'ALL'
    if (ofUser && given.length > 0 && !rules.needsOrgUnits) {
        return refuse(400, `orgUnitMode ${mode} cannot be used with orgUnits.`)
    }
    if (!ofUser && given.length === 0 && uids.length === 0) {
        return refuseList(call, `At least one org unit is required for orgUnitMode: ${mode}.`)
    }
    for (const unit of given) {
        if (orgUnits.path(unit) === undefined) {
            refuse(400, `Organisation unit does not exist: ${unit}`)
        }
        if (!caller.superuser && !orgUnits.isWithin(unit, caller.search)) {
            refuse(403, `Organisation unit is not part of your search scope: ${unit}`)
        }
    }
    if (mode === 'ALL') {
        return hasAuthority(caller, SEARCH_EVERYWHERE) ? undefined : refuseEverywhere(call)
    }
    if (mode === 'ACCESSIBLE') {
        return orgUnits.within(caller.search)
    }
    if (mode === 'CAPTURE') {
        return orgUnits.within(caller.capture)
    }
    if (given.length === 0) {
        return undefined
    }
    if (mode === 'DESCENDANTS') {
        return orgUnits.within(given)
    }
    return mode === 'CHILDREN' ? given.flatMap((unit) => [unit, ...orgUnits.children(unit)]) : given
}

const refuseEverywhere = ({ sandbox }: Call): never => {
    const status = sandbox.rules.searchEverywhereStatus
    return refuse(status, 'User is not authorized to query across all organisation units', status === 409 ? null : undefined)
}

/** A list of UIDs; malformed ones are answered with 400, but for 2.40, which finds nothing under them. */
export const uidList = ({ query, sandbox }: Call, parameter: string): string[] => {
    const list = query.uids(parameter)
    const bad = sandbox.rules.checksUids && list.some((uid) => !isUid(uid))
    return bad ? refuse(400, `Value '${list.join(',')}' is not valid for parameter ${parameter}.`, null) : list
}

/** One UID parameter; undefined when absent. */
export const oneUid = ({ query, sandbox }: Call, parameter: string): string | undefined => {
    const value = query.text(parameter)
    if (value === undefined || isUid(value) || !sandbox.rules.checksUids) {
        return value
    }
    return refuse(
        400,
        `Value '${value}' is not valid for parameter ${parameter}. UID must be an alphanumeric string of 11 characters.`,
        null
    )
}

/** The UID in a path; a malformed one is answered with 400, on 2.40 as one that does not exist. */
export const checkedUid = ({ params, sandbox }: Call): string => {
    const uid = params.uid ?? ''
    return isUid(uid) || !sandbox.rules.checksUids
        ? uid
        : refuse(400, `Value '${uid}' is not valid for path parameter uid. UID must be an alphanumeric string of 11 characters.`, null)
}

/** Ends a request for one object that the caller may not see. 2.42 and 2.43 say that it does not exist. */
export const refuseOutOfReach = ({ sandbox }: Call, kind: string, uid: string): never => {
    const status = sandbox.rules.outOfReachStatus
    return status === 404 ? notFound(kind, uid) : refuse(status, `User has no access to ${kind} ${uid}.`, status === 409 ? null : undefined)
}

export const notFound = (kind: string, uid: string): never => refuse(404, `${kind} with id ${uid} could not be found.`)

/** The program that a request names: 400 when it does not exist or is not readable, 403 without its data. */
export const programWanted = (call: Call): ProgramModel | undefined => {
    const uid = oneUid(call, 'program')
    if (uid === undefined) {
        return undefined
    }
    const program = trackerModel(call.sandbox.registry).programs.get(uid)
    if (!program || !may(call.caller, 'read', program.object.sharing)) {
        return refuse(400, `Program is specified but does not exist: ${uid}`)
    }
    if (!may(call.caller, 'dataRead', program.object.sharing)) {
        return refuse(403, `User has no access to program: ${uid}`)
    }
    return program
}

/** Programs whose data the caller may read. */
export const readablePrograms = ({ sandbox, caller }: Call): ProgramModel[] =>
    [...trackerModel(sandbox.registry).programs.values()].filter(
        ({ object }) => may(caller, 'read', object.sharing) && may(caller, 'dataRead', object.sharing)
    )

/** Owner of an enrolled tracked entity in the program: expects the alias `po` (program owner). */
export const OWNER = 'po.org_unit'

/**
 * Adds what ownership and access level hide: open programs show within the search scope, protected ones within the capture scope or after
 * an override.
 *
 * @param list column of the program, and whether an override counts in this list
 */
export const addVisible = (
    where: Where,
    { caller, sandbox }: Call,
    programs: readonly ProgramModel[],
    { programColumn, overridden = true }: { programColumn: string; overridden?: boolean }
): void => {
    if (caller.superuser) {
        return
    }
    const open = programs.filter(({ accessLevel }) => accessLevel === 'OPEN' || accessLevel === 'AUDITED')
    const guarded = programs.filter(({ accessLevel }) => accessLevel === 'PROTECTED' || accessLevel === 'CLOSED')
    const list = 'IN (SELECT value FROM json_each(?))'
    const uids = (some: readonly ProgramModel[]) => JSON.stringify(some.map(({ id }) => id))
    where.add(
        `(${programColumn} ${list} AND ${OWNER} ${list}) OR (${programColumn} ${list} AND (${OWNER} ${list} OR EXISTS (
            SELECT 1 FROM temporary_owner o WHERE o.tracked_entity = t.id AND o.program = ${programColumn} AND o.user = ? AND o.until > ?
            AND ?)))`,
        uids(open),
        JSON.stringify(sandbox.orgUnits.within(caller.search)),
        uids(guarded),
        JSON.stringify(sandbox.orgUnits.within(caller.capture)),
        caller.uid,
        sandbox.clock.now(),
        Number(overridden)
    )
}

/** A date parameter as local text; `endOfDay` turns a day into its last moment. Anything unreadable is answered with 400. */
export const dateWanted = ({ query, sandbox }: Call, name: string, endOfDay = false): string | undefined => {
    const value = query.text(name)
    if (value === undefined) {
        return undefined
    }
    const read =
        sandbox.clock.read(value) ?? refuse(400, `Value '${value}' is not valid for parameter ${name}. Invalid format: "${value}"`, null)
    return endOfDay && value.length === 10 ? `${read.slice(0, 10)}T23:59:59.999` : read
}

const UNITS: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 }

/** The start of `updatedWithin`, as local text. Events are shifted by the zone's offset, as on real servers: never use it there. */
export const withinWanted = ({ query, sandbox }: Call, shifted: boolean): string | undefined => {
    const value = query.text('updatedWithin')
    if (value === undefined) {
        return undefined
    }
    const found = /^(\d+)([dhms])$/.exec(value)
    if (!found) {
        return refuse(400, `Duration is not valid: ${value}`)
    }
    const { clock } = sandbox
    const now = clock.now()
    const offset = shifted ? Date.parse(`${clock.local(now)}Z`) - now : 0
    return clock.local(now - Number(found[1]) * (UNITS[found[2] ?? ''] ?? 0) + offset)
}
