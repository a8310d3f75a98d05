import type { DialectRules } from '../dialect.ts'

/** A metadata collection: what the API calls it and what it demands. */
export interface MetadataType {
    /** name of the collection, e.g. `dataElements` */
    plural: string
    singular: string
    /** Java class in import reports */
    klass: string
    required: readonly string[]
    unique: readonly string[]
    /** objects carry sharing */
    shared: boolean
    /** the data half of the sharing string counts */
    dataShared: boolean
}

const named = ['name']
const withShortName = ['name', 'shortName']
const DATA_SHARED = ['programs', 'programStages', 'trackedEntityTypes', 'relationshipTypes', 'dataSets', 'categoryOptions']
/** Collections whose objects have no sharing of their own. */
const UNSHARED = [
    'organisationUnits',
    'organisationUnitLevels',
    'options',
    'categoryOptionCombos',
    'programStageSections',
    'programSections',
    'programRules',
    'programRuleActions',
    'programRuleVariables',
    'sections',
    'users',
]

type Row = readonly [plural: string, klass: string, required: readonly string[], unique: readonly string[], singular?: string]

const ROWS: readonly Row[] = [
    ['attributes', 'attribute.Attribute', ['name', 'valueType'], named],
    ['categories', 'category.Category', ['name', 'shortName', 'dataDimensionType'], withShortName, 'category'],
    ['categoryCombos', 'category.CategoryCombo', ['name', 'dataDimensionType'], named],
    ['categoryOptionCombos', 'category.CategoryOptionCombo', ['categoryCombo'], []],
    ['categoryOptionGroups', 'category.CategoryOptionGroup', withShortName, withShortName],
    ['categoryOptions', 'category.CategoryOption', withShortName, withShortName],
    ['constants', 'constant.Constant', withShortName, withShortName],
    ['dashboards', 'dashboard.Dashboard', named, []],
    ['dataApprovalLevels', 'dataapproval.DataApprovalLevel', ['name', 'orgUnitLevel'], named],
    ['dataApprovalWorkflows', 'dataapproval.DataApprovalWorkflow', ['name', 'periodType'], named],
    ['dataElementGroups', 'dataelement.DataElementGroup', withShortName, withShortName],
    ['dataElements', 'dataelement.DataElement', ['aggregationType', 'domainType', 'valueType', 'shortName', 'name'], withShortName],
    ['dataSets', 'dataset.DataSet', ['name', 'shortName', 'periodType'], withShortName],
    ['eventFilters', 'programstagefilter.EventFilter', ['name', 'program'], []],
    ['eventVisualizations', 'eventvisualization.EventVisualization', ['name', 'type'], []],
    ['indicatorTypes', 'indicator.IndicatorType', ['name', 'factor'], named],
    ['indicatorGroups', 'indicator.IndicatorGroup', named, named],
    ['indicators', 'indicator.Indicator', ['name', 'shortName', 'indicatorType', 'numerator', 'denominator'], []],
    ['legendSets', 'legend.LegendSet', named, named],
    ['maps', 'mapping.Map', named, []],
    ['optionGroups', 'option.OptionGroup', withShortName, withShortName],
    ['optionSets', 'option.OptionSet', ['name', 'valueType'], named],
    ['options', 'option.Option', ['code', 'name'], []],
    ['organisationUnitGroupSets', 'organisationunit.OrganisationUnitGroupSet', withShortName, withShortName],
    ['organisationUnitGroups', 'organisationunit.OrganisationUnitGroup', withShortName, withShortName],
    ['organisationUnitLevels', 'organisationunit.OrganisationUnitLevel', ['name', 'level'], ['level']],
    ['organisationUnits', 'organisationunit.OrganisationUnit', ['name', 'shortName', 'openingDate'], []],
    ['programIndicators', 'program.ProgramIndicator', ['name', 'shortName', 'program', 'analyticsType'], withShortName],
    ['programRuleActions', 'programrule.ProgramRuleAction', ['programRuleActionType'], []],
    ['programRuleVariables', 'programrule.ProgramRuleVariable', ['name', 'program', 'programRuleVariableSourceType'], []],
    ['programRules', 'programrule.ProgramRule', ['name', 'program', 'condition'], []],
    ['programSections', 'program.ProgramSection', ['name'], []],
    ['programStageSections', 'program.ProgramStageSection', ['name'], []],
    ['programStageWorkingLists', 'programstageworkinglist.ProgramStageWorkingList', ['name', 'program', 'programStage'], []],
    ['programStages', 'program.ProgramStage', ['name', 'program'], []],
    ['programs', 'program.Program', ['name', 'shortName', 'programType'], []],
    ['relationshipTypes', 'relationship.RelationshipType', ['name', 'fromToName', 'fromConstraint', 'toConstraint'], named],
    ['sections', 'dataset.Section', ['name', 'dataSet'], []],
    [
        'trackedEntityAttributes',
        'trackedentity.TrackedEntityAttribute',
        ['aggregationType', 'valueType', 'shortName', 'name'],
        withShortName,
    ],
    ['trackedEntityInstanceFilters', 'trackedentityfilter.TrackedEntityFilter', ['name', 'program'], []],
    ['trackedEntityTypes', 'trackedentity.TrackedEntityType', withShortName, withShortName],
    ['userGroups', 'user.UserGroup', named, named],
    ['userRoles', 'user.UserRole', named, named],
    ['users', 'user.User', ['username', 'surname', 'firstName'], ['username']],
    ['validationRules', 'validation.ValidationRule', ['name', 'operator', 'periodType'], named],
    ['visualizations', 'visualization.Visualization', ['name', 'type'], []],
]

