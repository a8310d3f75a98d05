import type { Keys } from '../ledger/keys.ts'
import type { ObjectRecord, PlanRecord, PlanState } from '../ledger/ledger.ts'
import type { WantedEvent } from '../records.ts'
import { eventOf, joined } from './appointments.ts'
import { fingerprintsOf } from './diff.ts'
import { currentFields, type Current } from './fields.ts'
import { plannedAgainUid } from './names.ts'
import { changedObject, newObject } from './payload.ts'
import type { Delivery } from './planPage.ts'
import { isDeleted, readCurrent, type Reader } from './readCurrent.ts'
import { recordOf } from './record.ts'
import { NEAR } from './takeOver.ts'
import { daysBetween, type Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What is to be done about the plans of some enrollments. Objects in `settled` need nothing sent. */
export interface Settlement {
    plans: PlanRecord[]
    deliveries: Delivery[]
    settled: ObjectRecord[]
    /** the visit that kept a plan, for plans whose day the visit is to be told */
    visits: Map<Uid, Uid>
}

interface Settling {
    keys: Keys
    reader: Reader
    run: number
    /** true for plans of enrollments of which DHIS2 may hold more than the ledger knows */
    mayStand: (plan: PlanRecord) => boolean
    /** those of some events that we deleted */
    burnt: (events: readonly Uid[]) => ReadonlySet<Uid>
}

/**
 * Decides plans once all visits of a run are known: kept by a visit, passed by a later one, or to stand in DHIS2 as a scheduled event.
 * A plan that became needless before it was created is never created, unless the partner keeps a record of the appointment; one that
 * stands in DHIS2 is skipped there, unless staff did something else with it. A visit is told the day for which it was planned.
 *
 * @param namings all plans of the enrollments, settled ones too, once for each row that names them
 * @param events all events of the enrollments that we delivered
 */
export const settlePlans = async (
    namings: readonly PlanRecord[],
    events: readonly ObjectRecord[],
    settling: Settling
): Promise<Settlement> => {
    const settlement: Settlement = { plans: [], deliveries: [], settled: [], visits: new Map() }
    const plans = joined(namings)
    const known = new Map(events.map((event) => [event.uid, event]))
    const judged = plans
        .filter(({ state }) => state !== 'kept' && state !== 'passed')
        .map((plan) => ({ plan, state: stateOf(plan, plans, events), event: eventOf(plan) }))
    const placed = withEvents(judged, known, settling)
    const found = await findStanding(
        placed.filter(({ plan, event }) => plan.state === 'pending' && !known.has(event)).map(asEvent),
        settling
    )
    const standing = new Map([...known, ...found])
    const changes: Change[] = []
    for (const { plan, state, event } of placed) {
        const object = standing.get(event)
        settlement.plans.push(...namings.filter(({ uid }) => uid === plan.uid).map((naming) => settled(naming, state, event)))
        if (object === undefined && (state === 'planned' || (state === 'passed' && plan.status !== undefined))) {
            settlement.deliveries.push(creation(asEvent({ plan, event }), settling, state === 'planned' ? 'SCHEDULE' : 'SKIPPED'))
        } else if (object !== undefined && isPlanned(object) && (object.status === 'SCHEDULE') !== (state === 'planned')) {
            changes.push({ plan, object, status: state === 'planned' ? 'SCHEDULE' : 'SKIPPED' })
        } else if (state === 'kept' && object === undefined) {
            changes.push(...visitChange(plan, plans, events))
        }
    }
    await change(changes, settling, settlement)
    const changed = new Set(changes.map(({ object }) => object.uid))
    settlement.settled.push(...[...found.values()].filter(({ uid }) => !changed.has(uid)))
    return settlement
}

/**
 * Plans that DHIS2 holds though the ledger does not know them: it was lost or is an older copy, or a run broke off. They count as planned by us;
 * what differs there is the doing of staff.
 */
const findStanding = async (plans: readonly PlanRecord[], settling: Settling): Promise<Map<Uid, ObjectRecord>> => {
    const planned = plans.filter(settling.mayStand).map((plan) => creation(plan, settling, 'SCHEDULE'))
    const current = await readCurrent(
        planned.map(({ wanted }) => wanted),
        settling.reader,
        new Map()
    )
    return new Map(planned.flatMap(({ record }) => (current.has(record.uid) ? [[record.uid, record] as const] : [])))
}

const settled = (naming: PlanRecord, state: PlanState, event: Uid): PlanRecord => ({
    ...naming,
    state: naming.state === 'dropped' ? 'dropped' : state,
    event: event === naming.uid ? undefined : event,
})

interface Placed {
    plan: PlanRecord
    /** UID that its event has or is to have */
    event: Uid
}

const asEvent = ({ plan, event }: Placed): PlanRecord => ({ ...plan, uid: event })

/**
 * Under which UID each plan stands or is to stand. One whose event was deleted needs another, since DHIS2 takes that UID never again; and so
 * does one that is open while a visit has its event, as after a correction of the day of the visit that kept it.
 */
const withEvents = <T extends Placed & { state: PlanState }>(
    plans: readonly T[],
    known: ReadonlyMap<Uid, ObjectRecord>,
    { burnt }: Pick<Settling, 'burnt'>
): T[] => {
    const gone = burnt(plans.map(({ event }) => event))
    const isTaken = ({ event, state }: T) => {
        const object = known.get(event)
        return gone.has(event) || (state === 'planned' && object !== undefined && !isPlanned(object))
    }
    const taken = plans.filter(isTaken).map((one) => ({ ...one, event: plannedAgainUid(one.event) }))
    return taken.length === 0 ? [...plans] : [...plans.filter((one) => !isTaken(one)), ...withEvents(taken, known, { burnt })]
}

const isPlanned = ({ status }: ObjectRecord): boolean => status === 'SCHEDULE' || status === 'SKIPPED'

interface Standing {
    enrollment?: Uid
    programStage?: Uid
}

const isOfStage =
    (plan: PlanRecord) =>
    ({ enrollment, programStage }: Standing): boolean =>
        enrollment === plan.enrollment && programStage === plan.programStage

/** Visits of the plan's stage that came after the one that named it. */
const visitsOf = (plan: PlanRecord, events: readonly ObjectRecord[]): { uid: Uid; day: Day; event: ObjectRecord }[] =>
    events.filter(isOfStage(plan)).flatMap((event) => {
        const { uid, day, status } = event
        const recorded = status === 'ACTIVE' || status === 'COMPLETED'
        return recorded && day !== undefined && (plan.namedOn === undefined || day > plan.namedOn) ? { uid, day, event } : []
    })

const distance = (plan: PlanRecord, day: Day): number => Math.abs(daysBetween(plan.on, day))

/**
 * - kept: a visit of the stage lies within 7 days of the day, after the visit that named it
 * - passed: a later visit of the stage came instead, or a later visit named another day
 *
 * A record of the appointment says more: a cancelled one is passed; a missed one is kept by nobody; a kept one stands
 * even if its visit is not there.
 */
export const stateOf = (plan: PlanRecord, plans: readonly PlanRecord[], events: readonly ObjectRecord[]): PlanState => {
    if (plan.state === 'dropped') {
        return 'dropped'
    }
    if (plan.status === 'CANCELLED' || isRecordedElsewhere(plan, plans)) {
        return 'passed'
    }
    const visits = visitsOf(plan, events)
    if (plan.status !== 'MISSED' && visits.some(({ day }) => distance(plan, day) <= NEAR)) {
        return 'kept'
    }
    const overtaken = plan.status !== 'KEPT' && visits.some(({ day }) => day > plan.on)
    const replaced = plan.status !== 'KEPT' && plan.status !== 'MISSED' && isReplaced(plan, plans)
    return overtaken || replaced ? 'passed' : 'planned'
}

/** True for a day that only a visit names, while the partner's record of that appointment says that it is for another stage. */
const isRecordedElsewhere = (plan: PlanRecord, plans: readonly PlanRecord[]): boolean =>
    plan.status === undefined &&
    plans.some(
        ({ enrollment, on, status, state }) =>
            enrollment === plan.enrollment && on === plan.on && status !== undefined && state !== 'dropped'
    )

/** True when a later visit named another day. */
const isReplaced = (plan: PlanRecord, plans: readonly PlanRecord[]): boolean => {
    const named = plan.namedOn
    return plans.filter(isOfStage(plan)).some((other) => {
        const live = other.uid !== plan.uid && other.state !== 'dropped' && other.status !== 'CANCELLED'
        return live && named !== undefined && other.namedOn !== undefined && other.namedOn > named
    })
}

/** The visit nearest to a kept plan is told the day for which it was planned; of several plans, the one nearest to the visit. */
const visitChange = (plan: PlanRecord, plans: readonly PlanRecord[], events: readonly ObjectRecord[]): Change[] => {
    const nearest = visitsOf(plan, events).toSorted((a, b) => distance(plan, a.day) - distance(plan, b.day))[0]
    const rivals = plans
        .filter(isOfStage(plan))
        .filter(({ state, status }) => state !== 'dropped' && status !== 'CANCELLED' && status !== 'MISSED')
    const isNearest = nearest !== undefined && !rivals.some((rival) => distance(rival, nearest.day) < distance(plan, nearest.day))
    return isNearest ? [{ plan, object: nearest.event, scheduledAt: plan.on }] : []
}

const wantedOf = (plan: PlanRecord, status: 'SCHEDULE' | 'SKIPPED'): WantedEvent => ({
    kind: 'event',
    uid: plan.uid,
    trackedEntity: plan.trackedEntity,
    enrollment: plan.enrollment,
    program: plan.program,
    programStage: plan.programStage,
    orgUnit: plan.orgUnit,
    status,
    scheduledAt: plan.on,
    values: [],
    note: plan.note,
})

const creation = (plan: PlanRecord, { keys, run }: Settling, status: 'SCHEDULE' | 'SKIPPED'): Delivery => {
    const wanted = wantedOf(plan, status)
    const rest = { owner: plan.owner, fields: fingerprintsOf(wanted, keys), linked: false, program: plan.program, since: run }
    return { row: plan.owner, wanted, action: 'create', payload: newObject(wanted), record: recordOf(wanted, rest) }
}

/** A change of an event that we delivered: a planned one becomes another status, or a visit is told the day for which it was planned. */
type Change = { plan: PlanRecord; object: ObjectRecord } & ({ status: 'SCHEDULE' | 'SKIPPED' } | { scheduledAt: Day })

const change = async (changes: readonly Change[], settling: Settling, settlement: Settlement): Promise<void> => {
    const toRead = changes.map(({ plan, object }) => ({ ...wantedOf(plan, 'SCHEDULE'), uid: object.uid }))
    const current = await readCurrent(toRead, settling.reader, new Map())
    for (const one of changes) {
        const held = current.get(one.object.uid)
        if (held?.kind === 'event' && !isDeleted(held)) {
            changeEvent(one, held, { settling, settlement })
        } else if ('status' in one) {
            settlement.settled.push(recordAfter(one, settling))
        }
    }
}

const changeEvent = (
    one: Change,
    held: Extract<Current, { kind: 'event' }>,
    { settling, settlement }: { settling: Settling; settlement: Settlement }
): void => {
    const { plan, object } = one
    const record = recordAfter(one, settling)
    const [name, value] = 'status' in one ? ['status', one.status] : ['scheduledAt', one.scheduledAt]
    // staff recorded or skipped it themselves: it is no open plan any more
    const isTheirs = 'status' in one && held.object.status !== object.status
    if (isTheirs || currentFields(held).get(name) === value) {
        settlement.settled.push(record)
        return
    }
    const wanted = { ...wantedOf(plan, 'SCHEDULE'), uid: object.uid, status: held.object.status ?? 'SCHEDULE', ...{ [name]: value } }
    const payload = changedObject(wanted, held, { write: [{ name, value, owner: 'partner', scalar: true }], delivered: object.fields })
    const changes = [{ field: name, from: currentFields(held).get(name) ?? '', to: value }]
    settlement.deliveries.push({ row: plan.owner, wanted, action: 'update', payload, record, changes })
    if ('scheduledAt' in one) {
        settlement.visits.set(plan.uid, object.uid)
    }
}

const recordAfter = (one: Change, { keys }: Settling): ObjectRecord =>
    'status' in one
        ? { ...one.object, status: one.status, fields: fingerprintsOf({ ...wantedOf(one.plan, one.status), uid: one.object.uid }, keys) }
        : one.object
