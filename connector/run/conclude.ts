import type { Fate } from '../deliver/judge.ts'
import type { Ledger, ObjectRecord, PageRecord, PlanRecord, RefusalRecord, ReviewRecord, RowKey, RowRecord } from '../ledger/ledger.ts'
import type { RowInHand } from '../plan/claims.ts'
import type { Field } from '../plan/fields.ts'
import { fieldsOf } from '../plan/fields.ts'
import { renamed, uidsIn } from '../plan/names.ts'
import type { Delivery, PagePlan } from '../plan/planPage.ts'
import { grouped } from '../plan/readCurrent.ts'
import { endsAppointments, tellsAll, unwanted, withdrawalsOf } from '../plan/withdrawalsOf.ts'
import type { Finding } from '../records.ts'
import { begunRows } from './brokenOff.ts'
import { isDelivered, type Outcome } from '#dhis2/outcome.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What became of one row, the reason that counts first. */
export interface Conclusion {
    row: RowInHand
    outcome: Outcome
    findings: readonly Finding[]
}

export interface Concluded {
    conclusions: Conclusion[]
    record: PageRecord
}

/** Draws from the fates of objects what became of the rows, and what the ledger is to keep. Rows with an object of no fate are left out. */
export const conclude = (
    rows: readonly RowInHand[],
    { plan, fates, transfers, ledger, name }: Fates & { plan: PagePlan; ledger: Ledger; name: string }
): Concluded => {
    const byRow = groupByRow(plan.deliveries)
    const named = ledger.plansNamedBy(rows.filter(({ knownBefore }) => knownBefore).map(({ key }) => key))
    const before = grouped(named, ({ owner }) => owner)
    const conclusions = rows.flatMap((row) => concludeRow(row, byRow.get(row.key) ?? [], { plan, fates, transfers, before }) ?? [])
    const unmoved = new Set(
        plan.transfers.filter(({ trackedEntity }) => transfers.get(trackedEntity)?.is !== 'confirmed').map(({ row }) => row)
    )
    const units = new Map(rows.map(({ key, mapped }) => [key, mapped.orgUnit]))
    const finished = new Set(conclusions.map(({ row }) => row.key))
    const arrived = confirmed(plan.deliveries, fates)
    return {
        conclusions,
        record: {
            rows: conclusions.map((conclusion) => rowRecord(conclusion, plan, name)),
            objects: [...given(plan, { fates, transfers }), ...plan.settled.filter(({ owner }) => !unmoved.has(owner)), ...arrived],
            aliases: linksThatHold(plan, fates),
            refusals: [
                ...refusals(plan.deliveries, fates),
                ...refusedTransfers(plan, transfers),
                ...plan.burnt.map(({ row, uid, code }) => ({ row, uid, codes: [code] })),
            ],
            plans: plansOf(conclusions, plan, named),
            reviews: [...plan.reviews.filter(({ row }) => finished.has(row)), ...lookAlikes(conclusions, plan)].map((review) => ({
                ...review,
                orgUnit: review.orgUnit ?? units.get(review.row),
            })),
            reopen: missedRows(plan, fates, ledger),
            moved: movedEvents(plan, fates),
            notLoaded: notLoaded(plan, fates),
            settled: [
                ...plan.deliveries.flatMap(({ row, wanted }) => (finished.has(row) || fates.has(wanted.uid) ? [wanted.uid] : [])),
                // a run before may have sent them and broken off
                ...plan.settled.flatMap(({ uid, owner }) => (finished.has(owner) || !unmoved.has(owner) ? [uid] : [])),
            ],
            begun: begunRows(
                rows.flatMap(({ key, place, before }) => (finished.has(key) ? [] : { key, place, source: name, before })),
                [...given(plan, { fates, transfers }), ...arrived]
            ),
            withdrawals: withdrawalsOf(conclusions, { plan, ledger, name, named, arrived: arrived.map(({ uid }) => uid) }),
        },
    }
}

