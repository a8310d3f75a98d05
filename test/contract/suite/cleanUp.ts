import { appOf } from './app.ts'
import type { Server } from './server.ts'

/** Types in the order in which they can go: what refers to others first. */
const TYPES = [
    'dataSets',
    'dataApprovalWorkflows',
    'dataApprovalLevels',
    'programStageWorkingLists',
    'trackedEntityInstanceFilters',
    'eventFilters',
    'programRules',
    'programRuleVariables',
    'relationshipTypes',
    'programs',
    'programStages',
    'trackedEntityTypes',
    'trackedEntityAttributes',
    'dataElements',
    'optionSets',
    'options',
    'categoryCombos',
    'categoryOptionCombos',
    'categories',
    'categoryOptions',
    'constants',
    'users',
    'userRoles',
    'organisationUnits',
]

/** DHIS2's own tidying; it knows old and new names and ignores those it does not know. */
const PURGE = {
    softDeletedDataValueRemoval: 'true',
    softDeletedRelationshipRemoval: 'true',
    softDeletedEventRemoval: 'true',
    softDeletedEnrollmentRemoval: 'true',
    softDeletedTrackedEntityRemoval: 'true',
    softDeletedTrackedEntityInstanceRemoval: 'true',
}

/**
 * Deletes all that a run has made: records, values, entries, then metadata and users.
 *
 * DHIS2 keeps deleted records until its maintenance removes them, for the whole server at once, and keeps the programmes they belong to as
 * long. A real server is told to do so only with KMMP_TEST_DHIS2_PURGE=yes; else what stays is printed, and users that stay are disabled.
 * Where a step fails, e.g. because a run broke off before it had all its users, the next ones are taken all the same.
 * @returns names of what could not be deleted
 * @throws the failures of steps, at the end
 */
export const removeAll = async (server: Server): Promise<string[]> => {
    const failures: unknown[] = []
    for (const step of [removeRecords, removeValues, removeEntriesAndApp]) {
        await step(server).catch((error: unknown) => failures.push(error))
    }
    if (!server.real || process.env.KMMP_TEST_DHIS2_PURGE === 'yes') {
        await server.ask('given', 'POST', '/api/maintenance', { query: PURGE })
    }
    if (server.real) {
        await pruneHistory(server)
    }
    for (const type of TYPES) {
        for (const { id } of await ownOf(server, type)) {
            await server.ask('given', 'DELETE', `/api/${type}/${id}`)
        }
    }
    const left = await leftOf(server)
    if (left.length > 0) {
        process.stderr.write(
            `Left on ${server.url}: ${left.join(', ')}. DHIS2 keeps what deleted records belong to: in Data administration, Maintenance, ` +
                'remove soft-deleted records, or run with KMMP_TEST_DHIS2_PURGE=yes; then delete these by hand.\n'
        )
    }
    if (failures.length > 0) {
        throw new AggregateError(failures, `Cleaning up after ${server.prefix} did not go as it should.`)
    }
    return left
}

/** Values leave a history, which holds the data elements and units they were for; this removes that of our own. */
const pruneHistory = async (server: Server): Promise<void> => {
    for (const type of ['dataElements', 'organisationUnits']) {
        for (const { id } of await ownOf(server, type)) {
            await server.ask('given', 'POST', `/api/maintenance/dataPruning/${type}/${id}`)
        }
    }
}

interface Named {
    id: string
    name: string
    path?: string
}

/** Objects of a type that this run made, by their names; units below others come first. */
const ownOf = async (server: Server, type: string): Promise<Named[]> => {
    const property = type === 'users' ? 'username' : 'name'
    const start = type === 'users' ? server.prefix.toLowerCase() : server.prefix
    const query = { filter: `${property}:like:${start}`, fields: 'id,name,path', paging: 'false' }
    const { status, body } = await server.get('given', `/api/${type}`, query)
    const own = status === 200 ? ((body as Record<string, Named[]>)[type] ?? []) : []
    return own.toSorted((one, other) => (other.path ?? '').length - (one.path ?? '').length)
}

const leftOf = async (server: Server): Promise<string[]> => {
    const left: string[] = []
    for (const type of TYPES) {
        for (const { id, name } of await ownOf(server, type)) {
            left.push(`${type} ${name}`)
            if (type === 'users') {
                await server.ask('given', 'POST', `/api/users/${id}/disabled`)
            }
        }
    }
    return left
}

const removeRecords = async (server: Server): Promise<void> => {
    for (const type of ['person', 'thing']) {
        const rows = await server.list('chief', 'trackedEntities', {
            trackedEntityType: server.uid(`type ${type}`),
            [server.names.orgUnits]: server.uid('root'),
            [server.names.orgUnitMode]: 'DESCENDANTS',
            fields: 'trackedEntity',
            pageSize: 1000,
        })
        const trackedEntities = rows.map(({ trackedEntity }) => ({ trackedEntity }))
        await server.track('chief', { trackedEntities }, { importStrategy: 'DELETE' })
    }
    const sessions = await server.list('chief', 'events', {
        program: server.uid('program sessions'),
        orgUnit: server.uid('root'),
        [server.names.orgUnitMode]: 'DESCENDANTS',
        fields: 'event',
        pageSize: 1000,
    })
    await server.track('chief', { events: sessions.map(({ event }) => ({ event })) }, { importStrategy: 'DELETE' })
}

const removeValues = async (server: Server): Promise<void> => {
    for (const set of ['monthly', 'locking', 'approving']) {
        const query = {
            dataSet: server.uid(`set ${set}`),
            orgUnit: server.uid('root'),
            children: 'true',
            startDate: server.day(-1000),
            endDate: server.day(400),
        }
        const { body } = await server.get('chief', '/api/dataValueSets', query)
        await server.ask('chief', 'POST', '/api/dataValueSets', { body, query: { importStrategy: 'DELETE' } })
    }
}

const removeEntriesAndApp = async (server: Server): Promise<void> => {
    const { key, namespace, extraNamespace } = appOf(server.prefix)
    for (const entries of [server.prefix, namespace, extraNamespace]) {
        await server.ask('given', 'DELETE', `/api/dataStore/${entries}`)
    }
    if (server.hasApp) {
        await server.ask('given', 'DELETE', `/api/apps/${key}`)
    }
}
