import { identify, standingEnrollment, type Identity } from '../identity/identify.ts'
import type { ObjectRecord, ReviewRecord } from '../ledger/ledger.ts'
import type { KnownIdentities, Wanted, WantedEnrollment } from '../records.ts'
import { claimsOf, type RowInHand } from './claims.ts'
import { againUid, renamed, trackedEntityOf, uidsIn } from './names.ts'
import type { PagePlan, Planner } from './planPage.ts'
import { sharedNumbers } from './sharedNumbers.ts'
import type { TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What the ledger and DHIS2 know of the objects of a page. */
export interface Known {
    aliases: Map<Uid, Uid>
    objects: Map<Uid, ObjectRecord>
    /** tracked entities that DHIS2 had before us */
    linked: Set<Uid>
    /** enrollments and events that DHIS2 had before us */
    found: Set<Uid>
    /** program of each tracked entity's enrollment, to read it with */
    programs: Map<Uid, Uid>
}

/** Finds out who the tracked entities of a page are; those of whom that is not certain are held in the plan. */
export const identifyPage = async (
    rows: readonly RowInHand[],
    planner: Planner,
    { plan, gone }: { plan: PagePlan; gone: ReadonlySet<Uid> }
): Promise<Known> => {
    const wanted = rows.flatMap(({ mapped }) => mapped.wanted)
    const owners = rows.flatMap(({ mapped }) => mapped.plans.flatMap(({ trackedEntity, enrollment }) => [trackedEntity, enrollment]))
    const uids = [...new Set([...wanted.flatMap(uidsIn), ...owners])]
    const aliases = planner.ledger.aliases(uids)
    noteWithdrawn(
        uids.map((uid) => aliases.get(uid) ?? uid),
        planner,
        plan
    )
    redirect(aliases, plan.aliases)
    const objects = planner.ledger.objects([...new Set(uids.map((uid) => aliases.get(uid) ?? uid))])
    const unknown = wanted
        .filter((object) => object.kind === 'trackedEntity')
        .filter(({ uid }) => isUnknown(aliases.get(uid) ?? uid, objects, gone) && !planner.uncertain.has(uid))
    const enrolled = new Map(wanted.flatMap((object) => (object.kind === 'enrollment' ? [[object.trackedEntity, object.program]] : [])))
    const identities = await identify(unknown, planner.reader, {
        ...planner,
        decided: identitiesOf(rows, planner.ledger),
        alike: async (person) => {
            const program = enrolled.get(person.uid)
            return program === undefined || gone.has(aliases.get(person.uid) ?? person.uid) ? [] : planner.strangers.alike(person, program)
        },
    })
    const linked = new Set([...objects.values()].filter((record) => record.linked).map(({ trackedEntity }) => trackedEntity))
    const found = new Set<Uid>()
    const waiting = enrolledTwice(wanted, { aliases, objects, identities })
    for (const { key, mapped } of rows) {
        for (const object of mapped.wanted) {
            if (waiting.has(trackedEntityOf(object))) {
                plan.held.set(key, { reason: 'PARENT_MISSING' })
                plan.waiting.add(trackedEntityOf(object))
                continue
            }
            const identity = identities.get(trackedEntityOf(object))
            if (identity?.is === 'ambiguous' && object.kind === 'trackedEntity') {
                plan.held.set(key, { reason: 'IDENTITY_AMBIGUOUS', column: identity.column })
                plan.waiting.add(object.uid)
                plan.reviews.push(...identity.candidates.map((found): ReviewRecord => ({ kind: 'IDENTITY', row: key, ...found })))
            }
            if (identity?.is === 'linked') {
                linked.add(identity.found.trackedEntity)
                const known = renamed(object, aliases)
                const standing = known.kind === 'enrollment' ? standingEnrollment(known, identity.found) : undefined
                if (object.kind === 'trackedEntity' && gone.has(known.uid)) {
                    plan.remarks.set(key, [{ reason: 'MERGED_IN_DHIS2' }])
                }
                note(plan.aliases, trackedEntityOf(object), identity.found.trackedEntity)
                note(plan.aliases, object.uid, standing)
                if (standing !== undefined && standing !== object.uid) {
                    found.add(standing)
                }
            }
        }
    }
    plan.aliases.forEach((uid, derived) => aliases.set(derived, uid))
    holdShared(rows, planner, { plan, aliases, objects })
    return { aliases, objects, linked, found, programs: programsOf(wanted, aliases, objects) }
}

/**
 * Persons who are found to be one of whom another row of the page tells, before anybody of them is enrolled: only one of the two enrolls her, and
 * the other goes on with that enrollment once it is there.
 */
const enrolledTwice = (
    wanted: readonly Wanted[],
    { aliases, objects, identities }: Pick<Known, 'aliases' | 'objects'> & { identities: ReadonlyMap<Uid, Identity> }
): ReadonlySet<Uid> => {
    const foundIn = ({ trackedEntity }: WantedEnrollment): TrackedEntity | undefined => {
        const identity = identities.get(trackedEntity)
        return identity?.is === 'linked' ? identity.found : undefined
    }
    const coming = wanted.filter(
        (object): object is WantedEnrollment => object.kind === 'enrollment' && !objects.has(aliases.get(object.uid) ?? object.uid)
    )
    const place = (person: Uid, { program }: WantedEnrollment): string => `${person} ${program}`
    const first = new Map<string, Uid>()
    for (const enrollment of coming.filter((one) => foundIn(one) === undefined)) {
        const { trackedEntity } = enrollment
        first.set(place(aliases.get(trackedEntity) ?? trackedEntity, enrollment), trackedEntity)
    }
    const waiting = new Set<Uid>()
    for (const enrollment of coming) {
        const { trackedEntity } = enrollment
        const person = foundIn(enrollment)
        if (person !== undefined && standingEnrollment(enrollment, person) === undefined) {
            const at = place(person.trackedEntity, enrollment)
            const other = first.get(at) ?? trackedEntity
            first.set(at, other)
            if (other !== trackedEntity) {
                waiting.add(trackedEntity)
            }
        }
    }
    return waiting
}

/** Holds persons who come with the number of an earlier one of the page. */
const holdShared = (
    rows: readonly RowInHand[],
    planner: Planner,
    { plan, aliases, objects }: { plan: PagePlan } & Pick<Known, 'aliases' | 'objects'>
): void => {
    const persons = rows
        .filter(({ key }) => !plan.held.has(key))
        .map(({ key, mapped }) => ({
            key,
            wanted: mapped.wanted.filter(({ kind }) => kind === 'trackedEntity').map((person) => renamed(person, aliases)),
        }))
    // a person of whom several rows tell comes with what the first of them says
    const comers = claimsOf(persons, objects).flatMap(({ row, wanted, known }) =>
        wanted.kind === 'trackedEntity' ? [{ row, wanted, known }] : []
    )
    for (const { comer, column, other } of sharedNumbers(comers, planner)) {
        plan.held.set(comer.row, { reason: 'IDENTITY_AMBIGUOUS', column })
        plan.reviews.push({ kind: 'IDENTITY', row: comer.row, ...other })
        // who is there already can be visited, whatever becomes of her new number
        if (comer.known === undefined) {
            plan.waiting.add(comer.wanted.uid)
            aliases.forEach((uid, derived) => uid === comer.wanted.uid && plan.waiting.add(derived))
        }
    }
}

/** True for a tracked entity that the ledger does not know, and for one that DHIS2 deleted: she may live on in another. */
const isUnknown = (uid: Uid, objects: ReadonlyMap<Uid, ObjectRecord>, gone: ReadonlySet<Uid>): boolean => !objects.has(uid) || gone.has(uid)

/** What people ever decided about the tracked entities of some rows, by the UID that the row derives. */
const identitiesOf = (rows: readonly RowInHand[], ledger: Planner['ledger']): Map<Uid, KnownIdentities> => {
    const decided = ledger.identities(rows.filter(({ knownBefore }) => knownBefore).map(({ key }) => key))
    return new Map(
        rows.flatMap(({ key, mapped }) => {
            const identities = decided.get(key)
            return mapped.wanted.flatMap(({ kind, uid }) =>
                kind === 'trackedEntity' && identities !== undefined ? [[uid, identities] as const] : []
            )
        })
    )
}

/** What was withdrawn by being deleted comes again under another UID; of the rest it is noted that it was withdrawn. */
const noteWithdrawn = (uids: readonly Uid[], { ledger }: Planner, plan: PagePlan): void => {
    for (const [uid, state] of ledger.withdrawals.states(uids)) {
        if (state === 'deleted') {
            plan.aliases.set(uid, againUid(uid))
        } else {
            plan.withdrawn.add(uid)
        }
    }
}

/** An object made again may have been known under another UID before: what leads to the burnt one leads to the new one. */
const redirect = (aliases: Map<Uid, Uid>, again: Map<Uid, Uid>): void => {
    const ledTo = [...aliases].flatMap(([derived, uid]) => {
        const led = again.get(uid)
        return led === undefined ? [] : [[derived, led] as const]
    })
    ledTo.forEach(([derived, uid]) => again.set(derived, uid))
    again.forEach((uid, derived) => aliases.set(derived, uid))
}

const note = (aliases: Map<Uid, Uid>, derived: Uid, uid: Uid | undefined): void => {
    if (uid !== undefined && uid !== derived) {
        aliases.set(derived, uid)
    }
}

const programsOf = (wanted: readonly Wanted[], aliases: ReadonlyMap<Uid, Uid>, objects: ReadonlyMap<Uid, ObjectRecord>): Map<Uid, Uid> => {
    const programs = new Map<Uid, Uid>()
    for (const { kind, trackedEntity, program } of objects.values()) {
        if (kind === 'trackedEntity' && program !== undefined) {
            programs.set(trackedEntity, program)
        }
    }
    for (const object of wanted) {
        if (object.kind === 'enrollment') {
            programs.set(aliases.get(object.trackedEntity) ?? object.trackedEntity, object.program)
        }
    }
    return programs
}
