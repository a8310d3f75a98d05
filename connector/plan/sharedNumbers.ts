import { attributesByCode } from '../identity/identify.ts'
import { readFingerprints } from '../ledger/fingerprints.ts'
import type { ObjectRecord, RowKey } from '../ledger/ledger.ts'
import { uniqueAttributes } from '../metadata.ts'
import type { Candidate, WantedTrackedEntity, WantedValue } from '../records.ts'
import type { Planner } from './planPage.ts'

/** A person as the row wants her that may change her, under the UID that she has or will have in DHIS2. */
export interface Comer {
    row: RowKey
    wanted: WantedTrackedEntity
    known?: ObjectRecord
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
    { keys, metadata, recognition }: Pick<Planner, 'keys' | 'metadata' | 'recognition'>
): Clash[] => {
    const unique = uniqueAttributes(metadata)
    const attributesOf = attributesByCode(metadata)
    const taken = new Map<string, Comer>()
    return comers.flatMap((comer): Clash[] => {
        const delivered = readFingerprints(comer.known?.fields ?? '')
        const isNew = ({ id, value }: WantedValue): boolean =>
            !delivered.has(id) || delivered.get(id) !== keys.fingerprint(comer.wanted.uid, id, value)
        const numbers = comer.wanted.values.filter((value) => value.value !== '' && unique.has(value.id) && isNew(value))
        for (const { id, value, column } of numbers) {
            const other = taken.get(`${id} ${value}`)
            if (other !== undefined) {
                const { points } = recognition.compare(attributesOf(comer.wanted), attributesOf(other.wanted))
                return [{ comer, column, other: { uid: other.wanted.uid, points } }]
            }
        }
        numbers.forEach(({ id, value }) => taken.set(`${id} ${value}`, comer))
        return []
    })
}
