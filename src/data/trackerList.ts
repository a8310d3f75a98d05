import * as z from 'zod/mini'
import { parse } from './api.ts'
import type { Api, Params } from './api.ts'
import { Event, TrackedEntity } from '#dhis2/tracker.ts'

const Envelope = z.record(z.string(), z.unknown())

interface List<Item> {
    resource: string
    item: Item
    pageSize: number
}

const pages = async <Item extends z.ZodMiniType>(api: Api, params: Params, { resource, item, pageSize }: List<Item>) => {
    const key = api.names.listKey(resource)
    const rows: z.output<Item>[] = []
    for (let page = 1; ; page += 1) {
        const answer = await api.get(`tracker/${resource}`, { ...params, page, pageSize }, Envelope)
        const found = parse(answer[key], z.array(item))
        rows.push(...found)
        if (found.length < pageSize) {
            return rows
        }
    }
}

/** All events of a query, read page by page until a page is not full (the one way that holds on 2.40-2.43). */
export const trackerEvents = (api: Api, params: Params): Promise<Event[]> =>
    pages(api, params, { resource: 'events', item: Event, pageSize: 1000 })

/** All tracked entities of a query; `program` is always given, or 2.40 would show people outside the search scope. */
export const trackedEntities = (api: Api, params: Params & { program: string }): Promise<TrackedEntity[]> =>
    pages(api, params, { resource: 'trackedEntities', item: TrackedEntity, pageSize: 200 })
