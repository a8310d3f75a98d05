import type { TrackerPayload } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Lists of a request, and what DHIS2 calls the type of their objects. */
export const TYPE_OF = {
    trackedEntities: 'TRACKED_ENTITY',
    enrollments: 'ENROLLMENT',
    events: 'EVENT',
    relationships: 'RELATIONSHIP',
} as const
export type List = keyof typeof TYPE_OF

const KEY_OF: Record<List, string> = {
    trackedEntities: 'trackedEntity',
    enrollments: 'enrollment',
    events: 'event',
    relationships: 'relationship',
}
/** Values of an object, and by what they are told apart. */
const VALUES = { attributes: 'attribute', dataValues: 'dataElement' } as const

type Fields = Readonly<Record<string, unknown>>

/** An object as it was sent. */
export interface Rehearsed {
    list: List
    uid: Uid
    object: Fields
}

/** The objects of a request, parents first. */
export const objectsIn = (payload: TrackerPayload): Rehearsed[] =>
    (Object.keys(TYPE_OF) as List[]).flatMap((list) =>
        ((payload[list] ?? []) as Fields[]).map((object) => ({ list, uid: String(object[KEY_OF[list]]), object }))
    )

/** UIDs of the objects that must be there before this one. */
export const parentsOf = ({ list, object }: Rehearsed): Uid[] => {
    if (list === 'relationships') {
        return ['from', 'to'].flatMap((end) => uidIn(object[end]))
    }
    return ['trackedEntity', 'enrollment'].flatMap((name) =>
        name !== KEY_OF[list] && typeof object[name] === 'string' ? object[name] : []
    )
}

const uidIn = (end: unknown): Uid[] => {
    const found = (end as { trackedEntity?: { trackedEntity: Uid } } | undefined)?.trackedEntity?.trackedEntity
    return found === undefined ? [] : [found]
}

/**
 * An object as DHIS2 would hold it after a request: scalars replaced, values merged, empty ones removed.
 *
 * @returns undefined when it is neither there nor sent
 */
export const merged = <T>(list: List, held: T | undefined, sent: Rehearsed | undefined): T | undefined => {
    if (sent === undefined) {
        return held
    }
    const before = (held ?? {}) as Fields
    const after: Record<string, unknown> = {
        status: list === 'events' || list === 'enrollments' ? 'ACTIVE' : undefined,
        ...before,
        ...sent.object,
    }
    for (const [values, key] of Object.entries(VALUES)) {
        if (values in before || values in sent.object) {
            after[values] = mergedValues(before[values], sent.object[values], key)
        }
    }
    return after as T
}

type Value = { value?: string } & Record<string, unknown>

const mergedValues = (held: unknown, sent: unknown, key: string): Value[] => {
    const values = new Map(((held ?? []) as Value[]).map((value) => [value[key], value]))
    for (const value of (sent ?? []) as Value[]) {
        if (value.value === undefined || value.value === '') {
            values.delete(value[key])
        } else {
            values.set(value[key], value)
        }
    }
    return [...values.values()]
}
