import { hasAuthority } from '../access/caller.ts'
import { may, mayRead } from '../access/sharing.ts'
import { refuse, type Answer } from '../answer.ts'
import { bodyObject, ok, type Call, type Route } from '../call.ts'
import { dataStoreEntry, setDataStoreSharing } from '../dataStore.ts'
import { isObject, objects, text, type JsonObject } from '../json.ts'
import { findOrRefuse, typeOf } from './read.ts'
import { METADATA_TYPES } from './types.ts'
import { parseJson } from '#dhis2/json.ts'

/** The object that `/api/sharing` speaks of, in any collection or in the dataStore. */
const sharedObject = (call: Call): { id: string; name?: string; sharing: JsonObject; save: (sharing: JsonObject) => void } => {
    const { sandbox, caller, query } = call
    const id = query.required('id')
    const wanted = query.required('type')
    if (wanted === 'dataStore') {
        const entry = dataStoreEntry(sandbox, id) ?? refuse(404, `dataStore with id ${id} could not be found.`)
        return { id, sharing: entry, save: (sharing) => setDataStoreSharing(call, id, sharing) }
    }
    const type = [...METADATA_TYPES.values()].find(({ singular }) => singular === wanted) ?? refuse(409, `Type ${wanted} is not supported.`)
    const object = sandbox.registry.get(type.plural, id)
    if (!object || !mayRead(caller, type.plural, object)) {
        return refuse(404, `Object of type ${wanted} with ID ${id} was not found.`)
    }
    return {
        id,
        name: text(object.name),
        sharing: isObject(object.sharing) ? object.sharing : {},
        save: (sharing) => sandbox.registry.put(type.plural, { ...object, sharing }),
    }
}

const readSharing = (call: Call): Answer => {
    const { id, name, sharing } = sharedObject(call)
    const accesses = (value: unknown) => (isObject(value) ? Object.values(value) : [])
    const { registry, rules } = call.sandbox
    const { externalAccess } = rules
    const owner = registry.get('users', text(sharing.owner))
    return ok({
        meta: {
            allowPublicAccess: call.query.text('type') === 'dataStore' || call.caller.superuser,
            ...(externalAccess && { allowExternalAccess: call.query.text('type') !== 'dataStore' && call.caller.superuser }),
        },
        object: {
            id,
            ...(name !== undefined && { name, displayName: name }),
            publicAccess: sharing.public,
            ...(owner && { user: { id: owner.id, name: `${text(owner.firstName)} ${text(owner.surname)}` } }),
            userGroupAccesses: accesses(sharing.userGroups),
            userAccesses: accesses(sharing.users),
            ...(externalAccess && { externalAccess: false }),
        },
    })
}

const writeSharing = (call: Call): Answer => {
    const { sharing, save } = sharedObject(call)
    const owns = text(sharing.owner) === call.caller.uid
    if (!owns && !hasAuthority(call.caller, 'ALL')) {
        return refuse(403, 'You do not have manage access to this object.')
    }
    const body = parseJson(call.body)
    save(sharingFromOld(isObject(body) ? body : {}, sharing.owner))
    return ok({ httpStatus: 'OK', httpStatusCode: 200, status: 'OK', message: 'Access control set' })
}

/** `PUT /api/{type}/{uid}/sharing` with a sharing object, or with the older shape inside `object`. */
const replaceSharing = (call: Call): Answer => {
    const type = typeOf(call.params.type)
    const existing = findOrRefuse(call.sandbox, call.caller, type, call.params.uid)
    if (!may(call.caller, 'write', existing.sharing)) {
        return refuse(403, 'You do not have manage access to this object.')
    }
    const body = bodyObject(call) ?? refuse(400, 'The body is not a JSON object.', null)
    const stored = isObject(existing.sharing) ? existing.sharing : {}
    call.sandbox.registry.put(type.plural, { ...existing, sharing: { ...stored, ...body } })
    return { status: 204 }
}

/** Sharing as the older `/api/sharing` writes it, turned into a sharing object. */
const sharingFromOld = (body: JsonObject, owner: unknown): JsonObject => {
    const given = isObject(body.object) ? body.object : {}
    const accesses = (list: unknown) => Object.fromEntries(objects(list).map(({ id, access }) => [text(id) ?? '', { id, access }]))
    return {
        owner,
        external: false,
        public: text(given.publicAccess) ?? '--------',
        users: accesses(given.userAccesses),
        userGroups: accesses(given.userGroupAccesses),
    }
}

const OF = ['type', 'id']

export const sharingRoutes: Route[] = [
    { method: 'GET', path: '/api/sharing', parameters: OF, handle: readSharing },
    { method: 'POST', path: '/api/sharing', parameters: OF, handle: writeSharing },
    { method: 'PUT', path: '/api/sharing', parameters: OF, handle: writeSharing },
    { method: 'PUT', path: '/api/:type/:uid/sharing', parameters: [], handle: replaceSharing },
]
