import { readFingerprints } from '../ledger/fingerprints.ts'
import type { Keys } from '../ledger/keys.ts'
import type { ObjectRecord } from '../ledger/ledger.ts'
import { currentFields, type Current } from './fields.ts'
import { isDeleted } from './readCurrent.ts'
import { asDelivered } from './reassign.ts'
import type { Uid } from '#dhis2/uid.ts'

/**
 * How DHIS2 holds an object now, compared with our last delivery:
 * - `asDelivered`; `changed`: somebody changed the `fields` since
 * - `deleted`: its UID can never be used again
 * - `missing`: not there, or not for our eyes
 */
export type Standing = { is: 'asDelivered' | 'deleted' | 'missing' } | { is: 'changed'; fields: readonly string[] }

/** 2.40 and 2.41 put the day of the import instead of the completion day that was sent. */
const SET_BY_SERVER = new Set(['completedAt'])

/** Of a tracked entity without enrollment DHIS2 shows the attributes of its type only. */
export const isReadInPart = ({ kind, program }: { kind: ObjectRecord['kind']; program?: Uid }): boolean =>
    kind === 'trackedEntity' && program === undefined

/** True for a field of which DHIS2 does not show whether it stands as it was delivered. */
export const isUnseen = (name: string, record: Pick<ObjectRecord, 'kind' | 'program'>, held: ReadonlyMap<string, string>): boolean =>
    SET_BY_SERVER.has(name) || (isReadInPart(record) && !held.has(name))

export const standingOf = (record: ObjectRecord, current: Current | undefined, keys: Keys): Standing => {
    if (current === undefined) {
        return { is: 'missing' }
    }
    if (isDeleted(current)) {
        return { is: 'deleted' }
    }
    const held = currentFields(current)
    const fields = [...readFingerprints(asDelivered(record.fields))]
        .filter(
            ([name, delivered]) => !isUnseen(name, record, held) && keys.fingerprint(record.uid, name, held.get(name) ?? '') !== delivered
        )
        .map(([name]) => name)
    return fields.length === 0 ? { is: 'asDelivered' } : { is: 'changed', fields }
}
