import { notSupported, webMessage, type Answer } from '../answer.ts'
import { ok, type Call, type Route } from '../call.ts'
import { isObject, type JsonObject } from '../json.ts'
import { parseFields, plainView, select } from '../metadata/fields.ts'

/** Names of jobs on the minor that does not number them. */
const PLAIN_NAMES: Record<string, string> = { DATAVALUE_IMPORT: 'dataValueImport', METADATA_IMPORT: 'metadataImport' }

/** Jobs that wait for the scheduler, which looks every 10 seconds; metadata imports are taken up at once. */
const WAITING = ['DATAVALUE_IMPORT']
/** Here a waiting job begins once somebody has looked at it, or after so many milliseconds. */
const PATIENCE = 2000

/**
 * Runs an import as a job: the answer names the job, whose outcome is read at `/api/system/tasks`.
 * @param parameters what the answer shows of the job's options
 */
export const runAsJob = (call: Call, jobType: string, parameters: JsonObject, run: () => Answer): Answer => {
    const { jobs, clock, url, rules } = call.sandbox
    const id = jobs.start(jobType)
    const now = clock.now()
    const name = rules.numbersJobs ? `${jobType} (${now})` : (PLAIN_NAMES[jobType] ?? jobType)
    jobs.queue(id, () => carryOut(call, id, jobType, run))
    if (rules.numbersJobs && WAITING.includes(jobType)) {
        setTimeout(() => jobs.begin(id), PATIENCE).unref()
    } else {
        jobs.begin(id)
    }
    return webMessage(200, {
        message: `Initiated ${name}`,
        headers: { location: `${url}/api/system/tasks/${jobType}` },
        response: {
            name,
            id,
            created: clock.local(now),
            jobType,
            relativeNotifierEndpoint: `/api/system/tasks/${jobType}/${id}`,
            ...(rules.numbersJobs ? { jobStatus: 'NOT_STARTED', jobParameters: parameters } : { jobStatus: 'SCHEDULED' }),
            ...(rules.namesJobResponse && { responseType: 'JobConfiguration' }),
        },
    })
}

const carryOut = ({ sandbox }: Call, id: string, category: string, run: () => Answer): void => {
    const { jobs, clock } = sandbox
    const note = (message: string, more: { level?: 'ERROR'; completed?: true } = {}) =>
        jobs.note(id, { category, time: clock.local(), message, ...more })
    note('Process started')
    const { body } = run()
    const response = isObject(body) && isObject(body.response) ? body.response : {}
    note('Importing')
    note(`Import complete with status ${String(response.status)}`, {
        completed: true,
        ...(response.status === 'ERROR' && { level: 'ERROR' }),
    })
    jobs.setReport(id, response)
}

/** The messages of one job; the first look at a waiting one finds none and lets it begin. */
const messages = ({ sandbox: { jobs }, params }: Call): Answer => {
    const id = params.id ?? ''
    const found = [...jobs.notifications(id)]
    jobs.begin(id)
    return ok(found)
}

const summary = ({ sandbox, params }: Call): Answer => {
    const report = sandbox.jobs.report(params.id ?? '')
    return report === undefined ? { status: 200 } : ok(report)
}

/** The nightly jobs of every server (dhis2-core JobType). The sandbox lists them and runs none. */
const NIGHTLY: readonly (readonly [type: string, id: string, name: string])[] = [
    ['CREDENTIALS_EXPIRY_ALERT', 'sHMedQF7VYa', 'Credentials expiry alert'],
    ['DATA_STATISTICS', 'BFa3jDsbtdO', 'Data statistics'],
    ['DATA_VALUE_TRIM', 'D2datatrim8', 'Data value trim'],
    ['DATA_SET_NOTIFICATION', 'YvAwAmrqAtN', 'Dataset notification'],
    ['FILE_RESOURCE_CLEANUP', 'pd6O228pqr0', 'File resource clean up'],
    ['HOUSEKEEPING', 'DHIS2rocks1', 'Housekeeping'],
    ['REMOVE_USED_OR_EXPIRED_RESERVED_VALUES', 'uwWCT2BMmlq', 'Remove expired or used reserved values'],
    ['SYSTEM_VERSION_UPDATE_CHECK', 'vt21671bgno', 'System version update check notification'],
    ['ACCOUNT_EXPIRY_ALERT', 'fUWM1At1TUx', 'User account expiry alert'],
    ['VALIDATION_RESULTS_NOTIFICATION', 'Js3vHn2AVuG', 'Validation result notification'],
]
/** Jobs that came with the scheduler which also lists imports. */
const LATER = ['DATA_VALUE_TRIM', 'HOUSEKEEPING']

const configurations = ({ sandbox, query }: Call): Answer => {
    const { numbersJobs } = sandbox.rules
    const nightly = NIGHTLY.filter(([type]) => numbersJobs || !LATER.includes(type)).map(([jobType, id, name]) => ({
        id,
        name,
        displayName: name,
        jobType,
        enabled: true,
        jobStatus: 'SCHEDULED',
    }))
    const imports = sandbox.jobs
        .list()
        .map(({ id, type: jobType, name }) => ({ id, name, displayName: name, jobType, enabled: false, jobStatus: 'DISABLED' }))
    const all: JsonObject[] = [...nightly, ...(numbersJobs ? imports : [])].toSorted((one, other) =>
        one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1
    )
    const fields = parseFields(query.list('fields').join(',') || 'id,displayName')
    return ok({ jobConfigurations: all.map((job) => select<JsonObject>(job, fields, plainView)) })
}

export const taskRoutes: Route[] = [
    { method: 'GET', path: '/api/system/tasks', parameters: [], handle: ({ sandbox }) => ok(sandbox.jobs.overview()) },
    {
        method: 'GET',
        path: '/api/system/tasks/:type',
        parameters: [],
        handle: ({ sandbox, params }) => ok(sandbox.jobs.overview()[params.type ?? ''] ?? {}),
    },
    { method: 'GET', path: '/api/system/tasks/:type/:id', parameters: ['gist'], handle: messages },
    { method: 'GET', path: '/api/system/taskSummaries/:type/:id', parameters: [], handle: summary },
    { method: 'GET', path: '/api/jobConfigurations', parameters: ['fields', 'paging'], handle: configurations },
    { method: 'POST', path: '/api/jobConfigurations', parameters: [], handle: () => notSupported('scheduling jobs') },
]