export const confirmed = (deliveries: readonly Delivery[], fates: ReadonlyMap<Uid, Fate>): ObjectRecord[] =>
    deliveries.filter(({ wanted }) => fates.get(wanted.uid)?.is === 'confirmed').map(({ record }) => record)

export const refusals = (deliveries: readonly Delivery[], fates: ReadonlyMap<Uid, Fate>): RefusalRecord[] =>
    deliveries.flatMap(({ row, wanted }) => {
        const fate = fates.get(wanted.uid)
        return fate?.is === 'refused' ? [{ row, uid: wanted.uid, codes: fate.codes }] : []
    })

/** Persons who were given to another org unit, or enrolled there; what else their rows say comes after, where it is confirmed. */
const given = ({ transfers: wanted, entrants, deliveries }: PagePlan, { fates, transfers }: Fates): ObjectRecord[] => {
    const enrolled = entrants.length === 0 ? [] : confirmed(deliveries, fates).filter(({ kind }) => kind === 'enrollment')
    const persons = new Set(enrolled.map(({ trackedEntity }) => trackedEntity))
    return [
        ...wanted.flatMap(({ trackedEntity, record }) => (transfers.get(trackedEntity)?.is === 'confirmed' ? (record ?? []) : [])),
        ...entrants.filter(({ uid }) => persons.has(uid)),
    ]
}

const refusedTransfers = ({ transfers: wanted }: PagePlan, transfers: Fates['transfers']): RefusalRecord[] =>
    wanted.flatMap(({ row, trackedEntity }) => {
        const fate = transfers.get(trackedEntity)
        return fate?.is === 'refused' ? [{ row, uid: trackedEntity, codes: fate.codes }] : []
    })

const groupByRow = (deliveries: readonly Delivery[]): Map<RowKey, Delivery[]> => {
    const groups = new Map<RowKey, Delivery[]>()
    for (const delivery of deliveries) {
        const group = groups.get(delivery.row)
        if (group === undefined) {
            groups.set(delivery.row, [delivery])
        } else {
            group.push(delivery)
        }
    }
    return groups
}

/** What became of objects, and of transfers by tracked entity. */
interface Fates {
    fates: ReadonlyMap<Uid, Fate>
    transfers: ReadonlyMap<Uid, Fate>
}

interface Judged extends Fates {
    plan: PagePlan
    /** plans that rows have named before */
    before: ReadonlyMap<RowKey, readonly PlanRecord[]>
}

const concludeRow = (
    row: RowInHand,
    deliveries: readonly Delivery[],
    { plan, fates, transfers, before }: Judged
): Conclusion | undefined => {
    const { mapped } = row
    const held = plan.held.get(row.key)
    if (held !== undefined) {
        return { row, outcome: 'park', findings: [held, ...mapped.findings] }
    }
    const moves = plan.transfers.filter((transfer) => transfer.row === row.key)
    if (deliveries.some(({ wanted }) => !fates.has(wanted.uid)) || moves.some(({ trackedEntity }) => !transfers.has(trackedEntity))) {
        return undefined
    }
    const refused = [...refusedMoves(moves, transfers), ...refusedFindings(deliveries, fates), ...burntFindings(row.key, plan)]
    if (refused.length > 0) {
        return { row, outcome: 'reject', findings: [...refused, ...mapped.findings] }
    }
    if (deliveries.some(({ wanted }) => fates.get(wanted.uid)?.is === 'dependency')) {
        return { row, outcome: 'park', findings: [{ reason: 'PARENT_MISSING' }, ...mapped.findings] }
    }
    const wantsLess = tellsAll(row) && unwanted(row, plan).length > 0
    const says = wantsLess || namesOthers(row, before.get(row.key) ?? [])
    const isNew = deliveries.length + moves.length > 0 || !row.deliveredBefore || says
    return concludeDelivered(row, isNew, plan.remarks.get(row.key) ?? [])
}

