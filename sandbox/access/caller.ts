import { idsOf, isTrue, text } from '../json.ts'
import type { MetadataObject, Registry } from '../metadata/registry.ts'

/** The user who makes a request, with what decides on rights. */
export interface Caller {
    uid: string
    username: string
    firstName: string
    surname: string
    superuser: boolean
    authorities: ReadonlySet<string>
    groups: ReadonlySet<string>
    /** org units under which the user may write, search and see aggregate data */
    capture: readonly string[]
    search: readonly string[]
    view: readonly string[]
    object: MetadataObject
}

/** The caller for a stored user. Without search units of their own, users search where they capture. */
export const callerOf = (registry: Registry, user: MetadataObject): Caller => {
    const authorities = new Set(
        idsOf(user.userRoles).flatMap((role) => {
            const listed = registry.get('userRoles', role)?.authorities
            return Array.isArray(listed) ? listed.map(String) : []
        })
    )
    const capture = idsOf(user.organisationUnits)
    const search = idsOf(user.teiSearchOrganisationUnits)
    const view = idsOf(user.dataViewOrganisationUnits)
    return {
        uid: user.id,
        username: text(user.username) ?? '',
        firstName: text(user.firstName) ?? '',
        surname: text(user.surname) ?? '',
        superuser: authorities.has('ALL'),
        authorities,
        groups: new Set(registry.inverseIds('users', 'userGroups', user.id)),
        capture,
        search: search.length > 0 ? [...new Set([...search, ...capture])] : capture,
        view: view.length > 0 ? view : capture,
        object: user,
    }
}

export const hasAuthority = (caller: Caller, authority: string): boolean => caller.superuser || caller.authorities.has(authority)

export const isDisabled = (user: MetadataObject): boolean => isTrue(user.disabled)

/** True when the account ran out before a day (`accountExpiry`). */
export const isExpired = (user: MetadataObject, today: string): boolean => (text(user.accountExpiry)?.slice(0, 10) ?? '9') < today

/** The user as tracker answers name them. */
export const userInfo = (caller: Caller): Record<string, string> => ({
    uid: caller.uid,
    username: caller.username,
    firstName: caller.firstName,
    surname: caller.surname,
})
