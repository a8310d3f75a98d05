import { hasAuthority, type Caller } from '../access/caller.ts'
import { refuse, webMessage, type Answer } from '../answer.ts'
import { ok, type Call, type Route } from '../call.ts'
import type { DialectRules } from '../dialect.ts'
import { isObject, type JsonObject } from '../json.ts'
import type { Sandbox } from '../sandbox.ts'
import { parseJson } from '#dhis2/json.ts'

const USER_DEFAULTS: JsonObject = {
    keyStyle: 'light_blue/light_blue.css',
    keyUiLocale: 'en',
    keyAnalysisDisplayProperty: 'name',
}

/** What the minors with typed settings show of those that nobody has set, and what the others do. */
const UNSET: Record<DialectRules['settingsOfMe'], JsonObject> = {
    typed: { keyMessageSmsNotification: false, keyMessageEmailNotification: false, keyDbLocale: 'en', keyTrackerDashboardLayout: '' },
    whole: { keyMessageSmsNotification: true, keyMessageEmailNotification: true },
}

const SYSTEM_DEFAULTS: JsonObject = {
    applicationTitle: 'DHIS 2',
    helpPageLink: 'https://docs.dhis2.org',
    keyCustomTranslationsEnabled: false,
    keyGoogleMapsApiKey: '',
    keyUiLocale: 'en',
    keyDbLocale: 'en',
    keyCalendar: 'iso8601',
    keyDateFormat: 'yyyy-MM-dd',
    keyLockMultipleFailedLogins: false,
    KeyTrackedEntityMaxLimit: 50000,
    ruleEngineAssignOverwrite: false,
    globalShellEnabled: true,
}
const SYSTEM = 'system.'

/** A setting of the caller: their own, else the server's default. */
export const userSetting = (sandbox: Sandbox, caller: Caller, name: string): unknown => userSettings(sandbox, caller)[name]

export const userSettings = ({ rules }: Sandbox, { object }: Caller): JsonObject => ({
    ...USER_DEFAULTS,
    ...UNSET[rules.settingsOfMe],
    ...(isObject(object.settings) ? object.settings : {}),
})

/** A system setting: as stored, else its default. */
export const systemSetting = ({ store, rules }: Sandbox, name: string): unknown => {
    const row = store.one<{ value: string }>('SELECT value FROM setting WHERE name = ?', SYSTEM + name)
    if (row) {
        return parseJson(row.value)
    }
    const lacking: readonly string[] = rules.systemSettingsLacking
    return lacking.includes(name) ? undefined : SYSTEM_DEFAULTS[name]
}

const readAll = (call: Call): Answer => {
    const asked = call.query.list('key')
    const names = asked.length > 0 ? asked : Object.keys(SYSTEM_DEFAULTS)
    const known = names.filter((name) => systemSetting(call.sandbox, name) !== undefined)
    return ok(Object.fromEntries(known.map((name) => [name, systemSetting(call.sandbox, name)])))
}

const readOne = (call: Call): Answer => {
    const name = call.params.key ?? ''
    const value = systemSetting(call.sandbox, name)
    return ok(value === undefined ? {} : { [name]: value })
}

/** The value of a written setting: from `?value`, else the body as JSON or text. */
const writtenValue = (call: Call): unknown => {
    const given = call.query.text('value') ?? call.body
    const parsed = parseJson(given)
    return parsed === undefined || isObject(parsed) ? given : parsed
}

const writeOne = (call: Call): Answer => {
    if (!hasAuthority(call.caller, 'F_SYSTEM_SETTING')) {
        return refuse(403, 'Access is denied, requires one Authority from [F_SYSTEM_SETTING]', null)
    }
    const name = call.params.key ?? ''
    call.sandbox.store.run('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)', SYSTEM + name, JSON.stringify(writtenValue(call)))
    return webMessage(200, { message: `System setting '${name}' set.` })
}

const readOwn = (call: Call): Answer => {
    const key = call.params.key
    if (key === undefined) {
        return ok(userSettings(call.sandbox, call.caller))
    }
    const value = userSetting(call.sandbox, call.caller, key)
    return value === undefined ? refuse(404, `Setting ${key} not found.`) : ok(value)
}

const writeOwn = (call: Call): Answer => {
    const { object } = call.caller
    const name = call.params.key ?? ''
    const settings = isObject(object.settings) ? object.settings : {}
    call.sandbox.registry.put('users', { ...object, settings: { ...settings, [name]: writtenValue(call) } })
    return webMessage(200, { message: `User setting '${name}' set.` })
}

const ANY = ['application/json', 'text/plain']

export const settingRoutes: Route[] = [
    { method: 'GET', path: '/api/systemSettings', parameters: ['key'], handle: readAll },
    { method: 'GET', path: '/api/systemSettings/:key', parameters: ['locale'], handle: readOne },
    { method: 'POST', path: '/api/systemSettings/:key', parameters: ['value', 'locale'], accepts: ANY, handle: writeOne },
    { method: 'GET', path: '/api/userSettings', parameters: ['useFallback', 'key'], handle: readOwn },
    { method: 'GET', path: '/api/userSettings/:key', parameters: ['useFallback'], handle: readOwn },
    { method: 'POST', path: '/api/userSettings/:key', parameters: ['value'], accepts: ANY, handle: writeOwn },
    { method: 'GET', path: '/api/me/settings', parameters: [], handle: readOwn },
    { method: 'GET', path: '/api/me/settings/:key', parameters: [], handle: readOwn },
]
