import type { Call } from '../call.ts'

export const IMPORT_PARAMETERS = [
    'async',
    'importStrategy',
    'atomicMode',
    'importMode',
    'validationMode',
    'flushMode',
    'reportMode',
    'skipRuleEngine',
    'skipSideEffects',
    'skipPatternValidation',
    'idScheme',
    'dataElementIdScheme',
    'orgUnitIdScheme',
    'programIdScheme',
    'programStageIdScheme',
    'categoryOptionComboIdScheme',
    'categoryOptionIdScheme',
]

export type Strategy = 'CREATE' | 'UPDATE' | 'CREATE_AND_UPDATE' | 'DELETE'

/** How a payload is to be imported. */
export interface ImportOptions {
    strategy: Strategy
    /** one error refuses everything */
    atomic: boolean
    validateOnly: boolean
    validationMode: 'FULL' | 'FAIL_FAST' | 'SKIP'
    flushMode: 'AUTO' | 'OBJECT'
    reportMode: ReportMode
    skipRuleEngine: boolean
}

/** Warnings are shown with WARNINGS and FULL only. */
export type ReportMode = 'ERRORS' | 'WARNINGS' | 'FULL'

export const reportModeWanted = ({ query }: Call): ReportMode => query.choice('reportMode', ['ERRORS', 'WARNINGS', 'FULL'], 'ERRORS')

/** The options of a request. A superuser's SKIP really stores what is wrong; anybody else's is silently FULL. */
export const readImportOptions = (call: Call): ImportOptions => {
    const { query } = call
    return {
        strategy: query.choice('importStrategy', ['CREATE', 'UPDATE', 'CREATE_AND_UPDATE', 'DELETE'], 'CREATE_AND_UPDATE'),
        atomic: query.choice('atomicMode', ['ALL', 'OBJECT'], 'ALL') === 'ALL',
        validateOnly: query.choice('importMode', ['COMMIT', 'VALIDATE'], 'COMMIT') === 'VALIDATE',
        validationMode: query.choice('validationMode', ['FULL', 'FAIL_FAST', 'SKIP'], 'FULL'),
        flushMode: query.choice('flushMode', ['AUTO', 'OBJECT'], 'AUTO'),
        reportMode: reportModeWanted(call),
        skipRuleEngine: query.flag('skipRuleEngine'),
    }
}
