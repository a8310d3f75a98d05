import type { Call } from '../call.ts'
import type { JsonObject } from '../json.ts'

/** Checks that are off unless asked for (on 2.43 all are always on). */
export const SWITCHES = [
    'strictPeriods',
    'strictDataElements',
    'strictCategoryOptionCombos',
    'strictAttributeOptionCombos',
    'strictOrganisationUnits',
    'strictDataSetApproval',
    'strictDataSetLocking',
    'strictDataSetInputPeriods',
    'requireCategoryOptionCombo',
    'requireAttributeOptionCombo',
] as const

export interface Conflict {
    object?: string
    objects?: JsonObject
    value: string
    errorCode?: string
    property?: string
    indexes?: number[]
}

export interface ImportCounts {
    imported: number
    updated: number
    ignored: number
    deleted: number
}

export interface Outcome {
    status: 'SUCCESS' | 'WARNING' | 'ERROR'
    description?: string
    importCount: ImportCounts
    conflicts: readonly Conflict[]
    rejectedIndexes: readonly number[]
    /** day of completion, or `false` */
    dataSetComplete?: string
}

/** The options of an import as its summary repeats them. */
export const importOptions = ({ query, sandbox }: Call): JsonObject => ({
    idSchemes: {},
    ...(sandbox.rules.dataValuesByGroup && { atomic: query.flag('atomic') }),
    dryRun: query.flag('dryRun'),
    async: query.flag('async'),
    importStrategy: query.text('importStrategy') ?? 'CREATE_AND_UPDATE',
    mergeMode: 'REPLACE',
    reportMode: 'FULL',
    skipExistingCheck: query.flag('skipExistingCheck'),
    sharing: false,
    skipNotifications: false,
    skipAudit: query.flag('skipAudit'),
    datasetAllowsPeriods: false,
    ...Object.fromEntries(SWITCHES.map((name) => [name, query.flag(name)])),
    skipPatternValidation: false,
    ignoreEmptyCollection: false,
    force: query.flag('force'),
    firstRowIsHeader: true,
    skipLastUpdated: false,
    mergeDataValues: false,
    skipCache: false,
})

/** The import summary of `dataValueSets` and `completeDataSetRegistrations`. */
export const summary = (call: Call, { status, dataSetComplete, ...outcome }: Outcome): JsonObject => ({
    responseType: 'ImportSummary',
    status,
    importOptions: importOptions(call),
    ...outcome,
    ...(dataSetComplete !== undefined && { dataSetComplete }),
})
