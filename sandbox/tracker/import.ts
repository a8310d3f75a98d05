import { refuse, type Answer } from '../answer.ts'
import { bodyObject, type Call } from '../call.ts'
import type { JsonObject } from '../json.ts'
import { applyProgramRules } from '../rules/applyRules.ts'
import { Checks } from './check.ts'
import { checkEnrollment } from './checkEnrollment.ts'
import { checkEvent, checkRepeats } from './checkEvent.ts'
import { checkRelationship } from './checkRelationship.ts'
import { checkTrackedEntity } from './checkTrackedEntity.ts'
import { commit } from './commit.ts'
import { softDelete } from './delete.ts'
import { readIdSchemes } from './idSchemes.ts'
import { importAsJob } from './importJob.ts'
import { readImportOptions, type ImportOptions } from './importOptions.ts'
import { trackerModel } from './model.ts'
import type { Bundle } from './payload.ts'
import { persistable } from './persistable.ts'
import { preheat } from './preheat.ts'
import { readBundle } from './readBundle.ts'
import { reportShown, trackerReport } from './report.ts'
import { Timings } from './timings.ts'

/** `POST /api/tracker`: at once with `async=false`, else as a job. */
export const importTracker = (call: Call): Answer => {
    const { sandbox, query } = call
    const options = readImportOptions(call)
    const schemes = readIdSchemes(query)
    const body = bodyObject(call) ?? refuse(sandbox.rules.unreadableTrackerStatus, 'JSON parse error', null)
    const timings = new Timings()
    const bundle = timings.time('preprocess', () => readBundle(sandbox, body, schemes))
    const run = () =>
        sandbox.store.transaction(() => ({
            ...importBundle(call, bundle, options, timings),
            ...(sandbox.rules.reportsTimings && { timingsStats: timings.report() }),
        }))
    // 2.40 and 2.41 take nothing but this very text
    const atOnce = sandbox.rules.asyncTextExact ? query.text('async') === 'false' : !query.flag('async', true)
    if (!atOnce) {
        return importAsJob(call, options, run)
    }
    const report = reportShown(run(), options.reportMode)
    return { status: report.status === 'ERROR' ? 409 : 200, body: report }
}

const importBundle = ({ sandbox, caller }: Call, bundle: Bundle, options: ImportOptions, timings: Timings): JsonObject => {
    const model = trackerModel(sandbox.registry)
    const stored = timings.time('preheat', () => preheat(sandbox.store, bundle, model))
    const checks = new Checks({ sandbox, caller, bundle, preheat: stored, model, options })
    if (options.validationMode !== 'SKIP' || !caller.superuser) {
        timings.time('validation', () => checkAll(checks))
        if (!options.skipRuleEngine && options.strategy !== 'DELETE') {
            timings.time('programrule', () => applyProgramRules(checks, persistable(checks).bundle))
        }
    }
    const result = timings.time('programruleValidation', () => persistable(checks))
    const refusedAll = options.atomic && checks.errors.length + result.orphans.length > 0
    if (!refusedAll && !options.validateOnly) {
        const write = options.strategy === 'DELETE' ? softDelete : commit
        timings.time('commit', () => write(checks, result.bundle))
    }
    return trackerReport(checks, result, options)
}

const checkAll = (checks: Checks): void => {
    for (const entity of checks.bundle.trackedEntities) {
        checkTrackedEntity(checks, entity)
    }
    for (const enrollment of checks.bundle.enrollments) {
        checkEnrollment(checks, enrollment)
    }
    for (const event of checks.bundle.events) {
        checkEvent(checks, event)
    }
    if (checks.strategy !== 'DELETE') {
        checkRepeats(checks)
    }
    for (const relationship of checks.bundle.relationships) {
        checkRelationship(checks, relationship)
    }
}
