import type { ObjectRecord, RowKey } from '../ledger/ledger.ts'
import type { MappedRow, RowPlace, SourceRow, Wanted } from '../records.ts'
import type { Uid } from '#dhis2/uid.ts'

/** A source row with what mapping made of it. */
export interface RowInHand {
    key: RowKey
    content: string
    source: SourceRow
    stream: string
    /** the same record id for the so-manieth time in its stream */
    occurrence: number
    mapped: MappedRow
    /** where it stands in the partner's own files */
    place: Omit<RowPlace, 'sourceRecordId'>
    /** content of the row that a correction given by hand stands in for */
    corrects?: string
    /** true when it is to be looked at again though nothing in it changed: somebody decided about it, or DHIS2 misses what it delivered */
    reopened?: boolean
    /** true when the ledger was put back from a copy since: what the row delivered may have been taken back by a run that it does not know */
    restored?: boolean
    /** true when it stands delivered since an earlier run */
    deliveredBefore: boolean
    /** true when an earlier run worked on it, whatever became of it: a row that waits now may have been delivered before */
    knownBefore: boolean
    /** the objects that it wanted when it was delivered last */
    before: readonly Uid[]
}

/** An object that a row may create or change. */
export interface Claim {
    row: RowKey
    wanted: Wanted
    known?: ObjectRecord
}

/** When several rows want one object it belongs to the first that delivered it, else to the first in the page; the others change nothing. */
export const claimsOf = (rows: readonly { key: RowKey; wanted: readonly Wanted[] }[], known: ReadonlyMap<Uid, ObjectRecord>): Claim[] => {
    const claims = new Map<Uid, Claim>()
    for (const { key, wanted } of rows) {
        for (const object of wanted) {
            const record = known.get(object.uid)
            const foreign = record !== undefined && record.owner !== key
            if (!foreign && !claims.has(object.uid)) {
                claims.set(object.uid, { row: key, wanted: object, known: record })
            }
        }
    }
    return [...claims.values()]
}
