import { groupBy } from '../group.ts'
import type { JsonObject } from '../json.ts'
import type { MetadataType } from './types.ts'

/** One thing wrong with a metadata object. */
export interface MetadataError {
    errorCode: string
    message: string
    errorProperty?: string
    errorKlass?: string
    mainId?: string
}

export interface Counts {
    created: number
    updated: number
    deleted: number
    ignored: number
    total: number
}

export const noCounts = (): Counts => ({ created: 0, updated: 0, deleted: 0, ignored: 0, total: 0 })

/** What became of one object of the payload. */
export interface ObjectOutcome {
    type: MetadataType
    index: number
    uid: string
    name?: string
    operation: 'created' | 'updated' | 'deleted'
    errors: MetadataError[]
    /** how often DHIS2 counts the object as ignored: once for each check that it failed */
    failedChecks: number
}

/** The import report that stands in the answer's `response`. */
export const importReport = (
    outcomes: readonly ObjectOutcome[],
    options: { atomic: boolean; full: boolean; warnOnly: boolean }
): JsonObject => {
    const failed = outcomes.some((outcome) => outcome.errors.length > 0)
    const byType = groupBy(outcomes, (outcome) => outcome.type)
    const reports = [...byType].map(([type, ofType]) => ({
        klass: type.klass,
        stats: countAll(ofType, failed && options.atomic),
        objectReports: ofType
            .filter((outcome) => options.full || outcome.errors.length > 0)
            .map((outcome) => objectReport(outcome, options.atomic)),
    }))
    const status = !failed ? 'OK' : options.atomic && !options.warnOnly ? 'ERROR' : 'WARNING'
    return { status, typeReports: reports, stats: sum(reports.map(({ stats }) => stats)), responseType: 'ImportReport' }
}

const countAll = (outcomes: readonly ObjectOutcome[], nothingStored: boolean): Counts => {
    const counts = noCounts()
    for (const { errors, failedChecks, operation } of outcomes) {
        const times = Math.max(1, failedChecks)
        if (errors.length > 0 || nothingStored) {
            counts.ignored += times
        } else {
            counts[operation] += 1
        }
        counts.total += errors.length > 0 ? times : 1
    }
    return counts
}

const sum = (all: readonly Counts[]): Counts =>
    all.reduce((total, counts) => {
        for (const name of ['created', 'updated', 'deleted', 'ignored', 'total'] as const) {
            total[name] += counts[name]
        }
        return total
    }, noCounts())

/** Objects refused because they exist, are missing or are in use: DHIS2 reports them without name and counts them from one. */
const UNNAMED = ['E5000', 'E5001', 'E4030']

const objectReport = ({ type, index, uid, name, errors }: ObjectOutcome, atomic: boolean): JsonObject => {
    const unnamed = errors.some(({ errorCode }) => UNNAMED.includes(errorCode))
    return {
        klass: type.klass,
        index: unnamed ? index + 1 : index,
        uid,
        ...(name !== undefined && atomic && !unnamed && { displayName: name }),
        errorReports: errors.map((error) => errorReport(error, type)),
    }
}

/** An entry of `errorReports`, as metadata answers carry it. */
export const errorReport = ({ message, errorCode, errorProperty, errorKlass, mainId }: MetadataError, type: MetadataType): JsonObject => ({
    message,
    args: [],
    mainKlass: type.klass,
    errorCode,
    ...(mainId !== undefined && { mainId }),
    ...(errorKlass !== undefined && { errorKlass }),
    ...(errorProperty !== undefined && { errorProperty }),
    errorProperties: errorProperty === undefined ? [] : [errorProperty],
})
