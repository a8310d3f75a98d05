import type { PlanRecord } from '../ledger/ledger.ts'
import type { PlanStatus } from '../records.ts'
import { grouped } from './readCurrent.ts'
import type { Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Which word counts where several records of one appointment differ. */
const WEIGHT: readonly (PlanStatus | undefined)[] = ['KEPT', 'MISSED', 'SCHEDULED', 'CANCELLED', undefined]

/** One plan for each day, whoever names it: what a record of it says goes before the visit that named it; dropped once nobody names it. */
export const joined = (namings: readonly PlanRecord[]): PlanRecord[] =>
    [...grouped(namings, ({ uid }) => uid).values()].flatMap((named) => {
        const alive = named.filter(({ state }) => state !== 'dropped')
        const [first] = (alive.length > 0 ? alive : named).toSorted((a, b) => WEIGHT.indexOf(a.status) - WEIGHT.indexOf(b.status))
        const pending = alive.some(({ state }) => state === 'pending')
        const namedOn = alive.flatMap((naming) => naming.namedOn ?? []).toSorted()[0] ?? first?.namedOn
        const event = named.find((naming) => naming.event !== undefined)?.event
        return first === undefined ? [] : { ...first, namedOn, state: pending ? 'pending' : first.state, event }
    })

/** UID of a plan's event in DHIS2, where it stands there. */
export const eventOf = ({ uid, event = uid }: PlanRecord): Uid => event

/** True for a day on which a visit may keep a plan: only one after the visit that named it, and none where the partner says that nobody came. */
export const mayKeep = ({ status, namedOn }: PlanRecord, day: Day): boolean =>
    status !== 'MISSED' && status !== 'CANCELLED' && (namedOn === undefined || day > namedOn)
