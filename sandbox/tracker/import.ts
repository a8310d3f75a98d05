import { refuse, webMessage, type Answer } from '../answer.ts'
import { bodyObject, type Call } from '../call.ts'
import type { JsonObject } from '../json.ts'
import { Checks } from './check.ts'
import { checkEnrollment } from './checkEnrollment.ts'
import { checkEvent } from './checkEvent.ts'
import { checkRelationship } from './checkRelationship.ts'
import { checkTrackedEntity } from './checkTrackedEntity.ts'
import { commit } from './commit.ts'
import { softDelete } from './delete.ts'
import { trackerModel } from './model.ts'
import { readBundle, readIdSchemes } from './payload.ts'
import { persistable } from './persistable.ts'
import { preheat } from './preheat.ts'
import { trackerReport } from './report.ts'

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

const JOB = 'TRACKER_IMPORT_JOB'

/** `POST /api/tracker`: at once with `async=false`, else as a job. */
export const importTracker = (call: Call): Answer => {
    const run = prepare(call)
    if (call.query.text('async')?.toLowerCase() === 'false') {
        const report = run()
        return { status: report.status === 'ERROR' ? 409 : 200, body: report }
    }
    return asJob(call, run)
}

/** Reads options and body, which fail at once, and leaves the import to be run. */
const prepare = (call: Call): (() => JsonObject) => {
    const { sandbox, caller, query } = call
    const strategy = query.choice('importStrategy', ['CREATE', 'UPDATE', 'CREATE_AND_UPDATE', 'DELETE'], 'CREATE_AND_UPDATE')
    const options = {
        atomic: query.choice('atomicMode', ['ALL', 'OBJECT'], 'ALL') === 'ALL',
        validateOnly: query.choice('importMode', ['COMMIT', 'VALIDATE'], 'COMMIT') === 'VALIDATE',
        showsWarnings: query.choice('reportMode', ['ERRORS', 'WARNINGS', 'FULL'], 'ERRORS') !== 'ERRORS',
    }
    // a superuser's SKIP really stores what is wrong; anybody else's is silently FULL
    const mode = query.choice('validationMode', ['FULL', 'FAIL_FAST', 'SKIP'], 'FULL')
    const unchecked = mode === 'SKIP' && caller.superuser
    query.choice('flushMode', ['AUTO', 'OBJECT'], 'AUTO')
    const schemes = readIdSchemes(query)
    const body = bodyObject(call) ?? refuse(sandbox.rules.unreadableTrackerStatus, 'JSON parse error', null)
    const bundle = readBundle(sandbox, body, schemes)
    return () =>
        sandbox.store.transaction(() => {
            const model = trackerModel(sandbox.registry)
            const stored = preheat(sandbox.store, bundle, model)
            const checks = new Checks({ sandbox, caller, bundle, preheat: stored, model, strategy, failFast: mode === 'FAIL_FAST' })
            if (!unchecked) {
                checkAll(checks)
            }
            const result = persistable(checks)
            const refusedAll = options.atomic && checks.errors.length + result.orphans.length > 0
            if (!refusedAll && !options.validateOnly) {
                if (strategy === 'DELETE') {
                    softDelete(checks, result.bundle)
                } else {
                    commit(checks, result.bundle)
                }
            }
            return trackerReport(checks, result, options)
        })
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
    for (const relationship of checks.bundle.relationships) {
        checkRelationship(checks, relationship)
    }
}

/** Jobs are done when the answer leaves; their messages and report stay readable. */
const asJob = (call: Call, run: () => JsonObject): Answer => {
    const { jobs, clock, url, rules } = call.sandbox
    const id = jobs.start()
    jobs.note(id, { category: JOB, time: clock.local(), message: 'Tracker import started' })
    const report = run()
    jobs.setReport(id, report)
    const failed = report.status === 'ERROR'
    jobs.note(id, {
        category: JOB,
        time: clock.local(),
        message: `Import complete with status ${String(report.status)}`,
        level: failed ? 'ERROR' : 'INFO',
        completed: true,
    })
    const location = `${url}${rules.jobLocation}${id}`
    return webMessage(200, {
        message: 'Tracker job added',
        headers: rules.jobHasLocationHeader ? { location } : undefined,
        response: { id, location, ...(rules.namesJobAnswer && { responseType: 'TrackerJob' }) },
    })
}
