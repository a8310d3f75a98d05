import type { Text } from '../model/types.ts'
import type { Condition, EventSource, Operand, ServerRule } from './language.ts'

/** Short words to write rules with. */

type When = Condition<EventSource>
type Value = Operand<EventSource>

export const field = (stem: string): EventSource => ({ field: stem })
export const newest = (stem: string): EventSource => ({ newest: stem })
export const previous = (stem: string): EventSource => ({ previous: stem })
export const attribute = (stem: string): EventSource => ({ attribute: stem })
export const eventDay: EventSource = { day: 'event' }
export const today: EventSource = { day: 'today' }
export const birth = attribute('DATE_OF_BIRTH')

export const all = (...parts: When[]): When => ({ all: parts })
/** Holds for every event. */
export const always: When = { all: [] }
export const any = (...parts: When[]): When => ({ any: parts })
export const not = (part: When): When => ({ not: part })
export const has = (stem: string): When => ({ has: field(stem) })
export const yes = (stem: string): When => ({ is: field(stem), equal: true })
export const no = (stem: string): When => ({ is: field(stem), equal: false })
export const answered = (stem: string, ...options: string[]): When => ({ is: field(stem), oneOf: options })
/** A number outside its range. */
export const outside = (stem: string, least: number, most: number): When =>
    any({ is: field(stem), below: least }, { is: field(stem), above: most })
export const days = (since: Value, until: Value): Value => ({ since, until, in: 'days' })
export const years = (since: Value, until: Value): Value => ({ since, until, in: 'years' })
/** A day lies before another. */
export const before = (one: Value, other: Value): When => ({ is: days(one, other), above: 0 })

export const text = (en: string, sw: string): Text => ({ en, sw })

/** Entered in the app or in DHIS2 itself. What a partner sends is never refused by a rule. */
export const madeHere: When = any(not(has('SOURCE_SYSTEM')), answered('SOURCE_SYSTEM', 'DHIS2_APP'))

/** The woman is known not to have HIV: her newest final test says so or, without one, her intake. */
export const knownNegative: When = any(
    { is: newest('HIV_FINAL'), equal: 'NEGATIVE' },
    all(not({ has: newest('HIV_FINAL') }), { is: newest('HIV_STATUS_ENTRY'), equal: 'NEGATIVE' })
)

/** She is known to live with HIV. */
export const knownPositive: When = any(
    { is: newest('HIV_FINAL'), equal: 'POSITIVE' },
    {
        is: newest('HIV_STATUS_ENTRY'),
        oneOf: ['KNOWN_POSITIVE', 'NEW_POSITIVE_ANC', 'NEW_POSITIVE_LD', 'NEW_POSITIVE_PNC6W', 'NEW_POSITIVE_PNC6M'],
    }
)

type Draft = Omit<ServerRule, 'place' | 'program' | 'stages'>

const ofProgram =
    (program: string) =>
    (stages: string, rule: Draft): ServerRule => ({ ...rule, place: 'server', program: `KMMP_${program}`, stages: codes(stages) })

/** A rule on stages of the mother; stages stand without `KMMP_`. */
export const ofMother = ofProgram('MOTHER')

/** A rule on stages of the child. */
export const ofChild = ofProgram('CHILD')

/** A rule on stages of staff. */
export const ofStaff = ofProgram('STAFF')

/** A rule on a programme of sessions, whose one stage bears its code. */
export const ofSession = (program: string, rule: Draft): ServerRule => ofProgram(program)(program, rule)

const codes = (stages: string): string[] => stages.split(' ').flatMap((stem) => (stem === '' ? [] : [`KMMP_${stem}`]))
