import { attributes } from '../model/attributes.ts'
import { relationshipTypes, trackedEntityTypes } from '../model/programs.ts'
import type { Attribute, Audience, ProgramAttribute, RelationshipEnd } from '../model/types.ts'
import { type MetadataObject, ref, shortName, swahili } from './object.ts'
import type { Sharing, SharingRules } from './sharing.ts'
import { metadataUid } from './uid.ts'
import type { Dialect } from '#dhis2/version.ts'

/** All tracked entity attributes, with the numbers that were switched on. */
export const buildAttributes = (sharing: Sharing, numbers: readonly Attribute[]): MetadataObject[] =>
    [...attributes, ...numbers].map((attribute) => ({
        id: metadataUid('trackedEntityAttribute', attribute.code),
        code: attribute.code,
        name: attribute.name.en,
        shortName: shortName(attribute.name.en, attribute.code),
        formName: attribute.formName.en,
        valueType: attribute.valueType,
        aggregationType: 'NONE',
        ...(attribute.optionSet && { optionSet: ref('optionSet', attribute.optionSet) }),
        unique: attribute.unique ?? false,
        orgunitScope: false,
        generated: attribute.pattern !== undefined,
        ...(attribute.pattern && { pattern: attribute.pattern }),
        confidential: false,
        inherit: false,
        displayInListNoProgram: attribute.searchable ?? false,
        sharing,
        translations: swahili({ NAME: attribute.name, FORM_NAME: attribute.formName }),
    }))

/** All tracked entity types. They carry records of persons, so only named groups open them. 2.40 and 2.41 keep no short name of them. */
export const buildTrackedEntityTypes = (sharing: SharingRules, dialect: Dialect, numbers: readonly Attribute[]): MetadataObject[] =>
    trackedEntityTypes.map((type) => ({
        id: metadataUid('trackedEntityType', type.code),
        code: type.code,
        name: type.name.en,
        ...(dialect !== '2.40' && dialect !== '2.41' && { shortName: shortName(type.name.en, type.code) }),
        minAttributesRequiredToSearch: 1,
        maxTeiCountToReturn: 0,
        allowAuditLog: true,
        featureType: 'NONE',
        trackedEntityTypeAttributes: [...type.attributes, ...numbersOf(type, numbers)].map((attribute) => ({
            id: metadataUid('trackedEntityTypeAttribute', `${type.code}.${attribute.code}`),
            trackedEntityAttribute: ref('trackedEntityAttribute', attribute.code),
            displayInList: attribute.searchable ?? false,
            mandatory: attribute.mandatory ?? false,
            searchable: attribute.searchable ?? false,
        })),
        sharing: sharing[type.audience],
        translations: swahili({ NAME: type.name }),
    }))

/** Numbers that were switched on belong to clients, and are searched by. */
export const numbersOf = ({ audience }: { audience: Audience }, numbers: readonly Attribute[]): ProgramAttribute[] =>
    audience === 'clients' ? numbers.map(({ code }) => ({ code, searchable: true })) : []

/** All relationship types; links are seen from both ends. */
export const buildRelationshipTypes = (sharing: Sharing): MetadataObject[] =>
    relationshipTypes.map((type) => ({
        id: metadataUid('relationshipType', type.code),
        code: type.code,
        name: type.name.en,
        bidirectional: true,
        referral: false,
        fromToName: type.fromToName.en,
        toFromName: type.toFromName.en,
        fromConstraint: constraint(type.from),
        toConstraint: constraint(type.to),
        sharing,
        translations: swahili({
            NAME: type.name,
            RELATIONSHIP_FROM_TO_NAME: type.fromToName,
            RELATIONSHIP_TO_FROM_NAME: type.toFromName,
        }),
    }))

const constraint = (end: RelationshipEnd) =>
    'eventProgram' in end
        ? { relationshipEntity: 'PROGRAM_STAGE_INSTANCE', programStage: ref('programStage', end.eventProgram) }
        : {
              relationshipEntity: 'TRACKED_ENTITY_INSTANCE',
              trackedEntityType: ref('trackedEntityType', end.trackedEntityType),
              ...(end.program && { program: ref('program', end.program) }),
          }
