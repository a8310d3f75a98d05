import { programs } from '../model/programs.ts'
import type { Program } from '../model/types.ts'
import { type MetadataObject, ref, shortName, swahili } from './object.ts'
import type { Sharing } from './sharing.ts'
import { metadataUid } from './uid.ts'

/** All tracker programmes, assigned to the given org units. */
export const buildPrograms = (sharing: Sharing, orgUnits: readonly { id: string }[]): MetadataObject[] =>
    programs.map((program) => ({
        id: metadataUid('program', program.code),
        code: program.code,
        name: program.name.en,
        shortName: shortName(program.name.en, program.code),
        description: program.description.en,
        programType: 'WITH_REGISTRATION',
        trackedEntityType: ref('trackedEntityType', program.trackedEntityType),
        accessLevel: program.accessLevel,
        enrollmentDateLabel: program.enrollmentDateLabel.en,
        incidentDateLabel: program.incidentDateLabel.en,
        displayIncidentDate: true,
        selectEnrollmentDatesInFuture: false,
        selectIncidentDatesInFuture: false,
        // one enrollment for each pregnancy or breastfeeding episode
        onlyEnrollOnce: false,
        displayFrontPageList: true,
        minAttributesRequiredToSearch: 1,
        maxTeiCountToReturn: 0,
        featureType: 'NONE',
        version: 1,
        programTrackedEntityAttributes: programAttributes(program),
        programStages: program.stages.map((stage) => ref('programStage', stage.code)),
        organisationUnits: orgUnits.map(({ id }) => ({ id })),
        sharing,
        translations: swahili({
            NAME: program.name,
            DESCRIPTION: program.description,
            ENROLLMENT_DATE_LABEL: program.enrollmentDateLabel,
            INCIDENT_DATE_LABEL: program.incidentDateLabel,
        }),
    }))

const programAttributes = (program: Program) =>
    program.attributes.map((attribute, place) => ({
        id: metadataUid('programTrackedEntityAttribute', `${program.code}.${attribute.code}`),
        program: ref('program', program.code),
        trackedEntityAttribute: ref('trackedEntityAttribute', attribute.code),
        sortOrder: place + 1,
        displayInList: attribute.searchable ?? false,
        mandatory: attribute.mandatory ?? false,
        searchable: attribute.searchable ?? false,
        allowFutureDate: false,
    }))
