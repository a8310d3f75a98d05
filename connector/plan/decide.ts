import type { DecidedReview, ReviewRecord, RowKey } from '../ledger/ledger.ts'
import type { Wanted } from '../records.ts'
import type { Claim } from './claims.ts'
import { differenceOf, type Ruling } from './diff.ts'
import { currentFields, fieldsOf, type Current, type Field } from './fields.ts'
import type { Known } from './identifyPage.ts'
import { trackedEntityOf } from './names.ts'
import { changedObject, newObject } from './payload.ts'
import type { PagePlan, Planner } from './planPage.ts'
import { isDeleted } from './readCurrent.ts'
import { asDelivered, givenTo, reassignmentOf, type Reassignment } from './reassign.ts'
import { recordOf } from './record.ts'
import { isReadInPart } from './standing.ts'
import { isVisit } from './takeOver.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Whose value a person chose, by object and field. */
export const choicesOf = (decided: readonly DecidedReview[]): Map<Uid, Map<string, 'partner' | 'facility'>> => {
    const choices = new Map<Uid, Map<string, 'partner' | 'facility'>>()
    for (const { uid, field = '', decision } of decided) {
        if (decision === 'partner' || decision === 'facility') {
            choices.set(uid, (choices.get(uid) ?? new Map<string, 'partner' | 'facility'>()).set(field, decision))
        }
    }
    return choices
}

interface Deciding {
    known: Known
    planner: Planner
    plan: PagePlan
    /** objects of which DHIS2 did not show all values */
    inPart: ReadonlyMap<Uid, Current>
    /** tracked entities of ours that are deleted in DHIS2 */
    gone: ReadonlySet<Uid>
    /** rows of a ledger that was put back from a copy */
    restored: ReadonlySet<RowKey>
    choices: ReadonlyMap<Uid, ReadonlyMap<string, 'partner' | 'facility'>>
    /** by row: what holds for the org unit of all its objects, once it is contested or was decided for the person */
    unitRulings: Map<RowKey, Ruling>
}

/** Decides what to do about one object; a person's comes before those that hang on it. */
export const decide = (claim: Claim, found: Current | undefined, deciding: Deciding): void => {
    const { row, wanted, known: record } = claim
    const { known, planner, plan, gone, inPart } = deciding
    const { reaches } = planner.reader
    const current = found ?? (reaches || record === undefined ? undefined : unseen(wanted))
    // what hung on a deleted person and did not go over to another one was deleted with her
    if (isDeleted(current) || (current === undefined && record !== undefined && gone.has(record.trackedEntity))) {
        plan.burnt.push({ row, uid: wanted.uid, code: BURNT[wanted.kind] })
        plan.reviews.push({ kind: 'BURNT', row, uid: wanted.uid })
        return
    }
    const program = known.programs.get(trackedEntityOf(wanted))
    const rulings = new Map([...doubtsOf(claim, current, deciding), ...rulingsOn(claim, deciding)])
    const move = reassignment(claim, current, { ...deciding, program, decided: rulings.get('orgUnit') })
    const difference = differenceOf(wanted, {
        delivered: record?.fields,
        current,
        keys: planner.keys,
        free: wanted.kind === 'event' && isVisit(wanted) && current?.kind === 'event' && current.object.status === 'SCHEDULE',
        rulings: move.is === 'contested' ? new Map([...rulings, ['orgUnit', 'ask']]) : rulings,
        inPart: !reaches || inPart.has(wanted.uid) || isReadInPart({ kind: wanted.kind, program }),
    })
    const kept = recordOf(wanted, {
        owner: row,
        fields: asDelivered(difference.fields),
        linked: wanted.kind === 'trackedEntity' ? known.linked.has(wanted.uid) : (record?.linked ?? known.found.has(wanted.uid)),
        program,
        since: record?.since ?? planner.run,
    })
    const conflicts = difference.action === 'create' ? [] : difference.conflicts
    noteConflicts(claim, conflicts, plan)
    if (conflicts.some(({ name }) => name === 'orgUnit')) {
        deciding.unitRulings.set(row, 'leave')
    } else if (move.is === 'moves') {
        plan.transfers.push({ ...move.transfer, row, record: record && givenTo(record, move.transfer.to) })
    } else if (move.is === 'enters' && record !== undefined && wanted.kind === 'trackedEntity') {
        plan.entrants.push(givenTo(record, wanted.orgUnit))
    }
    if (difference.action === 'none') {
        plan.settled.push(kept)
    } else if (difference.action === 'create' || current === undefined) {
        plan.deliveries.push({ row, wanted, action: 'create', payload: newObject(wanted), record: kept })
    } else {
        const payload = changedObject(wanted, current, { write: difference.write, delivered: difference.fields })
        const held = currentFields(current)
        const changes = difference.write.map(({ name, value }) => ({ field: name, from: held.get(name) ?? '', to: value }))
        plan.deliveries.push({ row, wanted, action: 'update', payload, record: kept, changes })
    }
}

