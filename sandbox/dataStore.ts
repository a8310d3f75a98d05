import { hasAuthority } from './access/caller.ts'
import { defaultSharing, may } from './access/sharing.ts'
import { refuse, webMessage, type Answer } from './answer.ts'
import { ok, type Call, type Route } from './call.ts'
import type { DialectRules } from './dialect.ts'
import { isObject, text, type JsonObject } from './json.ts'
import { wholeNumber } from './metadata/query.ts'
import type { Registry } from './metadata/registry.ts'
import type { Sandbox } from './sandbox.ts'
import { parseJson } from '#dhis2/json.ts'
import { randomUid } from '#dhis2/uid.ts'

interface Entry {
    uid: string
    namespace: string
    key: string
    value: string
    created: string
    last_updated: string
    last_updated_by: string
    sharing: string
}

/** Entries of `dataStore` belong to nobody, those of `userDataStore` to one user. */
const SHARED = ''

const COLUMNS = 'uid, namespace, key, value, created, last_updated, last_updated_by, sharing'

/** The sharing of a dataStore entry; undefined when there is no such entry. */
export const dataStoreEntry = ({ store }: Sandbox, uid: string): JsonObject | undefined => {
    const row = store.one<{ sharing: string }>('SELECT sharing FROM data_store WHERE uid = ?', uid)
    const sharing = row ? parseJson(row.sharing) : undefined
    return isObject(sharing) ? sharing : undefined
}

export const setDataStoreSharing = ({ sandbox: { store, clock }, caller }: Call, uid: string, sharing: JsonObject): void => {
    const sql = 'UPDATE data_store SET sharing = ?, last_updated = ?, last_updated_by = ? WHERE uid = ?'
    store.run(sql, JSON.stringify(sharing), clock.local(), caller.username, uid)
}

/** One kind of store: the shared one, or the caller's own. */
class Shelf {
    private readonly call: Call
    private readonly owner: string

    constructor(call: Call, owner: string) {
        this.call = call
        this.owner = owner
    }

    namespaces(): string[] {
        return this.call.sandbox.store
            .all<{ namespace: string }>(
                'SELECT namespace FROM data_store WHERE owner = ? GROUP BY namespace ORDER BY min(rowid)',
                this.owner
            )
            .map(({ namespace }) => namespace)
    }

    /** Readable entries of a namespace by key; 404 when it has none at all. */
    entries(namespace: string): Entry[] {
        this.checkNamespace(namespace, 'read')
        const { store } = this.call.sandbox
        const sql = `SELECT ${COLUMNS} FROM data_store WHERE owner = ? AND namespace = ? ORDER BY key`
        const all = store.all<Entry>(sql, this.owner, namespace)
        if (all.length === 0) {
            return refuse(404, `Namespace not found: '${namespace}'`)
        }
        return all.filter((entry) => this.allows(entry, 'read'))
    }

    find(namespace: string, key: string, right: 'read' | 'write'): Entry | undefined {
        this.checkNamespace(namespace, right)
        const sql = `SELECT ${COLUMNS} FROM data_store WHERE owner = ? AND namespace = ? AND key = ?`
        return this.call.sandbox.store.one<Entry>(sql, this.owner, namespace, key)
    }

    /** The entry, once the caller is known to have a right on it. */
    get(namespace: string, key: string, right: 'read' | 'write'): Entry {
        const entry = this.find(namespace, key, right) ?? refuse(404, `Key '${key}' not found in namespace '${namespace}'`)
        if (!this.allows(entry, right)) {
            return refuse(403, `Access denied for key '${key}' in namespace '${namespace}'`, this.call.sandbox.rules.closedEntryCode)
        }
        return entry
    }

