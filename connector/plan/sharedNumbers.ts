import { attributesByCode } from '../identity/identify.ts'
import { readFingerprints } from '../ledger/fingerprints.ts'
import type { ObjectRecord, RowKey } from '../ledger/ledger.ts'
import { uniqueAttributes } from '../metadata.ts'
import type { Candidate, WantedTrackedEntity } from '../records.ts'
import type { Planner } from './planPage.ts'
import type { Uid } from '#dhis2/uid.ts'

/** A person as a row wants her, and the UID that she has or will have in DHIS2. */
export interface Comer {
    row: RowKey
    uid: Uid
    wanted: WantedTrackedEntity
}

/** A person who would come by a unique number that another of the page comes with. */
export interface Clash {
    comer: Comer
    column?: string
    other: Candidate
}

/**
 * Persons who wait for an earlier one of their page, because both come with the same unique number. DHIS2 would store both: among more than a few
 * values of one request it does not find such a pair (Q57). The next run finds the earlier one there, and asks who is who as always.
 */
export const sharedNumbers = (
    comers: readonly Comer[],
    known: ReadonlyMap<Uid, ObjectRecord>,
    { keys, metadata, recognition }: Pick<Planner, 'keys' | 'metadata' | 'recognition'>
): Clash[] => {
    const unique = uniqueAttributes(metadata)
    const attributesOf = attributesByCode(metadata)
    const taken = new Map<string, Comer>()
    return comers.flatMap((comer): Clash[] => {
        const delivered = readFingerprints(known.get(comer.uid)?.fields ?? '')
        const numbers = comer.wanted.values.filter(
            ({ id, value }) => value !== '' && unique.has(id) && delivered.get(id) !== keys.fingerprint(comer.uid, id, value)
        )
        for (const { id, value, column } of numbers) {
            const other = taken.get(`${id} ${value}`)
            if (other !== undefined && other.uid !== comer.uid) {
                const { points } = recognition.compare(attributesOf(comer.wanted), attributesOf(other.wanted))
                return [{ comer, column, other: { uid: other.uid, points } }]
            }
        }
        numbers.forEach(({ id, value }) => taken.set(`${id} ${value}`, comer))
        return []
    })
}
