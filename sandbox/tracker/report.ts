import { isObject, type JsonObject } from '../json.ts'
import { noCounts, type Counts } from '../metadata/report.ts'
import type { Checks, Finding } from './check.ts'
import type { ImportOptions, ReportMode } from './importOptions.ts'
import type { Bundle, InObject } from './payload.ts'
import type { Persistable } from './persistable.ts'

const TYPES = ['TRACKED_ENTITY', 'ENROLLMENT', 'EVENT', 'RELATIONSHIP'] as const

/**
 * The import report. Its arithmetic is DHIS2's own: under OBJECT, grandchildren of refused objects and repeated links
 * are missing from `stats` but counted as ignored in `typeReportMap`.
 */
export const trackerReport = (checks: Checks, result: Persistable, options: ImportOptions): JsonObject => {
    const { rules } = checks.sandbox
    const errors = [...checks.errors, ...result.orphans]
    const refusedAll = options.atomic && errors.length > 0
    const validationReport = {
        errorReports: errors.map((finding) => ({
            message: finding.message,
            errorCode: finding.code,
            ...about(finding),
            ...(rules.reportsArgs && { args: [] }),
        })),
        warningReports: checks.warnings.map((finding) => ({ message: finding.message, ...about(finding), warningCode: finding.code })),
    }
    const empty = rules.numbersReportedObjects && { empty: true }
    if (refusedAll) {
        return { status: 'ERROR', validationReport, stats: { ...noCounts(), ...allIgnored(checks, result) } }
    }
    if (options.validateOnly) {
        return { status: 'OK', validationReport, stats: noCounts(), bundleReport: { typeReportMap: {}, ...empty } }
    }
    const byType = TYPES.map((type) => typeReport(checks, type, result))
    return {
        status: 'OK',
        validationReport,
        stats: overall(checks, errors, byType),
        bundleReport: { typeReportMap: Object.fromEntries(byType.map((report) => [report.trackerType, report])), ...empty },
    }
}

/** A report as `reportMode` wants it: warnings are shown with WARNINGS and FULL only, timings with FULL. */
export const reportShown = ({ timingsStats, ...report }: JsonObject, mode: ReportMode): JsonObject => {
    const { validationReport } = report
    if (mode === 'ERRORS' && isObject(validationReport)) {
        return { ...report, validationReport: { ...validationReport, warningReports: [] } }
    }
    return mode === 'FULL' && timingsStats !== undefined ? { ...report, timingsStats } : report
}

const about = ({ object }: Finding): JsonObject => ({ trackerType: object.kind, uid: object.uid })

const listOf = (bundle: Bundle, type: (typeof TYPES)[number]): readonly InObject[] =>
    ({ TRACKED_ENTITY: bundle.trackedEntities, ENROLLMENT: bundle.enrollments, EVENT: bundle.events, RELATIONSHIP: bundle.relationships })[
        type
    ]

/** Objects that were sent, but for those dropped without an error where these do not count. */
const counted = ({ bundle, sandbox }: Checks, { dropped }: Persistable, type: (typeof TYPES)[number]): readonly InObject[] =>
    sandbox.rules.countsDropped ? listOf(bundle, type) : listOf(bundle, type).filter((object) => !dropped.has(object))

const allIgnored = (checks: Checks, result: Persistable): { ignored: number; total: number } => {
    const total = TYPES.reduce((sum, type) => sum + counted(checks, result, type).length, 0)
    return { ignored: total, total }
}

const wordFor = (checks: Checks, object: InObject): 'created' | 'updated' | 'deleted' => {
    if (checks.strategy === 'DELETE') {
        return 'deleted'
    }
    const { trackedEntities, enrollments, events, relationships } = checks.preheat
    const stored = { TRACKED_ENTITY: trackedEntities, ENROLLMENT: enrollments, EVENT: events, RELATIONSHIP: relationships }[object.kind]
    return stored.has(object.uid) ? 'updated' : 'created'
}

interface TypeReport {
    trackerType: string
    stats: Counts
    objectReports: JsonObject[]
}

const typeReport = (checks: Checks, type: (typeof TYPES)[number], result: Persistable): TypeReport => {
    const { rules } = checks.sandbox
    const sent = counted(checks, result, type)
    const done = listOf(result.bundle, type)
    const stats = noCounts()
    const made = new Set<string>()
    for (const object of done) {
        const again = made.has(object.uid) && rules.repeatedUid === 'updates'
        stats[again ? 'updated' : wordFor(checks, object)]++
        made.add(object.uid)
    }
    stats.ignored = sent.length - done.length
    stats.total = sent.length
    const objectReports = done.map(({ uid }, index) => ({
        trackerType: type,
        uid,
        ...(rules.numbersReportedObjects && { index }),
        errorReports: [],
    }))
    return { trackerType: type, stats, objectReports }
}

const overall = (checks: Checks, errors: readonly Finding[], byType: readonly TypeReport[]): Counts => {
    const counts = noCounts()
    for (const { stats } of byType) {
        counts.created += stats.created
        counts.updated += stats.updated
        counts.deleted += stats.deleted
    }
    const refused = new Set(errors.map(({ object }) => object))
    const leftAlone = checks.bundle.relationships.filter((relationship) => checks.isLeftAlone(relationship))
    counts.ignored = refused.size + leftAlone.length
    counts.total = counts.created + counts.updated + counts.deleted + counts.ignored
    return counts
}
