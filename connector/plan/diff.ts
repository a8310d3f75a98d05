import { readFingerprints, withFingerprint, writeFingerprints } from '../ledger/fingerprints.ts'
import type { Keys } from '../ledger/keys.ts'
import type { Wanted } from '../records.ts'
import { currentFields, eachField, fieldsOf, type Current, type Field } from './fields.ts'

/** What to do about one object. `fields` are the fingerprints to keep once that is done. */
export type Difference =
    | { action: 'create'; fields: string }
    | { action: 'update'; write: readonly Field[]; conflicts: readonly Field[]; fields: string }
    | { action: 'none'; conflicts: readonly Field[]; fields: string }

/** Whose value holds by a person's decision; or that a person must be asked, or that the value is left as it is, whatever differs. */
export type Ruling = 'partner' | 'facility' | 'ask' | 'leave'

/** Fingerprints of all that a row says of an object; absent values have none. */
export const fingerprintsOf = (wanted: Wanted, keys: Keys): string => {
    let text = ''
    eachField(wanted, (name, value) => {
        if (value !== '') {
            text = withFingerprint(text, name, keys.fingerprint(wanted.uid, name, value))
        }
    })
    return text
}

/**
 * Compares what a row wants with what DHIS2 holds and with what we delivered last. Only changed fields are written. Who may write:
 * - `partner`: unless somebody else changed the value since our delivery (or filled it before we came): that is a conflict, kept as it is
 * - `fill`: where DHIS2 is empty or still holds what we delivered
 * - `facility`: never after creation
 *
 * @param delivered fingerprints of our last delivery; undefined when the object is not ours yet
 * @param current what DHIS2 holds; undefined when it holds nothing that we can see
 * @param rulings by field: what was settled beforehand
 * @param inPart true when DHIS2 does not show all values: what is not seen counts as it was delivered
 * @param free true when the scalars may be changed whoever wrote them: a visit takes the place of a plan
 */
export const differenceOf = (
    wanted: Wanted,
    {
        delivered,
        current,
        keys,
        free = false,
        rulings = new Map(),
        inPart = false,
    }: {
        delivered?: string
        current?: Current
        keys: Keys
        free?: boolean
        rulings?: ReadonlyMap<string, Ruling>
        inPart?: boolean
    }
): Difference => {
    if (current === undefined) {
        return { action: 'create', fields: fingerprintsOf(wanted, keys) }
    }
    const known = readFingerprints(delivered ?? '')
    const held = currentFields(current)
    const fieldsWanted = fieldsOf(wanted)
    const write: Field[] = []
    const conflicts: Field[] = []
    for (const field of fieldsWanted) {
        const verdict = judge(field, held.get(field.name) ?? '', {
            delivered: known.get(field.name),
            print: (value) => (value === '' ? undefined : keys.fingerprint(wanted.uid, field.name, value)),
            free: free && field.scalar,
            ruling: rulings.get(field.name),
            unseen: inPart && !held.has(field.name),
        })
        if (verdict === 'write') {
            write.push(field)
        }
        if (verdict === 'conflict') {
            conflicts.push(field)
        }
        if (verdict === 'write' || verdict === 'settled') {
            keep(known, field, wanted.uid, keys)
        }
    }
    const fields = writeFingerprints(inOrder(known, fieldsWanted))
    return write.length > 0 ? { action: 'update', write, conflicts, fields } : { action: 'none', conflicts, fields }
}

/** Fingerprints in the order in which the row names their fields, so that equal ones make equal texts; others last. */
const inOrder = (known: ReadonlyMap<string, string>, fields: readonly Field[]): Map<string, string> => {
    const first = fields.flatMap(({ name }) => {
        const print = known.get(name)
        return print === undefined ? [] : [[name, print] as const]
    })
    return new Map([...first, ...known])
}

interface Past {
    delivered: string | undefined
    print: (value: string) => string | undefined
    free: boolean
    ruling: Ruling | undefined
    unseen: boolean
}

const judge = (field: Field, held: string, past: Past): 'write' | 'settled' | 'conflict' | 'leave' => {
    if (past.ruling === 'ask' || past.ruling === 'leave') {
        return past.ruling === 'ask' ? 'conflict' : 'leave'
    }
    if (held === field.value) {
        return 'settled'
    }
    if (past.ruling !== undefined) {
        return past.ruling === 'partner' ? 'write' : 'settled'
    }
    if (past.delivered === past.print(field.value)) {
        // the partner says what it said before: what differs is somebody else's doing
        return 'leave'
    }
    const stillOurs = past.unseen || past.print(held) === past.delivered
    if (past.free || (stillOurs && field.owner !== 'facility')) {
        return 'write'
    }
    if (field.owner === 'fill' && held === '') {
        return 'write'
    }
    return field.owner === 'partner' ? 'conflict' : 'leave'
}

const keep = (known: Map<string, string>, field: Field, uid: string, keys: Keys): void => {
    if (field.value === '') {
        known.delete(field.name)
    } else {
        known.set(field.name, keys.fingerprint(uid, field.name, field.value))
    }
}
