import { hasAuthority } from '../access/caller.ts'
import { mayRead } from '../access/sharing.ts'
import { refuse, type Answer } from '../answer.ts'
import { ok, type Call, type Route } from '../call.ts'
import { dataStoreEntry, setDataStoreSharing } from '../dataStore.ts'
import { isObject, parseJson, text } from '../json.ts'
import type { JsonObject } from '../json.ts'
import { parseFields, select } from '../metadata/fields.ts'
import { wholeNumber } from '../metadata/query.ts'
import { METADATA_TYPES } from '../metadata/types.ts'
import { sharingFromOld } from '../metadata/write.ts'
import type { Sandbox } from '../sandbox.ts'
import { randomUid } from '#dhis2/uid.ts'

const EPOCH = 0
const HOUR = 3_600_000

const info = (call: Call): Answer => {
    const { sandbox, caller } = call
    const { clock, url, rules } = sandbox
    const now = clock.now()
    const never = clock.local(EPOCH)
    const span = `${Math.floor(now / HOUR)} h, ${Math.floor((now % HOUR) / 60_000)} m, ${Math.floor((now % 60_000) / 1000)} s`
    const body = {
        contextPath: url,
        calendar: 'iso8601',
        dateFormat: 'yyyy-mm-dd',
        serverDate: clock.local(now),
        serverTimeZoneId: clock.zone,
        serverTimeZoneDisplayName: zoneName(clock.zone),
        lastAnalyticsTableSuccess: never,
        intervalSinceLastAnalyticsTableSuccess: span,
        lastAnalyticsTableRuntime: '',
        lastSystemMonitoringSuccess: never,
        lastAnalyticsTablePartitionSuccess: never,
        intervalSinceLastAnalyticsTablePartitionSuccess: span,
        lastAnalyticsTablePartitionRuntime: '',
        version: rules.version,
        revision: 'sandbox',
        buildTime: never,
        jasperReportsVersion: '',
        systemName: 'DHIS 2',
        systemMetadataVersion: '',
        instanceBaseUrl: url,
        clusterHostname: '',
        isMetadataVersionEnabled: false,
        lastMetadataVersionSyncAttempt: never,
        ...(caller.superuser && environment(clock.local(now))),
    }
    const fields = call.query.list('fields')
    return ok(fields.length === 0 ? body : select<JsonObject>(body, parseFields(fields.join(',')), plainView))
}

/** What only privileged users are shown. */
const environment = (time: string): JsonObject => ({
    databaseInfo: { name: 'sandbox', user: 'sandbox', url: 'node:sqlite', databaseVersion: 'SQLite', spatialSupport: true, time },
    environmentVariable: 'DHIS2_HOME',
    fileStoreProvider: 'filesystem',
    readOnlyMode: 'off',
    nodeId: '',
    javaVersion: '',
    javaVendor: '',
    osName: process.platform,
    osArchitecture: process.arch,
    osVersion: '',
    externalDirectory: '',
    readReplicaCount: 0,
    memoryInfo: '',
    cpuCores: 1,
    encryption: false,
    emailConfigured: false,
    redisEnabled: false,
})

const zoneName = (zone: string): string =>
    new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'long' }).formatToParts(0).find(({ type }) => type === 'timeZoneName')
        ?.value ?? zone

/** Plain JSON, looked into as it is. */
export const plainView = {
    all: (object: JsonObject) => Object.keys(object),
    preset: () => undefined,
    value: (object: JsonObject, name: string) => object[name],
    open: (value: unknown) => (isObject(value) ? value : undefined),
    show: (value: unknown) => value,
}

const newIds = ({ query }: Call): Answer => {
    const limit = Math.min(wholeNumber(query, 'limit', 1), 10_000)
    return ok({ codes: Array.from({ length: limit }, randomUid) })
}

/** The object that `/api/sharing` speaks of, in any collection or in the dataStore. */
const sharedObject = (call: Call): { id: string; name?: string; sharing: JsonObject; save: (sharing: JsonObject) => void } => {
    const { sandbox, caller, query } = call
    const id = query.required('id')
    const wanted = query.required('type')
    if (wanted === 'dataStore') {
        const entry = dataStoreEntry(sandbox, id) ?? refuse(404, `dataStore with id ${id} could not be found.`)
        return { id, sharing: entry, save: (sharing) => setDataStoreSharing(sandbox, id, sharing) }
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
            ...(externalAccess && { allowExternalAccess: call.caller.superuser }),
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

const CORS = 'corsWhitelist'

/** Origins that may call the API besides the server's own. */
export const corsWhitelist = ({ store }: Sandbox): string[] => {
    const row = store.one<{ value: string }>('SELECT value FROM setting WHERE name = ?', CORS)
    const list = row ? parseJson(row.value) : []
    return Array.isArray(list) ? list.map(String) : []
}

const setCorsWhitelist = (call: Call): Answer => {
    if (!hasAuthority(call.caller, 'F_SYSTEM_SETTING')) {
        return refuse(403, 'Access is denied, requires one Authority from [F_SYSTEM_SETTING]', null)
    }
    call.sandbox.store.run('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)', CORS, JSON.stringify(parseJson(call.body) ?? []))
    return { status: 204 }
}

export const systemRoutes: Route[] = [
    { method: 'GET', path: '/api/ping', parameters: [], open: true, handle: () => ({ status: 200 }) },
    { method: 'GET', path: '/api/system/info', parameters: ['fields'], handle: info },
    { method: 'GET', path: '/api/system/id', parameters: ['limit'], handle: newIds },
    { method: 'GET', path: '/api/sharing', parameters: ['type', 'id'], handle: readSharing },
    { method: 'POST', path: '/api/sharing', parameters: ['type', 'id'], handle: writeSharing },
    { method: 'PUT', path: '/api/sharing', parameters: ['type', 'id'], handle: writeSharing },
    { method: 'GET', path: '/api/configuration/corsWhitelist', parameters: [], handle: ({ sandbox }) => ok(corsWhitelist(sandbox)) },
    { method: 'POST', path: '/api/configuration/corsWhitelist', parameters: [], handle: setCorsWhitelist },
]
