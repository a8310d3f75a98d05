import { PATIENCE, withPatience } from '../dhis2/backoff.ts'
import { Failure } from '../failure.ts'
import type { Current } from '../plan/fields.ts'
import type { Delivery } from '../plan/planPage.ts'
import { readCurrent } from '../plan/readCurrent.ts'
import { ownerIn, type Transfer } from '../plan/reassign.ts'
import { deliver, type Delivered, type Means } from './deliver.ts'
import type { Fate } from './judge.ts'
import type { Uid } from '#dhis2/uid.ts'

/** DHIS2 did not let a person be given to another org unit; it gives no code of its own. */
export const TRANSFER_REFUSED = 'TRANSFER_REFUSED'

export interface Carried extends Delivered {
    /** fates of transfers, by tracked entity */
    transfers: Map<Uid, Fate>
}

/**
 * Carries out what is planned for a page: transfers first, so that a run that breaks off in between still knows them as undone by the org
 * unit that it delivered last. Of a row whose transfer is refused nothing is sent.
 */
export const carryOut = async (
    { transfers, deliveries }: { transfers: readonly Transfer[]; deliveries: readonly Delivery[] },
    means: Means
): Promise<Carried> => {
    const moved = await transferAll(transfers, means)
    const kept = new Set(transfers.filter(({ trackedEntity }) => moved.fates.get(trackedEntity)?.is !== 'confirmed').map(({ row }) => row))
    if (moved.failure !== undefined) {
        return { fates: new Map(), transfers: moved.fates, failure: moved.failure }
    }
    const { fates, failure } = await deliver(
        deliveries.filter(({ row }) => !kept.has(row)),
        means
    )
    deliveries.filter(({ row }) => kept.has(row)).forEach(({ wanted }) => fates.set(wanted.uid, { is: 'dependency' }))
    return { fates, transfers: moved.fates, failure }
}

const transferAll = async (transfers: readonly Transfer[], means: Means): Promise<Delivered> => {
    const fates = new Map<Uid, Fate>()
    for (const transfer of transfers) {
        try {
            fates.set(transfer.trackedEntity, await transferOne(transfer, means))
        } catch (error) {
            if (!(error instanceof Failure)) {
                throw error
            }
            return { fates, failure: error }
        }
    }
    return withUnmoved(transfers, fates, means)
}

/** Up to 2.42 a transfer that DHIS2 cannot carry out may be answered like one that it did (Q26): persons who have their owner still are told. */
const withUnmoved = async (transfers: readonly Transfer[], fates: Map<Uid, Fate>, { reader }: Means): Promise<Delivered> => {
    const moved = transfers.filter(({ trackedEntity }) => fates.get(trackedEntity)?.is === 'confirmed')
    const persons = moved.map(({ trackedEntity, program }) => ({ kind: 'trackedEntity' as const, uid: trackedEntity, program }))
    const current = persons.length === 0 ? new Map<Uid, Current>() : await readCurrent(persons, reader, new Map())
    for (const { trackedEntity, program, from } of moved) {
        if (ownerIn(program, current.get(trackedEntity)) === from) {
            fates.set(trackedEntity, REFUSED)
        }
    }
    return { fates }
}

/** After an answer that was lost, the owner is read back before it is asked again. */
const transferOne = (transfer: Transfer, { importer, reader, patience = PATIENCE }: Means): Promise<Fate> => {
    let asked = false
    return withPatience(patience, async () => {
        if (asked && (await isOwned(transfer, reader))) {
            return { is: 'confirmed' }
        }
        asked = true
        return fateOf(transfer, importer)
    })
}

const isOwned = async ({ trackedEntity, program, to }: Transfer, reader: Means['reader']): Promise<boolean> => {
    const current = await readCurrent([{ kind: 'trackedEntity', uid: trackedEntity, program }], reader, new Map())
    return ownerIn(program, current.get(trackedEntity)) === to
}

const REFUSED: Fate = { is: 'refused', codes: [TRANSFER_REFUSED] }
/** 403 without a right to the present or the new owner, 404 and 400 for what DHIS2 does not have. */
const REFUSALS: ReadonlySet<Failure['kind']> = new Set(['forbidden', 'malformed', 'refused'])

const fateOf = async (transfer: Transfer, importer: Means['importer']): Promise<Fate> => {
    try {
        const { status } = await importer.transfer(transfer)
        return status < 300 ? { is: 'confirmed' } : REFUSED
    } catch (error) {
        if (error instanceof Failure && REFUSALS.has(error.kind)) {
            return REFUSED
        }
        throw error
    }
}
