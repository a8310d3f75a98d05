import { addDays } from '#dhis2/day.ts'
import type { Day } from '#dhis2/day.ts'
import type { EpisodeEvent, Member } from '#programme/episode.ts'
import { OPEN_STATES } from '#programme/schedule/dueItems.ts'
import { FARTHEST_DAYS } from '#programme/schedule/nextContact.ts'
import type { DueItem } from '#programme/schedule/types.ts'

/** What happened, or was to happen, to one member of the pair on a day. */
export interface TimelineEntry {
    event: EpisodeEvent
    on: Day
    kind: 'recorded' | 'planned' | 'missed' | 'cancelled'
}

/** The events of a member, newest first. Cancelled plans stay in view: they tell why nobody was traced. */
export const timelineOf = (member: Member, today: Day): TimelineEntry[] =>
    member.events
        .flatMap((event): TimelineEntry[] => {
            const on = event.occurredOn ?? event.scheduledOn
            return on === undefined ? [] : [{ event, on, kind: kindOf(event, on, today) }]
        })
        .sort((a, b) => b.on.localeCompare(a.on))

const kindOf = ({ status }: EpisodeEvent, on: Day, today: Day): TimelineEntry['kind'] => {
    if (status === 'SKIPPED') {
        return 'cancelled'
    }
    if (status !== 'SCHEDULE') {
        return 'recorded'
    }
    return on < today ? 'missed' : 'planned'
}

const SHOWN_DONE = 2

/**
 * The items of the schedule worth showing: what is open or waits, the last two that were done, and the next of each kind to come within
 * three months, the longest time between two visits. What ended, was overtaken or lies before joining is history.
 */
export const scheduleStrip = (items: readonly DueItem[], today: Day): DueItem[] => {
    const done = items.filter(({ state }) => state === 'done').slice(-SHOWN_DONE)
    const open = items.filter(({ state }) => OPEN_STATES.includes(state) || state === 'waiting' || state === 'held')
    const next = new Map<string, DueItem>()
    const soon = addDays(today, FARTHEST_DAYS)
    for (const item of items.filter(({ state, due }) => state === 'future' && due <= soon)) {
        const name = `${item.subject} ${item.key}`
        if (!next.has(name)) {
            next.set(name, item)
        }
    }
    return [...done, ...open, ...next.values()].toSorted((a, b) => a.due.localeCompare(b.due))
}