/** True when a row names other appointments than before, or says something else of them. */
const namesOthers = ({ mapped }: RowInHand, before: readonly PlanRecord[]): boolean => {
    const live = new Map(before.filter(({ state }) => state !== 'dropped').map(({ uid, status }) => [uid, status]))
    return mapped.plans.some(({ uid, status }) => !live.has(uid) || live.get(uid) !== status)
}

const concludeDelivered = (row: RowInHand, isNew: boolean, remarks: readonly Finding[]): Conclusion => {
    const { outcome, findings } = row.mapped
    if (outcome !== 'load' && outcome !== 'load_warn') {
        return { row, outcome, findings }
    }
    if (remarks.length > 0) {
        return { row, outcome: 'load_warn', findings: [...findings, ...remarks] }
    }
    return isNew ? { row, outcome, findings } : { row, outcome: 'unchanged', findings: [] }
}

const refusedMoves = (moves: PagePlan['transfers'], transfers: Fates['transfers']): Finding[] =>
    moves.flatMap(({ trackedEntity }) => {
        const fate = transfers.get(trackedEntity)
        return fate?.is === 'refused' ? fate.codes.map((reason) => ({ reason })) : []
    })

const refusedFindings = (deliveries: readonly Delivery[], fates: ReadonlyMap<Uid, Fate>): Finding[] =>
    deliveries.flatMap(({ wanted }) => {
        const fate = fates.get(wanted.uid)
        return fate?.is === 'refused'
            ? fate.codes.map((reason) => ({ reason, column: fate.columns?.get(reason) ?? onlyColumn(fieldsOf(wanted)) }))
            : []
    })

/** DHIS2 does not always name the value that failed: then the column is known where the object has only one. */
const onlyColumn = (fields: readonly Field[]): string | undefined => {
    const columns = new Set(fields.flatMap(({ column, value }) => (column === undefined || value === '' ? [] : [column])))
    return columns.size === 1 ? [...columns][0] : undefined
}

const burntFindings = (key: RowKey, plan: PagePlan): Finding[] =>
    plan.burnt.filter(({ row }) => row === key).map(({ code }) => ({ reason: code }))

/** Rows that are like earlier rows of the partner: who of them it may be, or nobody whom one could name. */
const lookAlikes = (conclusions: readonly Conclusion[], plan: PagePlan): ReviewRecord[] =>
    conclusions
        .filter(({ row, findings }) => findings[0]?.reason === 'IDENTITY_AMBIGUOUS' && !plan.held.has(row.key))
        .flatMap(({ row }) => {
            const { candidates = [] } = row.mapped
            const question = { kind: 'IDENTITY', row: row.key } as const
            return candidates.length === 0 ? [{ ...question, uid: '' }] : candidates.map((found) => ({ ...question, ...found }))
        })

const UNFINISHED: ReadonlySet<Outcome> = new Set(['park', 'reject'])

const rowRecord = ({ row, outcome, findings }: Conclusion, { named }: PagePlan, name: string): RowRecord => {
    const { key, content, source, stream, occurrence, corrects, place, before } = row
    const wanted = named.get(key) ?? []
    const { sourceRecordId, cells, lacks } = source
    const isUnfinished = UNFINISHED.has(outcome)
    const standsFor = isUnfinished || isDelivered(outcome) ? corrects : undefined
    const isKept = isUnfinished || standsFor !== undefined
    return {
        key,
        content,
        place,
        outcome,
        finding: findings[0],
        source: name,
        body: isKept ? { stream, sourceRecordId, occurrence, cells, lacks: lacks && [...lacks] } : undefined,
        orgUnit: row.mapped.orgUnit,
        corrects: standsFor,
        objects: tellsAll(row, { outcome, findings }) ? wanted : [...new Set([...before, ...wanted])],
    }
}

