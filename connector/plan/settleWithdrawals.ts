import { readFingerprints, writeFingerprints } from '../ledger/fingerprints.ts'
import type { Keys } from '../ledger/keys.ts'
import type { Ledger, ObjectRecord, ReviewRecord, RowKey } from '../ledger/ledger.ts'
import type { OpenWithdrawal, WithdrawalChanges, WithdrawalRecord, WithdrawalState } from '../ledger/withdrawals.ts'
import type { Wanted, WithdrawalPolicy } from '../records.ts'
import { eventOf } from './appointments.ts'
import { currentFields, type Current } from './fields.ts'
import { changedObject, type Payload } from './payload.ts'
import type { Delivery } from './planPage.ts'
import { grouped, isDeleted, readCurrent, type Reader } from './readCurrent.ts'
import { standingOf } from './standing.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What is to be done about some open withdrawals. */
export interface WithdrawalSettlement {
    /** enrollments to be cancelled, or events and relationships to be deleted */
    deliveries: Delivery[]
    /** what becomes of a withdrawal once its delivery is confirmed */
    taken: Map<Uid, WithdrawalRecord>
    /** what is known without sending anything */
    withdrawals: { withdrawn: WithdrawalRecord[]; wantedAgain: Uid[] } & WithdrawalChanges
    /** rows whose appointments nobody names any more */
    unnamed: RowKey[]
    /** rows that an object goes over to: what they say of it is looked at in the next run */
    reopen: RowKey[]
    /** objects that go over to another row, or that DHIS2 holds as we want them */
    objects: ObjectRecord[]
    reviews: ReviewRecord[]
}

export interface Withdrawing {
    ledger: Pick<Ledger, 'objects' | 'withdrawals' | 'plansAt'>
    keys: Keys
    reader: Reader
    /** by stream */
    policies: ReadonlyMap<string, WithdrawalPolicy>
}

/**
 * Decides about objects that their row no longer wants. One that another row wants as well goes over to that row. What hangs on a
 * cancelled enrollment stays with it as long as it is cancelled. Everything else is taken back, left, or asked about, as the mapping says; asked about is also what
 * is not ours alone: what DHIS2 had before us, what somebody changed there since, an enrollment that others work on.
 */
export const settleWithdrawals = async (open: readonly OpenWithdrawal[], withdrawing: Withdrawing): Promise<WithdrawalSettlement> => {
    const settlement: WithdrawalSettlement = {
        deliveries: [],
        taken: new Map(),
        withdrawals: { withdrawn: [], wantedAgain: [] },
        unnamed: [],
        reopen: [],
        objects: [],
        reviews: [],
    }
    const own = handOver(open, withdrawing, settlement)
    const known = { ...withdrawing, appointments: appointmentsAmong(own, withdrawing) }
    const toJudge = own.filter((one) => isDue(one, known, settlement))
    const current = await readCurrent(
        toJudge.map(({ object }) => object),
        withdrawing.reader,
        new Map()
    )
    const shared = await worksOnByOthers(toJudge, withdrawing)
    for (const one of toJudge) {
        judge(one, current.get(one.object.uid), { withdrawing: known, settlement, shared })
    }
    return settlement
}

/** Withdrawing, with the events that stand for an appointment which rows name: these are skipped, and never deleted. */
type Knowing = Withdrawing & { appointments: ReadonlySet<Uid> }

const appointmentsAmong = (open: readonly OpenWithdrawal[], { ledger }: Withdrawing): Set<Uid> => {
    const scheduled = open
        .filter(({ object, withdrawal }) => object.status === 'SCHEDULE' && withdrawal.cause === 'absent')
        .map(({ object }) => object.uid)
    return new Set(scheduled.length === 0 ? [] : ledger.plansAt(scheduled).map(eventOf))
}

