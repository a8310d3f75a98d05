import { notSupported } from './answer.ts'
import type { Route } from './call.ts'
import { NOT_HELD } from './metadata/types.ts'

/** What neither the app nor the connector calls, by the first part of its path: a real server has it, here it is said plainly (501). */
const LEFT_OUT: Record<string, string> = {
    messageConversations: 'messages',
    fileResources: 'files',
    sms: 'SMS',
    interpretations: 'interpretations',
    dataEntry: 'the paths of the data entry app',
    dataStatistics: 'usage statistics',
    dataIntegrity: 'integrity checks of data',
    lockExceptions: 'lock exceptions',
    minMaxDataElements: 'minimum and maximum values',
    outlierDetection: 'outlier detection',
    validationResults: 'running validation rules',
    schemas: 'schemas',
    potentialDuplicates: 'flagging and merging duplicates',
}

/** The endpoints before `/api/tracker`, which 2.42 no longer has. */
const OLDER_TRACKER = ['trackedEntityInstances', 'enrollments', 'events', 'relationships']

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

const refusing = (path: string, what: string, exists?: Route['exists']): Route[] =>
    METHODS.map((method) => ({ method, path, parameters: [], accepts: ['*'], exists, handle: () => notSupported(what) }))

export const outOfScopeRoutes: Route[] = [
    ...Object.entries(LEFT_OUT).flatMap(([name, what]) => [...refusing(`/api/${name}`, what), ...refusing(`/api/${name}/*`, what)]),
    ...NOT_HELD.filter((type) => type !== 'jobConfigurations').flatMap((type) =>
        [`/api/${type}`, `/api/${type}/*`].flatMap((path) => refusing(path, type))
    ),
    ...OLDER_TRACKER.flatMap((name) =>
        [`/api/${name}`, `/api/${name}/*`].flatMap((path) =>
            refusing(path, 'the tracker endpoints before /api/tracker', ({ olderTracker }) => olderTracker)
        )
    ),
    ...refusing('/api/analytics/*', 'analytics of events and enrollments'),
    ...refusing('/api/:type/gist', 'gist lists'),
]
