import type { Wanted, WantedPlan } from '../records.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'
import type { Uid } from '#dhis2/uid.ts'

/** UIDs that an object is known by or points to. */
export const uidsIn = (wanted: Wanted): Uid[] => {
    switch (wanted.kind) {
        case 'trackedEntity':
            return [wanted.uid]
        case 'enrollment':
            return [wanted.uid, wanted.trackedEntity]
        case 'event':
            return [wanted.uid, wanted.trackedEntity, wanted.enrollment]
        case 'relationship':
            return [wanted.uid, wanted.from, wanted.to]
    }
}

/** The tracked entity that an object belongs to. */
export const trackedEntityOf = (object: { kind: Wanted['kind']; uid: Uid; trackedEntity?: Uid }): Uid =>
    object.kind === 'trackedEntity' ? object.uid : (object.trackedEntity ?? '')

/** Puts the UIDs that objects have in DHIS2 in the place of those that rows derive, wherever they stand. */
export const renamed = <T extends Wanted | WantedPlan>(wanted: T, aliases: ReadonlyMap<Uid, Uid>): T => {
    if (aliases.size === 0) {
        return wanted
    }
    const changed: Partial<Record<string, Uid>> = {}
    for (const [name, value] of Object.entries(wanted)) {
        const alias = REFERENCES.has(name) && typeof value === 'string' ? aliases.get(value) : undefined
        if (alias !== undefined) {
            changed[name] = alias
        }
    }
    return { ...wanted, ...changed }
}

const REFERENCES = new Set(['uid', 'trackedEntity', 'enrollment', 'from', 'to'])

/** The UID under which an object comes again whose own was deleted in DHIS2: that one can never be used again. */
export const againUid = (burnt: Uid): Uid => derivedUid('again', 'kmmp', burnt)

/** The UID under which an event comes in another enrollment. */
export const movedUid = (event: Uid, enrollment: Uid): Uid => derivedUid('moved', 'kmmp', `${event}/${enrollment}`)

/** The UID under which an appointment is planned again when the event that had its UID became a visit, or was deleted. */
export const plannedAgainUid = (event: Uid): Uid => derivedUid('planned again', 'kmmp', event)
