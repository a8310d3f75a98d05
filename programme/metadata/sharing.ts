import { clientRights, figureRights } from '../model/access.ts'
import { metadataUid } from './uid.ts'
import type { Uid } from '#dhis2/uid.ts'
import type { Dialect } from '#dhis2/version.ts'

export interface Sharing {
    public: string
    external?: boolean
    users: Readonly<Record<Uid, never>>
    userGroups: Readonly<Record<Uid, { id: Uid; access: string }>>
}

/** Access strings: metadata read and write, then data read and write (dhis2-web-api.md 7.4). Nobody of ours changes metadata. */
const ACCESS = { metadata: 'r-------', read: 'r-r-----', write: 'r-rw----' } as const

/** Sharing of everything in the package, by how personal it is. */
export interface SharingRules {
    /** client records: named groups only */
    clients: Sharing
    /** monthly figures: named groups only */
    figures: Sharing
    /** names of things, such as data elements and option sets: readable by every user */
    vocabulary: Sharing
}

/** The rules as a server of a version wants them: 2.40 and 2.41 also name external access. */
export const sharingRules = (dialect: Dialect): SharingRules => {
    const external = dialect === '2.40' || dialect === '2.41' ? { external: false } : {}
    return {
        clients: { public: '--------', ...external, users: {}, userGroups: groups(clientRights) },
        figures: { public: '--------', ...external, users: {}, userGroups: groups(figureRights) },
        vocabulary: { public: ACCESS.metadata, ...external, users: {}, userGroups: {} },
    }
}

const groups = (rights: Readonly<Record<string, keyof typeof ACCESS>>): Sharing['userGroups'] =>
    Object.fromEntries(
        Object.entries(rights).map(([code, right]) => {
            const id = metadataUid('userGroup', code)
            return [id, { id, access: ACCESS[right] }]
        })
    )
