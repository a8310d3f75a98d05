import { createHash } from 'node:crypto'
import { callerOf } from '../access/caller.ts'
import type { JsonObject } from '../json.ts'
import { defaultOptions, importMetadata } from '../metadata/import.ts'
import type { Sandbox } from '../sandbox.ts'
import { ADMIN } from './defaults.ts'
import { NAIROBI, placeUid, readPlaces, type Places } from './places.ts'
import { DEMO_PASSWORD, DEMO_USERS } from './users.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'
import type { Uid } from '#dhis2/uid.ts'
import type { Dialect } from '#dhis2/version.ts'
import { buildMetadata } from '#programme/metadata/build.ts'
import { importSteps } from '#programme/metadata/importSteps.ts'

const MARK = 'demo.seed'

/** Where each demo user works: org units for capture, search and figures, and the package's group, whose role goes with it. */
interface Post {
    group: string
    capture: Uid[]
    search: Uid[]
    view: Uid[]
}

const MODEL_SITE = placeUid('13077')
const NEIGHBOURS = [placeUid('12972'), placeUid('12912')]

const postsOf = ({ openFacilities }: Places): Record<string, Post> => {
    const every = openFacilities.map(({ id }) => id)
    const kenya = [placeUid('kenya')]
    return {
        nurse: { group: 'KMMP_FACILITY', capture: [MODEL_SITE], search: [NAIROBI], view: [MODEL_SITE] },
        mentor: { group: 'KMMP_MENTORS', capture: [MODEL_SITE], search: [NAIROBI], view: [MODEL_SITE] },
        coordinator: {
            group: 'KMMP_SITE_COORD',
            capture: [MODEL_SITE, ...NEIGHBOURS],
            search: [NAIROBI],
            view: [MODEL_SITE, ...NEIGHBOURS],
        },
        county: { group: 'KMMP_COUNTY', capture: [], search: [], view: [NAIROBI] },
        connector: { group: 'KMMP_CONNECTOR', capture: every, search: kenya, view: kenya },
    }
}

/**
 * Fills the sandbox with the demonstration: places of Kenya, the programme's metadata assigned to all open facilities, and users. A store
 * that holds exactly this is left as it is; users keep what they changed.
 */
export const seedDemo = (sandbox: Sandbox, dialect: Dialect): void => {
    const places = readPlaces()
    const posts = postsOf(places)
    const steps = [
        { organisationUnits: places.organisationUnits, organisationUnitLevels: places.organisationUnitLevels },
        ...importSteps(buildMetadata({ dialect, orgUnits: places.openFacilities })),
    ]
    const mark = createHash('sha256')
        .update(JSON.stringify([steps, posts, DEMO_USERS]))
        .digest('hex')
    const { store } = sandbox
    if (store.one<{ value: string }>('SELECT value FROM setting WHERE name = ?', MARK)?.value === mark) {
        return
    }
    store.transaction(() => {
        for (const step of steps) {
            load(sandbox, step)
        }
        addUsers(sandbox, posts)
        store.run('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)', MARK, mark)
    })
}

/** Imports a piece as the superuser would; anything refused is a fault of the package and stops the start. */
const load = (sandbox: Sandbox, payload: JsonObject): void => {
    const admin = sandbox.registry.get('users', ADMIN)
    if (!admin) {
        throw new Error('The sandbox has no superuser.')
    }
    const outcomes = importMetadata(sandbox, callerOf(sandbox.registry, admin), payload, defaultOptions)
    const refused = outcomes.filter(({ errors }) => errors.length > 0)
    if (refused.length === 0) {
        return
    }
    const reasons = refused
        .slice(0, 5)
        .map(({ type, uid, name, errors }) => `${type.plural} ${name ?? uid}: ${errors[0]?.errorCode} ${errors[0]?.message}`)
    throw new Error(
        `The demonstration's metadata was refused (${refused.length} objects). If the store was made by an earlier version, ` +
            `start with another file as --store.\n${reasons.join('\n')}`
    )
}

const refs = (ids: readonly Uid[]): { id: Uid }[] => ids.map((id) => ({ id }))

const addUsers = (sandbox: Sandbox, posts: Record<string, Post>): void => {
    const { registry } = sandbox
    for (const user of DEMO_USERS) {
        const post = posts[user.username]
        const role = registry.findBy('userRoles', 'code', post?.group ?? '')
        const group = registry.findBy('userGroups', 'code', post?.group ?? '')
        if (!post || !role || !group) {
            throw new Error(`The demo user ${user.username} has no role or group in the package.`)
        }
        const id = derivedUid('user', 'demo', user.username)
        if (!registry.get('users', id)) {
            const { username, firstName, surname } = user
            const units = {
                organisationUnits: refs(post.capture),
                teiSearchOrganisationUnits: refs(post.search),
                dataViewOrganisationUnits: refs(post.view),
            }
            load(sandbox, {
                users: [{ id, username, firstName, surname, password: DEMO_PASSWORD, userRoles: [{ id: role.id }], ...units }],
            })
        }
        registry.put('userGroups', { ...group, users: [{ id }] })
    }
    const admin = registry.get('users', ADMIN)
    const kenya = refs([placeUid('kenya')])
    if (admin && admin.organisationUnits === undefined) {
        registry.put('users', { ...admin, organisationUnits: kenya, teiSearchOrganisationUnits: kenya, dataViewOrganisationUnits: kenya })
    }
}
