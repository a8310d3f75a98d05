import { userGroups, userRoles } from '../model/access.ts'
import { type MetadataObject, swahili } from './object.ts'
import type { Sharing } from './sharing.ts'
import { metadataUid } from './uid.ts'

/** User groups, empty: who belongs to them is the server's own business. */
export const buildUserGroups = (sharing: Sharing): MetadataObject[] =>
    userGroups.map((group) => ({
        id: metadataUid('userGroup', group.code),
        code: group.code,
        name: group.name.en,
        users: [],
        sharing,
        translations: swahili({ NAME: group.name }),
    }))

/** User roles with the authorities each needs and no more. */
export const buildUserRoles = (sharing: Sharing): MetadataObject[] =>
    userRoles.map((role) => ({
        id: metadataUid('userRole', role.code),
        code: role.code,
        name: role.name.en,
        description: role.description.en,
        authorities: [...role.authorities],
        sharing,
        translations: swahili({ NAME: role.name, DESCRIPTION: role.description }),
    }))
