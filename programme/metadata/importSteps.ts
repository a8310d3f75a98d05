import type { MetadataPackage } from './build.ts'

/** Groups come first because sharing names them; data sets after what they are made of, because servers refuse
 * both in one piece (Q43); lists and charts last, which show all the rest. */
const STEPS: readonly (readonly string[])[] = [
    ['userGroups', 'userRoles'],
    [
        'organisationUnitGroups',
        'organisationUnitGroupSets',
        'optionSets',
        'options',
        'trackedEntityAttributes',
        'trackedEntityTypes',
        'categoryOptions',
        'categories',
        'categoryCombos',
        'categoryOptionCombos',
        'dataElements',
        'programs',
        'programStages',
        'programStageSections',
        'relationshipTypes',
    ],
    ['dataSets', 'indicatorTypes', 'indicators', 'validationRules'],
    ['programRuleVariables', 'programRules', 'programRuleActions'],
    ['programIndicators', 'trackedEntityInstanceFilters', 'programStageWorkingLists', 'visualizations', 'dashboards'],
]

/**
 * A package in the pieces, and the order, in which real servers take it: one `POST /api/metadata` each. A dry run of the whole passes on
 * servers that then refuse to commit it. Importing replaces what is there: read user groups and org unit assignments
 * of a live server first and put them into the package.
 */
export const importSteps = (metadata: MetadataPackage): MetadataPackage[] =>
    STEPS.map((types) => Object.fromEntries(types.map((type) => [type, metadata[type] ?? []])))
