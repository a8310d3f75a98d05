import { hasAuthority, type Caller } from '../access/caller.ts'
import { may } from '../access/sharing.ts'
import type { Answer } from '../answer.ts'
import { ok, type Call, type Route } from '../call.ts'
import type { DialectRules } from '../dialect.ts'
import { isObject, type JsonObject } from '../json.ts'
import type { Shown } from '../metadata/display.ts'
import { parseFields, select, type View } from '../metadata/fields.ts'
import { viewFor } from '../metadata/read.ts'
import { tokensOf } from '../signIn/tokens.ts'
import { userSettings } from './settings.ts'

const DEFAULT = [
    ...[
        'id',
        'username',
        'surname',
        'firstName',
        'email',
        'phoneNumber',
        'created',
        'lastUpdated',
        'dataViewOrganisationUnits',
        'favorites',
    ],
    ...['userGroups', 'translations', 'teiSearchOrganisationUnits', 'organisationUnits', 'displayName', 'access', 'name', 'userRoles'],
    ...['settings', 'programs', 'authorities', 'dataSets'],
]

/** What only some minors show of the caller. */
const ofMinor = ({ sandbox, caller }: Call): Record<string, unknown> => {
    const { rules } = sandbox
    const sharing = { external: false, users: {}, userGroups: {} }
    return {
        ...(rules.userSharing && { sharing, userGroupAccesses: [], userAccesses: [], externalAccess: false }),
        ...(rules.userCredentials && { userCredentials: userCredentials(caller, rules) }),
        ...(rules.tokensOfMe && { patTokens: tokensOf(sandbox, caller.uid), attributeValues: caller.object.attributeValues ?? [] }),
        ...(rules.secondFactor && { emailVerified: false, twoFactorType: 'NOT_ENABLED' }),
    }
}

/** The log-in half of a user, which older minors still show apart. */
const userCredentials = (caller: Caller, rules: DialectRules): JsonObject => ({
    id: caller.uid,
    username: caller.username,
    externalAuth: false,
    twoFA: false,
    passwordLastUpdated: caller.object.created,
    lastLogin: caller.object.lastUpdated,
    cogsDimensionConstraints: [],
    catDimensionConstraints: [],
    previousPasswords: [],
    selfRegistered: false,
    invitation: false,
    disabled: false,
    access: accessOf(caller, rules),
    sharing: rules.userSharing ? { external: false, users: {}, userGroups: {} } : { owner: 'system-process', users: {}, userGroups: {} },
    userRoles: caller.object.userRoles,
})

const accessOf = ({ superuser }: Caller, { externalAccess }: DialectRules): Record<string, boolean> =>
    Object.fromEntries(
        ['manage', 'externalize', 'write', 'read', 'update', 'delete']
            .filter((right) => externalAccess || right !== 'externalize')
            .map((right) => [right, superuser])
    )

const readable = ({ sandbox, caller }: Call, type: string): string[] =>
    sandbox.registry
        .list(type)
        .filter(({ sharing }) => may(caller, 'read', sharing) && may(caller, 'dataRead', sharing))
        .map(({ id }) => id)

/** What `/api/me` shows beside the stored user. */
const ownProperties = (call: Call): Record<string, unknown> => ({
    access: accessOf(call.caller, call.sandbox.rules),
    authorities: [...call.caller.authorities],
    programs: readable(call, 'programs'),
    dataSets: readable(call, 'dataSets'),
    settings: userSettings(call.sandbox, call.caller),
    ...ofMinor(call),
})

/** The caller as an object to select fields from: own properties first, then the stored user. */
const ownView = (call: Call): View<Shown> => {
    const metadata = viewFor(call)
    const own = ownProperties(call)
    const picks = call.sandbox.rules.settingsOfMe === 'typed'
    const isSelf = ({ object }: Shown) => object === call.caller.object
    return {
        all: (shown) => (isSelf(shown) ? [...new Set([...DEFAULT, ...Object.keys(own)])] : metadata.all(shown)),
        preset: (name, shown) => metadata.preset(name, shown),
        value: (shown, name) => (isSelf(shown) && name in own ? own[name] : metadata.value(shown, name)),
        open: (value, name) =>
            name === 'settings' ? (picks && isObject(value) ? { object: value } : undefined) : metadata.open(value, name),
        show: (value, name) => (name in own ? value : metadata.show(value, name)),
    }
}

const me = (call: Call): Answer => {
    const fields = parseFields(call.query.list('fields').join(',') || '*')
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
