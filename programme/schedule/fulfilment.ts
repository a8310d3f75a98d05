import { type EpisodeEvent, isRecorded, type Member } from '../episode.ts'
import { type Sample, sampleAsOf, sampleOf } from '../sample.ts'
import { readPurposeNote } from './purposeNote.ts'
import type { Window } from './windows.ts'
import { type Day, daysBetween } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

/** A plan without a note of its own belongs to a row this near (app-design.md 0.4). */
const NEAR_DAYS = 45

/** What has been done about a row. */
export type Deed = { event: EpisodeEvent; sample?: Sample }

/**
 * Which recorded events belong to which row of one series, in the order of the rows. An event counts for one row: the one it names in its
 * point field, else the one whose turn its date falls in, from the day that row opens until the next one opens.
 */
export const deedsOf = (series: readonly Window[], member: Member, today: Day): Deed[][] => {
    const deeds: Deed[][] = series.map(() => [])
    const stage = series[0]?.rule.stage
    for (const event of member.events) {
        if (event.stage !== stage || !isRecorded(event) || !isOfKind(event, series)) {
            continue
        }
        const taken = sampleOf(event)
        const sample = taken && sampleAsOf(taken, today)
        if (taken === undefined || sample !== undefined) {
            deeds[placeOf(event, sample?.takenOn ?? event.occurredOn, series)]?.push({ event, sample })
        }
    }
    return deeds
}

const isOfKind = (event: EpisodeEvent, series: readonly Window[]): boolean => {
    const kind = series[0]?.rule.kind
    return kind === undefined || (event.values.CTEST_KIND ?? kind) === kind
}

const placeOf = (event: EpisodeEvent, on: Day, series: readonly Window[]): number => {
    const named = series.findIndex(({ rule }) => rule.point !== undefined && event.values[rule.point[0]] === rule.point[1])
    if (named >= 0) {
        return named
    }
    const turn = series.findLastIndex((window) => window.from <= on)
    return turn >= 0 ? turn : series.findIndex(({ rule }) => rule.anyDay)
}

/** The plan for each row: by the key in its note, else by stage, and then the row due nearest. The earliest plan of a row holds. */
export const plansOf = (windows: readonly Window[], member: Member): Map<Window, { event: Uid; on: Day }> => {
    const plans = new Map<Window, { event: Uid; on: Day }>()
    for (const event of member.events) {
        const window = event.status === 'SCHEDULE' && event.scheduledOn !== undefined && plannedFor(event, event.scheduledOn, windows)
        if (window && event.scheduledOn !== undefined && !plans.has(window)) {
            plans.set(window, { event: event.uid, on: event.scheduledOn })
        }
    }
    return plans
}

const plannedFor = (event: EpisodeEvent, on: Day, windows: readonly Window[]): Window | undefined => {
    const purpose = event.purpose === undefined ? undefined : readPurposeNote(event.purpose)
    const byKey = windows.filter(({ rule }) => rule.key === purpose?.key)
    if (byKey.length > 0) {
        return nearest(byKey, on)
    }
    return nearest(
        windows.filter(({ rule, due }) => rule.stage === event.stage && Math.abs(daysBetween(due, on)) <= NEAR_DAYS),
        on
    )
}

const nearest = (windows: readonly Window[], on: Day): Window | undefined =>
    windows.toSorted((one, other) => Math.abs(daysBetween(one.due, on)) - Math.abs(daysBetween(other.due, on)))[0]
