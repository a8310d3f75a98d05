import { useQueries, useQuery } from '@tanstack/react-query'
import type { History } from '../domain/history.ts'
import { CLINIC_CONTACTS, isOutlived, lastDay, latestBirth, plannedPairs } from '../domain/worklist.ts'
import type { PlannedPair } from '../domain/worklist.ts'
import { useApi } from './api.ts'
import type { Api } from './api.ts'
import { pairPeople, ROW_FIELDS } from './pairPeople.ts'
import type { People, Place } from './pairPeople.ts'
import { linked, peopleByUid, programId } from './people.ts'
import { trackerEvents } from './trackerList.ts'
import { dayPart } from '#dhis2/day.ts'
import type { Event } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

const PLAN_FIELDS = 'event,programStage,enrollment,trackedEntity,scheduledAt,assignedUser[username],notes[value,storedAt]'

const readPlans = (api: Api, { metadata, orgUnit, today }: Place, program: string): Promise<Event[]> =>
    trackerEvents(api, {
        program: programId(metadata, program),
        orgUnit,
        [api.names.orgUnitMode]: 'SELECTED',
        status: 'SCHEDULE',
        scheduledBefore: lastDay(today),
        [api.names.enrollmentStatus]: 'ACTIVE',
        order: 'scheduledAt:asc',
        fields: PLAN_FIELDS,
    })

/** Pairs with something planned or missed, and which of them are known by an infant. */
export interface Planned {
    pairs: readonly PlannedPair[]
    infants: ReadonlySet<Uid>
}

const readPlanned = async (api: Api, place: Place): Promise<Planned> => {
    const [ofMothers, ofChildren] = await Promise.all([readPlans(api, place, 'KMMP_MOTHER'), readPlans(api, place, 'KMMP_CHILD')])
    const children = new Set(ofChildren.map((event) => event.trackedEntity ?? ''))
    const motherOf = await readMothers(api, place, childrenWithoutNote(ofChildren, place))
    const pairs = plannedPairs([...ofMothers, ...ofChildren], { today: place.today, stages: place.metadata.book.stages, motherOf })
    return { pairs, infants: new Set(pairs.map(({ pair }) => pair).filter((pair) => children.has(pair))) }
}

const childrenWithoutNote = (events: readonly Event[], { today, metadata }: Place): Uid[] =>
    plannedPairs(events, { today, stages: metadata.book.stages })
        .filter(({ pair, items }) => items.some((item) => item.purpose?.pair === undefined && item.trackedEntity === pair))
        .map(({ pair }) => pair)

/** Mothers of infants whose plans do not say the pair, for example when they were planned in Capture. */
const readMothers = async (api: Api, { metadata }: Place, infants: readonly Uid[]): Promise<ReadonlyMap<Uid, Uid>> => {
    if (infants.length === 0) {
        return new Map()
    }
    const people = await peopleByUid(api, { uids: infants, program: programId(metadata, 'KMMP_CHILD'), fields: ROW_FIELDS })
    const link = metadata.uids.get('KMMP_MOTHER_CHILD')
    return new Map(
        people.flatMap(({ trackedEntity, relationships = [] }) => {
            const [mother] = linked(relationships, link, trackedEntity, 'to')
            return mother === undefined ? [] : [[trackedEntity, mother]]
        })
    )
}

/** What is planned at a facility up to a week ahead, or was missed: one request for each programme, at once. */
export const usePlanned = (place: Place) => {
    const api = useApi()
    return useQuery({ queryKey: ['worklist', place.orgUnit, place.today], queryFn: () => readPlanned(api, place) })
}

const readPeople = async (api: Api, place: Place, { pairs, infants }: Planned): Promise<People> => {
    const { metadata } = place
    const uids = pairs.map(({ pair }) => pair)
    const mothers = uids.filter((uid) => !infants.has(uid))
    const alone = uids.filter((uid) => infants.has(uid))
    const [ofMothers, ofInfants] = await Promise.all([
        mothers.length === 0 ? [] : peopleByUid(api, { uids: mothers, program: programId(metadata, 'KMMP_MOTHER'), fields: ROW_FIELDS }),
        alone.length === 0 ? [] : peopleByUid(api, { uids: alone, program: programId(metadata, 'KMMP_CHILD'), fields: ROW_FIELDS }),
    ])
    return withVisitsSinceBirth(api, place, { pairs, people: pairPeople(ofMothers, ofInfants, metadata) })
}

