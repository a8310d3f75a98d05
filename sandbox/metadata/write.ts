import { hasAuthority } from '../access/caller.ts'
import { may } from '../access/sharing.ts'
import { notSupported, refuse, webMessage, type Answer } from '../answer.ts'
import { bodyObject, type Call, type Route } from '../call.ts'
import { idOf, objects, text, type JsonObject } from '../json.ts'
import type { Sandbox } from '../sandbox.ts'
import { runAsJob } from '../system/tasks.ts'
import { generateOptionCombos } from './combos.ts'
import { removeObject, usesOf } from './delete.ts'
import { badEnum, defaultOptions, importMetadata, metadataAnswer, optionsOf } from './import.ts'
import { failsOnCommit } from './particulars.ts'
import { applyPatch } from './patch.ts'
import { findOrRefuse, typeOf } from './read.ts'
import { errorReport, type ObjectOutcome } from './report.ts'
import { classIn, NOT_HELD, type MetadataType } from './types.ts'
import { parseJson } from '#dhis2/json.ts'
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
    'async',
]

const importAll = (call: Call): Answer => {
    const payload = bodyObject(call) ?? refuse(409, 'The body is not a JSON object.', null)
    const notHeld = NOT_HELD.filter((type) => objects(payload[type]).length > 0)
    if (notHeld.length > 0) {
        return notSupported(notHeld.join(', '))
    }
    const options = optionsOf(call.query)
    const wrong = badEnum(payload)
    if (wrong !== undefined) {
        return refuse(call.sandbox.rules.badMetadataEnumStatus, `Unknown enumeration value: ${wrong}`, null)
    }
    if (options.commit && failsOnCommit(payload, call.sandbox.registry)) {
        return refuse(409, 'The import failed while it was stored. Import approval levels and workflows before the data sets.', null)
    }
    const run = () => metadataAnswer(importMetadata(call.sandbox, call.caller, payload, options), options)
    return call.query.flag('async') ? runAsJob(call, 'METADATA_IMPORT', jobParameters(call), run) : run()
}

/** The options of an import as a job shows them. */
const jobParameters = ({ query }: Call): JsonObject => ({
    importMode: query.text('importMode') ?? 'COMMIT',
    identifier: query.text('identifier') ?? 'UID',
    preheatMode: 'REFERENCE',
    importStrategy: query.text('importStrategy') ?? 'CREATE_AND_UPDATE',
    atomicMode: query.text('atomicMode') ?? 'ALL',
    flushMode: 'AUTO',
    importReportMode: query.text('importReportMode') ?? 'ERRORS',
    skipSharing: query.flag('skipSharing'),
    skipTranslation: query.flag('skipTranslation'),
    skipValidation: query.flag('skipValidation'),
    metadataSyncImport: false,
    async: true,
    firstRowIsHeader: true,
})

const importOne = (call: Call, type: MetadataType, object: JsonObject): ObjectOutcome => {
    const wrong = badEnum({ [type.plural]: [object] })
    if (wrong !== undefined) {
        return refuse(400, `Unknown enumeration value: ${wrong}`, null)
    }
    const [outcome] = importMetadata(call.sandbox, call.caller, { [type.plural]: [object] }, defaultOptions)
    return outcome ?? refuse(400, 'The body holds no object.', null)
}

/** The report on one object that a write of a single object carries. */
const objectReport = ({ sandbox }: Call, { type, uid, errors }: Pick<ObjectOutcome, 'type' | 'uid' | 'errors'>): JsonObject => ({
    errorReports: errors.map((error) => errorReport(error, type)),
    uid,
    klass: classIn(sandbox.rules, type),
    responseType: 'ObjectReport',
})

const ERRORS = 'One or more errors occurred, please see full details in import report.'

