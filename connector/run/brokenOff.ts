import type { Keys } from '../ledger/keys.ts'
import type { Intent, Ledger, ObjectRecord, PageRecord, RowBegun, RowKey, SentObject } from '../ledger/ledger.ts'
import type { WithdrawalRecord } from '../ledger/withdrawals.ts'
import { arrived } from '../plan/arrived.ts'
import type { Delivery } from '../plan/planPage.ts'
import { grouped, readCurrent, readInPart, type Reader } from '../plan/readCurrent.ts'
import type { Uid } from '#dhis2/uid.ts'

interface Means {
    ledger: Ledger
    keys: Keys
    reader: Reader
}

/** What is noted of an object before it is sent. */
export const sentObject = ({ action, record, changes = [] }: Delivery): SentObject =>
    action === 'update' ? { record, changed: changes.map(({ field }) => field) } : { record }

/**
 * Finds out what became of what a run sent that was killed before it could know: what DHIS2 took of it goes into the ledger as if that run had
 * written it, so that its values are known for our own, and what nobody wants any more is taken back. The rest stays uncertain.
 */
export const settleBrokenOff = async (means: Means): Promise<void> => {
    const { ledger, reader } = means
    const intents = ledger.intents()
    if (intents.length > 0 && reader.reaches) {
        const { stands, wanted, withdrawn } = await findArrived(intents, means)
        ledger.commit({
            objects: [...stands.values()],
            aliases: new Map(intents.flatMap(({ names = [] }) => [...names].filter(([, uid]) => stands.has(uid)))),
            settled: [...stands.keys()],
            withdrawals: { withdrawn, wantedAgain: [...wanted] },
            begun: begunRows(rowsOf(intents, ledger), [...stands.values()]),
            ...{ rows: [], refusals: [], plans: [], reviews: [], notLoaded: new Map() },
        })
        ledger.flush()
    }
}

interface Arrived {
    stands: Map<Uid, ObjectRecord>
    /** those that a row wanted when it was read */
    wanted: Set<Uid>
    withdrawn: WithdrawalRecord[]
}

/** An object may have been sent by several killed runs: what the earlier ones are known to have done, the later ones began with. */
const findArrived = async (intents: readonly Intent[], { ledger, keys, reader }: Means): Promise<Arrived> => {
    const records = intents.flatMap(({ objects }) => objects.map(({ record }) => record))
    const current = await readCurrent(records, reader, new Map())
    // a person is there without her enrollment when DHIS2 refused that, or did not come to it
    const alone = records.flatMap(({ kind, uid }) => (kind === 'trackedEntity' && !current.has(uid) ? [uid] : []))
    const inPart = await readInPart(alone, current, reader)
    const known = ledger.objects(records.map(({ uid }) => uid))
    const found: Arrived = { stands: new Map(), wanted: new Set(), withdrawn: [] }
    for (const { objects, rows = [] } of intents) {
        const readers = new Set(rows.map(({ key }) => key))
        for (const sent of objects) {
            const { uid, owner } = sent.record
            const before = found.stands.get(uid) ?? known.get(uid)
            const record = arrived({ sent, known: before, current: current.get(uid), inPart: inPart.has(uid), keys })
            if (record !== undefined) {
                found.stands.set(uid, record)
                found.withdrawn.push(...(sent.taken === undefined ? [] : [sent.taken]))
                if (readers.has(owner)) {
                    found.wanted.add(uid)
                }
            }
        }
    }
    return found
}

/** The rows of some intents, each once, with the objects that the ledger has of them. */
const rowsOf = (intents: readonly Intent[], ledger: Ledger): (RowBegun & { before: readonly Uid[] })[] => {
    const begun = new Map<RowKey, RowBegun>(intents.flatMap(({ rows = [] }) => rows.map((row) => [row.key, row] as const)))
    const known = ledger.rows([...begun.keys()])
    return [...begun.values()].map((row) => ({ ...row, before: known.get(row.key)?.objects ?? [] }))
}

/** Rows that a run did not finish though something of theirs arrived, with all objects that are theirs. */
export const begunRows = (
    rows: readonly (RowBegun & { before: readonly Uid[] })[],
    arrived: readonly ObjectRecord[]
): NonNullable<PageRecord['begun']> => {
    const byRow = grouped(arrived, ({ owner }) => owner)
    return rows.flatMap(({ before, ...row }) => {
        const own = byRow.get(row.key)?.map(({ uid }) => uid)
        return own === undefined ? [] : { ...row, objects: [...new Set([...before, ...own])] }
    })
}
