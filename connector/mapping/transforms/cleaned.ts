import type { Day } from '#dhis2/day.ts'
import type { Reason } from '#dhis2/outcome.ts'

/** A cell made clean: the value to deliver (empty for none), and what there is to say about the way there. */
export interface Cleaned {
    value: string
    reason?: Reason
}

/** Cleans the trimmed, filled text of a cell. Never throws, whatever the text. */
export type Clean = (text: string) => Cleaned

/** What the transforms of one mapping share. */
export interface Surroundings {
    /** true for a text that means "nothing known" */
    isSentinel: (text: string) => boolean
    dates: DateStyle
    /** codes of the facilities that DHIS2 knows */
    facilities: Pick<ReadonlySet<string>, 'has'>
}

/** Which part of a date in numbers comes first; the year only where it has two digits, as four show themselves. */
export type DateOrder = 'day-first' | 'month-first' | 'year-first'

/** How a partner writes dates. */
export interface DateStyle {
    /** which number comes first in 03/04/2026; `unknown` leaves such a date to a person */
    order: 'unknown' | DateOrder
    /** time zone that instants with an offset are turned to */
    zone: string
    /** dates in small letters that mean "no date" */
    placeholders: ReadonlySet<string>
    /** number of a month by its name in small letters */
    months: ReadonlyMap<string, number>
    /** names of weekdays in small letters */
    weekdays: ReadonlySet<string>
    /** years of two digits end one year after this day */
    asOf: Day
}

/** The parameters that a column of a mapping gives its transform. */
export interface Parameters {
    /** values by word, as `plainWord` writes it */
    words?: ReadonlyMap<string, string>
    /** codes of the option set */
    options?: readonly string[]
    pattern?: RegExp
    /** what may stand behind or before a number */
    units?: readonly string[]
}

export const dropped = (reason: Reason): Cleaned => ({ value: '', reason })
