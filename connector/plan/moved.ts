import type { RowKey } from '../ledger/ledger.ts'
import type { Wanted } from '../records.ts'
import type { Known } from './identifyPage.ts'
import { movedUid } from './names.ts'
import type { Uid } from '#dhis2/uid.ts'

/**
 * DHIS2 lets no event go over to another enrollment (E1128, 2.40-2.43). One whose row speaks of another person now is made anew there, and the
 * old one is what the row no longer wants.
 */
export const inItsEnrollment = (
    wanted: Wanted,
    row: RowKey,
    { known, aliases }: { known: Pick<Known, 'objects'>; aliases: Map<Uid, Uid> }
): Wanted => {
    const record = known.objects.get(wanted.uid)
    if (wanted.kind !== 'event' || record?.owner !== row || record.enrollment === wanted.enrollment) {
        return wanted
    }
    const uid = movedUid(wanted.uid, wanted.enrollment)
    aliases.set(wanted.uid, uid)
    return { ...wanted, uid }
}

/** Lets links that lead to a UID which itself leads on end where that one does: the ledger follows one link only. */
export const followLinks = (known: ReadonlyMap<Uid, Uid>, aliases: Map<Uid, Uid>): void => {
    for (const [derived, uid] of [...known, ...aliases]) {
        let last = uid
        for (let next = aliases.get(last); next !== undefined; next = aliases.get(last)) {
            last = next
        }
        if (last !== uid) {
            aliases.set(derived, last)
        }
    }
}
