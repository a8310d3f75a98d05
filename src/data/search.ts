import { useQuery } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { readProbe, searchesOf } from '../domain/probe.ts'
import type { Search } from '../domain/probe.ts'
import { parse, useApi } from './api.ts'
import type { Api } from './api.ts'
import type { Metadata } from './metadata.ts'
import { attributesOf, linked, programId } from './people.ts'
import { filterValue } from '#dhis2/filterValue.ts'
import { TrackedEntity as TrackedEntityShape } from '#dhis2/tracker.ts'
import type { TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

export interface Found {
    /** whose page to open: the mother of an infant, else the person */
    pair: Uid
    trackedEntity: Uid
    attributes: Readonly<Record<string, string>>
}

/** No more than a screen can hold: whoever is not among them is found by another name or a number. */
export const MOST_FOUND = 30

const FIELDS =
    'trackedEntity,attributes[attribute,value],relationships[relationshipType,from[trackedEntity[trackedEntity]],to[trackedEntity[trackedEntity]]]'

const runSearch = async (api: Api, metadata: Metadata, search: Search): Promise<TrackedEntity[]> => {
    const filter = search.filters.map(([attribute, operator, value]) => `${metadata.uids.get(attribute)}:${operator}:${filterValue(value)}`)
    const answer = await api.get(
        'tracker/trackedEntities',
        {
            program: programId(metadata, search.program),
            [api.names.orgUnitMode]: 'ACCESSIBLE',
            filter,
            pageSize: MOST_FOUND,
            fields: FIELDS,
        },
        z.record(z.string(), z.unknown())
    )
    return parse(answer[api.names.listKey('trackedEntities')], z.array(TrackedEntityShape))
}

const find = async (api: Api, metadata: Metadata, typed: string): Promise<Found[]> => {
    const searches = searchesOf(readProbe(typed)).filter(({ filters }) => filters.every(([attribute]) => metadata.uids.has(attribute)))
    const people = (await Promise.all(searches.map((search) => runSearch(api, metadata, search)))).flat()
    const unique = new Map(people.map((person) => [person.trackedEntity, person]))
    return [...unique.values()].slice(0, MOST_FOUND).map((person) => ({
        pair:
            linked(person.relationships ?? [], metadata.uids.get('KMMP_MOTHER_CHILD'), person.trackedEntity, 'to')[0] ??
            person.trackedEntity,
        trackedEntity: person.trackedEntity,
        attributes: attributesOf(person, metadata),
    }))
}

/** People who match what was typed. Nothing is asked while it is too short to mean anything. */
export const useSearch = (metadata: Metadata, typed: string) => {
    const api = useApi()
    return useQuery({
        queryKey: ['search', typed],
        enabled: searchesOf(readProbe(typed)).length > 0,
        cacheTime: 0,
        queryFn: () => find(api, metadata, typed),
    })
}
