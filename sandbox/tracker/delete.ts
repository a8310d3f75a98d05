import { userInfo } from '../access/caller.ts'
import type { Checks } from './check.ts'
import type { Bundle } from './payload.ts'

const WITHIN = 'IN (SELECT value FROM json_each(?))'

/** Marks objects as deleted, with all that hangs on them. Their UIDs can never be used again. */
export const softDelete = (checks: Checks, bundle: Bundle): void => {
    const { store, clock } = checks.sandbox
    const now = clock.local()
    const by = JSON.stringify(userInfo(checks.caller))
    const uids = (things: readonly { uid: string }[]) => JSON.stringify(things.map(({ uid }) => uid))
    const mark = (table: string, condition: string, value: string) =>
        store.run(`UPDATE ${table} SET deleted = 1, updated_at = ?, updated_by = ? WHERE deleted = 0 AND ${condition}`, now, by, value)
    const markRelationships = (ends: string) =>
        store.run(`UPDATE relationship SET deleted = 1, updated_at = ?1 WHERE deleted = 0 AND (from_uid ${ends} OR to_uid ${ends})`, now)
    const entities = ids(checks, 'tracked_entity', uids(bundle.trackedEntities))
    const enrollments = JSON.stringify([
        ...store.all<{ id: number }>(`SELECT id FROM enrollment WHERE tracked_entity ${WITHIN}`, entities).map(({ id }) => id),
        ...(JSON.parse(ids(checks, 'enrollment', uids(bundle.enrollments))) as number[]),
    ])
    mark('event', `enrollment ${WITHIN}`, enrollments)
    mark('event', `uid ${WITHIN}`, uids(bundle.events))
    mark('enrollment', `id ${WITHIN}`, enrollments)
    mark('tracked_entity', `id ${WITHIN}`, entities)
    store.run(`UPDATE relationship SET deleted = 1, updated_at = ? WHERE uid ${WITHIN}`, now, uids(bundle.relationships))
    markRelationships(
        `IN (SELECT uid FROM tracked_entity WHERE deleted = 1 UNION SELECT uid FROM enrollment WHERE deleted = 1 UNION SELECT uid FROM event WHERE deleted = 1)`
    )
}

const ids = ({ sandbox }: Checks, table: string, uids: string): string =>
    JSON.stringify(sandbox.store.all<{ id: number }>(`SELECT id FROM ${table} WHERE uid ${WITHIN}`, uids).map(({ id }) => id))
