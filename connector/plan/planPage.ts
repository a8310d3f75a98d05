import type { Directory } from '../identity/identify.ts'
import type { Recognition, Strangers } from '../identity/strangers.ts'
import type { Keys } from '../ledger/keys.ts'
import type { DecidedReview, Ledger, ObjectRecord, ReviewRecord, RowKey } from '../ledger/ledger.ts'
import { letIoPass } from '../letIoPass.ts'
import type { Metadata } from '../metadata.ts'
import type { Finding, Wanted, WantedEvent } from '../records.ts'
import { eventOf, joined, mayKeep } from './appointments.ts'
import { claimsOf, type Claim, type RowInHand } from './claims.ts'
import { choicesOf, decide } from './decide.ts'
import { fingerprintsOf } from './diff.ts'
import type { Current } from './fields.ts'
import { identifyPage, type Known } from './identifyPage.ts'
import { followLinks, inItsEnrollment } from './moved.ts'
import { againUid, renamed, trackedEntityOf, uidsIn } from './names.ts'
import type { Payload } from './payload.ts'
import { grouped, isDeleted, readCurrent, readInPart, type Reader } from './readCurrent.ts'
import type { Transfer } from './reassign.ts'
import { recordedVisits, recordIdOf } from './recordedVisits.ts'
import { isVisit, takeOvers } from './takeOver.ts'
import type { Day } from '#dhis2/day.ts'
import type { Event } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** An object to be sent, and what to remember of it once DHIS2 has confirmed it. */
export interface Delivery {
    row: RowKey
    wanted: Wanted
    action: 'create' | 'update' | 'delete'
    payload: Payload
    record: ObjectRecord
    /** of an update: the fields that change; of a deletion: those that go */
    changes?: readonly FieldChange[]
}

export interface FieldChange {
    /** scalar by name, or UID of an attribute or data element */
    field: string
    /** empty: nothing there */
    from: string
    to: string
}

/** What is to be done for one page of rows. Rows in `held` do nothing and wait for the reason given. */
export interface PagePlan {
    deliveries: Delivery[]
    /** persons who go to another facility; they go before anything else of their rows */
    transfers: Transfer[]
    /** persons whom their enrollment gives to another facility than the one of their record, as they are if that record does not arrive */
    entrants: ObjectRecord[]
    /** objects that DHIS2 already holds as wanted */
    settled: ObjectRecord[]
    /** links that are new */
    aliases: Map<Uid, Uid>
    /** all links that concern these rows: the UID that a row derives → the UID in DHIS2 */
    names: ReadonlyMap<Uid, Uid>
    held: Map<RowKey, Finding>
    /** what is to be said of rows that are delivered: values that somebody else changed as well, persons merged in DHIS2 */
    remarks: Map<RowKey, Finding[]>
    /** objects whose UID belongs to something deleted in DHIS2, by row */
    burnt: { row: RowKey; uid: Uid; code: string }[]
    /** what a person must decide */
    reviews: ReviewRecord[]
    /** subjects behind these tracked entities wait, too */
    waiting: Set<Uid>
    /** the objects that each row wants, by the UIDs that they have in DHIS2 */
    named: Map<RowKey, readonly Uid[]>
    /** rows that want an object which belongs to another row */
    shares: { uid: Uid; row: RowKey }[]
    /** objects that were withdrawn, and that DHIS2 still holds */
    withdrawn: Set<Uid>
}

export interface Planner {
    ledger: Ledger
    keys: Keys
    reader: Reader & Directory
    metadata: Metadata
    recognition: Recognition
    /** people who were in DHIS2 before us */
    strangers: Strangers
    run: number
    /** UIDs that a broken-off run sent without learning their fate */
    uncertain: ReadonlySet<Uid>
}

/**
 * Decides what to send for a page of rows: only new objects and changed fields. Reads DHIS2 where the ledger cannot know enough. Persons who
 * turn out to be deleted there are looked up once more by their numbers: they may have been merged into somebody else.
 */
export const planPage = async (rows: readonly RowInHand[], planner: Planner): Promise<PagePlan> => {
    const { plan, gone } = await planOnce(rows, planner, new Set())
    return gone.size === 0 ? plan : (await planOnce(rows, planner, gone)).plan
}

