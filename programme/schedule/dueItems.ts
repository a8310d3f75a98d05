import type { Episode } from '../episode.ts'
import { type Facts, factsOf } from './facts.ts'
import { type Deed, deedsOf, plansOf } from './fulfilment.ts'
import { readPurposeNote } from './purposeNote.ts'
import type { DueItem, Guideline, ItemState, Reason, ReasonCode } from './types.ts'
import { seriesIn, type Window, windowsOf } from './windows.ts'
import { addDays, type Day, daysBetween } from '#dhis2/day.ts'

/** States of an item that waits for somebody to do it. */
export const OPEN_STATES: readonly ItemState[] = ['open', 'due', 'late', 'overdue']

/**
 * Everything that the schedule asks of a pair, in order of due day: done, due, yet to come, or ended with the reason. Calendar days in
 * Africa/Nairobi; what was recorded after `today` does not count.
 */
export const dueItems = (episode: Episode, guidelines: readonly Guideline[], today: Day): DueItem[] =>
    factsOf(episode, today)
        .flatMap((facts) => itemsOf(facts, guidelines, today))
        .toSorted((one, other) => (one.due < other.due ? -1 : Number(one.due > other.due)))

const itemsOf = (facts: Facts, guidelines: readonly Guideline[], today: Day): DueItem[] => {
    const windows = windowsOf(facts, guidelines)
    const plans = plansOf(windows, facts.member)
    return seriesIn(windows).flatMap((series) => {
        const deeds = deedsOf(series, { ...facts, windows, today })
        const standings = settleSeries(
            series.map((window, place) => standingOf(window, deeds[place] ?? [], facts, today)),
            series
        )
        return series.map((window, place) => itemOf(window, standings[place], facts, { today, planned: plans.get(window) }))
    })
}

interface Standing {
    state: ItemState
    code: ReasonCode
    /** days that the reason speaks of */
    days: number
    deed?: Deed
}

const standingOf = (window: Window, deeds: readonly Deed[], facts: Facts, today: Day): Standing => {
    const deed = deeds.find(({ sample }) => sample === undefined || !['none', 'unusable'].includes(sample.result)) ?? deeds.at(-1)
    if (deed !== undefined && deed.sample?.result !== 'unusable') {
        return deed.sample?.result === 'none'
            ? { state: 'waiting', code: 'WAITING_FOR_RESULT', days: daysBetween(deed.sample.takenOn, today), deed }
            : { state: 'done', code: 'DONE', days: 0, deed }
    }
    if (window.to < followedFrom(window, facts) && !window.rule.catchUp) {
        return { state: 'beforeJoining', code: 'BEFORE_JOINING', days: 0 }
    }
    const ended = window.rule.stops.flatMap((stop) => facts.stopped.get(stop) ?? [])[0]
    if (ended !== undefined) {
        return { state: 'stopped', code: ended, days: 0 }
    }
    if (window.rule.kind !== undefined && facts.awaitingConfirmation && !window.rule.duringConfirmation) {
        return { state: 'held', code: 'AWAITING_CONFIRMATION', days: 0 }
    }
    if (window.rule.afterWeaning && facts.breastfeeding && window.from <= today && today <= window.to) {
        return { state: 'held', code: 'STILL_BREASTFEEDING', days: 0 }
    }
    if (window.rule.until !== undefined && today >= addDays(window.anchor, window.rule.until)) {
        return { state: 'superseded', code: 'LATER_ONE_OPEN', days: 0 }
    }
    const timed = byDate(window, today)
    return deed && timed.state !== 'future' ? { ...timed, code: 'SAMPLE_UNUSABLE' } : timed
}

/** Contacts of an infant alone are asked for from the day that nobody brings it any more. */
const followedFrom = ({ rule }: Window, { joinedOn, aloneSince = joinedOn }: Facts): Day =>
    rule.needs?.includes('noMother') && aloneSince > joinedOn ? aloneSince : joinedOn

const byDate = (window: Window, today: Day): Standing => {
    const days = daysBetween(window.due, today)
    if (today < window.from) {
        return { state: 'future', code: 'NOT_YET', days: -days }
    }
    if (today < window.due) {
        return { state: 'open', code: 'WINDOW_OPEN', days: -days }
    }
    if (today <= window.to) {
        return { state: 'due', code: 'DUE_NOW', days }
    }
    return { state: today < window.overdueFrom ? 'late' : 'overdue', code: 'LATE', days }
}

/** Lets later rows of a series put earlier ones to rest: whoever came since is not chased for what she missed before. */
const settleSeries = (standings: readonly Standing[], series: readonly Window[]): Standing[] => {
    const isOpen = ({ state }: Standing) => OPEN_STATES.includes(state)
    const settled = standings.map((standing, place): Standing => {
        const later = standings.slice(place + 1)
        const rule = series[place]?.rule
        if (!isOpen(standing)) {
            return standing
        }
        if (later.some(({ state }) => state === 'done' || state === 'waiting')) {
            return { ...standing, state: 'superseded', code: 'LATER_ONE_DONE' }
        }
        return (rule?.catchUp || rule?.closesWithNext) && later.some(isOpen)
            ? { ...standing, state: 'superseded', code: 'LATER_ONE_OPEN' }
            : standing
    })
    const tested = settled.some(({ state }) => state === 'done')
    return settled.map((standing, place) =>
        isOpen(standing) &&
        standing.code !== 'SAMPLE_UNUSABLE' &&
        !tested &&
        settled[place - 1]?.state === 'superseded' &&
        series[place]?.rule.catchUp
            ? { ...standing, code: 'FIRST_TEST' }
            : standing
    )
}

const itemOf = (
    window: Window,
    standing: Standing | undefined,
    facts: Facts,
    { today, planned }: { today: Day; planned?: DueItem['planned'] }
): DueItem => {
    const { state, code, days, deed } = standing ?? byDate(window, today)
    const { rule, due, from, to, overdueFrom } = window
    const reason: Reason = { code, params: { days } }
    return {
        key: rule.key,
        n: rule.n,
        subject: facts.member.trackedEntity,
        stage: rule.stage,
        kind: rule.kind,
        due,
        from,
        to,
        overdueFrom,
        state,
        daysLate: OPEN_STATES.includes(state) ? Math.max(0, daysBetween(due, today)) : 0,
        reason,
        // what was planned under an edition was done under it
        guideline: (deed?.event.purpose && readPurposeNote(deed.event.purpose)?.version) ?? window.version,
        fulfilledBy: deed && (state === 'done' || state === 'waiting') ? deed.event.uid : undefined,
        planned,
    }
}
