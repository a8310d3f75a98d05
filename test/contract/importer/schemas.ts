/**
 * What DHIS2 keeps of each type that the package holds, and what it demands: read from the Hibernate mappings and classes of dhis2-core
 * 2.40.9.1, 2.41.9.1, 2.42.5.2 and 2.43.1. A property that a server does not keep would show as a difference for ever.
 */
export interface Schema {
    required: readonly string[]
    unique: readonly string[]
    kept: readonly string[]
    /** kept from that minor version on */
    since: Readonly<Record<string, number>>
    parts: Readonly<Record<string, readonly string[]>>
}

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '')

interface Draft {
    required: string
    unique?: string
    kept?: string
    since?: Record<string, number>
    parts?: Record<string, string>
}

const ALWAYS = ['id', 'code', 'name', 'sharing', 'translations']

const schema = ({ required, unique = '', kept = '', since = {}, parts = {} }: Draft): Schema => ({
    required: words(required),
    unique: words(`code ${unique}`),
    kept: [...new Set([...ALWAYS, ...words(required), ...words(kept)])],
    since,
    parts: Object.fromEntries(Object.entries(parts).map(([property, names]) => [property, words(names)])),
})

export const SCHEMAS: Readonly<Record<string, Schema>> = {
    userGroups: schema({ required: 'name', kept: 'users' }),
    userRoles: schema({ required: 'name', unique: 'name', kept: 'description authorities' }),
    organisationUnitGroups: schema({ required: 'name shortName', unique: 'name shortName', kept: 'description organisationUnits' }),
    organisationUnitGroupSets: schema({
        required: 'name shortName compulsory dataDimension',
        unique: 'name shortName',
        kept: 'description organisationUnitGroups',
    }),
    optionSets: schema({ required: 'name valueType', unique: 'name', kept: 'options' }),
    options: schema({ required: 'code name optionSet', kept: 'sortOrder' }),
    trackedEntityAttributes: schema({
        required: 'name shortName valueType aggregationType',
        unique: 'name shortName',
        kept: 'formName optionSet unique orgunitScope generated pattern confidential inherit displayInListNoProgram',
    }),
    trackedEntityTypes: schema({
        required: 'name',
        unique: 'name shortName',
        kept: 'shortName minAttributesRequiredToSearch maxTeiCountToReturn allowAuditLog featureType trackedEntityTypeAttributes',
        since: { shortName: 42 },
        parts: { trackedEntityTypeAttributes: 'id trackedEntityAttribute displayInList mandatory searchable' },
    }),
    categoryOptions: schema({ required: 'name shortName', unique: 'name shortName', kept: 'formName' }),
    categories: schema({
        required: 'name shortName dataDimensionType dataDimension',
        unique: 'name shortName',
        kept: 'categoryOptions',
    }),
    categoryCombos: schema({ required: 'name dataDimensionType skipTotal', unique: 'name', kept: 'categories' }),
    categoryOptionCombos: schema({ required: 'categoryCombo categoryOptions' }),
    dataElements: schema({
        required: 'name shortName valueType domainType aggregationType',
        unique: 'name shortName',
        kept: 'formName description optionSet categoryCombo zeroIsSignificant',
    }),
    programs: schema({
        required: 'name shortName programType',
        kept: `description trackedEntityType accessLevel enrollmentDateLabel incidentDateLabel displayIncidentDate selectEnrollmentDatesInFuture
            selectIncidentDatesInFuture onlyEnrollOnce displayFrontPageList minAttributesRequiredToSearch maxTeiCountToReturn featureType version
            programTrackedEntityAttributes programStages organisationUnits`.replaceAll(/\s+/g, ' '),
        parts: {
            programTrackedEntityAttributes:
                'id program trackedEntityAttribute sortOrder displayInList mandatory searchable allowFutureDate',
        },
    }),
    programStages: schema({
        required: 'name program repeatable minDaysFromStart',
        kept: `description sortOrder standardInterval autoGenerateEvent validationStrategy blockEntryForm enableUserAssignment remindCompleted featureType
            programStageDataElements programStageSections`.replaceAll(/\s+/g, ' '),
        parts: {
            programStageDataElements:
                'id programStage dataElement sortOrder compulsory displayInReports allowProvidedElsewhere allowFutureDate',
        },
    }),
    programStageSections: schema({ required: 'name sortOrder programStage', kept: 'dataElements' }),
    relationshipTypes: schema({
        required: 'name bidirectional referral fromToName fromConstraint toConstraint',
        unique: 'name',
        kept: 'toFromName',
        parts: {
            fromConstraint: 'relationshipEntity trackedEntityType program programStage',
            toConstraint: 'relationshipEntity trackedEntityType program programStage',
        },
    }),
    programRuleVariables: schema({
        required: 'name program programRuleVariableSourceType valueType',
        kept: 'dataElement trackedEntityAttribute useCodeForOptionSet',
    }),
    programRules: schema({ required: 'name program condition', kept: 'description programStage priority programRuleActions' }),
    programRuleActions: schema({
        required: 'programRule programRuleActionType',
        kept: 'dataElement trackedEntityAttribute programStage option content location data',
    }),
    dataSets: schema({
        required: 'name shortName periodType',
        unique: 'shortName',
        kept: 'description timelyDays expiryDays openFuturePeriods categoryCombo dataSetElements organisationUnits',
        parts: { dataSetElements: 'id dataSet dataElement' },
    }),
    indicatorTypes: schema({ required: 'name factor', unique: 'name', kept: 'number' }),
    indicators: schema({
        required: 'name shortName indicatorType numerator denominator annualized',
        kept: 'description numeratorDescription denominatorDescription decimals',
    }),
    validationRules: schema({
        required: 'name operator leftSide rightSide periodType importance',
        unique: 'name',
        kept: 'instruction',
        parts: {
            leftSide: 'expression description missingValueStrategy slidingWindow',
            rightSide: 'expression description missingValueStrategy slidingWindow',
        },
    }),
    programIndicators: schema({
        required: 'name shortName program analyticsType expression',
        unique: 'name shortName',
        kept: 'description aggregationType filter decimals displayInForm analyticsPeriodBoundaries',
        parts: { analyticsPeriodBoundaries: 'id boundaryTarget analyticsPeriodBoundaryType' },
    }),
    trackedEntityInstanceFilters: schema({
        required: 'name program',
        kept: 'sortOrder entityQueryCriteria',
        parts: { entityQueryCriteria: 'enrollmentStatus' },
    }),
    programStageWorkingLists: schema({
        required: 'name program programStage',
        kept: 'programStageQueryCriteria',
        parts: { programStageQueryCriteria: 'eventStatus eventScheduledAt enrollmentStatus order' },
    }),
    visualizations: schema({
        required: 'name type',
        kept: `dataDimensionItems columnDimensions rowDimensions filterDimensions rawPeriods userOrganisationUnit userOrganisationUnitChildren
            organisationUnits periods`.replaceAll(/\s+/g, ' '),
        parts: { dataDimensionItems: 'dataDimensionItemType dataElement indicator programIndicator reportingRate' },
    }),
    dashboards: schema({
        required: 'name',
        kept: 'description dashboardItems',
        parts: { dashboardItems: 'id type visualization x y width height' },
    }),
}

