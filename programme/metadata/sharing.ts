import { figureRights, recordRights, sensitiveRights } from '../model/access.ts'
import type { Audience } from '../model/types.ts'
import { metadataUid } from './uid.ts'
import type { Uid } from '#dhis2/uid.ts'
import type { Dialect } from '#dhis2/version.ts'

export interface Sharing {
    public: string
    external?: boolean
    users: Readonly<Record<Uid, never>>
    userGroups: Readonly<Record<Uid, { id: Uid; access: string }>>
}

/** Access strings: metadata read and write, then data read and write. Nobody of ours changes metadata. */
const ACCESS = { metadata: 'r-------', read: 'r-r-----', write: 'r-rw----' } as const

/** Sharing of everything in the package, by how personal it is. */
export interface SharingRules extends Readonly<Record<Audience, Sharing>> {
    /** questions that only those may see who ask them: named groups only */
    sensitive: Sharing
    /** working lists of clients, which hold no data themselves: those who may open clients */
    lists: Sharing
    /** monthly figures: named groups only */
    figures: Sharing
    /** charts and dashboards, which hold no data themselves: those who may read figures */
    charts: Sharing
    /** names of things, such as data elements and option sets: readable by every user */
    vocabulary: Sharing
}

/** The rules as a server of a version wants them: 2.40 and 2.41 also name external access. */
export const sharingRules = (dialect: Dialect): SharingRules => {
    const external = dialect === '2.40' || dialect === '2.41' ? { external: false } : {}
    const named = (rights: Parameters<typeof groups>[0]): Sharing => ({
        public: '--------',
        ...external,
        users: {},
        userGroups: groups(rights),
    })
    return {
        clients: named(recordRights.clients),
        staff: named(recordRights.staff),
        sessions: named(recordRights.sessions),
        sensitive: named(sensitiveRights),
        lists: named(seeing(recordRights.clients)),
        figures: named(figureRights),
        charts: named(seeing(figureRights)),
        vocabulary: { public: ACCESS.metadata, ...external, users: {}, userGroups: {} },
    }
}

/** Only some kinds of objects have a data half of sharing; servers refuse it on others (dhis2-core, AclService). */
const seeing = (rights: Parameters<typeof groups>[0]): Parameters<typeof groups>[0] =>
    Object.fromEntries(Object.entries(rights).map(([code]) => [code, 'metadata' as const]))

const groups = (rights: Readonly<Record<string, keyof typeof ACCESS>>): Sharing['userGroups'] =>
    Object.fromEntries(
        Object.entries(rights).map(([code, right]) => {
            const id = metadataUid('userGroup', code)
            return [id, { id, access: ACCESS[right] }]
        })
    )
