import { Failure } from '../failure.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Delivery } from '../plan/planPage.ts'
import type { Approve } from './sync.ts'

/** How much of what DHIS2 already holds one run may change, in percent of the objects that the ledger knows. */
export interface Limits {
    updates: number
    /** appointments skipped, enrollments cancelled, events and relationships deleted */
    voids: number
}

export const LIMITS: Limits = { updates: 20, voids: 2 }

/** So few changes are no sign of anything. */
const NEVER_TOO_MANY = 50

/**
 * Stops a run before it changes more than its share: a wrong export or a changed mapping shows itself before it has done much. What is new
 * is not limited, nor is it to finish what broken-off runs began.
 *
 * @param ledger as it is before the run: how many objects it knows, and which run was the last whole one
 */
export const changeBudget = (ledger: Pick<Ledger, 'countObjects' | 'lastWholeRun'>, limits: Limits): Approve => {
    const [known, lastWholeRun] = [ledger.countObjects(), ledger.lastWholeRun()]
    const allowed = (percent: number) => Math.max(NEVER_TOO_MANY, Math.floor((known * percent) / 100))
    let [updates, voids] = [0, 0]
    return (deliveries, _places, transfers = []) => {
        const changes = deliveries.filter(({ action, record }) => action !== 'create' && record.since <= lastWholeRun)
        updates += changes.length + transfers.length
        voids += changes.filter(isVoid).length
        if (updates > allowed(limits.updates)) {
            throw tooMany('change', limits.updates, known)
        }
        if (voids > allowed(limits.voids)) {
            throw tooMany('skip, cancel or delete', limits.voids, known)
        }
    }
}

const isVoid = ({ action, wanted, changes = [] }: Delivery): boolean =>
    action === 'delete' ||
    ('status' in wanted &&
        (wanted.status === 'SKIPPED' || wanted.status === 'CANCELLED') &&
        changes.some(({ field }) => field === 'status'))

const tooMany = (what: string, percent: number, known: number): Failure =>
    new Failure({
        kind: 'limit',
        what: `The run would ${what} more than ${percent} % of what it delivered before, and stopped. What was sent until then is safe.`,
        why: `The ledger knows ${known} objects. So many changes at once are often a wrong export or a mapping that changed.`,
        next: 'Look at it with kmmp plan. If it is right, kmmp apply carries the plan out, or limits: in kmmp.yaml allows more.',
    })