export const METADATA_TYPES: ReadonlyMap<string, MetadataType> = new Map(
    ROWS.map(([plural, klass, required, unique, singular = plural.slice(0, -1)]) => [
        plural,
        {
            plural,
            singular,
            klass: `org.hisp.dhis.${klass}`,
            required,
            unique: plural === 'options' ? unique : [...unique, 'code'],
            shared: !UNSHARED.includes(plural),
            dataShared: DATA_SHARED.includes(plural),
        },
    ])
)

/** Collections of DHIS2 that the sandbox does not hold. They are refused by name, never ignored. */
export const NOT_HELD: readonly string[] = [
    'aggregateDataExchanges',
    'analyticsTableHooks',
    'categoryOptionGroupSets',
    'dataElementGroupSets',
    'dataEntryForms',
    'dataSetNotificationTemplates',
    'documents',
    'eventCharts',
    'eventHooks',
    'eventReports',
    'externalMapLayers',
    'icons',
    'indicatorGroupSets',
    'jobConfigurations',
    'mapViews',
    'optionGroupSets',
    'predictorGroups',
    'predictors',
    'programIndicatorGroups',
    'programNotificationTemplates',
    'pushAnalysis',
    'reports',
    'routes',
    'smsCommands',
    'sqlViews',
    'validationNotificationTemplates',
].filter((type) => !METADATA_TYPES.has(type))

/** The Java class as a minor calls it. */
export const classIn = ({ olderClasses }: DialectRules, type: MetadataType): string => {
    const older: Record<string, string> = olderClasses
    const name = className(type)
    return type.klass.slice(0, -name.length) + (older[name] ?? name)
}

/** The short class name, as texts and `… with id x could not be found` name it. */
export const className = (type: MetadataType): string => type.klass.slice(type.klass.lastIndexOf('.') + 1)

/** Properties that refer to objects of a collection under another name than its own. */
const OTHER_NAMES: Record<string, string> = {
    parent: 'organisationUnits',
    children: 'organisationUnits',
    ancestors: 'organisationUnits',
    dataViewOrganisationUnits: 'organisationUnits',
    teiSearchOrganisationUnits: 'organisationUnits',
    workflow: 'dataApprovalWorkflows',
    category: 'categories',
    commentOptionSet: 'optionSets',
    createdBy: 'users',
    lastUpdatedBy: 'users',
    user: 'users',
    notificationRecipients: 'userGroups',
    managedGroups: 'userGroups',
    attributeOptionCombo: 'categoryOptionCombos',
    dataElementCategoryCombo: 'categoryCombos',
    groups: 'userGroups',
}

/** References that the sandbox keeps as they are, because it does not hold their collection. */
const UNCHECKED = [
    'notificationTemplates',
    'notificationTemplate',
    'templateUid',
    'legendSets',
    'legendSet',
    'image',
    'avatar',
    'fileResource',
]

const bySingular = new Map([...METADATA_TYPES.values()].map((type) => [type.singular, type.plural]))

/** The collection that a property's objects belong to; undefined when the property holds parts, not references. */
export const referencedType = (property: string): string | undefined => {
    if (UNCHECKED.includes(property)) {
        return undefined
    }
    if (METADATA_TYPES.has(property)) {
        return property
    }
    return bySingular.get(property) ?? OTHER_NAMES[property]
}

/** Properties that are worked out from the other side and never stored. */
export const INVERSES: Record<string, Record<string, { type: string; by: string }>> = {
    programs: {
        programStages: { type: 'programStages', by: 'program' },
        programSections: { type: 'programSections', by: 'program' },
        programRuleVariables: { type: 'programRuleVariables', by: 'program' },
        programIndicators: { type: 'programIndicators', by: 'program' },
    },
    programStages: { programStageSections: { type: 'programStageSections', by: 'programStage' } },
    programRules: { programRuleActions: { type: 'programRuleActions', by: 'programRule' } },
    organisationUnits: {
        children: { type: 'organisationUnits', by: 'parent' },
        programs: { type: 'programs', by: 'organisationUnits' },
        dataSets: { type: 'dataSets', by: 'organisationUnits' },
        organisationUnitGroups: { type: 'organisationUnitGroups', by: 'organisationUnits' },
        users: { type: 'users', by: 'organisationUnits' },
    },
    dataSets: { sections: { type: 'sections', by: 'dataSet' } },
    categoryCombos: { categoryOptionCombos: { type: 'categoryOptionCombos', by: 'categoryCombo' } },
    categoryOptions: {
        categories: { type: 'categories', by: 'categoryOptions' },
        categoryOptionCombos: { type: 'categoryOptionCombos', by: 'categoryOptions' },
    },
    categories: { categoryCombos: { type: 'categoryCombos', by: 'categories' } },
    users: { userGroups: { type: 'userGroups', by: 'users' } },
    userRoles: { users: { type: 'users', by: 'userRoles' } },
    dataElements: { dataElementGroups: { type: 'dataElementGroups', by: 'dataElements' } },
}
