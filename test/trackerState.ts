/** Bookkeeping of the server: differs between two runs that left the same data. */
const TIMES = new Set(['createdAt', 'updatedAt', 'storedAt', 'completedAt', 'createdBy', 'updatedBy', 'completedBy', 'storedBy'])

const FIELDS = '*,enrollments[*,events[*],!relationships],relationships[*]'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** As JSON, without times; lists and properties in an order of their own. */
const withoutTimes = (value: Json): string => {
    if (Array.isArray(value)) {
        return `[${value.map(withoutTimes).toSorted().join(',')}]`
    }
    if (value === null || typeof value !== 'object') {
        return JSON.stringify(value)
    }
    const parts = Object.entries(value)
        .filter(([key]) => !TIMES.has(key))
        .map(([key, part]) => `${JSON.stringify(key)}:${withoutTimes(part)}`)
    return `{${parts.toSorted().join(',')}}`
}

const PAGE = 500

/**
 * All tracker objects of a DHIS2 2.42 as its superuser sees them, to compare two states: each entity as JSON, with the program or type under
 * which it was found, in an order of their own and without times.
 */
export const trackerState = async (url: string, fields = FIELDS): Promise<string[]> => {
    const read = async (path: string) => {
        const headers = { Authorization: `Basic ${Buffer.from('admin:district').toString('base64')}` }
        const answer = await fetch(`${url}/api/${path}`, { headers })
        if (!answer.ok) {
            throw new Error(`GET ${path} answered ${answer.status}`)
        }
        return (await answer.json()) as Record<string, { id: string }[]> & { trackedEntities?: Json[] }
    }
    const { programs = [] } = await read('programs?fields=id&paging=false')
    const { trackedEntityTypes = [] } = await read('trackedEntityTypes?fields=id&paging=false')
    const scopes = [...programs.map(({ id }) => `program=${id}`), ...trackedEntityTypes.map(({ id }) => `trackedEntityType=${id}`)]
    const state: string[] = []
    for (const scope of scopes) {
        for (let page = 1; ; page++) {
            const list = `tracker/trackedEntities?${scope}&orgUnitMode=ALL&includeDeleted=true&fields=${encodeURIComponent(fields)}`
            const { trackedEntities = [] } = await read(`${list}&order=createdAt:asc&page=${page}&pageSize=${PAGE}`)
            state.push(...trackedEntities.map((entity) => withoutTimes({ scope, entity })))
            if (trackedEntities.length < PAGE) {
                break
            }
        }
    }
    return state.toSorted()
}
