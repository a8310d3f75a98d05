import type { Text } from '../model/types.ts'

/** What a rule of the server can look at. Codes stand without `KMMP_`. */
export type EventSource =
    /** an answer of the event at hand */
    | { field: string }
    /** the newest answer in the enrollment */
    | { newest: string }
    /** the newest answer of the events before the one at hand */
    | { previous: string }
    | { attribute: string }
    | { day: 'event' | 'enrollment' | 'incident' | 'today' }

/** What a rule of the pair can look at: the newest answer, or an attribute, of the mother or of one infant. */
export type PairSource = { mother: string } | { infant: string } | { motherAttribute: string } | { day: 'birth' | 'today' }

/** A value. `since` and `until` give whole days, weeks or years between two days; absent parts of a sum count as 0. */
export type Operand<Source> =
    | number
    | string
    | boolean
    | Source
    | { since: Operand<Source>; until: Operand<Source>; in: 'days' | 'weeks' | 'years' }
    | { addDays: Operand<Source>; days: number }
    | { sum: readonly Source[] }
    /** days by which a child was born before 40 weeks; the source holds weeks */
    | { daysShortOfTerm: Source }
    | { minus: readonly [Operand<Source>, Operand<Source>] }
    | { remainder: Operand<Source>; of: number }
    /** how many of these questions, in percent, are answered with yes */
    | { percentYes: readonly Source[] }
    | { whether: Condition<Source> }

/** A comparison is false when something that it compares is not known. */
export interface Comparison<Source> {
    is: Operand<Source>
    equal?: Operand<Source>
    oneOf?: readonly string[]
    /** a regular expression of JavaScript and Java alike that the whole text is held against; without quotes and backslashes */
    matches?: string
    above?: Operand<Source>
    atLeast?: Operand<Source>
    below?: Operand<Source>
    atMost?: Operand<Source>
}

/** When a rule holds. */
export type Condition<Source> =
    | { has: Source }
    | Comparison<Source>
    | { all: readonly Condition<Source>[] }
    | { any: readonly Condition<Source>[] }
    | { not: Condition<Source> }

/** What a rule does while it holds. Messages stand at a field or attribute. */
export type Effect =
    | { hide: readonly string[] }
    | { hideOptions: readonly string[]; of: string }
    | { hideStage: string }
    | { require: readonly string[] }
    | { assign: string; value: Operand<EventSource> }
    /** tells a value in words of its own, beside the form */
    | { show: Text; value: Operand<EventSource> }
    | { error: Text; at: string }
    | { errorOnComplete: Text; at: string }
    | { warn: Text; at: string }

interface Stated {
    /** names the rule, e.g. `VL_ONE_OF` */
    code: string
    title: Text
    /** why, in terms of care */
    reason: string
    source: string
}

/** A rule that DHIS2 itself keeps: it is compiled into the metadata package. */
export interface ServerRule extends Stated {
    place: 'server'
    /** a programme of clients, of staff or of sessions */
    program: string
    /** stages whose events it looks at; none: the enrollment */
    stages: readonly string[]
    when: Condition<EventSource>
    then: readonly Effect[]
}

/** A rule over mother and infant together, which DHIS2 cannot see at once. It warns, in app and connector. */
export interface PairRule extends Stated {
    place: 'pair'
    when: Condition<PairSource>
    warn: Text
    /** the two answers that disagree */
    between: readonly [string, string]
}

/** A rule that no form can keep: it needs other events, or a search among all people. It is kept by functions of app, connector or DHIS2. */
export interface RuleBeyondForms extends Stated {
    place: 'pair' | 'app'
    /** who keeps it, and how */
    keptBy: Text
}
