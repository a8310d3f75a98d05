import { trackedEntityOf } from '../plan/names.ts'
import type { Delivery } from '../plan/planPage.ts'
import type { Wanted } from '../records.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What belongs to one or more clients that hang together: it never goes in two requests at once. */
interface Cluster {
    trackedEntity: Uid
    deliveries: Delivery[]
    trackedEntities: number
}

export interface BatchLimits {
    /** now; shrinks when a server cannot digest a request or is slow with it, and grows back to `most` */
    trackedEntities: number
    most: number
    objects: number
    /** characters of JSON */
    size: number
}

/** More brings nothing, as measured on 2.40-2.43; 2.40 reads row by row and is slow beyond 50. */
export const limitsOf = (minor: number): BatchLimits => {
    const most = minor <= 40 ? 50 : 250
    return { trackedEntities: most, most, objects: 1750, size: 2_000_000 }
}

/** A request that takes so long holds its locks too long, and one that takes longer may be taken as lost; in milliseconds. */
const SLOW = 30_000
const FAST = 10_000

/** Fits the size of requests to the server: half when it was slow, answered or not, and a little more when it answered fast. */
export const adapt = (limits: BatchLimits, { took, answered }: { took: number; answered: boolean }): void => {
    if (took >= SLOW) {
        limits.trackedEntities = Math.max(1, Math.floor(limits.trackedEntities / 2))
    } else if (answered && took <= FAST) {
        limits.trackedEntities = Math.min(limits.most, limits.trackedEntities + 5)
    }
}

/** One request. */
export interface Batch {
    deliveries: Delivery[]
    /** what they are as JSON, when it had to be measured */
    texts?: string[]
}

/**
 * Requests for a page: clients whole and in order of their UIDs (equal order of locks on the server), as many as fit the limits. A client
 * too big for one request goes alone.
 */
export const batchesOf = (deliveries: readonly Delivery[], limits: BatchLimits): Batch[] => {
    const batches: Batch[] = []
    let room: { batch: Required<Batch>; trackedEntities: number; size: number } | undefined
    for (const cluster of clustersOf(deliveries)) {
        const texts = cluster.deliveries.map(textOf)
        const size = texts.reduce((sum, text) => sum + text.length, 0)
        const fits =
            room !== undefined &&
            room.trackedEntities + cluster.trackedEntities <= limits.trackedEntities &&
            room.batch.deliveries.length + cluster.deliveries.length <= limits.objects &&
            room.size + size <= limits.size
        if (room === undefined || !fits) {
            room = { batch: { deliveries: [], texts: [] }, trackedEntities: 0, size: 0 }
            batches.push(room.batch)
        }
        room.batch.deliveries.push(...cluster.deliveries)
        room.batch.texts.push(...texts)
        room.trackedEntities += cluster.trackedEntities
        room.size += size
    }
    return batches
}

/** Two halves of a batch, clients kept whole where there are several; undefined when it holds a single object. */
export const halvesOf = ({ deliveries }: Batch): [Batch, Batch] | undefined => {
    if (deliveries.length < 2) {
        return undefined
    }
    const clusters = clustersOf(deliveries)
    if (clusters.length < 2) {
        const middle = Math.ceil(deliveries.length / 2)
        // parents come first, so they are in the first half
        return [{ deliveries: deliveries.slice(0, middle) }, { deliveries: deliveries.slice(middle) }]
    }
    const middle = Math.ceil(clusters.length / 2)
    const join = (half: Cluster[]): Batch => ({ deliveries: half.flatMap((cluster) => cluster.deliveries) })
    return [join(clusters.slice(0, middle)), join(clusters.slice(middle))]
}

const LIST_OF: Record<Wanted['kind'], string> = {
    trackedEntity: 'trackedEntities',
    enrollment: 'enrollments',
    event: 'events',
    relationship: 'relationships',
}

/** The body of a request, flat. */
export const bodyOf = ({ deliveries, texts = deliveries.map(textOf) }: Batch): string => {
    const lists = new Map<string, string>()
    deliveries.forEach(({ wanted }, index) => {
        const name = LIST_OF[wanted.kind]
        const list = lists.get(name)
        const text = texts[index] ?? ''
        lists.set(name, list === undefined ? text : `${list},${text}`)
    })
    return `{${[...lists].map(([name, list]) => `"${name}":[${list}]`).join()}}`
}

const textOf = ({ payload }: Delivery): string => JSON.stringify(payload)

const RANK: Record<Wanted['kind'], number> = { trackedEntity: 0, enrollment: 1, event: 2, relationship: 3 }

const clustersOf = (deliveries: readonly Delivery[]): Cluster[] => {
    const leaders = leadersOf(deliveries)
    const clusters = new Map<Uid, Cluster>()
    for (const delivery of deliveries) {
        const own = trackedEntityOf(delivery.wanted)
        const trackedEntity = leaders.get(own) ?? own
        const cluster = clusters.get(trackedEntity) ?? { trackedEntity, deliveries: [], trackedEntities: 0 }
        cluster.deliveries.push(delivery)
        clusters.set(trackedEntity, cluster)
    }
    for (const cluster of clusters.values()) {
        cluster.deliveries.sort((a, b) => RANK[a.wanted.kind] - RANK[b.wanted.kind])
        cluster.trackedEntities = new Set(cluster.deliveries.map(({ wanted }) => trackedEntityOf(wanted))).size
    }
    return [...clusters.values()].sort((a, b) => (a.trackedEntity < b.trackedEntity ? -1 : 1))
}

/** For each client that a relationship of this page ties to another: the one that stands for all so tied. */
const leadersOf = (deliveries: readonly Delivery[]): Map<Uid, Uid> => {
    const leaders = new Map<Uid, Uid>()
    const leaderOf = (uid: Uid): Uid => {
        const leader = leaders.get(uid) ?? uid
        return leader === uid ? uid : leaderOf(leader)
    }
    for (const { wanted } of deliveries) {
        if (wanted.kind === 'relationship') {
            const [first, second] = [leaderOf(wanted.from), leaderOf(wanted.to)].sort()
            leaders.set(second ?? '', first ?? '')
            leaders.set(wanted.trackedEntity, leaderOf(wanted.trackedEntity))
        }
    }
    return new Map([...leaders.keys()].map((uid) => [uid, leaderOf(uid)]))
}