const handOver = (open: readonly OpenWithdrawal[], { ledger }: Withdrawing, settlement: WithdrawalSettlement): OpenWithdrawal[] => {
    const heirs = ledger.withdrawals.heirs(open.map(({ object }) => object.uid))
    const inherited = open.filter(({ object }) => heirs.has(object.uid))
    const rows = inherited.flatMap(({ object }) => heirs.get(object.uid) ?? [])
    settlement.objects.push(...inherited.map(({ object }) => ({ ...object, owner: heirs.get(object.uid) ?? object.owner })))
    settlement.reopen.push(...new Set(rows))
    // an appointment that became the visit of another row
    const isTakenOver = ({ object, withdrawal }: OpenWithdrawal) => isHeld(object) && object.owner !== withdrawal.row
    const isOthers = (one: OpenWithdrawal) => heirs.has(one.object.uid) || isTakenOver(one)
    settlement.withdrawals.wantedAgain = open.filter(isOthers).map(({ object }) => object.uid)
    return open.filter((one) => !isOthers(one))
}

const isHeld = ({ status }: ObjectRecord): boolean => status === 'ACTIVE' || status === 'COMPLETED'

const end = ({ withdrawal }: OpenWithdrawal, state: WithdrawalState): WithdrawalRecord => ({ ...withdrawal, state })

/** False for what is settled without a look at DHIS2, and for what waits. */
const isDue = (one: OpenWithdrawal, knowing: Knowing, settlement: WithdrawalSettlement): boolean => {
    const { withdrawal, object, decision } = one
    const { ledger } = knowing
    const enrollment = object.kind === 'enrollment' ? undefined : object.enrollment
    const above = enrollment === undefined ? undefined : ledger.withdrawals.states([enrollment]).get(enrollment)
    if (above === 'cancelled') {
        settlement.withdrawals.withdrawn.push(end(one, 'covered'))
        return false
    }
    if (decision === 'leave' || (decision === undefined && wayOf(one, knowing) === 'leave')) {
        settlement.withdrawals.withdrawn.push(end(one, 'left'))
        return false
    }
    const way = decision === undefined ? wayOf(one, knowing) : 'take'
    const waits = way === 'wait' || (way === 'ask' && withdrawal.state === 'asked')
    return !waits && above !== 'pending' && above !== 'asked'
}

/** What the mapping says of an object. What is of a stream that this run does not have waits. */
const wayOf = (
    { withdrawal: { uid, stream, kind, cause } }: OpenWithdrawal,
    { policies, appointments }: Knowing
): 'take' | 'ask' | 'leave' | 'wait' => {
    const policy = policies.get(stream)
    if (policy === undefined) {
        return 'wait'
    }
    if (cause === 'barred' && policy.barred !== 'withdraw') {
        return 'ask'
    }
    const said = kind === 'enrollment' ? policy.enrollments : policy.held
    if (appointments.has(uid)) {
        return policy.absent === 'withdraw' ? 'take' : 'ask'
    }
    if (said === 'leave') {
        return 'leave'
    }
    return said === 'ask' || (cause === 'absent' && policy.absent !== 'withdraw') ? 'ask' : 'take'
}

/** Enrollments with events that are not ours. */
const worksOnByOthers = async (open: readonly OpenWithdrawal[], { ledger, reader }: Withdrawing): Promise<ReadonlySet<Uid>> => {
    const enrollments = open.map(({ object }) => object).filter(({ kind }) => kind === 'enrollment')
    const programs = grouped(enrollments, ({ program = '' }) => program)
    const found = await Promise.all(
        [...programs].map(([program, group]) =>
            reader.eventsIn(
                group.map(({ uid }) => uid),
                program
            )
        )
    )
    const events = found.flat()
    const ours = ledger.objects(events.map(({ event }) => event))
    return new Set(events.filter(({ event }) => !ours.has(event)).flatMap(({ enrollment }) => enrollment ?? []))
}

interface Judging {
    withdrawing: Knowing
    settlement: WithdrawalSettlement
    shared: ReadonlySet<Uid>
}

