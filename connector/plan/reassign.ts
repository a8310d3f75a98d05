import { readFingerprints, writeFingerprints } from '../ledger/fingerprints.ts'
import type { Keys } from '../ledger/keys.ts'
import type { ObjectRecord, RowKey } from '../ledger/ledger.ts'
import type { WantedTrackedEntity } from '../records.ts'
import type { Ruling } from './diff.ts'
import type { Current } from './fields.ts'
import type { Uid } from '#dhis2/uid.ts'

/** A person whom another org unit is to own in a program. */
export interface Transfer {
    row: RowKey
    trackedEntity: Uid
    program: Uid
    /** the org unit that owns her now */
    from: Uid
    to: Uid
    /** what to remember of her once she is given over, until her record is delivered as well; undefined when the ledger does not know her */
    record?: ObjectRecord
}

/** Stands in the ledger among the fields of a person whom we gave to an org unit that her delivered record does not name yet. */
export const OWNER = 'owner'

/** A person's record in the ledger once she is given to an org unit. */
export const givenTo = (record: ObjectRecord, to: Uid): ObjectRecord => ({
    ...record,
    fields: writeFingerprints(new Map([...readFingerprints(record.fields), [OWNER, to]])),
})

/** The fields of a person's record once it is delivered: who owns her is what it names. */
export const asDelivered = (fields: string): string => {
    const prints = readFingerprints(fields)
    return prints.delete(OWNER) ? writeFingerprints(prints) : fields
}

/**
 * What the facility of a partner's row means for who owns a person in a program:
 * - `stays`: she is owned there, or the partner says what it said before, or the mapping leaves moving to the facilities
 * - `moves`: the partner names another facility than before, and the one before owns her still
 * - `contested`: the partner names another facility, and a third one owns her by now
 * - `enters`: the partner names another facility than before, and her enrollment there gives her to it, for nobody owns her yet
 */
export type Reassignment = { is: 'stays' } | { is: 'moves'; transfer: Omit<Transfer, 'row'> } | { is: 'contested' } | { is: 'enters' }

const STAYS: Reassignment = { is: 'stays' }

/**
 * Judges a person's move. DHIS2 keeps the owner apart from the person's org unit: an import of another org unit leaves it (Q26).
 *
 * @param delivered fingerprints of our last delivery of her
 * @param program in which she is enrolled; without one nobody owns her
 * @param decided whose facility a person chose when it was contested
 */
export const reassignmentOf = (
    wanted: WantedTrackedEntity,
    {
        delivered,
        current,
        program,
        keys,
        decided,
    }: { delivered: string | undefined; current: Current | undefined; program: Uid | undefined; keys: Keys; decided: Ruling | undefined }
): Reassignment => {
    const owner = ownerIn(program, current)
    if (program === undefined || owner === wanted.orgUnit || wanted.orgUnitOwner === 'facility' || decided === 'facility') {
        return STAYS
    }
    const prints = readFingerprints(delivered ?? '')
    const before = prints.get(OWNER) ?? prints.get('orgUnit')
    const isBefore = (unit: Uid) => keys.fingerprint(wanted.uid, 'orgUnit', unit) === before
    if (owner === undefined) {
        return isBefore(wanted.orgUnit) ? STAYS : { is: 'enters' }
    }
    if (decided === 'partner' || (isBefore(owner) && !isBefore(wanted.orgUnit))) {
        return { is: 'moves', transfer: { trackedEntity: wanted.uid, program, from: owner, to: wanted.orgUnit } }
    }
    return isBefore(wanted.orgUnit) ? STAYS : { is: 'contested' }
}

/** The org unit that owns a person in a program. */
export const ownerIn = (program: Uid | undefined, current: Current | undefined): Uid | undefined =>
    current?.kind === 'trackedEntity' ? current.object.programOwners?.find((owner) => owner.program === program)?.orgUnit : undefined
