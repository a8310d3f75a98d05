import { optionalNumbers } from '../model/attributes.ts'
import { programRuleActions, programRules, programRuleVariables } from '../rules/compile.ts'
import { buildUserGroups, buildUserRoles } from './access.ts'
import { buildCategories, buildCategoryCombos, buildCategoryOptionCombos, buildCategoryOptions } from './categories.ts'
import { buildDashboards, buildVisualizations } from './dashboards.ts'
import { buildAggregateElements, buildTrackerElements } from './dataElements.ts'
import { buildDataSets, buildIndicators, buildIndicatorTypes, buildValidationRules } from './figures.ts'
import type { MetadataObject } from './object.ts'
import { buildOptions, buildOptionSets } from './optionSets.ts'
import { buildOrgUnitGroups, buildOrgUnitGroupSets } from './orgUnitGroups.ts'
import { buildProgramIndicators } from './programIndicators.ts'
import { buildEventPrograms, buildTrackerPrograms } from './programs.ts'
import { buildProgramStages, buildProgramStageSections } from './programStages.ts'
import { sharingRules } from './sharing.ts'
import { buildAttributes, buildRelationshipTypes, buildTrackedEntityTypes } from './trackedEntities.ts'
import { buildClientLists, buildStageLists } from './workingLists.ts'
import type { Uid } from '#dhis2/uid.ts'
import type { Dialect } from '#dhis2/version.ts'

/** The lists of a package, by DHIS2's plural names. */
export type MetadataPackage = Readonly<Record<string, readonly MetadataObject[]>>

export interface BuildOptions {
    /** version of the server that it is for */
    dialect: Dialect
    /** facilities to which programmes and data sets are assigned */
    orgUnits?: readonly { id: Uid }[]
    /** codes of the optional numbers of clients that are to be kept */
    identifiers?: readonly string[]
}

/**
 * The programme as a DHIS2 metadata package: the same input gives the same package, byte for byte, with the same UIDs on every server.
 * It holds no users and no org units. Import it with {@link importSteps}.
 */
export const buildMetadata = ({ dialect, orgUnits = [], identifiers = [] }: BuildOptions): MetadataPackage => {
    const numbers = optionalNumbers.filter(({ code }) => identifiers.includes(code))
    const sharing = sharingRules(dialect)
    return {
        userGroups: buildUserGroups(sharing.vocabulary),
        userRoles: buildUserRoles(sharing.vocabulary),
        organisationUnitGroups: buildOrgUnitGroups(sharing.vocabulary),
        organisationUnitGroupSets: buildOrgUnitGroupSets(sharing.vocabulary),
        optionSets: buildOptionSets(sharing.vocabulary),
        options: buildOptions(),
        trackedEntityAttributes: buildAttributes(sharing.vocabulary, numbers),
        trackedEntityTypes: buildTrackedEntityTypes(sharing, dialect, numbers),
        categoryOptions: buildCategoryOptions(sharing.figures),
        categories: buildCategories(sharing),
        categoryCombos: buildCategoryCombos(sharing),
        categoryOptionCombos: buildCategoryOptionCombos(),
        dataElements: [...buildTrackerElements(sharing), ...buildAggregateElements(sharing.vocabulary)],
        programs: [...buildTrackerPrograms(sharing, { orgUnits, numbers }), ...buildEventPrograms(sharing, orgUnits)],
        programStages: buildProgramStages(sharing),
        programStageSections: buildProgramStageSections(),
        relationshipTypes: buildRelationshipTypes(sharing.clients),
        programRuleVariables: programRuleVariables(),
        programRules: programRules(),
        programRuleActions: programRuleActions(),
        dataSets: buildDataSets(sharing.figures, orgUnits),
        indicatorTypes: buildIndicatorTypes(),
        indicators: buildIndicators(sharing.vocabulary),
        validationRules: buildValidationRules(sharing.vocabulary),
        programIndicators: buildProgramIndicators(sharing.vocabulary),
        trackedEntityInstanceFilters: buildClientLists(sharing.lists),
        programStageWorkingLists: buildStageLists(sharing.lists),
        visualizations: buildVisualizations(sharing.charts),
        dashboards: buildDashboards(sharing.charts),
    }
}
