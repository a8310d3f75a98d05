import { hasAuthority } from '../access/caller.ts'
import { analyticsMade } from '../aggregate/analytics.ts'
import { refuse, type Answer } from '../answer.ts'
import { ok, type Call, type Route } from '../call.ts'
import { type JsonObject } from '../json.ts'
import { parseFields, plainView, select } from '../metadata/fields.ts'
import { wholeNumber } from '../metadata/query.ts'
import type { Sandbox } from '../sandbox.ts'
import { parseJson } from '#dhis2/json.ts'
import { randomUid } from '#dhis2/uid.ts'

const EPOCH = 0
const HOUR = 3_600_000

const info = (call: Call): Answer => {
    const { sandbox, caller } = call
    const { clock, url, rules } = sandbox
    const now = clock.now()
    const never = rules.epochWhenNever ? clock.local(EPOCH) : undefined
    const made = analyticsMade(sandbox) ?? never
    const span = `${Math.floor(now / HOUR)} h, ${Math.floor((now % HOUR) / 60_000)} m, ${Math.floor((now % 60_000) / 1000)} s`
    const body = {
        contextPath: url,
        calendar: 'iso8601',
        dateFormat: 'yyyy-mm-dd',
        serverDate: clock.local(now),
        serverTimeZoneId: clock.zone,
        serverTimeZoneDisplayName: zoneName(clock.zone),
        lastAnalyticsTableSuccess: made,
        intervalSinceLastAnalyticsTableSuccess: span,
        lastAnalyticsTableRuntime: '',
        lastSystemMonitoringSuccess: never,
        lastAnalyticsTablePartitionSuccess: never,
        intervalSinceLastAnalyticsTablePartitionSuccess: span,
        lastAnalyticsTablePartitionRuntime: '',
        version: rules.version,
        revision: 'sandbox',
        buildTime: clock.local(EPOCH),
        jasperReportsVersion: '',
        systemName: 'DHIS 2',
        systemMetadataVersion: '',
        instanceBaseUrl: url,
        clusterHostname: '',
        isMetadataVersionEnabled: false,
        lastMetadataVersionSyncAttempt: never,
        ...(rules.sessionTimeoutShown && { sessionTimeout: 3600 }),
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

const newIds = ({ query }: Call): Answer => {
    const limit = Math.min(wholeNumber(query, 'limit', 1), 10_000)
    return ok({ codes: Array.from({ length: limit }, randomUid) })
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
    { method: 'GET', path: '/api/configuration/corsWhitelist', parameters: [], handle: ({ sandbox }) => ok(corsWhitelist(sandbox)) },
    { method: 'POST', path: '/api/configuration/corsWhitelist', parameters: [], handle: setCorsWhitelist },
]
