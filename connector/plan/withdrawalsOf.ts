import type { Ledger, ObjectRecord, PlanRecord } from '../ledger/ledger.ts'
import type { WithdrawalCause, WithdrawalChanges, WithdrawalRecord } from '../ledger/withdrawals.ts'
import type { Finding } from '../records.ts'
import { eventOf } from './appointments.ts'
import type { RowInHand } from './claims.ts'
import type { PagePlan } from './planPage.ts'
import { isBarred, isDelivered, type Outcome } from '#dhis2/outcome.ts'
import type { Uid } from '#dhis2/uid.ts'

interface Concluded {
    row: RowInHand
    outcome: Outcome
    findings: readonly Finding[]
}

/**
 * True when a row says all that it has to say: of a person told of twice, the second row says nothing, and one whose file lacks columns says
 * only a part.
 */
export const tellsAll = (
    { mapped }: Pick<RowInHand, 'mapped'>,
    { outcome, findings }: Pick<Concluded, 'outcome' | 'findings'> = mapped
): boolean => isDelivered(outcome) && mapped.partial !== true && !findings.some(({ reason }) => reason === 'DUPLICATE_CLIENT')

interface Concerned {
    plan: PagePlan
    /** objects that were written just now: they are wanted, whatever became of their rows */
    arrived: readonly Uid[]
    /** appointments that the rows named before */
    named: readonly PlanRecord[]
    ledger: Pick<Ledger, 'objects' | 'withdrawals'>
    /** the source's name in kmmp.yaml */
    name: string
}

/**
 * What some rows change about withdrawals: all objects of a row that the partner deleted, or that may not be delivered any more, are withdrawn,
 * and those that a delivered row wanted before and does not want now; what a row wants again is no longer withdrawn. Any other row that waits or is refused changes nothing.
 * Persons stay, and so does what another row delivered.
 *
 */
export const withdrawalsOf = (conclusions: readonly Concluded[], { plan, arrived, named, ledger, name }: Concerned): WithdrawalChanges => {
    const delivered = new Set(conclusions.filter(({ outcome }) => isDelivered(outcome)).map(({ row }) => row.key))
    const wanted = [...arrived, ...[...delivered].flatMap((key) => plan.named.get(key) ?? [])]
    return {
        shares: plan.shares.filter(({ row }) => delivered.has(row)),
        wantedAgain: [...wanted.filter((uid) => plan.withdrawn.has(uid)), ...askedAbout(conclusions, named, ledger)],
        withdrawn: withRecords(
            conclusions.flatMap((conclusion) => leftBy(conclusion, plan)),
            ledger,
            name
        ),
    }
}

/** True for a row that may not be delivered, whatever else is wrong with it. */
const isRowBarred = ({ outcome, findings }: Pick<Concluded, 'outcome' | 'findings'>): boolean =>
    (outcome === 'reject' || outcome === 'skip') && findings.some(({ reason }) => isBarred(reason))

/** True for a row of which what it says, or that it says nothing any more, counts for its appointments. */
export const endsAppointments = (conclusion: Pick<Concluded, 'outcome' | 'findings'>): boolean =>
    isDelivered(conclusion.outcome) || conclusion.outcome === 'void' || isRowBarred(conclusion)

interface Left {
    row: RowInHand
    uid: Uid
    cause: WithdrawalCause
}

const leftBy = (conclusion: Concluded, plan: PagePlan): Left[] => {
    const { row, outcome } = conclusion
    if (outcome === 'void') {
        return row.before.map((uid) => ({ row, uid, cause: 'deleted' }))
    }
    if (isRowBarred(conclusion)) {
        return row.before.map((uid) => ({ row, uid, cause: 'barred' }))
    }
    return tellsAll(row, conclusion) ? unwanted(row, plan).map((uid) => ({ row, uid, cause: 'unwanted' })) : []
}

/** Objects that a row wanted when it was delivered last, and does not want now. */
export const unwanted = ({ key, before }: RowInHand, { named }: PagePlan): Uid[] => {
    const wanted = new Set(named.get(key))
    return before.filter((uid) => !wanted.has(uid))
}

/** Open appointments of absent rows about which a person was asked: what becomes of them their rows say now. */
const askedAbout = (conclusions: readonly Concluded[], named: readonly PlanRecord[], ledger: Concerned['ledger']): Uid[] => {
    const tellers = new Set(conclusions.filter(endsAppointments).map(({ row }) => row.key))
    const events = named.filter(({ owner, state }) => tellers.has(owner) && state !== 'pending').map(eventOf)
    const states = events.length === 0 ? [] : [...ledger.withdrawals.states(events)]
    const asked = states.flatMap(([uid, state]) => (state === 'deleted' ? [] : [uid]))
    // one that became a visit is withdrawn as the visit that it is
    const known = asked.length === 0 ? new Map<Uid, ObjectRecord>() : ledger.objects(asked)
    return asked.filter((uid) => known.get(uid)?.status === 'SCHEDULE')
}

const withRecords = (left: readonly Left[], ledger: Pick<Ledger, 'objects'>, name: string): WithdrawalRecord[] => {
    const objects = left.length === 0 ? new Map() : ledger.objects(left.map(({ uid }) => uid))
    return left.flatMap(({ row, uid, cause }): WithdrawalRecord[] => {
        const object = objects.get(uid)
        return object === undefined || object.kind === 'trackedEntity' || object.owner !== row.key
            ? []
            : [{ uid, kind: object.kind, row: row.key, source: name, stream: row.stream, cause, state: 'pending' }]
    })
}