/** @param gone tracked entities of ours that are deleted in DHIS2 */
const planOnce = async (
    rows: readonly RowInHand[],
    planner: Planner,
    gone: ReadonlySet<Uid>
): Promise<{ plan: PagePlan; gone: Set<Uid> }> => {
    const plan = emptyPlan()
    const decided = planner.ledger.decisions(rows.map(({ key }) => key))
    makeAgain(decided, plan)
    const known = await identifyPage(rows, planner, { plan, gone })
    plan.names = known.aliases
    await letIoPass()
    const wantedByRow = rows
        .filter(({ key }) => !plan.held.has(key))
        .map((row) => ({
            key: row.key,
            wanted: sureOf(row, known).map((object) =>
                inItsEnrollment(renamed(object, known.aliases), row.key, { known, aliases: plan.aliases })
            ),
        }))
    holdOrphans(wantedByRow, plan)
    const free = wantedByRow.filter(({ key }) => !plan.held.has(key))
    const reopened = new Set(rows.filter((row) => row.reopened).map(({ key }) => key))
    const all = claimsOf(free, known.objects)
    const claims = all.filter(
        ({ row, wanted, known: record }) => reopened.has(row) || gone.has(wanted.uid) || isNewOrChanged(wanted, record, planner.keys)
    )
    const visits = newVisits(claims, known, planner)
    const { recorded, plans } = await findVisits(visits, known, planner)
    const unrecorded = new Set(visits.filter((visit) => recordIdOf(visit) === undefined).map(({ uid }) => uid))
    const toRead = claims
        .filter((claim) => !recorded.has(claim.wanted.uid) && (unrecorded.has(claim.wanted.uid) || needsReading(claim, known, planner)))
        .map(({ wanted }) => wanted)
    const current = await readCurrent(toRead, planner.reader, known.programs)
    const inPart = await readInPart(unseenPersons(toRead, current, known), current, planner.reader)
    await letIoPass()
    const restored = new Set(rows.filter((row) => row.restored).map(({ key }) => key))
    const deciding = { known, inPart, planner, plan, gone, restored, choices: choicesOf(decided), unitRulings: new Map() }
    for (const claim of claims) {
        const { uid } = claim.wanted
        const event = recorded.get(uid) ?? (current.has(uid) ? undefined : plans.get(uid))
        if (event === undefined) {
            decide(claim, current.get(uid), deciding)
        } else {
            noteStanding(event, uid, { known, planner, plan })
            decide({ ...claim, wanted: { ...claim.wanted, uid: event.event } }, { kind: 'event', object: event }, deciding)
        }
    }
    followLinks(known.aliases, plan.aliases)
    noteWants(free, { claims: all, known, plan })
    return { plan, gone: deletedPersons(current) }
}

/** What a row wants, without what it may want only because its file lacks a column and it did without before. */
const sureOf = ({ mapped, deliveredBefore, before }: RowInHand, { aliases }: Known): readonly Wanted[] => {
    const { wanted, unsure } = mapped
    if (unsure === undefined || !deliveredBefore) {
        return wanted
    }
    const had = new Set(before.flatMap((uid) => [uid, aliases.get(uid) ?? uid]))
    return wanted.filter(({ uid }) => !unsure.has(uid) || had.has(aliases.get(uid) ?? uid))
}

/**
 * Persons of whom DHIS2 shows nothing in the program, though they are known: somebody found there who is not enrolled yet, and a merged one
 * whose enrollments went to another. They are seen without a program, in part.
 */
const unseenPersons = (read: readonly Wanted[], current: ReadonlyMap<Uid, Current>, known: Known): Uid[] => {
    const persons = new Set(read.filter(({ kind }) => kind !== 'event').map(trackedEntityOf))
    return [...persons].filter((uid) => (known.objects.has(uid) || known.linked.has(uid)) && !current.has(uid))
}

const deletedPersons = (current: ReadonlyMap<Uid, Current>): Set<Uid> =>
    new Set([...current].filter(([, found]) => found.kind === 'trackedEntity' && isDeleted(found)).map(([uid]) => uid))

