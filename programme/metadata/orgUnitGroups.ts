import { orgUnitGroups, orgUnitGroupSets } from '../model/orgUnitGroups.ts'
import { type MetadataObject, ref, shortName, swahili } from './object.ts'
import type { Sharing } from './sharing.ts'
import { metadataUid } from './uid.ts'

/** Org unit groups, empty: which facilities belong to them is each server's own business. */
export const buildOrgUnitGroups = (sharing: Sharing): MetadataObject[] =>
    orgUnitGroups.map((group) => ({
        id: metadataUid('organisationUnitGroup', group.code),
        code: group.code,
        name: group.name.en,
        shortName: shortName(group.name.en, group.code),
        description: group.description.en,
        organisationUnits: [],
        sharing,
        translations: swahili({ NAME: group.name, DESCRIPTION: group.description }),
    }))

/** Org unit group sets. None is compulsory: most facilities of the country are in none of our groups. */
export const buildOrgUnitGroupSets = (sharing: Sharing): MetadataObject[] =>
    orgUnitGroupSets.map((set) => ({
        id: metadataUid('organisationUnitGroupSet', set.code),
        code: set.code,
        name: set.name.en,
        shortName: shortName(set.name.en, set.code),
        description: set.description.en,
        compulsory: false,
        dataDimension: true,
        organisationUnitGroups: set.groups.map((code) => ref('organisationUnitGroup', code)),
        sharing,
        translations: swahili({ NAME: set.name, DESCRIPTION: set.description }),
    }))
