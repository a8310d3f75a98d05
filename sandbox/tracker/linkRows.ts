import type { Call } from '../call.ts'
import { notFound } from './exportScope.ts'
import type { RelationshipRow } from './rows.ts'

const IN = 'IN (SELECT value FROM json_each(?))'

/**
 * The relationships that hang on some objects. Asked with `includeDeleted`, 2.40 leaves deleted ones out all the same, and 2.41 refuses all when the
 * other end of one is a deleted tracked entity.
 */
export const linkRows = (call: Call, rows: readonly { uid: string }[]): RelationshipRow[] => {
    const { store, rules } = call.sandbox
    const uids = JSON.stringify(rows.map(({ uid }) => uid))
    const withDeleted = call.query.flag('includeDeleted') && rules.deletedLinks !== 'left out'
    const found = store.all<RelationshipRow>(
        `SELECT * FROM relationship WHERE deleted <= ? AND (from_uid ${IN} OR to_uid ${IN}) ORDER BY id`,
        Number(withDeleted),
        uids,
        uids
    )
    if (withDeleted && rules.deletedLinks === 'unmarked') {
        const asked = new Set(rows.map(({ uid }) => uid))
        const others = found.flatMap(({ from_uid: from, to_uid: to }) => [
            ...(asked.has(from) ? [to] : []),
            ...(asked.has(to) ? [from] : []),
        ])
        const gone = store.one<{ uid: string }>(`SELECT uid FROM tracked_entity WHERE deleted = 1 AND uid ${IN}`, JSON.stringify(others))
        return gone ? notFound('TrackedEntity', gone.uid) : found
    }
    return found
}