    create(namespace: string, key: string, value: string): void {
        const { store, clock } = this.call.sandbox
        const { uid, username } = this.call.caller
        const sql = `INSERT INTO data_store (owner, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
        const sharing = JSON.stringify(defaultSharing(uid))
        store.run(sql, this.owner, randomUid(), namespace, key, value, clock.local(), clock.local(), username, sharing)
    }

    change(entry: Entry, value: string): void {
        const { store, clock, rules } = this.call.sandbox
        store.run('UPDATE data_store SET value = ? WHERE uid = ?', value, entry.uid)
        if (rules.notesOverwriting) {
            const sql = 'UPDATE data_store SET last_updated = ?, last_updated_by = ? WHERE uid = ?'
            store.run(sql, clock.local(), this.call.caller.username, entry.uid)
        }
    }

    remove(entry: Entry): void {
        this.call.sandbox.store.run('DELETE FROM data_store WHERE uid = ?', entry.uid)
    }

    private allows(entry: Entry, right: 'read' | 'write'): boolean {
        return this.owner !== SHARED || may(this.call.caller, right, sharingOf(entry))
    }

    /** A namespace that the hosted app reserves is open to holders of the authorities that go with it. */
    private checkNamespace(namespace: string, right: 'read' | 'write'): void {
        const { app, rules } = this.call.sandbox
        const reserved = app?.reserved.find((one) => one.namespace === namespace && (!one.further || rules.protectsFurtherNamespaces))
        if (this.owner !== SHARED || !reserved) {
            return
        }
        if (!reserved[right].some((authority) => hasAuthority(this.call.caller, authority))) {
            refuse(403, `Namespace '${namespace}' is protected, access denied`, null)
        }
    }
}

const jsonBody = (call: Call): string => {
    if (parseJson(call.body) === undefined) {
        return refuse(400, `Invalid JSON value for key '${call.params.key}'`)
    }
    return call.body
}

const namespaces = (shelf: Shelf): Answer => ok(shelf.namespaces())

const keys = (shelf: Shelf, call: Call): Answer => {
    const { query, params } = call
    const entries = shelf.entries(params.namespace ?? '')
    const fields = query.text('fields')
    if (fields === undefined) {
        return ok(entries.map(({ key }) => key))
    }
    const rows = entries.map(({ key, value }) => ({ key, value: parseJson(value) })).filter((row) => passes(row, query.all('filter')))
    const shown = rows.map((row) => pick(row, fields)).filter((row) => row !== undefined)
    if (!query.flag('paging', true)) {
        return ok({ entries: shown })
    }
    const page = wholeNumber(query, 'page', 1)
    const pageSize = wholeNumber(query, 'pageSize', 50)
    return ok({ pager: { page, pageSize }, entries: shown.slice((page - 1) * pageSize, page * pageSize) })
}

/** `fields=.` is the whole value; named fields leave out entries that have none of them. */
const pick = ({ key, value }: { key: string; value: unknown }, fields: string): JsonObject | undefined => {
    if (fields === '.') {
        return { key, value }
    }
    const named = fields.split(',').map((name) => [name, at(value, name)] as const)
    const found = named.filter(([, part]) => part !== undefined)
    return found.length === 0 ? undefined : { key, ...Object.fromEntries(found) }
}

const at = (value: unknown, path: string): unknown =>
    path.split('.').reduce<unknown>((part, step) => (isObject(part) ? part[step] : undefined), value)

const passes = ({ key, value }: { key: string; value: unknown }, filters: readonly string[]): boolean =>
    filters.every((filter) => {
        const [path = '', operator = '', wanted = ''] = filter.split(':')
        const found = path === '_' ? key : at(value, path)
        if (operator === 'null') {
            return found === undefined || found === null
        }
        if (operator === '!null') {
            return found !== undefined && found !== null
        }
        const compared = String(found)
        if (operator === 'eq') {
            return compared === wanted
        }
        if (operator === '!eq') {
            return compared !== wanted
        }
        if (operator === 'like') {
            return compared.includes(wanted)
        }
        if (operator === 'in') {
            return wanted
                .replace(/^\[|\]$/g, '')
                .split(',')
                .includes(compared)
        }
        return refuse(400, `Operator ${operator} is not supported in dataStore filters.`)
    })

const read = (shelf: Shelf, { params }: Call): Answer => ok(parseJson(shelf.get(params.namespace ?? '', params.key ?? '', 'read').value))

const readMetadata = (shelf: Shelf, { params, sandbox, caller }: Call): Answer => {
    const entry = shelf.get(params.namespace ?? '', params.key ?? '', 'read')
    const { registry, rules } = sandbox
    const { external, ...stored } = sharingOf(entry)
    const sharing: JsonObject = rules.externalAccess ? { external, ...stored } : stored
    const owner = userNamed(registry, text(sharing.owner))
    return ok({
        id: entry.uid,
        created: entry.created,
        lastUpdated: entry.last_updated,
        key: entry.key,
        namespace: entry.namespace,
        createdBy: owner,
        user: owner,
        lastUpdatedBy: userNamed(registry, registry.findBy('users', 'username', entry.last_updated_by)?.id),
        sharing,
        access: entryAccess(may(caller, 'write', sharing), rules),
        ...(rules.userSharing && { externalAccess: false, publicAccess: sharing.public, userGroupAccesses: [], userAccesses: [] }),
        translations: [],
        attributeValues: [],
        favorite: false,
        favorites: [],
    })
}

const sharingOf = ({ sharing }: Entry): JsonObject => {
    const read = parseJson(sharing)
    return isObject(read) ? read : {}
}

const userNamed = (registry: Registry, uid: string | undefined): JsonObject | undefined => {
    const user = registry.get('users', uid)
    if (!user) {
        return undefined
    }
    const name = `${text(user.firstName)} ${text(user.surname)}`
    return { id: user.id, code: user.code ?? null, name, displayName: name, username: user.username }
}

const entryAccess = (writable: boolean, { externalAccess }: DialectRules): JsonObject => ({
    manage: writable,
    ...(externalAccess && { externalize: false }),
    write: writable,
    read: true,
    update: writable,
    delete: writable,
})

const create = (shelf: Shelf, call: Call): Answer => {
    const { namespace = '', key = '' } = call.params
    const existing = shelf.find(namespace, key, 'write')
    if (existing) {
        shelf.get(namespace, key, 'write')
        return refuse(409, `Key '${key}' already exists in namespace '${namespace}'`)
    }
    shelf.create(namespace, key, jsonBody(call))
    return webMessage(201, { message: `Key created: '${key}'` })
}

const put = (shelf: Shelf, call: Call): Answer => {
    const { namespace = '', key = '' } = call.params
    if (!shelf.find(namespace, key, 'write')) {
        shelf.create(namespace, key, jsonBody(call))
        return webMessage(201, { message: `Key created: '${key}'` })
    }
    const entry = shelf.get(namespace, key, 'write')
    const part = jsonBody(call)
    const path = call.query.text('path')
    const roll = call.query.text('roll')
    const partial = call.sandbox.rules.partialEntries && (path !== undefined || roll !== undefined)
    shelf.change(entry, partial ? JSON.stringify(placed(parseJson(entry.value), path, parseJson(part), roll)) : part)
    return webMessage(200, { message: `Key updated: '${key}'` })
}

/** A value with a part replaced at a path, or appended to the list there, which keeps its last `roll` members. */
const placed = (value: unknown, path: string | undefined, part: unknown, roll: string | undefined): unknown => {
    const [step, ...rest] = path === undefined ? [] : path.split('.')
    if (step !== undefined) {
        const object = isObject(value) ? value : {}
        return { ...object, [step]: placed(object[step], rest.length === 0 ? undefined : rest.join('.'), part, roll) }
    }
    if (roll === undefined) {
        return part
    }
    return [...(Array.isArray(value) ? value : []), part].slice(-Number(roll))
}

const remove = (shelf: Shelf, { params }: Call): Answer => {
    const { namespace = '', key = '' } = params
    shelf.remove(shelf.get(namespace, key, 'write'))
    return webMessage(200, { message: `Key '${key}' deleted from namespace '${namespace}'` })
}

const removeNamespace = (shelf: Shelf, { params }: Call): Answer => {
    const { namespace = '' } = params
    for (const entry of shelf.entries(namespace)) {
        shelf.remove(shelf.get(namespace, entry.key, 'write'))
    }
    return webMessage(200, { message: `Namespace deleted: '${namespace}'` })
}

type Handler = (shelf: Shelf, call: Call) => Answer

const routesOf = (base: string, ownerOf: (call: Call) => string): Route[] => {
    const on = (handler: Handler) => (call: Call) => handler(new Shelf(call, ownerOf(call)), call)
    const LIST = ['fields', 'filter', 'page', 'pageSize', 'paging']
    const leftOut = ['order', 'headless', 'lastUpdated', 'rootJunction']
    return [
        { method: 'GET', path: base, parameters: [], handle: on(namespaces) },
        { method: 'GET', path: `${base}/:namespace`, parameters: LIST, leftOut, handle: on(keys) },
        { method: 'GET', path: `${base}/:namespace/keys`, parameters: LIST, leftOut, handle: on(keys) },
        { method: 'DELETE', path: `${base}/:namespace`, parameters: [], handle: on(removeNamespace) },
        { method: 'GET', path: `${base}/:namespace/:key`, parameters: [], handle: on(read) },
        { method: 'GET', path: `${base}/:namespace/:key/metaData`, parameters: [], handle: on(readMetadata) },
        { method: 'POST', path: `${base}/:namespace/:key`, parameters: ['encrypt'], accepts: ['*'], handle: on(create) },
        { method: 'PUT', path: `${base}/:namespace/:key`, parameters: ['encrypt', 'path', 'roll'], accepts: ['*'], handle: on(put) },
        { method: 'DELETE', path: `${base}/:namespace/:key`, parameters: [], handle: on(remove) },
    ]
}

export const dataStoreRoutes: Route[] = [
    ...routesOf('/api/dataStore', () => SHARED),
    ...routesOf('/api/userDataStore', ({ caller }) => caller.uid),
]