/** Plans that delivered rows name, and those that they, or rows withdrawn since, name no longer. */
const plansOf = (conclusions: readonly Conclusion[], plan: PagePlan, before: readonly PlanRecord[]): PlanRecord[] => {
    const delivered = conclusions.filter(endsAppointments).map(({ row }) => row)
    const said = new Map(before.map((named) => [`${named.uid} ${named.owner}`, named]))
    const named = delivered.flatMap(({ key, mapped }) =>
        mapped.plans.map((wanted): PlanRecord => {
            const { column, note, ...rest } = { ...renamed(wanted, plan.names), uid: wanted.uid }
            const visit = mapped.wanted.find((object) => object.kind === 'event' && object.enrollment === wanted.enrollment)
            const known = mapped.partial ? said.get(`${rest.uid} ${key}`) : undefined
            const namedOn = visit?.kind === 'event' ? visit.occurredAt : known?.namedOn
            const status = rest.status ?? known?.status
            return { ...rest, status, column, note, owner: key, state: 'pending', namedOn }
        })
    )
    const tellers = new Set(delivered.filter(({ mapped }) => mapped.partial !== true).map(({ key }) => key))
    const stillNamed = new Set(named.map(({ uid, owner }) => `${uid} ${owner}`))
    const dropped = before
        // kept ones, too: the visit that kept one may be deleted
        .filter(({ uid, owner, state }) => tellers.has(owner) && !stillNamed.has(`${uid} ${owner}`) && state !== 'dropped')
        .map((old): PlanRecord => ({ ...old, state: 'dropped' }))
    return [...dropped, ...named]
}

/** A visit that did not arrive has not taken the place of a plan: the next run decides anew. */
const linksThatHold = ({ aliases, deliveries }: PagePlan, fates: ReadonlyMap<Uid, Fate>): ReadonlyMap<Uid, Uid> => {
    if (aliases.size === 0) {
        return aliases
    }
    const undone = new Set(
        deliveries.flatMap(({ wanted: { kind, uid } }) => (kind === 'event' && fates.get(uid)?.is !== 'confirmed' ? [uid] : []))
    )
    return new Map([...aliases].filter(([, uid]) => !undone.has(uid)))
}

const movedEvents = ({ deliveries }: PagePlan, fates: ReadonlyMap<Uid, Fate>): Uid[] =>
    deliveries.flatMap(({ wanted, changes = [] }) => {
        const moved = wanted.kind === 'event' && changes.some(({ field, from }) => field === 'occurredAt' && from !== '')
        return moved && fates.get(wanted.uid)?.is === 'confirmed' ? [wanted.uid] : []
    })

/** Rows that delivered what DHIS2 misses now. */
const missedRows = ({ deliveries }: PagePlan, fates: ReadonlyMap<Uid, Fate>, ledger: Ledger): RowKey[] => {
    const sent = new Set(deliveries.map(({ wanted }) => wanted.uid))
    const missed = deliveries
        .filter(({ wanted }) => fates.get(wanted.uid)?.is === 'dependency')
        .flatMap(({ wanted }) => uidsIn(wanted).filter((uid) => !sent.has(uid)))
    return missed.length === 0 ? [] : [...ledger.objects(missed).values()].map(({ owner }) => owner)
}

/** Persons who did not arrive, by the UID that rows derive for them. */
const notLoaded = (plan: PagePlan, fates: ReadonlyMap<Uid, Fate>): Map<Uid, 'parked' | 'refused'> => {
    const derived = new Map([...plan.aliases].map(([from, uid]) => [uid, from]))
    const persons = new Map<Uid, 'parked' | 'refused'>([...plan.waiting].map((uid) => [uid, 'parked']))
    // an update that DHIS2 does not take leaves the person there
    for (const { wanted } of plan.deliveries.filter(({ action }) => action === 'create')) {
        const fate = fates.get(wanted.uid)?.is
        if ((wanted.kind === 'trackedEntity' || wanted.kind === 'enrollment') && (fate === 'refused' || fate === 'dependency')) {
            const uid = wanted.kind === 'trackedEntity' ? wanted.uid : wanted.trackedEntity
            persons.set(derived.get(uid) ?? uid, fate === 'refused' ? 'refused' : 'parked')
        }
    }
    return persons
}
