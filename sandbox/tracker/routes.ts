import { userInfo } from '../access/caller.ts'
import { notSupported, refuse, webMessage, type Answer } from '../answer.ts'
import { bodyObject, ok, type Call, type Route } from '../call.ts'
import type { DialectRules } from '../dialect.ts'
import { isObject, text } from '../json.ts'
import { ENROLLMENT_PARAMETERS, listEnrollments, oneEnrollment } from './exportEnrollments.ts'
import { EVENT_PARAMETERS, listEvents, oneEvent } from './exportEvents.ts'
import { listRelationships, oneRelationship, RELATIONSHIP_PARAMETERS } from './exportRelationships.ts'
import { listTrackedEntities, oneTrackedEntity, TRACKED_ENTITY_PARAMETERS } from './exportTrackedEntities.ts'
import { generate, generateMany, requiredValues } from './generate.ts'
import { importTracker } from './import.ts'
import { IMPORT_PARAMETERS, reportModeWanted } from './importOptions.ts'
import { reportShown } from './report.ts'
import { override, transfer } from './transfer.ts'
import { randomUid } from '#dhis2/uid.ts'

/** `POST /api/tracker/{events|enrollments}/{uid}/note`: adds one note. */
const addNote =
    (read: (call: Call) => Answer) =>
    (call: Call): Answer => {
        const { sandbox, caller, params } = call
        read(call)
        const value = text(bodyObject(call)?.value) ?? refuse(400, 'Note value is missing.')
        const note = randomUid()
        sandbox.store.run(
            'INSERT INTO note (uid, owner, value, stored_at, created_by, stored_by) VALUES (?, ?, ?, ?, ?, ?)',
            note,
            params.uid ?? '',
            value,
            sandbox.clock.local(),
            JSON.stringify(userInfo(caller)),
            sandbox.rules.storedBy === 'user' ? caller.username : null
        )
        return ok({ note, value })
    }

const jobReport = (call: Call): Answer => {
    const { sandbox, params } = call
    const report = sandbox.jobs.report(params.uid ?? '')
    return report === undefined
        ? webMessage(404, { message: `Summary for job ${params.uid} does not exist`, errorCode: 'E1005' })
        : ok(isObject(report) ? reportShown(report, reportModeWanted(call)) : report)
}

const TRACKER = '/api/tracker'
const ATTRIBUTE = '/api/trackedEntityAttributes/:uid'
const PATTERN = ['ORG_UNIT_CODE', 'expiration', 'numberToReserve']

const EVENTS = { method: 'GET', parameters: EVENT_PARAMETERS, renamed: 'events' } as const
const hasEventKinds = ({ eventKinds }: DialectRules): boolean => eventKinds
const hasNotes = ({ noteEndpoint }: DialectRules): boolean => noteEndpoint

export const trackerRoutes: Route[] = [
    { method: 'POST', path: TRACKER, parameters: IMPORT_PARAMETERS, handle: importTracker },
    {
        method: 'GET',
        path: `${TRACKER}/jobs/:uid`,
        parameters: ['reportMode'],
        handle: ({ sandbox, params }) => ok(sandbox.jobs.notifications(params.uid ?? '')),
    },
    { method: 'GET', path: `${TRACKER}/jobs/:uid/report`, parameters: ['reportMode'], handle: jobReport },
    {
        method: 'GET',
        path: `${TRACKER}/trackedEntities`,
        parameters: TRACKED_ENTITY_PARAMETERS,
        renamed: 'trackedEntities',
        handle: listTrackedEntities,
    },
    { method: 'GET', path: `${TRACKER}/trackedEntities/:uid`, parameters: ['program', 'fields'], handle: oneTrackedEntity },
    { method: 'GET', path: `${TRACKER}/enrollments`, parameters: ENROLLMENT_PARAMETERS, renamed: 'enrollments', handle: listEnrollments },
    { method: 'GET', path: `${TRACKER}/enrollments/:uid`, parameters: ['fields'], handle: oneEnrollment },
    { ...EVENTS, path: `${TRACKER}/events`, handle: listEvents('events') },
    { ...EVENTS, path: `${TRACKER}/trackerEvents`, exists: hasEventKinds, handle: listEvents('trackerEvents') },
    { ...EVENTS, path: `${TRACKER}/singleEvents`, exists: hasEventKinds, handle: listEvents('singleEvents') },
    { method: 'GET', path: `${TRACKER}/events/:uid`, parameters: ['fields'], handle: oneEvent },
    { method: 'POST', path: `${TRACKER}/enrollments/:uid/note`, parameters: [], exists: hasNotes, handle: addNote(oneEnrollment) },
    { method: 'POST', path: `${TRACKER}/events/:uid/note`, parameters: [], exists: hasNotes, handle: addNote(oneEvent) },
    {
        method: 'GET',
        path: `${TRACKER}/relationships`,
        parameters: RELATIONSHIP_PARAMETERS,
        renamed: 'relationships',
        handle: listRelationships,
    },
    { method: 'GET', path: `${TRACKER}/relationships/:uid`, parameters: ['fields'], handle: oneRelationship },
    { method: 'GET', path: `${TRACKER}/:kind/:uid/changeLogs`, parameters: ['program'], handle: () => notSupported('change logs') },
    {
        method: 'PUT',
        path: `${TRACKER}/ownership/transfer`,
        parameters: ['trackedEntity', 'program', 'orgUnit'],
        renamed: 'transfer',
        handle: transfer,
    },
    {
        method: 'POST',
        path: `${TRACKER}/ownership/override`,
        parameters: ['trackedEntity', 'program', 'reason'],
        renamed: 'override',
        handle: override,
    },
    { method: 'GET', path: `${ATTRIBUTE}/requiredValues`, parameters: [], handle: requiredValues },
    { method: 'GET', path: `${ATTRIBUTE}/generate`, parameters: PATTERN, handle: generate },
    { method: 'GET', path: `${ATTRIBUTE}/generateAndReserve`, parameters: PATTERN, handle: generateMany },
]
