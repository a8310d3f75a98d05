import type { DialectRules } from '../dialect.ts'
import { isObject, text, type JsonObject } from '../json.ts'
import type { MetadataObject } from '../metadata/registry.ts'
import { METADATA_TYPES } from '../metadata/types.ts'
import { hasAuthority, type Caller } from './caller.ts'

export type Right = 'read' | 'write' | 'dataRead' | 'dataWrite'

/** Place and letter of each right in the eight-character access string. */
const PLACES: Record<Right, readonly [place: number, letter: string]> = {
    read: [0, 'r'],
    write: [1, 'w'],
    dataRead: [2, 'r'],
    dataWrite: [3, 'w'],
}

/** True when sharing gives the caller a right on an object. */
export const may = (caller: Caller, right: Right, sharing: unknown): boolean => {
    if (caller.superuser) {
        return true
    }
    if (!isObject(sharing)) {
        return true
    }
    const metadataRight = right === 'read' || right === 'write'
    const owner = text(sharing.owner)
    if (metadataRight && (owner === undefined || owner === caller.uid)) {
        return true
    }
    return grants(text(sharing.public), right) || grantsOwn(caller, right, sharing)
}

const grantsOwn = (caller: Caller, right: Right, sharing: JsonObject): boolean => {
    const users = isObject(sharing.users) ? sharing.users : {}
    const groups = isObject(sharing.userGroups) ? sharing.userGroups : {}
    return grants(accessOf(users[caller.uid]), right) || [...caller.groups].some((group) => grants(accessOf(groups[group]), right))
}

const accessOf = (entry: unknown): string | undefined => (isObject(entry) ? text(entry.access) : undefined)

const grants = (access: string | undefined, right: Right): boolean => {
    const [place, letter] = PLACES[right]
    return access?.charAt(place) === letter
}

/** True when the caller may read a metadata object: types without sharing are open to every user. */
export const mayRead = (caller: Caller, type: string, object: MetadataObject): boolean =>
    METADATA_TYPES.get(type)?.shared !== true || may(caller, 'read', object.sharing)

/** Objects of these types may be made by anybody who is signed in. */
const ANYBODY = ['constants', 'trackedEntityInstanceFilters', 'eventFilters', 'programStageWorkingLists', 'dashboards']

/** True when the caller may create objects of a type. */
export const mayCreate = (caller: Caller, type: string): boolean => {
    if (ANYBODY.includes(type)) {
        return true
    }
    const noun = METADATA_TYPES.get(type)?.singular.toUpperCase() ?? ''
    return ['PUBLIC_ADD', 'PRIVATE_ADD', 'ADD'].some((suffix) => hasAuthority(caller, `F_${noun}_${suffix}`))
}

/** The `access` object that DHIS2 shows beside metadata. */
export const accessShown = (caller: Caller, type: string, object: MetadataObject, { externalAccess }: DialectRules): JsonObject => {
    const shared = METADATA_TYPES.get(type)
    const readable = shared?.shared === true ? may(caller, 'read', object.sharing) : true
    const writable = caller.superuser || (mayCreate(caller, type) && may(caller, 'write', object.sharing))
    return {
        manage: writable,
        ...(externalAccess && { externalize: caller.superuser }),
        write: writable,
        read: readable,
        update: writable,
        delete: writable,
        ...(shared?.dataShared === true && {
            data: { read: may(caller, 'dataRead', object.sharing), write: may(caller, 'dataWrite', object.sharing) },
        }),
    }
}

/** Sharing of a new object: everybody may read and change its metadata, nobody its data. */
export const defaultSharing = (owner: string): JsonObject => ({
    owner,
    external: false,
    public: 'rw------',
    users: {},
    userGroups: {},
})
