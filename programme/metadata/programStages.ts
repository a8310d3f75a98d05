import { allFields, stageOwners, type StageOwner } from '../model/allPrograms.ts'
import { commonFields } from '../model/fields.ts'
import type { Field, Section, Stage } from '../model/types.ts'
import { type MetadataObject, ref, swahili } from './object.ts'
import type { SharingRules } from './sharing.ts'
import { metadataUid } from './uid.ts'

const fieldsByCode = new Map(allFields.map((field) => [field.code, field]))

const fieldOf = (code: string): Field => {
    const found = fieldsByCode.get(code)
    if (!found) {
        throw new Error(`Field ${code} is asked by a stage but is not in programme/model/fields`)
    }
    return found
}

const commonCodes = commonFields.map((field) => field.code)

/** Sections that the compiler puts around those of a stage. Hidden fields stand in no section, so DHIS2's own Capture app hides them too. */
const opening: Section = { id: 'common', title: { en: 'Visit', sw: 'Ziara' }, fields: ['KMMP_SERVICE_POINT', 'KMMP_ATTENDING_MM'] }
const closing: Section = { id: 'remarks', title: { en: 'Remarks', sw: 'Maelezo' }, fields: ['KMMP_REMARKS'] }

/** All programme stages, in the order of their programmes. */
export const buildProgramStages = (sharing: SharingRules): MetadataObject[] =>
    stageOwners.flatMap((owner) => owner.stages.map((stage, place) => buildStage(sharing, owner, stage, place + 1)))

const buildStage = (sharing: SharingRules, owner: StageOwner, stage: Stage, sortOrder: number): MetadataObject => ({
    id: metadataUid('programStage', stage.code),
    code: stage.code,
    name: stage.name.en,
    description: stage.description.en,
    program: ref('program', owner.code),
    sortOrder,
    repeatable: stage.repeatable,
    ...(stage.standardInterval && { standardInterval: stage.standardInterval }),
    minDaysFromStart: 0,
    autoGenerateEvent: false,
    // partner rows are checked only when the visit is complete
    validationStrategy: 'ON_COMPLETE',
    // 2.43 refuses to take a completed event again while this is on (Q15)
    blockEntryForm: false,
    enableUserAssignment: true,
    remindCompleted: false,
    featureType: 'NONE',
    programStageDataElements: stageElements(owner, stage),
    programStageSections: sectionsOf(owner, stage).map((section) => ref('programStageSection', sectionCode(stage, section))),
    sharing: sharing[owner.audience],
    translations: swahili({ NAME: stage.name, DESCRIPTION: stage.description }),
})

const stageElements = (owner: StageOwner, stage: Stage) =>
    [...new Set([...sectionsOf(owner, stage).flatMap((section) => section.fields), ...keptIn(owner)])].map((code, place) => ({
        id: metadataUid('programStageDataElement', `${stage.code}.${code}`),
        programStage: ref('programStage', stage.code),
        dataElement: ref('dataElement', fieldOf(code).code),
        sortOrder: place + 1,
        compulsory: stage.compulsory?.includes(code) ?? false,
        displayInReports: false,
        allowProvidedElsewhere: false,
        allowFutureDate: fieldOf(code).future ?? false,
    }))

/** Who attended, and at which service point, is asked about clients only. */
const sectionsOf = ({ audience }: StageOwner, stage: Stage): Section[] =>
    audience === 'clients' ? [opening, ...stage.sections, closing] : [...stage.sections, closing]

const keptIn = ({ audience }: StageOwner): string[] =>
    audience === 'clients' ? commonCodes : commonCodes.filter((code) => !opening.fields.includes(code))

const sectionCode = (stage: Stage, section: Section): string => `${stage.code}_${section.id.toUpperCase()}`

/** The headings of all stages with their visible fields. */
export const buildProgramStageSections = (): MetadataObject[] =>
    stageOwners.flatMap((owner) =>
        owner.stages.flatMap((stage) => sectionsOf(owner, stage).map((section, place) => buildSection(stage, section, place + 1)))
    )

const buildSection = (stage: Stage, section: Section, sortOrder: number): MetadataObject => ({
    id: metadataUid('programStageSection', sectionCode(stage, section)),
    code: sectionCode(stage, section),
    name: section.title.en,
    sortOrder,
    programStage: ref('programStage', stage.code),
    dataElements: section.fields.filter((code) => !fieldOf(code).hidden).map((code) => ref('dataElement', code)),
    translations: swahili({ NAME: section.title }),
})
