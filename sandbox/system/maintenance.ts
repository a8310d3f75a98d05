import { hasAuthority } from '../access/caller.ts'
import { refuse, type Answer } from '../answer.ts'
import type { Call, Route } from '../call.ts'

const ENTITIES = [
    'DELETE FROM attribute_value WHERE tracked_entity IN (SELECT id FROM tracked_entity WHERE deleted = 1)',
    'DELETE FROM program_owner WHERE tracked_entity IN (SELECT id FROM tracked_entity WHERE deleted = 1)',
    'DELETE FROM temporary_owner WHERE tracked_entity IN (SELECT id FROM tracked_entity WHERE deleted = 1)',
    'DELETE FROM tracked_entity WHERE deleted = 1',
]

/** What each switch of DHIS2's data administration removes for good; 2.40 knows the last one under its older name. */
const REMOVALS: Record<string, readonly string[]> = {
    softDeletedDataValueRemoval: ['DELETE FROM data_value WHERE deleted = 1'],
    softDeletedRelationshipRemoval: ['DELETE FROM relationship WHERE deleted = 1'],
    softDeletedEventRemoval: [
        'DELETE FROM note WHERE owner IN (SELECT uid FROM event WHERE deleted = 1)',
        'DELETE FROM event WHERE deleted = 1',
    ],
    softDeletedEnrollmentRemoval: [
        'DELETE FROM note WHERE owner IN (SELECT uid FROM enrollment WHERE deleted = 1)',
        'DELETE FROM enrollment WHERE deleted = 1',
    ],
    softDeletedTrackedEntityRemoval: ENTITIES,
    softDeletedTrackedEntityInstanceRemoval: ENTITIES,
}

const maintain = ({ caller, query, sandbox }: Call): Answer => {
    if (!hasAuthority(caller, 'F_PERFORM_MAINTENANCE')) {
        return refuse(403, 'Access is denied, requires one Authority from [F_PERFORM_MAINTENANCE]', null)
    }
    sandbox.store.transaction(() => {
        for (const [name, removals] of Object.entries(REMOVALS)) {
            for (const sql of query.flag(name) ? removals : []) {
                sandbox.store.run(sql)
            }
        }
    })
    return { status: 204 }
}

export const maintenanceRoutes: Route[] = [
    { method: 'POST', path: '/api/maintenance', parameters: Object.keys(REMOVALS), handle: maintain },
]