/** Longest texts: what has no length of its own and no column without limit has 255. */
const LENGTHS: Readonly<Record<string, number>> = { name: 230, shortName: 50, code: 50, formName: 230 }
const DEFAULT_LENGTH = 255
/** Columns without limit, by type; `*` for every type. */
const UNLIMITED: Readonly<Record<string, readonly string[]>> = {
    '*': ['condition', 'data', 'content', 'expression', 'filter', 'numerator', 'denominator', 'instruction'],
    description: ['userRoles', 'programRules'],
}

/** The longest text that a property takes. Options have long codes, roles and rules short descriptions. */
export const lengthOf = (type: string, property: string): number => {
    if (type === 'options' && property === 'code') {
        return 230
    }
    if (UNLIMITED['*']?.includes(property) || (property === 'description' && !UNLIMITED.description?.includes(type))) {
        return Infinity
    }
    return LENGTHS[property] ?? DEFAULT_LENGTH
}

/** Keys under which a type keeps translations (`@Translatable`). */
export const TRANSLATED: Readonly<Record<string, readonly string[]>> = {
    options: ['NAME'],
    trackedEntityAttributes: ['NAME', 'FORM_NAME'],
    categoryOptions: ['NAME', 'FORM_NAME'],
    dataElements: ['NAME', 'FORM_NAME', 'DESCRIPTION'],
    programs: ['NAME', 'DESCRIPTION', 'ENROLLMENT_DATE_LABEL', 'INCIDENT_DATE_LABEL'],
    relationshipTypes: ['NAME', 'RELATIONSHIP_FROM_TO_NAME', 'RELATIONSHIP_TO_FROM_NAME'],
    programRuleActions: ['CONTENT'],
    validationRules: ['NAME', 'INSTRUCTION'],
    indicators: ['NAME', 'DESCRIPTION', 'NUMERATOR_DESCRIPTION', 'DENOMINATOR_DESCRIPTION'],
}
export const TRANSLATED_ELSE: readonly string[] = ['NAME', 'SHORT_NAME', 'DESCRIPTION', 'FORM_NAME']

/** Types whose sharing has a half for data, and types without sharing of their own. */
export const DATA_SHARED = ['programs', 'programStages', 'trackedEntityTypes', 'relationshipTypes', 'dataSets', 'categoryOptions']
export const UNSHARED = [
    'options',
    'categoryOptionCombos',
    'programStageSections',
    'programRules',
    'programRuleActions',
    'programRuleVariables',
    'indicatorTypes',
]
