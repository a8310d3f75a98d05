import type { Keys } from '../ledger/keys.ts'
import type { ObjectRecord, PlanRecord, PlanState } from '../ledger/ledger.ts'
import type { WantedEvent } from '../records.ts'
import { fingerprintsOf } from './diff.ts'
import { changedObject, newObject } from './payload.ts'
import type { Delivery } from './planPage.ts'
import type { Reader } from './readCurrent.ts'
import { readCurrent } from './readCurrent.ts'
import { recordOf } from './record.ts'
import { NEAR } from './takeOver.ts'
import { addDays } from '#dhis2/day.ts'

/** What is to be done about the plans of some enrollments. Objects in `settled` need nothing sent. */
export interface Settlement {
    plans: PlanRecord[]
    deliveries: Delivery[]
    settled: ObjectRecord[]
}

interface Settling {
    keys: Keys
    reader: Reader
    run: number
}

/**
 * Decides plans once all visits of a run are known: kept by a visit, passed by a later one, or to stand in DHIS2 as a scheduled event.
 * A plan that became needless before it was created is never created; one that stands in DHIS2 is skipped there, unless staff did
 * something else with it.
 *
 * @param plans all plans of the enrollments, settled ones too
 * @param events all events of the enrollments that we delivered
 */
export const settlePlans = async (
    plans: readonly PlanRecord[],
    events: readonly ObjectRecord[],
    settling: Settling
): Promise<Settlement> => {
    const settlement: Settlement = { plans: [], deliveries: [], settled: [] }
    const standing = new Map(events.map((event) => [event.uid, event]))
    const needless: { plan: PlanRecord; object: ObjectRecord }[] = []
    for (const plan of plans.filter(({ state }) => state !== 'kept' && state !== 'passed')) {
        const state = stateOf(plan, plans, events)
        const object = standing.get(plan.uid)
        settlement.plans.push({ ...plan, state })
        if (state === 'planned' && object === undefined) {
            settlement.deliveries.push(creation(plan, settling))
        } else if (state !== 'planned' && object?.status === 'SCHEDULE') {
            needless.push({ plan, object })
        }
    }
    await skip(needless, settling, settlement)
    return settlement
}

/**
 * - kept: a visit of the stage lies within 7 days of the day, after the visit that named it
 * - passed: a later visit of the stage came instead, or a later visit named another day
 */
export const stateOf = (plan: PlanRecord, plans: readonly PlanRecord[], events: readonly ObjectRecord[]): PlanState => {
    if (plan.state === 'dropped') {
        return 'dropped'
    }
    const ofStage = ({ enrollment, programStage }: { enrollment?: string; programStage?: string }) =>
        enrollment === plan.enrollment && programStage === plan.programStage
    const visits = events
        .filter(ofStage)
        .filter(({ status }) => status === 'ACTIVE' || status === 'COMPLETED')
        .flatMap(({ day }) => (day !== undefined && (plan.namedOn === undefined || day > plan.namedOn) ? [day] : []))
    if (visits.some((day) => day >= addDays(plan.on, -NEAR) && day <= addDays(plan.on, NEAR))) {
        return 'kept'
    }
    const named = plan.namedOn
    const replaced = plans.filter(ofStage).some((other) => {
        const live = other.uid !== plan.uid && other.state !== 'dropped'
        return live && named !== undefined && other.namedOn !== undefined && other.namedOn > named
    })
    return replaced || visits.some((day) => day > plan.on) ? 'passed' : 'planned'
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

const creation = (plan: PlanRecord, { keys, run }: Settling): Delivery => {
    const wanted = wantedOf(plan, 'SCHEDULE')
    const rest = { owner: plan.owner, fields: fingerprintsOf(wanted, keys), linked: false, program: plan.program, since: run }
    return { row: plan.owner, wanted, action: 'create', payload: newObject(wanted), record: recordOf(wanted, rest) }
}

const skip = async (
    needless: readonly { plan: PlanRecord; object: ObjectRecord }[],
    { keys, reader }: Settling,
    { deliveries, settled }: Settlement
): Promise<void> => {
    const skipped = needless.map(({ plan }) => wantedOf(plan, 'SKIPPED'))
    const current = await readCurrent(skipped, reader, new Map())
    for (const { plan, object } of needless) {
        const wanted = wantedOf(plan, 'SKIPPED')
        const held = current.get(plan.uid)
        const record: ObjectRecord = { ...object, status: 'SKIPPED', fields: fingerprintsOf(wanted, keys) }
        if (held?.kind === 'event' && held.object.status === 'SCHEDULE') {
            const write = [{ name: 'status', value: 'SKIPPED', owner: 'partner' as const, scalar: true }]
            deliveries.push({ row: plan.owner, wanted, action: 'update', payload: changedObject(wanted, held, write), record })
        } else {
            // deleted, or staff recorded or skipped it themselves: it is no open plan any more
            settled.push(record)
        }
    }
}
