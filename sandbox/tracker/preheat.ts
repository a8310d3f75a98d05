import { groupBy } from '../group.ts'
import type { Store } from '../store.ts'
import type { TrackerModel } from './model.ts'
import type { Bundle, InAttribute } from './payload.ts'
import type { AttributeRow, EnrollmentRow, EventRow, RelationshipRow, TrackedEntityRow } from './rows.ts'

/** All stored objects that a payload touches, read in a handful of queries before anything is checked. */
export interface Preheat {
    trackedEntities: Map<string, TrackedEntityRow>
    trackedEntitiesById: Map<number, TrackedEntityRow>
    enrollments: Map<string, EnrollmentRow>
    enrollmentsById: Map<number, EnrollmentRow>
    events: Map<string, EventRow>
    relationships: Map<string, RelationshipRow>
    /** attribute values by tracked entity id, then attribute */
    attributes: Map<number, Map<string, AttributeRow>>
    /** living enrollments of the tracked entities, by tracked entity id */
    enrollmentsOf: Map<number, EnrollmentRow[]>
    /** UIDs of living events of stages that may occur once, by `enrollment id.stage` */
    eventsOfStage: Map<string, Set<string>>
    /** UIDs of tracked entities that hold a unique value, by `attribute.value` */
    uniqueHolders: Map<string, string[]>
    notes: Set<string>
    /** owning org unit by `tracked entity id.program` */
    owners: Map<string, string>
}

const IN = 'IN (SELECT value FROM json_each(?))'

export const preheat = (store: Store, bundle: Bundle, model: TrackerModel): Preheat => {
    const byUid = <Row extends { uid: string }>(table: string, uids: Iterable<string | undefined>): Map<string, Row> => {
        const wanted = [...new Set(uids)].filter((uid) => uid !== undefined)
        if (wanted.length === 0) {
            return new Map()
        }
        return new Map(store.all<Row>(`SELECT * FROM ${table} WHERE uid ${IN}`, JSON.stringify(wanted)).map((row) => [row.uid, row]))
    }
    const ends = bundle.relationships.flatMap(({ from, to }) => [...from, ...to])
    const relationships = byUid<RelationshipRow>(
        'relationship',
        bundle.relationships.map(({ uid }) => uid)
    )
    const storedEnds = [...relationships.values()].flatMap((row) => [
        { kind: row.from_kind, uid: row.from_uid },
        { kind: row.to_kind, uid: row.to_uid },
    ])
    const endsOf = (kind: string) => [...ends, ...storedEnds].filter((end) => end.kind === kind).map(({ uid }) => uid)
    const events = byUid<EventRow>('event', [...bundle.events.map(({ uid }) => uid), ...endsOf('EVENT')])
    const enrollments = byUid<EnrollmentRow>('enrollment', [
        ...bundle.enrollments.map(({ uid }) => uid),
        ...bundle.events.map(({ enrollment }) => enrollment),
        ...endsOf('ENROLLMENT'),
    ])
    addById(
        store,
        'enrollment',
        enrollments,
        [...events.values()].map(({ enrollment }) => enrollment)
    )
    const trackedEntities = byUid<TrackedEntityRow>('tracked_entity', [
        ...bundle.trackedEntities.map(({ uid }) => uid),
        ...bundle.enrollments.map(({ trackedEntity }) => trackedEntity),
        ...endsOf('TRACKED_ENTITY'),
    ])
    addById(
        store,
        'tracked_entity',
        trackedEntities,
        [...enrollments.values()].map(({ tracked_entity }) => tracked_entity)
    )
    const ids = JSON.stringify([...trackedEntities.values()].map(({ id }) => id))
    return {
        trackedEntities,
        trackedEntitiesById: new Map([...trackedEntities.values()].map((row) => [row.id, row])),
        enrollments,
        enrollmentsById: new Map([...enrollments.values()].map((row) => [row.id, row])),
        events,
        relationships,
        attributes: storedAttributes(store, ids),
        enrollmentsOf: groupBy(
            store.all<EnrollmentRow>(`SELECT * FROM enrollment WHERE deleted = 0 AND tracked_entity ${IN}`, ids),
            ({ tracked_entity }) => tracked_entity
        ),
        eventsOfStage: onceOnlyEvents(store, bundle, enrollments, model),
        uniqueHolders: uniqueHolders(store, bundle, model),
        notes: storedNotes(store, bundle),
        owners: new Map(
            store
                .all<{ tracked_entity: number; program: string; org_unit: string }>(
                    `SELECT tracked_entity, program, org_unit FROM program_owner WHERE tracked_entity ${IN}`,
                    ids
                )
                .map((row) => [`${row.tracked_entity}.${row.program}`, row.org_unit])
        ),
    }
}

