import type { ObjectRecord, RowKey } from '../ledger/ledger.ts'
import type { Wanted } from '../records.ts'
import { trackedEntityOf } from './names.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What the ledger is to remember of an object. */
export const recordOf = (
    wanted: Wanted,
    rest: { owner: RowKey; fields: string; linked: boolean; program: Uid | undefined; since: number }
): ObjectRecord => {
    const record = { ...rest, uid: wanted.uid, kind: wanted.kind, trackedEntity: trackedEntityOf(wanted) }
    if (wanted.kind === 'enrollment') {
        return { ...record, program: wanted.program, enrollment: wanted.uid, status: wanted.status, day: wanted.enrolledAt }
    }
    if (wanted.kind === 'event') {
        const { program, enrollment, programStage, status } = wanted
        return { ...record, program, enrollment, programStage, status, day: wanted.occurredAt ?? wanted.scheduledAt }
    }
    return record
}