/** The answer to a write of a single object. */
const objectAnswer = (call: Call, outcome: ObjectOutcome): Answer => {
    const { type, uid, errors, operation } = outcome
    const response = objectReport(call, outcome)
    if (errors.some(({ errorCode }) => errorCode === 'E3000' || errorCode === 'E3001')) {
        return refuse(403, errors[0]?.message ?? '')
    }
    if (errors.length > 0) {
        return webMessage(409, { message: ERRORS, response })
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

/** 2.40 takes the patch for single properties, which must not hold lists. */
const PATCH_TYPE_CODE = { 400: 'E1003', 415: null }

const patch = (call: Call): Answer => {
    const type = typeOf(call.params.type)
    const { sandbox, headers } = call
    if (headers['content-type']?.startsWith('application/json-patch+json') !== true) {
        return refuse(
            sandbox.rules.patchTypeStatus,
            `Content-Type '${headers['content-type']}' is not supported for a JSON patch`,
            PATCH_TYPE_CODE[sandbox.rules.patchTypeStatus]
        )
    }
    const existing = findOrRefuse(sandbox, call.caller, type, call.params.uid)
    if (sandbox.rules.refusesPatchOfUsedProgram && type.plural === 'programs' && enrollmentsIn(sandbox, existing.id) > 1) {
        const errors = [{ errorCode: 'E6000', message: `Program \`${text(existing.name)}\` has more than one program instance` }]
        return webMessage(409, { message: ERRORS, response: objectReport(call, { type, uid: existing.id, errors }) })
    }
    return objectAnswer(call, importOne(call, type, applyPatch(existing, parseJson(call.body))))
}

const enrollmentsIn = ({ store }: Sandbox, program: string): number =>
    store.one<{ enrollments: number }>('SELECT count(*) AS enrollments FROM enrollment WHERE program = ?', program)?.enrollments ?? 0

const remove = (call: Call): Answer => {
    const type = typeOf(call.params.type)
    const existing = findOrRefuse(call.sandbox, call.caller, type, call.params.uid)
    if (!may(call.caller, 'write', existing.sharing)) {
        return refuse(403, `You may not delete ${existing.id}.`)
    }
    const used = usesOf(call.sandbox, type.plural, existing.id)
    if (used !== undefined) {
        const errors = [
            { errorCode: 'E4030', message: `Object could not be deleted because it is associated with another object: ${used}` },
        ]
        const response = objectReport(call, { type, uid: existing.id, errors })
        return webMessage(409, { status: 'WARNING', message: ERRORS, response })
    }
    removeObject(call.sandbox.registry, type.plural, existing.id)
    return webMessage(200, { response: objectReport(call, { type, uid: existing.id, errors: [] }) })
}

/** 204 has no body, 200 a message. */
const done = (status: 200 | 204): Answer => (status === 204 ? { status } : webMessage(200))

const updateOptionCombos = (call: Call): Answer => {
    if (!hasAuthority(call.caller, 'F_PERFORM_MAINTENANCE')) {
        return refuse(403, 'Access is denied, requires one Authority from [F_PERFORM_MAINTENANCE]', null)
    }
    generateOptionCombos(call.sandbox.registry, call.sandbox.clock.local())
    return done(call.sandbox.rules.maintenanceStatus)
}

const setDisabled = (call: Call, disabled: boolean): Answer => {
    const user = findOrRefuse(call.sandbox, call.caller, typeOf('users'), call.params.uid)
    if (!hasAuthority(call.caller, 'F_USER_ADD')) {
        return refuse(403, 'You may not change users.')
    }
    call.sandbox.registry.put('users', { ...user, disabled })
    return { status: 204 }
}

/** `PUT /api/{type}/{uid}/translations`: replaces them all. */
const replaceTranslations = (call: Call): Answer => {
    const type = typeOf(call.params.type)
    const existing = findOrRefuse(call.sandbox, call.caller, type, call.params.uid)
    if (!may(call.caller, 'write', existing.sharing)) {
        return refuse(403, `You may not change ${existing.id}.`)
    }
    const { translations } = bodyObject(call) ?? refuse(400, 'The body is not a JSON object.', null)
    call.sandbox.registry.put(type.plural, { ...existing, translations: objects(translations) })
    return { status: 204 }
}

export const writeRoutes: Route[] = [
    { method: 'PUT', path: '/api/:type/:uid/translations', parameters: [], handle: replaceTranslations },
    { method: 'POST', path: '/api/metadata', parameters: IMPORT, leftOut: ['skipTranslation', 'skipValidation'], handle: importAll },
    { method: 'POST', path: '/api/maintenance/categoryOptionComboUpdate', parameters: [], handle: updateOptionCombos },
    { method: 'POST', path: '/api/users/:uid/disabled', parameters: [], handle: (call) => setDisabled(call, true) },
    { method: 'POST', path: '/api/users/:uid/enabled', parameters: [], handle: (call) => setDisabled(call, false) },
    { method: 'POST', path: '/api/:type', parameters: [], handle: create },
    { method: 'PUT', path: '/api/:type/:uid', parameters: ['mergeMode', 'skipTranslation', 'skipSharing'], handle: replace },
    {
        method: 'PATCH',
        path: '/api/:type/:uid',
        parameters: [],
        accepts: ['application/json-patch+json', 'application/json'],
        handle: patch,
    },
    { method: 'DELETE', path: '/api/:type/:uid', parameters: [], handle: remove },
]