const addById = <Row extends { id: number; uid: string }>(
    store: Store,
    table: string,
    rows: Map<string, Row>,
    ids: readonly (number | null)[]
): void => {
    const known = new Set([...rows.values()].map(({ id }) => id))
    const missing = [...new Set(ids)].filter((id) => id !== null && !known.has(id))
    if (missing.length === 0) {
        return
    }
    for (const row of store.all<Row>(`SELECT * FROM ${table} WHERE id ${IN}`, JSON.stringify(missing))) {
        rows.set(row.uid, row)
    }
}

const storedAttributes = (store: Store, ids: string): Map<number, Map<string, AttributeRow>> => {
    const rows = store.all<AttributeRow>(`SELECT * FROM attribute_value WHERE tracked_entity ${IN}`, ids)
    const grouped = groupBy(rows, ({ tracked_entity }) => tracked_entity)
    return new Map([...grouped].map(([id, own]) => [id, new Map(own.map((row) => [row.attribute, row]))]))
}

const onceOnlyEvents = (
    store: Store,
    bundle: Bundle,
    enrollments: ReadonlyMap<string, EnrollmentRow>,
    model: TrackerModel
): Map<string, Set<string>> => {
    const once = bundle.events.filter(({ stage }) => model.stages.get(stage ?? '')?.repeatable === false)
    const ids = [...new Set(once.map(({ enrollment }) => enrollments.get(enrollment ?? '')?.id))].filter((id) => id !== undefined)
    if (ids.length === 0) {
        return new Map()
    }
    const rows = store.all<{ uid: string; enrollment: number; stage: string }>(
        `SELECT uid, enrollment, stage FROM event WHERE deleted = 0 AND enrollment ${IN}`,
        JSON.stringify(ids)
    )
    const grouped = groupBy(rows, ({ enrollment, stage }) => `${enrollment}.${stage}`)
    return new Map([...grouped].map(([key, own]) => [key, new Set(own.map(({ uid }) => uid))]))
}

/** Attribute values of tracked entities and of their enrollments, with the tracked entity they are for. */
export const givenAttributes = (bundle: Bundle): { trackedEntity: string | undefined; given: InAttribute }[] => [
    ...bundle.trackedEntities.flatMap(({ uid, attributes }) => attributes.map((given) => ({ trackedEntity: uid, given }))),
    ...bundle.enrollments.flatMap(({ trackedEntity, attributes }) => attributes.map((given) => ({ trackedEntity, given }))),
]

const uniqueHolders = (store: Store, bundle: Bundle, model: TrackerModel): Map<string, string[]> => {
    const unique = givenAttributes(bundle).filter(
        ({ given }) => given.value !== undefined && model.attributes.get(given.attribute)?.unique === true
    )
    const holders = new Map<string, string[]>()
    for (const [attribute, all] of groupBy(unique, ({ given }) => given.attribute)) {
        const rows = store.all<{ uid: string; value: string }>(
            `SELECT t.uid, a.value FROM json_each(?) v JOIN attribute_value a ON a.attribute = ? AND a.value = v.value COLLATE NOCASE
             JOIN tracked_entity t ON t.id = a.tracked_entity WHERE t.deleted = 0`,
            JSON.stringify([...new Set(all.map(({ given }) => given.value))]),
            attribute
        )
        for (const [key, own] of groupBy(rows, ({ value }) => `${attribute}.${value}`)) {
            holders.set(
                key,
                own.map(({ uid }) => uid)
            )
        }
    }
    return holders
}

const storedNotes = (store: Store, bundle: Bundle): Set<string> => {
    const uids = [...bundle.enrollments, ...bundle.events].flatMap(({ notes }) => notes.map(({ note }) => note))
    if (uids.length === 0) {
        return new Set()
    }
    return new Set(store.all<{ uid: string }>(`SELECT uid FROM note WHERE uid ${IN}`, JSON.stringify(uids)).map(({ uid }) => uid))
}
