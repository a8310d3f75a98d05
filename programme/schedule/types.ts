import type { Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What falls due. Numbered rows of a rule are told apart by `n`. */
export type ScheduleKey = 'ANC_CONTACT' | 'PNC_CONTACT' | 'PCR_W6' | 'PCR_M6' | 'VL_NEW_ART' | (string & {})

/** The day that a rule counts from. */
export type Anchor = 'lmp' | 'delivery' | 'birth' | 'artStart' | (string & {})

/** One row of the schedule table of a guideline version; days count from the anchor. */
export interface Rule {
    key: ScheduleKey
    n?: number
    subject: 'mother' | 'infant'
    /** code of the stage to be done */
    stage: string
    anchor: Anchor
    dueDay: number
    /** first and last day of the window, from the anchor */
    window: readonly [from: number, to: number]
    /** overdue from the day after this one */
    overdueAfter: number
    /** stays open though its window closed before joining */
    catchUp?: true
    evidence: string
    verified: boolean
}

/** A dated edition of the rules. An item belongs to the edition in force on the day its window opens. */
export interface Guideline {
    version: string
    from: Day
    rules: readonly Rule[]
}

export type ItemState =
    'future' | 'open' | 'due' | 'late' | 'overdue' | 'waiting' | 'done' | 'held' | 'superseded' | 'beforeJoining' | 'stopped'

/** One thing due for one member of the pair. `daysLate` counts from the due day and is 0 before it. */
export interface DueItem {
    key: ScheduleKey
    n?: number
    subject: Uid
    stage: string
    due: Day
    from: Day
    to: Day
    overdueFrom: Day
    state: ItemState
    daysLate: number
    reason: { code: string; params: Readonly<Record<string, string | number>> }
    guideline: string
    fulfilledBy?: Uid
    planned?: { event: Uid; on: Day }
}
