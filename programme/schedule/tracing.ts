import { type Episode, type EpisodeEvent, isRecorded, type Member } from '../episode.ts'
import { type Appointment, appointmentsOf } from './appointment.ts'
import { guidelines } from './guidelines.ts'
import type { DueItem, ItemState, Reason } from './types.ts'
import { addDays, type Day, daysBetween } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

interface Step {
    key: 'TRACE_1' | 'TRACE_2' | 'TRACE_HOME'
    /** days after the missed appointment */
    dueDay: number
    /** attempts that this step is the last of, or the method that it takes */
    attempts?: number
    method?: string
}

/** A call the day after, a second call after a week, a home visit after two (an assumption to be confirmed). */
const STEPS: readonly Step[] = [
    { key: 'TRACE_1', dueDay: 1, attempts: 1 },
    { key: 'TRACE_2', dueDay: 7, attempts: 2 },
    { key: 'TRACE_HOME', dueDay: 14, method: 'HOME_VISIT' },
]
const GRACE_DAYS = 2

/** Answers to what became of the client that end the tracing; a client who stopped treatment is still sought. */
const ENDING: readonly string[] = ['RETURNED_TO_CARE', 'STILL_IN_CARE', 'TRANSFERRED_OUT_VERIFIED', 'SELF_TRANSFERRED', 'LOST', 'DIED']

export interface Attempt {
    event: Uid
    on: Day
    /** code of OS_TRACE_METHOD */
    method?: string
}

export interface Missed {
    /** tracked entity of the client */
    subject: Uid
    /** day of the missed appointment */
    on: Day
    /** code of the stage that attempts are recorded in */
    stage: string
    attempts: readonly Attempt[]
    /** how the search ended, if it has */
    ended?: { on: Day; code: 'CAME_BACK' | 'TRUE_STATUS_KNOWN' }
}

/** The steps that a missed appointment asks for, in order, as of a day. Attempts and an end after that day do not count. */
export const traceSteps = (missed: Missed, today: Day): DueItem[] => {
    const attempts = missed.attempts
        .filter(({ on }) => on >= missed.on && on <= today)
        .toSorted((one, other) => (one.on < other.on ? -1 : 1))
    return STEPS.map((step) => {
        const due = addDays(missed.on, step.dueDay)
        const overdueFrom = addDays(due, GRACE_DAYS + 1)
        const attempt =
            step.method === undefined ? attempts[(step.attempts ?? 1) - 1] : attempts.find(({ method }) => method === step.method)
        const { state, reason } = standing({ due, overdueFrom, done: attempt !== undefined, ended: missed.ended }, today)
        return {
            key: step.key,
            subject: missed.subject,
            stage: missed.stage,
            due,
            from: due,
            to: addDays(due, GRACE_DAYS),
            overdueFrom,
            state,
            daysLate: state === 'due' || state === 'overdue' ? daysBetween(due, today) : 0,
            reason,
            guideline: (guidelines.findLast(({ from }) => from <= missed.on) ?? guidelines[0])?.version ?? '',
            fulfilledBy: state === 'done' ? attempt?.event : undefined,
        }
    })
}

const standing = (
    { due, overdueFrom, done, ended }: { due: Day; overdueFrom: Day; done: boolean; ended: Missed['ended'] },
    today: Day
): { state: ItemState; reason: Reason } => {
    const days = daysBetween(due, today)
    if (done) {
        return { state: 'done', reason: { code: 'DONE', params: { days: 0 } } }
    }
    if (ended !== undefined && ended.on <= today) {
        return { state: 'stopped', reason: { code: ended.code, params: { days: 0 } } }
    }
    if (days < 0) {
        return { state: 'future', reason: { code: 'NOT_YET', params: { days: -days } } }
    }
    const state = today < overdueFrom ? 'due' : 'overdue'
    return { state, reason: { code: state === 'due' ? 'DUE_NOW' : 'LATE', params: { days } } }
}

/** What is still to be done to find whoever did not come: for each member the steps of the oldest appointment that nobody kept. */
export const openTracing = ({ mother, infants }: Episode, today: Day): DueItem[] =>
    [...(mother ? [mother] : []), ...infants].flatMap((member) => {
        const open = tracingOf(member, today).filter(({ state }) => OPEN.includes(state))
        return open.filter(({ key }, place) => open.findIndex((other) => other.key === key) === place)
    })

const OPEN: readonly ItemState[] = ['future', 'due', 'overdue']

/** The steps for every appointment of a member that was missed and, if kept late, for how it ended. */
export const tracingOf = (member: Member, today: Day): DueItem[] =>
    appointmentsOf(member, today)
        .filter(wasMissed)
        .flatMap((appointment) => traceSteps(missedBy(member, appointment, today), today))

const wasMissed = ({ state, days }: Appointment): boolean =>
    state === 'missed' || state === 'defaulter' || state === 'interrupted' || (state === 'kept' && days > 0)

const missedBy = (member: Member, { on, state, days }: Appointment, today: Day): Missed => {
    const traces = member.events
        .filter(isTrace)
        .filter(isRecorded)
        .filter(({ occurredOn }) => occurredOn >= on && occurredOn <= today)
    const own = traces.filter(({ values }) => values.MISSED_APPT_DATE === undefined || values.MISSED_APPT_DATE === on)
    const answered = own.find(({ values }) => values.RETURN_DATE !== undefined || ENDING.includes(values.TRUE_STATUS ?? ''))
    const cameBack = state === 'kept' ? addDays(on, days) : answered?.values.RETURN_DATE
    const known = answered && { on: answered.occurredOn, code: 'TRUE_STATUS_KNOWN' as const }
    return {
        subject: member.trackedEntity,
        on,
        stage: member.events.find(isTrace)?.stage ?? (member.events.some(isOfChild) ? 'KMMP_C_TRACE' : 'KMMP_M_TRACE'),
        attempts: own.map(({ uid, occurredOn, values }) => ({ event: uid, on: occurredOn, method: values.TRACE_METHOD })),
        ended: cameBack === undefined ? known : { on: cameBack, code: 'CAME_BACK' },
    }
}

const isTrace = ({ stage }: EpisodeEvent): boolean => stage === 'KMMP_M_TRACE' || stage === 'KMMP_C_TRACE'
const isOfChild = ({ stage }: EpisodeEvent): boolean => stage.startsWith('KMMP_C_')
