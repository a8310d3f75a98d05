import type { Caller } from '../access/caller.ts'
import { defaultSharing } from '../access/sharing.ts'
import { idOf, isObject, objects, text, type JsonObject } from '../json.ts'
import { hashPassword } from '../signIn/password.ts'
import type { MetadataObject, Registry } from './registry.ts'
import { INVERSES, referencedType, type MetadataType } from './types.ts'

export const DEFAULT_COMBO = 'bjDvmb4bfuf'
export const DEFAULT_OPTION_COMBO = 'HllvX50cXC0'
export const DEFAULT_CATEGORY = 'GLevLNI9wkl'
export const DEFAULT_OPTION = 'xYerKDKCefk'

const WITH_COMBO = ['dataElements', 'dataSets', 'programs']
const OF_SERVER = ['created', 'lastUpdated', 'createdBy', 'lastUpdatedBy', 'access', 'path', 'level', 'href', 'displayName', 'password']

/** How an object refers to others: by id, by code, or by id and else by code. */
export type Identifier = 'UID' | 'CODE' | 'AUTO'

/** The object as it will be stored: references as `{ id }`, the server's own properties set, nothing kept of what it replaces. */
export const prepare = (
    type: MetadataType,
    object: MetadataObject,
    existing: MetadataObject | undefined,
    context: { now: string; caller: Caller; skipSharing: boolean }
): MetadataObject => {
    const body = Object.fromEntries(
        Object.entries(object).filter(
            ([name, value]) => !OF_SERVER.includes(name) && value !== null && value !== '' && !INVERSES[type.plural]?.[name]
        )
    )
    const combo = WITH_COMBO.includes(type.plural) && body.categoryCombo === undefined ? { categoryCombo: { id: DEFAULT_COMBO } } : {}
    const sharing = type.shared ? { sharing: sharingOf(object, existing, context) } : {}
    const password = type.plural === 'users' ? passwordOf(object, existing) : {}
    const name = type.plural === 'users' ? {} : { name: object.name }
    return {
        ...body,
        ...name,
        ...combo,
        ...sharing,
        ...password,
        id: object.id,
        created: existing?.created ?? context.now,
        lastUpdated: context.now,
        createdBy: existing?.createdBy ?? { id: context.caller.uid },
        lastUpdatedBy: { id: context.caller.uid },
    }
}

const sharingOf = (
    object: JsonObject,
    existing: MetadataObject | undefined,
    { caller, skipSharing }: { caller: Caller; skipSharing: boolean }
): JsonObject => {
    const stored = isObject(existing?.sharing) ? existing.sharing : undefined
    const base = { ...defaultSharing(caller.uid), ...(stored && { owner: stored.owner }) }
    if (skipSharing) {
        return stored ?? base
    }
    return isObject(object.sharing) ? { ...base, ...object.sharing } : base
}

const passwordOf = (object: JsonObject, existing: MetadataObject | undefined): JsonObject => {
    const given = text(object.password)
    const hash = given === undefined ? existing?.passwordHash : hashPassword(given)
    return hash === undefined ? {} : { passwordHash: hash }
}

/** References reduced to `{ id }`, looked up by code where the payload refers by code. */
export const normalizeReferences = (
    object: JsonObject,
    registry: Registry,
    identifier: Identifier,
    codes: ReadonlyMap<string, string>
): JsonObject => {
    const reference = (type: string, value: unknown): unknown => {
        if (!isObject(value)) {
            return text(value) === undefined ? value : { id: value }
        }
        if (identifier !== 'CODE' && value.id !== undefined) {
            return { id: value.id }
        }
        const code = text(value.code)
        const id = code === undefined ? undefined : (codes.get(`${type}.${code}`) ?? registry.findBy(type, 'code', code)?.id)
        return { id: id ?? idOf(value) ?? code }
    }
    return Object.fromEntries(
        Object.entries(object).map(([name, value]) => {
            if (name === 'sharing' || name === 'translations') {
                return [name, value]
            }
            const type = referencedType(name)
            if (type !== undefined && Array.isArray(value)) {
                return [name, value.map((part) => reference(type, part))]
            }
            if (type !== undefined && value !== null && value !== undefined) {
                return [name, reference(type, value)]
            }
            const inner = (part: JsonObject) => normalizeReferences(part, registry, identifier, codes)
            if (Array.isArray(value)) {
                return [name, value.map((part) => (isObject(part) ? inner(part) : part))]
            }
            return [name, isObject(value) ? inner(value) : value]
        })
    )
}

/** Where a parent lists its children, the children's own reference to it is filled in when they have none. */
export const adoptChildren = (type: string, parent: MetadataObject, registry: Registry): void => {
    for (const [property, { type: childType, by }] of Object.entries(INVERSES[type] ?? {})) {
        for (const { id } of objects(parent[property])) {
            const child = registry.get(childType, text(id))
            if (child && child[by] === undefined) {
                registry.put(childType, { ...child, [by]: { id: parent.id } })
            }
        }
    }
}