const judge = (one: OpenWithdrawal, current: Current | undefined, { withdrawing, settlement, shared }: Judging): void => {
    const { withdrawal, object, decision } = one
    const { withdrawn } = settlement.withdrawals
    const isAppointment = withdrawing.appointments.has(object.uid)
    if (isAppointment && (current?.kind !== 'event' || isDeleted(current) || current.object.status !== 'SCHEDULE')) {
        // staff did something else with it
        withdrawn.push(end(one, 'left'))
    } else if (isDeleted(current) || (current === undefined && object.kind === 'relationship')) {
        withdrawn.push(end(one, 'deleted'))
    } else if (current === undefined) {
        withdrawn.push(end(one, 'left'))
    } else if (current.kind === 'enrollment' && current.object.status === 'CANCELLED') {
        settlement.objects.push(cancelled(object, withdrawing.keys))
        withdrawn.push(end(one, 'cancelled'))
    } else {
        const standing = standingOf(object, current, withdrawing.keys)
        const isOurs = !object.linked && standing.is === 'asDelivered' && !shared.has(object.uid)
        const takes = decision === 'withdraw' || (isOurs && wayOf(one, withdrawing) === 'take')
        if (takes && isAppointment) {
            // it is skipped like any that nobody names, and may be planned again
            settlement.unnamed.push(withdrawal.row)
            settlement.withdrawals.wantedAgain.push(object.uid)
        } else if (takes) {
            takeBack(one, current, { withdrawing, settlement })
        } else {
            const field = standing.is === 'changed' ? standing.fields[0] : undefined
            const orgUnit = current.kind === 'relationship' ? undefined : current.object.orgUnit
            settlement.reviews.push({ kind: 'VOIDED', row: withdrawal.row, uid: object.uid, orgUnit, field })
            withdrawn.push(end(one, 'asked'))
        }
    }
}

const takeBack = (one: OpenWithdrawal, current: Current, { withdrawing, settlement }: Omit<Judging, 'shared'>): void => {
    const { object, withdrawal } = one
    const wanted = wantedOf(object, current)
    const held = currentFields(current)
    if (object.kind === 'enrollment') {
        const write = [{ name: 'status', value: 'CANCELLED', owner: 'partner', scalar: true }] as const
        const payload = changedObject(wanted, current, { write, delivered: object.fields })
        const changes = [{ field: 'status', from: held.get('status') ?? '', to: 'CANCELLED' }]
        const record = cancelled(object, withdrawing.keys)
        settlement.deliveries.push({ row: withdrawal.row, wanted, action: 'update', payload, record, changes })
    } else {
        const changes = [...readFingerprints(object.fields).keys()].map((field) => ({ field, from: held.get(field) ?? '', to: '' }))
        const payload: Payload = object.kind === 'event' ? { event: object.uid } : { relationship: object.uid }
        settlement.deliveries.push({ row: withdrawal.row, wanted, action: 'delete', payload, record: object, changes })
    }
    settlement.taken.set(object.uid, end(one, object.kind === 'enrollment' ? 'cancelled' : 'deleted'))
}

const cancelled = (object: ObjectRecord, keys: Keys): ObjectRecord => {
    const fields = readFingerprints(object.fields)
    fields.set('status', keys.fingerprint(object.uid, 'status', 'CANCELLED'))
    fields.delete('completedAt')
    return { ...object, status: 'CANCELLED', fields: writeFingerprints(fields) }
}

/** An object of the ledger in the form in which objects are sent. */
const wantedOf = ({ uid, trackedEntity, program = '', enrollment = '', programStage = '' }: ObjectRecord, current: Current): Wanted => {
    switch (current.kind) {
        case 'trackedEntity':
            throw new Error('persons are not withdrawn')
        case 'enrollment': {
            const { orgUnit = '', enrolledAt = '', occurredAt = enrolledAt } = current.object
            return { kind: 'enrollment', uid, trackedEntity, program, orgUnit, status: 'CANCELLED', enrolledAt, occurredAt }
        }
        case 'event': {
            const { orgUnit = '', status = 'ACTIVE' } = current.object
            return { kind: 'event', uid, trackedEntity, enrollment, program, programStage, orgUnit, status, values: [] }
        }
        case 'relationship':
            return { kind: 'relationship', uid, trackedEntity, relationshipType: '', from: trackedEntity, to: trackedEntity }
    }
}
