import type { Answer } from '../answer.ts'
import { webMessage } from '../answer.ts'
import { ok, type Call, type Route } from '../call.ts'
import { isObject } from '../json.ts'

/** Runs an import as a job: the answer names the job, whose outcome is read at `/api/system/tasks`. */
export const runAsJob = ({ sandbox }: Call, jobType: string, run: () => Answer): Answer => {
    const { jobs, clock, url } = sandbox
    const id = jobs.start(jobType)
    const { body } = run()
    const response = isObject(body) && isObject(body.response) ? body.response : {}
    const failed = response.status === 'ERROR'
    jobs.note(id, { category: jobType, time: clock.local(), message: 'Import started' })
    jobs.note(id, {
        category: jobType,
        time: clock.local(),
        message: `Import complete with status ${String(response.status)}`,
        level: failed ? 'ERROR' : 'INFO',
        completed: true,
    })
    jobs.setReport(id, response)
    return webMessage(200, {
        message: `Initiated ${jobType}`,
        headers: { location: `${url}/api/system/tasks/${jobType}` },
        response: {
            name: jobType,
            id,
            created: clock.local(),
            jobType,
            jobStatus: 'NOT_STARTED',
            jobParameters: {},
            relativeNotifierEndpoint: `/api/system/tasks/${jobType}/${id}`,
            responseType: 'JobConfiguration',
        },
    })
}

export const taskRoutes: Route[] = [
    { method: 'GET', path: '/api/system/tasks', parameters: ['gist'], handle: ({ sandbox }) => ok(sandbox.jobs.overview()) },
    {
        method: 'GET',
        path: '/api/system/tasks/:type',
        parameters: ['gist'],
        handle: ({ sandbox, params }) => ok(sandbox.jobs.overview()[params.type ?? ''] ?? {}),
    },
    {
        method: 'GET',
        path: '/api/system/tasks/:type/:id',
        parameters: ['gist'],
        handle: ({ sandbox, params }) => ok(sandbox.jobs.notifications(params.id ?? '')),
    },
    {
        method: 'GET',
        path: '/api/system/taskSummaries/:type/:id',
        parameters: [],
        handle: ({ sandbox, params }) => {
            const report = sandbox.jobs.report(params.id ?? '')
            return report === undefined ? { status: 200 } : ok(report)
        },
    },
]
