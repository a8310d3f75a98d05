import { hasAuthority } from '../access/caller.ts'
import { may } from '../access/sharing.ts'
import { refuse, webMessage, type Answer } from '../answer.ts'
import { bodyObject, type Call, type Route } from '../call.ts'
import { idOf, isObject, objects, parseJson, text, type JsonObject } from '../json.ts'
import { runAsJob } from '../system/tasks.ts'
import { generateOptionCombos } from './combos.ts'
import { usesOf } from './delete.ts'
import { badEnum, defaultOptions, importMetadata, metadataAnswer, optionsOf } from './import.ts'
import { applyPatch } from './patch.ts'
import { findOrRefuse, typeOf } from './read.ts'
import { errorReport, type ObjectOutcome } from './report.ts'
import type { MetadataType } from './types.ts'
import { randomUid } from '#dhis2/uid.ts'

const IMPORT = [
    'importMode',
    'identifier',
    'importReportMode',
    'preheatMode',
    'importStrategy',
    'atomicMode',
    'flushMode',
    'skipSharing',
    'skipTranslation',
    'skipValidation',
    'async',
]

const importAll = (call: Call): Answer => {
    const payload = bodyObject(call) ?? refuse(409, 'The body is not a JSON object.', null)
    const options = optionsOf(call.query)
    const wrong = badEnum(payload)
    if (wrong !== undefined) {
        return refuse(call.sandbox.rules.badMetadataEnumStatus, `Unknown enumeration value: ${wrong}`, null)
    }
    const run = () => metadataAnswer(importMetadata(call.sandbox, call.caller, payload, options), options)
    return call.query.flag('async') ? runAsJob(call, 'METADATA_IMPORT', run) : run()
}

const importOne = (call: Call, type: MetadataType, object: JsonObject): ObjectOutcome => {
    const wrong = badEnum({ [type.plural]: [object] })
    if (wrong !== undefined) {
        return refuse(400, `Unknown enumeration value: ${wrong}`, null)
    }
    const [outcome] = importMetadata(call.sandbox, call.caller, { [type.plural]: [object] }, defaultOptions)
    return outcome ?? refuse(400, 'The body holds no object.', null)
}

/** The answer to a write of a single object. */
const objectAnswer = (call: Call, outcome: ObjectOutcome): Answer => {
    const { type, uid, errors, operation } = outcome
    const response = { errorReports: errors.map((error) => errorReport(error, type)), uid, klass: type.klass, responseType: 'ObjectReport' }
    if (errors.some(({ errorCode }) => errorCode === 'E3000' || errorCode === 'E3001')) {
        return refuse(403, errors[0]?.message ?? '')
    }
    if (errors.length > 0) {
        return webMessage(409, { message: 'One or more errors occurred, please see full details in import report.', response })
    }
    const headers = { location: `${call.sandbox.url}/api/${type.plural}/${uid}` }
    return operation === 'created' ? webMessage(201, { response, headers }) : webMessage(200, { response })
}

const create = (call: Call): Answer => {
    const type = typeOf(call.params.type)
    const object = bodyObject(call) ?? refuse(400, 'The body is not a JSON object.', null)
    return objectAnswer(call, importOne(call, type, { ...object, id: idOf(object) ?? randomUid() }))
}

const replace = (call: Call): Answer => {
    const type = typeOf(call.params.type)
    const existing = findOrRefuse(call.sandbox, call.caller, type, call.params.uid)
    const object = bodyObject(call) ?? refuse(400, 'The body is not a JSON object.', null)
    return objectAnswer(call, importOne(call, type, { ...object, id: existing.id }))
}

const patch = (call: Call): Answer => {
    const type = typeOf(call.params.type)
    const existing = findOrRefuse(call.sandbox, call.caller, type, call.params.uid)
    return objectAnswer(call, importOne(call, type, applyPatch(existing, parseJson(call.body))))
}

const remove = (call: Call): Answer => {
    const type = typeOf(call.params.type)
    const existing = findOrRefuse(call.sandbox, call.caller, type, call.params.uid)
    if (!may(call.caller, 'write', existing.sharing)) {
        return refuse(403, `You may not delete ${existing.id}.`)
    }
    const used = usesOf(call.sandbox, type.plural, existing.id)
    const response = { errorReports: [], uid: existing.id, klass: type.klass, responseType: 'ObjectReport' }
    if (used !== undefined) {
        return webMessage(409, {
            message: `Object could not be deleted because it is associated with another object: ${used}`,
            errorCode: 'E4030',
        })
    }
    call.sandbox.registry.remove(type.plural, existing.id)
    return webMessage(200, { response })
}

const updateOptionCombos = (call: Call): Answer => {
    if (!hasAuthority(call.caller, 'F_PERFORM_MAINTENANCE')) {
        return refuse(403, 'Access is denied, requires one Authority from [F_PERFORM_MAINTENANCE]', null)
    }
    generateOptionCombos(call.sandbox.registry, call.sandbox.clock.local())
    return { status: 204 }
}

const setDisabled = (call: Call, disabled: boolean): Answer => {
    const user = findOrRefuse(call.sandbox, call.caller, typeOf('users'), call.params.uid)
    if (!hasAuthority(call.caller, 'F_USER_ADD')) {
        return refuse(403, 'You may not change users.')
    }
    call.sandbox.registry.put('users', { ...user, disabled })
    return { status: 204 }
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
export const sharingFromOld = (body: JsonObject, owner: unknown): JsonObject => {
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

export const writeRoutes: Route[] = [
    { method: 'POST', path: '/api/metadata', parameters: IMPORT, handle: importAll },
    { method: 'POST', path: '/api/maintenance/categoryOptionComboUpdate', parameters: [], handle: updateOptionCombos },
    { method: 'POST', path: '/api/users/:uid/disabled', parameters: [], handle: (call) => setDisabled(call, true) },
    { method: 'POST', path: '/api/users/:uid/enabled', parameters: [], handle: (call) => setDisabled(call, false) },
    { method: 'POST', path: '/api/:type', parameters: [], handle: create },
    { method: 'PUT', path: '/api/:type/:uid', parameters: ['mergeMode', 'skipTranslation', 'skipSharing'], handle: replace },
    { method: 'PUT', path: '/api/:type/:uid/sharing', parameters: [], handle: replaceSharing },
    { method: 'PATCH', path: '/api/:type/:uid', parameters: [], accepts: ['application/json-patch+json'], handle: patch },
    { method: 'DELETE', path: '/api/:type/:uid', parameters: [], handle: remove },
]
