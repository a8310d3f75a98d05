import type { Text } from './types.ts'

/** A figure of a place and period. Ratios are two of them. */
export interface AggregateElement {
    code: string
    name: Text
    formName: Text
    description: Text
    /** absent: a count */
    valueType?: 'NUMBER' | 'DATE'
    /** how DHIS2 adds up months; absent: their sum. LAST_IN_PERIOD: how many there were at the end. NONE: never added up */
    aggregation?: 'LAST_IN_PERIOD' | 'NONE'
    /** code of its category combo; absent: not split */
    categoryCombo?: string
}

/**
 * What a data set is filled from: client records; staff records and events; published and counted values, beside what people write; or people
 * alone.
 */
export type FilledFrom = 'clients' | 'staff' | 'published' | 'people'

export interface DataSet {
    code: string
    name: Text
    description: Text
    filledFrom: FilledFrom
    /** org units that report it: each facility, or the country once */
    reportedBy: 'facilities' | 'country'
    periodType: 'Monthly' | 'Yearly'
    /** days after the end of the period until which a report counts as on time */
    timelyDays: number
    /** periods open beyond the last one that ended: 1 opens the running one (dhis2-core, getFuturePeriod) */
    openFuturePeriods: number
    /** days after the end of the period after which nobody changes it any more; 0: late corrections are always taken */
    expiryDays: number
    /** code of the attribute category combo; absent: none */
    categoryCombo?: string
    /** codes of its aggregate elements */
    elements: readonly string[]
    /** what is not confirmed, and who could confirm it */
    unverified?: string
}

/** A DHIS2 indicator over two aggregate elements. */
export interface Ratio {
    code: string
    name: Text
    description: Text
    numerator: string
    denominator: string
}

/** What must hold between figures of one place and period, or somebody should look. */
export interface ValidationRule {
    code: string
    name: Text
    instruction: Text
    left: readonly string[]
    operator: 'less_than_or_equal_to' | 'equal_to'
    right: readonly string[]
}
