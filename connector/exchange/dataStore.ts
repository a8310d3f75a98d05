import { z } from 'zod'
import type { Dhis2Client } from '../dhis2/client.ts'
import { Failure } from '../failure.ts'
import { NAMESPACE } from '#programme/exchange.ts'

/** The namespace of a DHIS2's dataStore in which connector and app speak to each other. */
export interface DataStore {
    keys(): Promise<string[]>
    read(key: string): Promise<unknown>
    /** the user who wrote an entry last, by the server's word; undefined where that cannot be known */
    writerOf(key: string): Promise<string | undefined>
    /** Makes an entry that all may read and only its writer may change, or changes it. */
    write(key: string, value: object): Promise<void>
    remove(key: string): Promise<void>
}

const Metadata = z.object({
    id: z.string(),
    lastUpdatedBy: z.object({ username: z.string().optional() }).optional(),
    sharing: z.object({ public: z.string().optional() }).optional(),
})

/** From 2.41 on an entry keeps who made it, whoever overwrites it (Q51): then only one that is not open to all tells who wrote it. */
const LAST_TO_TELL_WRITERS = 40
const isOpen = ({ sharing }: z.infer<typeof Metadata>): boolean => sharing?.public?.charAt(1) !== '-'

/** @throws Failure of kind `forbidden` when the account may not use the namespace */
export const openDataStore = (client: Dhis2Client): DataStore => {
    const path = (key: string) => `dataStore/${NAMESPACE}/${encodeURIComponent(key)}`
    const metadata = (key: string) => client.find(`${path(key)}/metaData`, Metadata)
    const send = async (method: 'POST' | 'PUT' | 'DELETE', where: string, body?: object, params = {}) => {
        const { status } = await client.send(method, where, body, { params })
        if (status >= 400 && !(method === 'DELETE' && status === 404)) {
            throw new Failure({
                kind: 'refused',
                what: `The dataStore did not take an entry (${status}).`,
                where: `${method} /api/dataStore`,
            })
        }
    }
    return {
        keys: async () => (await client.find(`dataStore/${NAMESPACE}`, z.array(z.string()))) ?? [],
        read: (key) => client.find(path(key), z.unknown()),
        writerOf: async (key) => {
            const found = await metadata(key)
            return found === undefined || (client.minor > LAST_TO_TELL_WRITERS && isOpen(found)) ? undefined : found.lastUpdatedBy?.username
        },
        write: async (key, value) => {
            await send('PUT', path(key), value)
            const { id } = (await metadata(key)) ?? {}
            // a new entry may be overwritten by anybody (Q45)
            const object = { publicAccess: 'r-------', externalAccess: false, userGroupAccesses: [], userAccesses: [] }
            await send('POST', 'sharing', { object }, { type: 'dataStore', id })
        },
        remove: (key) => send('DELETE', path(key)),
    }
}
