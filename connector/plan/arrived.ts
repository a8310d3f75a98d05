import { readFingerprints, writeFingerprints } from '../ledger/fingerprints.ts'
import type { Keys } from '../ledger/keys.ts'
import type { ObjectRecord, SentObject } from '../ledger/ledger.ts'
import { currentFields, type Current } from './fields.ts'
import { isDeleted } from './readCurrent.ts'
import { asDelivered, OWNER, ownerIn } from './reassign.ts'
import { isUnseen } from './standing.ts'

/** An object that a run sent without learning what became of it, and what the ledger knew of it before. */
interface Question {
    sent: SentObject
    known: ObjectRecord | undefined
    current: Current | undefined
    /** true when DHIS2 does not show all of it: a person who is not enrolled yet */
    inPart: boolean
    keys: Keys
}

/**
 * What to remember of an object that a killed run sent, if DHIS2 took it: what DHIS2 holds as it was sent is our own doing, and what somebody
 * changed since is not.
 *
 * @returns undefined when DHIS2 did not take it
 */
export const arrived = (question: Question): ObjectRecord | undefined => {
    const { sent, current } = question
    if (sent.taken?.state === 'deleted') {
        const isGone = isDeleted(current) || (current === undefined && sent.record.kind === 'relationship')
        return isGone ? sent.record : undefined
    }
    if (current === undefined || isDeleted(current)) {
        return undefined
    }
    const holds = asSent(question, current)
    // DHIS2 takes an object as a whole or not at all
    return sent.changed === undefined || sent.changed.some(holds) ? { ...sent.record, fields: fieldsOf(question, holds) } : undefined
}

/** Tells whether DHIS2 holds a field as it was sent. */
const asSent = ({ sent: { record }, inPart, keys }: Question, current: Current): ((field: string) => boolean) => {
    const prints = readFingerprints(record.fields)
    const held = currentFields(current)
    return (field) => {
        if (field === OWNER) {
            return ownerIn(record.program, current) === prints.get(OWNER)
        }
        const value = held.get(field)
        return (
            (inPart && value === undefined) ||
            isUnseen(field, record, held) ||
            (value && keys.fingerprint(record.uid, field, value)) === prints.get(field)
        )
    }
}

/** Stands for a field of which it is not known whether it is as we sent it: no value has this fingerprint, so it counts as changed by somebody. */
const DOUBTFUL = '?'

const fieldsOf = ({ sent: { record }, known }: Question, holds: (field: string) => boolean): string => {
    const [sent, before] = [readFingerprints(record.fields), readFingerprints(known?.fields ?? '')]
    const names = new Set([...sent.keys(), ...before.keys()])
    const fields = [...names].flatMap((name) => {
        const print = holds(name) ? sent.get(name) : (before.get(name) ?? DOUBTFUL)
        return print === undefined ? [] : [[name, print] as const]
    })
    const written = writeFingerprints(new Map(fields))
    return sent.has(OWNER) ? written : asDelivered(written)
}
