import { derivedUid } from '#dhis2/derivedUid.ts'
import type { Uid } from '#dhis2/uid.ts'

/** The kinds of metadata that we make, in the singular as DHIS2 names its classes. */
export type MetadataKind =
    | 'optionSet'
    | 'option'
    | 'trackedEntityAttribute'
    | 'trackedEntityType'
    | 'trackedEntityTypeAttribute'
    | 'dataElement'
    | 'program'
    | 'programTrackedEntityAttribute'
    | 'programStage'
    | 'programStageDataElement'
    | 'programStageSection'
    | 'relationshipType'
    | 'programRule'
    | 'programRuleAction'
    | 'programRuleVariable'
    | 'categoryOption'
    | 'category'
    | 'categoryCombo'
    | 'categoryOptionCombo'
    | 'dataSet'
    | 'dataSetElement'
    | 'indicatorType'
    | 'indicator'
    | 'validationRule'
    | 'userRole'
    | 'userGroup'
    | 'programStageWorkingList'
    | 'trackedEntityInstanceFilter'
    | 'programIndicator'
    | 'analyticsPeriodBoundary'
    | 'visualization'
    | 'dashboard'
    | 'dashboardItem'
    | 'organisationUnitGroup'
    | 'organisationUnitGroupSet'

/** Every package names the same few thousand objects again and again. */
const known = new Map<string, Uid>()

/**
 * The UID of a metadata object of ours, the same on every server.
 *
 * @param code its DHIS2 code; parts of objects without a code of their own join codes with a dot, e.g. `KMMP_OS_SEX.FEMALE`
 */
export const metadataUid = (kind: MetadataKind, code: string): Uid => {
    const name = `${kind} ${code}`
    const uid = known.get(name) ?? derivedUid(kind, 'metadata', code)
    known.set(name, uid)
    return uid
}
