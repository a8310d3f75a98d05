import type { Ledger } from '../ledger/ledger.ts'
import type { WantedEvent } from '../records.ts'
import { grouped, isDeleted, type Reader } from './readCurrent.ts'
import { dayPart, daysBetween } from '#dhis2/day.ts'
import type { Event } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

interface Looking {
    reader: Reader
    ledger: Pick<Ledger, 'objects' | 'aliases' | 'withdrawals'>
    /** links that concern the page: the UID that a row derives → the UID in DHIS2 */
    aliases: ReadonlyMap<Uid, Uid>
}

/** The id of its record, as a visit carries it; undefined when the mapping does not write it. */
export const recordIdOf = ({ recordIn, values }: WantedEvent): string | undefined =>
    values.find(({ id, value }) => id === recordIn && value !== '')?.value

/**
 * The events of DHIS2 that hold visits of which the ledger knows nothing: it was lost or is an older copy, or the run before broke off with the
 * visit on its way. A visit that took the place of a plan has the plan's UID, so only the id of its record tells which event it became.
 *
 * @returns the UID that the row derives → the event
 */
export const recordedVisits = async (visits: readonly WantedEvent[], looking: Looking): Promise<Map<Uid, Event>> => {
    const asked = visits.filter((visit) => recordIdOf(visit) !== undefined)
    const found = await Promise.all(
        [...grouped(asked, ({ recordIn, program }) => `${recordIn} ${program}`).values()].map((group) => readGroup(group, looking.reader))
    )
    const events = found.flat()
    return events.length === 0 ? new Map() : matched(asked, unclaimed(events, looking))
}

const readGroup = async (visits: readonly WantedEvent[], reader: Reader): Promise<Event[]> => {
    const [first] = visits
    const records = visits.map((visit) => ({ enrollment: visit.enrollment, id: recordIdOf(visit) ?? '' }))
    return first?.recordIn === undefined ? [] : reader.recordedEvents(records, first.recordIn, first.program)
}

/** Without those that the ledger has as held, and deleted ones of which it knows what came of them. */
const unclaimed = (events: readonly Event[], { ledger, aliases }: Looking): Event[] => {
    const uids = events.map(({ event }) => event)
    const objects = ledger.objects(uids)
    const withdrawn = ledger.withdrawals.states(uids)
    const again = ledger.aliases(uids)
    return events.filter((event) => {
        const status = objects.get(event.event)?.status
        const isHeld = status === 'ACTIVE' || status === 'COMPLETED'
        const isSettled = isGone(event) && [withdrawn, again, aliases].some((known) => known.has(event.event))
        return !isHeld && !isSettled
    })
}

/** No event is taken twice; first come those that have the visit's own UID, unless it was deleted and stands under another by now. */
const matched = (visits: readonly WantedEvent[], events: readonly Event[]): Map<Uid, Event> => {
    const taken = new Map<Uid, Event>()
    const free = new Set(events)
    const take = (visit: WantedEvent, event: Event | undefined): void => {
        if (event !== undefined) {
            taken.set(visit.uid, event)
            free.delete(event)
        }
    }
    for (const visit of visits) {
        take(
            visit,
            events.find((event) => event.event === visit.uid && !isGone(event))
        )
    }
    for (const visit of visits.filter(({ uid }) => !taken.has(uid))) {
        const [nearest] = [...free].filter((event) => isOf(visit, event)).toSorted((a, b) => rank(visit, a) - rank(visit, b))
        take(visit, nearest)
    }
    return taken
}

const isOf = (visit: WantedEvent, { enrollment, programStage, dataValues = [] }: Event): boolean =>
    enrollment === visit.enrollment &&
    programStage === visit.programStage &&
    dataValues.some(({ dataElement, value }) => dataElement === visit.recordIn && value === recordIdOf(visit))

const DELETED = 1_000_000

/** Days between them; whatever is deleted comes last. */
const rank = (visit: WantedEvent, event: Event): number => {
    const { occurredAt } = event
    const days = occurredAt === undefined || visit.occurredAt === undefined ? 0 : daysBetween(dayPart(occurredAt), visit.occurredAt)
    return Math.abs(days) + (isGone(event) ? DELETED : 0)
}

const isGone = (event: Event): boolean => isDeleted({ kind: 'event', object: event })
