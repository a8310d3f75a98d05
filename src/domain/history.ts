import type { Task } from './plannedItem.ts'
import { CLINIC_CONTACTS } from './worklist.ts'
import { daysBetween } from '#dhis2/day.ts'
import type { Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'
import { birthOf, isRecorded } from '#programme/episode.ts'
import type { Episode } from '#programme/episode.ts'
import { dueItems, OPEN_STATES } from '#programme/schedule/dueItems.ts'
import { factsOf } from '#programme/schedule/facts.ts'
import { guidelines } from '#programme/schedule/guidelines.ts'
import type { DueItem } from '#programme/schedule/types.ts'

/** What the record of a pair says is owed, where planned events alone may be silent or out of date. */
export interface History {
    /** what is due or past, and what is planned and can be done or comes next */
    owed: readonly Task[]
    /** planned events that belong to an item of the schedule, whatever has become of it */
    settled: ReadonlySet<Uid>
    /** a clinic contact was recorded after the birth of the youngest */
    cameSinceBirth: boolean
    /** first day of the last period, while she is pregnant */
    lmp?: Day
}

/** Reads the record of a pair as of today. */
export const historyOf = (episode: Episode, today: Day): History => {
    const items = dueItems(episode, guidelines, today)
    return {
        owed: items.filter(isOwed).map((item) => taskOf(item, today)),
        settled: new Set(items.flatMap(({ planned }) => planned?.event ?? [])),
        cameSinceBirth: cameSinceBirth(episode),
        lmp: lastPeriod(episode, today),
    }
}

const isTimed = (item: DueItem): item is DueItem & Pick<Task, 'state'> => item.state === 'future' || OPEN_STATES.includes(item.state)

/** Not yet due, an item is owed only on a day that somebody planned for it. */
const isOwed = (item: DueItem): item is DueItem & Pick<Task, 'state'> =>
    isTimed(item) && (item.planned !== undefined || !['future', 'open'].includes(item.state))

const taskOf = ({ key, n, subject, state, due, overdueFrom, reason }: DueItem & Pick<Task, 'state'>, today: Day): Task => ({
    key,
    n,
    subject,
    state,
    due,
    overdueFrom,
    days: daysBetween(due, today),
    reason,
})

const cameSinceBirth = ({ mother, infants }: Episode): boolean => {
    const birth = infants
        .flatMap((infant) => birthOf(infant) ?? [])
        .toSorted()
        .at(-1)
    return (mother?.events ?? []).some(
        (event) => birth !== undefined && CLINIC_CONTACTS.has(event.stage) && isRecorded(event) && event.occurredOn > birth
    )
}

const lastPeriod = (episode: Episode, today: Day): Day | undefined => {
    const mother = factsOf(episode, today).find(({ kind }) => kind === 'mother')
    return mother && mother.anchors.delivery === undefined && mother.stopped.size === 0 ? mother.anchors.lmp : undefined
}
