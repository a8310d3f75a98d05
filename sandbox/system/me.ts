import { hasAuthority } from '../access/caller.ts'
import { may } from '../access/sharing.ts'
import type { Answer } from '../answer.ts'
import { ok, type Call, type Route } from '../call.ts'
import { isObject } from '../json.ts'
import type { Shown } from '../metadata/display.ts'
import { parseFields, select, type View } from '../metadata/fields.ts'
import { viewFor } from '../metadata/read.ts'
import { tokensOf } from '../signIn/tokens.ts'
import { userSettings } from './settings.ts'

const DEFAULT =
    'id,username,surname,firstName,email,phoneNumber,created,lastUpdated,dataViewOrganisationUnits,favorites,userGroups,translations,' +
    'teiSearchOrganisationUnits,organisationUnits,displayName,access,name,emailVerified,userRoles,settings,programs,authorities,dataSets,' +
    'patTokens,twoFactorType,attributeValues'

const readable = ({ sandbox, caller }: Call, type: string): string[] =>
    sandbox.registry
        .list(type)
        .filter(({ sharing }) => may(caller, 'read', sharing) && may(caller, 'dataRead', sharing))
        .map(({ id }) => id)

/** What `/api/me` shows beside the stored user. */
const ownProperties = (call: Call): Record<string, unknown> => {
    const { caller } = call
    const none = { manage: false, externalize: false, write: false, read: false, update: false, delete: false }
    const every = { manage: true, externalize: true, write: true, read: true, update: true, delete: true }
    return {
        access: caller.superuser ? every : none,
        authorities: [...caller.authorities],
        programs: readable(call, 'programs'),
        dataSets: readable(call, 'dataSets'),
        settings: userSettings(caller),
        patTokens: tokensOf(call.sandbox, caller.uid),
        emailVerified: false,
        twoFactorType: 'NOT_ENABLED',
    }
}

/** The caller as an object to select fields from: own properties first, then the stored user. */
const ownView = (call: Call): View<Shown> => {
    const metadata = viewFor(call)
    const own = ownProperties(call)
    const isSelf = ({ object }: Shown) => object === call.caller.object
    return {
        all: (shown) => (isSelf(shown) ? DEFAULT.split(',') : metadata.all(shown)),
        preset: (name, shown) => metadata.preset(name, shown),
        value: (shown, name) => (isSelf(shown) && name in own ? own[name] : metadata.value(shown, name)),
        open: (value, name) => (name === 'settings' && isObject(value) ? { object: value } : metadata.open(value, name)),
        show: (value, name) => (name in own ? value : metadata.show(value, name)),
    }
}

const me = (call: Call): Answer => {
    const fields = parseFields(call.query.list('fields').join(',') || DEFAULT)
    return ok(select<Shown>({ type: 'users', object: call.caller.object }, fields, ownView(call)))
}

export const meRoutes: Route[] = [
    { method: 'GET', path: '/api/me', parameters: ['fields'], handle: me },
    { method: 'GET', path: '/api/me/authorities', parameters: [], handle: ({ caller }) => ok([...caller.authorities]) },
    {
        method: 'GET',
        path: '/api/me/authorities/:authority',
        parameters: [],
        handle: ({ caller, params }) => ok(hasAuthority(caller, params.authority ?? '')),
    },
    {
        method: 'GET',
        path: '/api/me/dashboard',
        parameters: [],
        handle: () => ok({ unreadMessageConversations: 0, unreadInterpretations: 0 }),
    },
]
