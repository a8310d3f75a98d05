import { z } from 'zod'
import type { Dhis2Client, Params } from './client.ts'
import { trackerNames } from '#dhis2/version.ts'

/** All pages of a tracker list, none of them empty. Only a page that is not full ends it: versions differ in every other sign (dhis2-core 2.40-2.43). */
export async function* trackerPages<T>(
    client: Dhis2Client,
    { resource, item }: { resource: 'trackedEntities' | 'events'; item: z.core.$ZodType<T> },
    params: Params & { pageSize: number }
): AsyncGenerator<T[]> {
    const names = trackerNames(client.minor)
    const key = names.listKey(resource)
    const Page = z.object({ [key]: z.optional(z.array(item)) })
    for (let page = 1; ; page++) {
        const answer = await client.get(`tracker/${resource}`, Page, { ...params, ...names.listOrder(resource), page })
        const rows = answer[key] ?? []
        if (rows.length > 0) {
            yield rows
        }
        if (rows.length < params.pageSize) {
            return
        }
    }
}
