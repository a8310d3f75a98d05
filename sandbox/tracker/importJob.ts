import { webMessage, type Answer } from '../answer.ts'
import type { Call } from '../call.ts'
import type { DialectRules } from '../dialect.ts'
import { isObject, type JsonObject } from '../json.ts'
import type { ImportOptions } from './importOptions.ts'
import type { Notification } from './jobs.ts'

const JOB = 'TRACKER_IMPORT_JOB'

/**
 * Runs an import as a job and answers with its id. It is done when the answer leaves; its messages and report stay readable. An import that
 * breaks off leaves no report behind.
 */
export const importAsJob = (call: Call, options: ImportOptions, run: () => JsonObject): Answer => {
    const { jobs, clock, url, rules } = call.sandbox
    const id = jobs.start(JOB)
    const note = (message: string, more: Partial<Notification> = {}) =>
        jobs.note(id, { category: JOB, time: clock.local(), message, ...more })
    note('Tracker import started', rules.detailsJobs ? { dataType: 'PARAMETERS', data: jobParameters(call, options) } : {})
    try {
        const report = run()
        for (const stage of stages(rules, options, report.status !== 'ERROR')) {
            note(stage, rules.detailsJobs ? {} : { level: 'DEBUG' })
        }
        const failed = report.status === 'ERROR' && rules.detailsJobs
        note(`Import complete with status ${String(report.status)}${counts(report)}`, { level: failed ? 'ERROR' : 'INFO', completed: true })
        jobs.setReport(id, report)
    } catch (error) {
        note(error instanceof Error ? error.message : String(error), { level: 'ERROR', completed: true })
    }
    const location = `${url}${rules.jobLocation}${id}`
    return webMessage(200, {
        message: 'Tracker job added',
        headers: rules.jobHasLocationHeader ? { location } : undefined,
        response: { id, location, ...(rules.namesJobAnswer && { responseType: 'TrackerJob' }) },
    })
}

const counts = ({ stats }: JsonObject): string =>
    isObject(stats) ? ['created', 'updated', 'deleted', 'ignored'].map((word) => `, ${String(stats[word])} ${word}`).join('') : ''

/** What the messages of a job tell between its start and its end. */
const stages = (rules: DialectRules, { skipRuleEngine, strategy }: ImportOptions, commits: boolean): string[] => {
    const runsRules = !skipRuleEngine && strategy !== 'DELETE'
    if (!rules.detailsJobs) {
        return ['preheat', 'validation', ...(runsRules ? ['programrule', 'programruleValidation'] : []), ...(commits ? ['commit'] : [])]
    }
    const size = 'Calculating Payload Size'
    return [
        'Loading file resource',
        'Loading file content',
        'Running PreHeat',
        ...(rules.countsDropped ? [size] : []),
        'Running PreProcess',
        'Running Validation',
        ...(runsRules ? ['Running Rule Engine', 'Running Rule Engine Validation'] : []),
        ...(rules.countsDropped ? [] : [size]),
        ...(commits ? ['Commit Transaction', 'PostCommit'] : []),
    ]
}

const SCHEMES = [
    'idScheme',
    'dataElementIdScheme',
    'orgUnitIdScheme',
    'programIdScheme',
    'programStageIdScheme',
    'categoryOptionComboIdScheme',
    'categoryOptionIdScheme',
]

const jobParameters = ({ query, caller, sandbox }: Call, options: ImportOptions): JsonObject => {
    const scheme = (name: string) => {
        const given = query.text(name) ?? query.text('idScheme') ?? 'UID'
        const [idScheme, attributeUid = null] = given.split(':')
        return { idScheme, attributeUid }
    }
    return {
        ...(sandbox.rules.jobNamesUser && { userId: caller.uid }),
        importMode: options.validateOnly ? 'VALIDATE' : 'COMMIT',
        idSchemes: Object.fromEntries(SCHEMES.map((name) => [name, scheme(name)])),
        importStrategy: options.strategy,
        atomicMode: options.atomic ? 'ALL' : 'OBJECT',
        flushMode: options.flushMode,
        validationMode: options.validationMode,
        skipPatternValidation: query.flag('skipPatternValidation'),
        skipSideEffects: query.flag('skipSideEffects'),
        skipRuleEngine: options.skipRuleEngine,
        filename: null,
        reportMode: options.reportMode,
    }
}
