import { deliver } from '../deliver/deliver.ts'
import type { PlanRecord, RowKey } from '../ledger/ledger.ts'
import { eventOf } from '../plan/appointments.ts'
import { settlePlans, type Settlement } from '../plan/settlePlans.ts'
import type { Finding } from '../records.ts'
import { sentObject } from './brokenOff.ts'
import { confirmed, refusals } from './conclude.ts'
import { refuseAfterAll, type AmendedLines } from './refuseAfterAll.ts'
import type { Places, Running } from './sync.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Enrollments whose appointments are settled together. */
const ENROLLMENTS_A_PAGE = 500

/** Appointments are settled once their rows are behind us. */
const NOWHERE: Places = new Map()

/** Settles the appointments that rows named. A row whose appointment DHIS2 refuses is refused after all: its line is amended. */
export const settleAppointments = async (parts: Running, amendments: AmendedLines): Promise<void> => {
    const { ledger } = parts
    let plans = ledger.plansToSettle(undefined, ENROLLMENTS_A_PAGE)
    while (plans.length > 0) {
        const enrollments = [...new Set(plans.map(({ enrollment }) => enrollment))]
        const settling = { ...parts.planner, mayStand: standingIn(plans, parts), burnt: burntIn(parts) }
        const settlement = await settlePlans(plans, ledger.eventsOf(enrollments), settling)
        await deliverSettlement(settlement, parts, amendments)
        plans = ledger.plansToSettle(enrollments.at(-1), ENROLLMENTS_A_PAGE)
    }
}

/** Which plans DHIS2 may hold though the ledger does not know them: those of enrollments and persons that are older than this run. */
const standingIn = (plans: readonly PlanRecord[], { ledger, planner: { run } }: Running): ((plan: PlanRecord) => boolean) => {
    const objects = ledger.objects([...new Set(plans.flatMap(({ trackedEntity, enrollment }) => [trackedEntity, enrollment]))])
    return ({ trackedEntity, enrollment }) => objects.get(trackedEntity)?.linked === true || (objects.get(enrollment)?.since ?? run) < run
}

const burntIn =
    ({ ledger }: Running) =>
    (events: readonly Uid[]): ReadonlySet<Uid> =>
        new Set([...ledger.withdrawals.states(events)].flatMap(([uid, state]) => (state === 'deleted' ? [uid] : [])))

const deliverSettlement = async (
    { plans, deliveries, settled, visits }: Settlement,
    parts: Running,
    amendments: AmendedLines
): Promise<void> => {
    const { ledger, tally } = parts
    await parts.approve?.(deliveries, NOWHERE)
    ledger.intend({ objects: deliveries.map(sentObject) })
    const { fates, failure } = await deliver(deliveries, parts)
    const refused = refusals(deliveries, fates)
    const undone = new Set(deliveries.filter(({ wanted }) => fates.get(wanted.uid)?.is !== 'confirmed').map(({ wanted }) => wanted.uid))
    const changes = new Map<RowKey, Finding>(
        refused.map(({ row, codes }) => [row, { reason: codes[0] ?? '', column: columnOf(row, plans) }])
    )
    refuseAfterAll(changes, parts, amendments)
    ledger.commit({
        rows: [],
        objects: [...settled, ...confirmed(deliveries, fates)],
        aliases: new Map<Uid, Uid>(),
        refusals: refused,
        plans: plans.filter((plan) => !undone.has(eventOf(plan)) && !undone.has(visits.get(plan.uid) ?? '')),
        reviews: [],
        notLoaded: new Map(),
        settled: [
            ...deliveries.flatMap(({ wanted }) => (fates.has(wanted.uid) ? [wanted.uid] : [])),
            // a run before may have sent them and broken off
            ...settled.map(({ uid }) => uid),
        ],
    })
    tally.written(deliveries.filter(({ wanted }) => !undone.has(wanted.uid)))
    if (failure !== undefined) {
        throw failure
    }
}

const columnOf = (row: RowKey, plans: readonly PlanRecord[]): string | undefined => plans.find(({ owner }) => owner === row)?.column
