import { type EpisodeEvent, isRecorded, type Member } from '../episode.ts'
import { type Sample, sampleAsOf, sampleOf } from '../sample.ts'
import { readPurposeNote } from './purposeNote.ts'
import type { Answers, Rule } from './types.ts'
import type { Window } from './windows.ts'
import { type Day, daysBetween } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

/** A plan without a note of its own belongs to a row this near. */
const NEAR_DAYS = 45

/** What has been done about a row. */
export type Deed = { event: EpisodeEvent; sample?: Sample }

/** What may count for rows: the events to look at, all rows of the person, and the day up to which results are known. */
export interface History {
    witnesses: readonly EpisodeEvent[]
    member: Member
    windows: readonly Window[]
    today: Day
}

/**
 * Which recorded events belong to which row of one series, in the order of the rows. An event counts for one row of it: the one it names
 * in its point field, else the one whose turn its date falls in, from the day that row opens until the next one opens. Rows that are done
 * by certain answers take any event that gives them.
 */
export const deedsOf = (series: readonly Window[], history: History): Deed[][] => {
    const first = series[0]?.rule
    if (first === undefined || first.doneBy) {
        return series.map((window) => answering(window, history.witnesses))
    }
    const deeds: Deed[][] = series.map(() => [])
    for (const event of history.member.events) {
        if (event.stage !== first.stage || !isRecorded(event) || !isOfKind(event, first)) {
            continue
        }
        const taken = sampleOf(event)
        const sample = taken && sampleAsOf(taken, history.today)
        if (taken === undefined || sample !== undefined) {
            deeds[placeOf(event, sample?.takenOn ?? event.occurredOn, { series, windows: history.windows })]?.push({ event, sample })
        }
    }
    return deeds
}

const answering = ({ rule, from }: Window, witnesses: readonly EpisodeEvent[]): Deed[] =>
    witnesses
        .filter(
            (event) =>
                rule.doneBy?.some((answers) => gives(event, answers)) && isRecorded(event) && (rule.anyDay || event.occurredOn >= from)
        )
        .map((event) => ({ event }))

const gives = ({ values }: EpisodeEvent, answers: Answers): boolean => {
    for (const field in answers) {
        if (answers[field] === true ? values[field] === undefined : values[field] !== answers[field]) {
            return false
        }
    }
    return true
}

const isOfKind = ({ values }: EpisodeEvent, { kind, only }: Rule): boolean => {
    const [field = '', ...answers] = only ?? []
    const answer = values[field]
    return (kind === undefined || (values.CTEST_KIND ?? kind) === kind) && (answer === undefined || answers.includes(answer))
}

const names = ({ stage, values }: EpisodeEvent, { rule }: Window): boolean =>
    rule.stage === stage && rule.point !== undefined && values[rule.point[0]] === rule.point[1]

const placeOf = (event: EpisodeEvent, on: Day, { series, windows }: { series: readonly Window[]; windows: readonly Window[] }): number => {
    const isNamed = (window: Window) => names(event, window) && isOfKind(event, window.rule)
    if (windows.some(isNamed)) {
        return series.findIndex(isNamed)
    }
    const byTurn = series.findLastIndex((window) => window.from <= on && !window.rule.onlyNamed)
    return byTurn >= 0 ? byTurn : series.findIndex(({ rule }) => rule.anyDay)
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
        windows.filter(({ rule, due }) => rule.stage === event.stage && !rule.doneBy && Math.abs(daysBetween(due, on)) <= NEAR_DAYS),
        on
    )
}

const nearest = (windows: readonly Window[], on: Day): Window | undefined =>
    windows.toSorted((one, other) => Math.abs(daysBetween(one.due, on)) - Math.abs(daysBetween(other.due, on)))[0]
