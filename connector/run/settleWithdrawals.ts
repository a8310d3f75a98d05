import { deliver, type Importer } from '../deliver/deliver.ts'
import type { PlanRecord, RowKey } from '../ledger/ledger.ts'
import type { OpenWithdrawal } from '../ledger/withdrawals.ts'
import { settleWithdrawals as settle, type WithdrawalSettlement } from '../plan/settleWithdrawals.ts'
import { sentObject } from './brokenOff.ts'
import { confirmed, refusals } from './conclude.ts'
import { refuseAfterAll, type AmendedLines } from './refuseAfterAll.ts'
import type { Running } from './sync.ts'
import type { Uid } from '#dhis2/uid.ts'

const A_PAGE = 500

/**
 * Takes back in DHIS2 what rows no longer want, or asks about it: once all rows are behind us, so that what another row wants is known.
 * Enrollments come first, because what hangs on a cancelled one stays with it. A row of which DHIS2 refuses to take something back is
 * refused after all.
 */
export const settleWithdrawals = async (parts: Running, amendments: AmendedLines): Promise<void> => {
    for (const enrollments of [true, false]) {
        const pageAfter = (after: Uid) => parts.ledger.withdrawals.open(parts.name, { enrollments, after, limit: A_PAGE })
        for (let open = pageAfter(''); open.length > 0; open = pageAfter(open.at(-1)?.object.uid ?? '')) {
            await settlePage(open, { ...parts, importer: enrollments ? parts.importer : deleting(parts.importer) }, amendments)
        }
    }
}

/** An importer that deletes what it is given. */
export const deleting = (importer: Importer): Importer => ({
    import: (body) => importer.import(body, 'DELETE'),
    transfer: (transfer) => importer.transfer(transfer),
    probe: () => importer.probe(),
})

const settlePage = async (open: readonly OpenWithdrawal[], parts: Running, amendments: AmendedLines): Promise<void> => {
    const { ledger, tally, streams } = parts
    const policies = new Map(streams.map(({ shape, withdrawn }) => [shape.name, withdrawn]))
    const settlement = await settle(open, { ...parts, policies })
    const { deliveries, taken, withdrawals } = settlement
    await parts.approve?.(deliveries, new Map(open.map(({ withdrawal, place }) => [withdrawal.row, place])))
    ledger.intend({ objects: deliveries.map((delivery) => ({ ...sentObject(delivery), taken: taken.get(delivery.wanted.uid) })) })
    const { fates, failure } = await deliver(deliveries, parts)
    const arrived = deliveries.filter(({ wanted }) => fates.get(wanted.uid)?.is === 'confirmed')
    const done = arrived.flatMap(({ wanted }) => taken.get(wanted.uid) ?? [])
    const refused = refusals(deliveries, fates)
    // a row that is absent is not refused: it has no line in this run
    const present = new Set(open.flatMap(({ withdrawal: { cause, row } }) => (cause === 'absent' ? [] : [row])))
    const refusedRows = refused.filter(({ row }) => present.has(row)).map(({ row, codes }) => [row, { reason: codes[0] ?? '' }] as const)
    refuseAfterAll(new Map(refusedRows), parts, amendments)
    ledger.commit({
        rows: [],
        objects: [...settlement.objects, ...confirmed(arrived, fates).filter(({ kind }) => kind === 'enrollment')],
        aliases: new Map(),
        refusals: refused,
        plans: appointmentsOf(settlement, open, parts),
        reviews: settlement.reviews,
        reopen: settlement.reopen,
        notLoaded: new Map(),
        settled: deliveries.flatMap(({ wanted }) => (fates.has(wanted.uid) ? [wanted.uid] : [])),
        withdrawals: { ...withdrawals, withdrawn: [...withdrawals.withdrawn, ...done] },
    })
    tally.withdrew([...withdrawals.withdrawn, ...done])
    if (failure !== undefined) {
        throw failure
    }
}

/** Appointments that absent rows named are named no longer once these rows are taken for gone. */
const appointmentsOf = ({ taken, unnamed }: WithdrawalSettlement, open: readonly OpenWithdrawal[], { ledger }: Running): PlanRecord[] => {
    const absent = open.flatMap(({ withdrawal: { cause, row, uid } }): RowKey[] => (cause === 'absent' && taken.has(uid) ? [row] : []))
    const gone = [...absent, ...unnamed]
    return gone.length === 0 ? [] : ledger.plansNamedBy(gone).map((plan) => ({ ...plan, state: 'dropped' }))
}