/** Notes which objects each row wants, and which of them belong to another row. */
const noteWants = (
    rows: readonly { key: RowKey; wanted: readonly Wanted[] }[],
    { claims, known, plan }: { claims: readonly Claim[]; known: Known; plan: PagePlan }
): void => {
    const claimed = new Map(claims.map(({ row, wanted }) => [wanted.uid, row]))
    for (const { key, wanted } of rows) {
        const uids = wanted.map(({ uid }) => plan.aliases.get(uid) ?? uid)
        plan.named.set(key, uids)
        wanted.forEach(({ uid }, place) => {
            if ((known.objects.get(uid)?.owner ?? claimed.get(uid)) !== key) {
                plan.shares.push({ uid: uids[place] ?? uid, row: key })
            }
        })
    }
}

const emptyPlan = (): PagePlan => ({
    deliveries: [],
    transfers: [],
    entrants: [],
    settled: [],
    aliases: new Map(),
    names: new Map(),
    held: new Map(),
    remarks: new Map(),
    burnt: [],
    reviews: [],
    waiting: new Set(),
    named: new Map(),
    shares: [],
    withdrawn: new Set(),
})

/** What was deleted in DHIS2 comes again under a UID of its own, derived from the burnt one. */
const makeAgain = (decided: readonly DecidedReview[], plan: PagePlan): void => {
    for (const { uid, decision } of decided) {
        if (decision === 'again') {
            plan.aliases.set(uid, againUid(uid))
        }
    }
}

/** Rows of other rows' persons that wait for a decision wait with them. */
const holdOrphans = (rows: readonly { key: RowKey; wanted: readonly Wanted[] }[], plan: PagePlan): void => {
    for (const { key, wanted } of rows) {
        if (wanted.some((object) => uidsIn(object).some((uid) => plan.waiting.has(uid)))) {
            plan.held.set(key, { reason: 'PARENT_MISSING' })
        }
    }
}

const isNewOrChanged = (wanted: Wanted, known: ObjectRecord | undefined, keys: Keys): boolean =>
    known === undefined || fingerprintsOf(wanted, keys) !== known.fields

/** Visits that the ledger does not know, of enrollments that are older than this run: DHIS2 may hold them already, or plans of them. */
const newVisits = (claims: readonly Claim[], known: Known, { run }: Planner): WantedEvent[] =>
    claims.flatMap(({ wanted, known: record }) =>
        wanted.kind === 'event' && !record && isVisit(wanted) && isOlderThan(run, wanted, known) ? [wanted] : []
    )

/** The events of DHIS2 that new visits are already, and the open plans, on which others may have been at work, whose place the others may take. */
const findVisits = async (
    visits: readonly WantedEvent[],
    { aliases }: Known,
    { reader, ledger }: Planner
): Promise<{ recorded: Map<Uid, Event>; plans: Map<Uid, Event> }> => {
    const byProgram = [...grouped(visits, ({ program }) => program)]
    const [recorded, ...open] = await Promise.all([
        recordedVisits(visits, { reader, ledger, aliases }),
        ...byProgram.map(([program, group]) => reader.openPlans([...new Set(group.map(({ enrollment }) => enrollment))], program)),
    ])
    const others = visits.filter(({ uid }) => !recorded.has(uid))
    const plans = open.flat()
    const named = new Map(joined(ledger.plansAt(plans.map(({ event }) => event))).map((plan) => [eventOf(plan), plan]))
    const mayTake = ({ event }: Event, day: Day): boolean => {
        const plan = named.get(event)
        return plan === undefined || mayKeep(plan, day)
    }
    return { recorded, plans: takeOvers(others, plans, mayTake) }
}

/** Notes that an event stands for a visit; one that we did not make ourselves was there before us. */
const noteStanding = (
    { event }: Event,
    derived: Uid,
    { known, planner, plan }: { known: Known; planner: Planner; plan: PagePlan }
): void => {
    if (event === derived) {
        return
    }
    plan.aliases.set(derived, event)
    if (!planner.ledger.objects([event]).has(event)) {
        known.found.add(event)
    }
}

const isOlderThan = (run: number, { trackedEntity, enrollment }: WantedEvent, known: Known): boolean =>
    known.linked.has(trackedEntity) || (known.objects.get(enrollment)?.since ?? run) < run

const needsReading = ({ wanted, known: record }: Claim, known: Known, { uncertain }: Planner): boolean =>
    record !== undefined || uncertain.has(wanted.uid) || known.linked.has(trackedEntityOf(wanted))
