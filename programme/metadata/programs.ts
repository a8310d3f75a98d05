import { trackerPrograms } from '../model/allPrograms.ts'
import { eventPrograms } from '../model/sessions.ts'
import type { Attribute, Program } from '../model/types.ts'
import { type MetadataObject, ref, shortName, swahili } from './object.ts'
import type { SharingRules } from './sharing.ts'
import { numbersOf } from './trackedEntities.ts'
import { metadataUid } from './uid.ts'

/** All tracker programmes, assigned to the given org units. */
export const buildTrackerPrograms = (
    sharing: SharingRules,
    { orgUnits, numbers }: { orgUnits: readonly { id: string }[]; numbers: readonly Attribute[] }
): MetadataObject[] =>
    trackerPrograms.map((program) => ({
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
        programTrackedEntityAttributes: programAttributes(program, numbers),
        programStages: program.stages.map((stage) => ref('programStage', stage.code)),
        organisationUnits: orgUnits.map(({ id }) => ({ id })),
        sharing: sharing[program.audience],
        translations: swahili({
            NAME: program.name,
            DESCRIPTION: program.description,
            ENROLLMENT_DATE_LABEL: program.enrollmentDateLabel,
            INCIDENT_DATE_LABEL: program.incidentDateLabel,
        }),
    }))

/** All programmes of single events, assigned to the given org units. */
export const buildEventPrograms = (sharing: SharingRules, orgUnits: readonly { id: string }[]): MetadataObject[] =>
    eventPrograms.map((program) => ({
        id: metadataUid('program', program.code),
        code: program.code,
        name: program.name.en,
        shortName: shortName(program.name.en, program.code),
        description: program.description.en,
        programType: 'WITHOUT_REGISTRATION',
        accessLevel: 'OPEN',
        version: 1,
        programStages: [ref('programStage', program.stage.code)],
        organisationUnits: orgUnits.map(({ id }) => ({ id })),
        sharing: sharing.sessions,
        translations: swahili({ NAME: program.name, DESCRIPTION: program.description }),
    }))

const programAttributes = (program: Program, numbers: readonly Attribute[]) =>
    [...program.attributes, ...numbersOf(program, numbers)].map((attribute, place) => ({
        id: metadataUid('programTrackedEntityAttribute', `${program.code}.${attribute.code}`),
        program: ref('program', program.code),
        trackedEntityAttribute: ref('trackedEntityAttribute', attribute.code),
        sortOrder: place + 1,
        displayInList: attribute.searchable ?? false,
        mandatory: attribute.mandatory ?? false,
        searchable: attribute.searchable ?? false,
        allowFutureDate: false,
    }))