/** An object that is there, as far as the ledger knows, and of which nothing can be seen. */
const unseen = (wanted: Wanted): Current => {
    const { kind, uid } = wanted
    switch (kind) {
        case 'trackedEntity':
            return { kind, object: { trackedEntity: uid } }
        case 'enrollment':
            return { kind, object: { enrollment: uid } }
        case 'event':
            return { kind, object: { event: uid, programStage: wanted.programStage } }
        case 'relationship':
            return { kind, object: {} }
    }
}

/** What people decided about an object; what they decided about a person's org unit holds for all that her row says. */
const rulingsOn = ({ row, wanted }: Claim, { choices, unitRulings }: Deciding): ReadonlyMap<string, Ruling> => {
    const own = choices.get(wanted.uid) ?? new Map<string, Ruling>()
    const chosen = own.get('orgUnit')
    if (wanted.kind === 'trackedEntity' && chosen !== undefined) {
        unitRulings.set(row, chosen)
    }
    const inherited = unitRulings.get(row)
    return inherited === undefined ? own : new Map([['orgUnit', inherited], ...own])
}

/** A cancelled enrollment of which an older copy of the ledger does not know who cancelled it: staff, or a run since. A person is asked. */
const doubtsOf = ({ row, wanted, known: record }: Claim, current: Current | undefined, { restored }: Deciding): Map<string, Ruling> => {
    const isCancelled = current?.kind === 'enrollment' && current.object.status === 'CANCELLED' && record?.status !== 'CANCELLED'
    const isDoubtful = ({ name, value, owner }: Field) => name === 'status' && value !== 'CANCELLED' && owner === 'partner'
    return new Map(isCancelled && restored.has(row) && fieldsOf(wanted).some(isDoubtful) ? [['status', 'ask']] : [])
}

const reassignment = (
    { wanted, known: record }: Claim,
    current: Current | undefined,
    { planner, program, decided }: Deciding & { program: Uid | undefined; decided: Ruling | undefined }
): Reassignment =>
    wanted.kind === 'trackedEntity'
        ? reassignmentOf(wanted, { delivered: record?.fields, current, program, keys: planner.keys, decided })
        : { is: 'stays' }

const noteConflicts = ({ row, wanted }: Claim, conflicts: readonly Field[], plan: PagePlan): void => {
    if (conflicts.length === 0) {
        return
    }
    const findings = conflicts.map(({ column }) => ({ reason: 'CONFLICT', column }))
    plan.remarks.set(row, [...(plan.remarks.get(row) ?? []), ...findings])
    plan.reviews.push(...conflicts.map(({ name: field }): ReviewRecord => ({ kind: 'CONFLICT', row, uid: wanted.uid, field })))
}

/** Codes with which DHIS2 refuses the UID of something deleted (dhis2-core 2.40-2.43). */
const BURNT: Record<Wanted['kind'], string> = { trackedEntity: 'E1114', enrollment: 'E1113', event: 'E1082', relationship: 'E4017' }