/** Enrollments in one request, to stay within the length of an address. */
const ENROLLMENTS_AT_ONCE = 50

/** Marks pairs whose only plans lie before the birth and who came since; it asks for nothing when there are none. */
const withVisitsSinceBirth = async (
    api: Api,
    { metadata }: Place,
    { pairs, people }: { pairs: readonly PlannedPair[]; people: People }
): Promise<People> => {
    const doubtful = pairs.filter((pair) => isOutlived(pair, people.get(pair.pair)))
    const enrollments = doubtful.flatMap(({ items }) => items.slice(0, 1).map(({ enrollment }) => enrollment))
    const lists = Array.from({ length: Math.ceil(enrollments.length / ENROLLMENTS_AT_ONCE) }, (_, place) =>
        enrollments.slice(place * ENROLLMENTS_AT_ONCE, (place + 1) * ENROLLMENTS_AT_ONCE)
    )
    const events = await Promise.all(
        lists.map((list) =>
            trackerEvents(api, {
                program: programId(metadata, 'KMMP_MOTHER'),
                [api.names.enrollments]: list.join(','),
                order: 'occurredAt:desc',
                fields: 'event,programStage,trackedEntity,status,occurredAt',
            })
        )
    )
    const visits = events
        .flat()
        .filter(({ programStage, status }) => status === 'COMPLETED' && CLINIC_CONTACTS.has(metadata.book.stages.get(programStage)))
    return new Map(
        [...people].map(([pair, known]) => {
            const birth = latestBirth(known)
            const came = visits.some(
                ({ trackedEntity, occurredAt }) => trackedEntity === pair && dayPart(occurredAt ?? '') > (birth ?? '9999')
            )
            return [pair, came ? { ...known, cameSinceBirth: true } : known]
        })
    )
}

/** Names, ages and infants of the pairs of a list; the previous ones stay in view while more are read. */
export const usePairPeople = (place: Place, listed: Planned) => {
    const api = useApi()
    return useQuery({
        queryKey: ['worklist', 'people', place.orgUnit, ...listed.pairs.map(({ pair }) => pair)],
        enabled: listed.pairs.length > 0,
        keepPreviousData: true,
        queryFn: () => readPeople(api, place, listed),
    })
}

/** Every followed pair that no plan brings onto the list of today; read only when asked for. */
export const useUnplanned = (place: Place, enabled: boolean) => {
    const api = useApi()
    return useQuery({
        queryKey: ['worklist', 'unplanned', place.orgUnit, place.today],
        enabled,
        queryFn: async () => (await import('./unplanned.ts')).readUnplanned(api, place),
    })
}

/** The records of pairs, in groups that are read at once, and what they tell is owed. The groups of the past stay known. */
export const useHistories = (place: Place, people: People, groups: readonly (readonly Uid[])[]) => {
    const api = useApi()
    const answers = useQueries({
        queries: groups.map((group) => ({
            queryKey: ['worklist', 'histories', place.today, ...group],
            queryFn: async () => (await import('./histories.ts')).readHistories(api, place, membersOf(group, people)),
        })),
    })
    const known = new Map<Uid, History>(answers.flatMap(({ data }) => [...(data ?? [])]))
    const failed = answers.filter(({ isError }) => isError)
    return {
        histories: known,
        isLoading: answers.some(({ isLoading }) => isLoading),
        error: failed[0]?.error ?? null,
        retry: () => failed.forEach(({ refetch }) => void refetch()),
    }
}

/** Whose records belong to pairs. */
export interface Members {
    mothers: readonly Uid[]
    infants: readonly Uid[]
}

const membersOf = (pairs: readonly Uid[], people: People): Members => ({
    mothers: pairs.filter((pair) => people.get(pair)?.mother !== undefined),
    infants: pairs.flatMap((pair) => people.get(pair)?.infants.map(({ trackedEntity }) => trackedEntity) ?? []),
})
