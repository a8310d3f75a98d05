import type { Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What falls due. Numbered rows of a rule are told apart by `n`. */
export type ScheduleKey =
    'ANC_CONTACT' | 'DELIVERY' | 'PNC_CONTACT' | 'CHILD_CONTACT' | 'PCR_W6' | 'PCR_M6' | 'VL_PBFW_KNOWN' | 'VL_NEW_ART' | (string & {})

/**
 * The day that a rule counts from. `termBirth` is the birth put off to 40 weeks for a preterm child; `lastSuppressed`, `lastUnsuppressed`
 * and `lastNegative` are the day of the newest result, when it is of that kind; `positive` is the day of the first positive result.
 */
export type Anchor =
    | 'lmp'
    | 'delivery'
    | 'birth'
    | 'artStart'
    | 'firstContact'
    | 'joined'
    | 'termBirth'
    | 'weaned'
    | 'positive'
    | 'lastSuppressed'
    | 'lastUnsuppressed'
    | 'lastNegative'
    | (string & {})

/** What ends an item that nobody has done. */
export type StopWhen = 'delivery' | 'loss' | 'exit' | 'positive' | 'outcome' | 'weaned' | 'noBaby'

/** What must be true of the person for a row to concern her or him at all. */
export type Need =
    | 'exposed'
    | 'noMother'
    | 'newOnArt'
    | 'longOnArt'
    | 'longOnArtAtBirth'
    | 'pregnant'
    | 'delivered'
    | 'highRisk'
    | 'homeVisitOk'
    | 'switchesMedicine'
    | 'medicineUntilWeaned'
    | 'weanedBefore18Months'
    | 'weanedFrom18Months'
    | 'stillPositive'

/** Answers of one event that must all be given so; `true` stands for any answer. */
export type Answers = Readonly<Record<string, string | true>>

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
    stops: readonly StopWhen[]
    needs?: readonly Need[]
    /** field and answer by which an event says that it is this row; without, or when unanswered, its date decides */
    point?: readonly [field: string, answer: string]
    /** kind of test (CTEST_KIND), where a stage holds several */
    kind?: TestKind
    /** rows of one series replace one another; without it, the rows of one stage and kind of test are one */
    series?: string
    /** an event counts only if it answers the field with one of these, or not at all */
    only?: readonly [field: string, ...answers: string[]]
    /** done by any event with one of these sets of answers, whatever its stage, instead of by an event of the stage */
    doneBy?: readonly Answers[]
    /** any event of the stage fulfils it, however early */
    anyDay?: true
    /** stays open though its window closed before joining, until a later row of its kind opens */
    catchUp?: true
    /** given up once the next row of its kind opens */
    closesWithNext?: true
    /** given up from this day on, from the anchor: something else has taken its place */
    until?: number
    /** only an event that names it fulfils it, not one that happens to fall into its time */
    onlyNamed?: true
    /** goes on while a positive result waits to be confirmed */
    duringConfirmation?: true
    /** rests, until its window closes, while the child is known to breastfeed */
    afterWeaning?: true
    evidence: string
    verified: boolean
}

export type TestKind = 'PCR' | 'ANTIBODY'

/** A dated edition of the rules. An item belongs to the edition in force on the day its window opens. */
export interface Guideline {
    version: string
    from: Day
    rules: readonly Rule[]
}

export type ItemState =
    'future' | 'open' | 'due' | 'late' | 'overdue' | 'waiting' | 'done' | 'held' | 'superseded' | 'beforeJoining' | 'stopped'

/** Why an item is in its state, as a code that programme/texts puts into words. */
export type ReasonCode =
    | 'NOT_YET'
    | 'WINDOW_OPEN'
    | 'DUE_NOW'
    | 'LATE'
    | 'FIRST_TEST'
    | 'SAMPLE_UNUSABLE'
    | 'WAITING_FOR_RESULT'
    | 'DONE'
    | 'AWAITING_CONFIRMATION'
    | 'LATER_ONE_DONE'
    | 'LATER_ONE_OPEN'
    | 'BEFORE_JOINING'
    | 'DELIVERED'
    | 'PREGNANCY_LOSS'
    | 'EXITED'
    | 'CONFIRMED_POSITIVE'
    | 'OUTCOME_RECORDED'
    | 'STILL_BREASTFEEDING'
    | 'WEANED'
    | 'NO_LIVING_CHILD'
    | 'CAME_BACK'
    | 'TRUE_STATUS_KNOWN'

export interface Reason {
    code: ReasonCode
    /** `days` to or since the due day, or since the sample */
    params: Readonly<Record<string, string | number>>
}

/** One thing due for one member of the pair. `daysLate` counts from the due day and is 0 before it. */
export interface DueItem {
    key: ScheduleKey
    n?: number
    subject: Uid
    stage: string
    kind?: TestKind
    due: Day
    from: Day
    to: Day
    overdueFrom: Day
    state: ItemState
    daysLate: number
    reason: Reason
    guideline: string
    fulfilledBy?: Uid
    planned?: { event: Uid; on: Day }
}
