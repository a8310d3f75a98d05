import type { Condition, Operand } from './language.ts'
import { addDays, daysBetween, yearsBetween } from '#dhis2/day.ts'

type Value = string | number | boolean | undefined

/** Looks up what is known: values as DHIS2 stores them, or undefined. */
export type Lookup<Source> = (source: Source) => string | undefined

const TERM_WEEKS = 40

/** Whether a condition holds for what is known. It says what the compiled condition says on a DHIS2 server. */
export const holds = <Source extends object>(condition: Condition<Source>, known: Lookup<Source>): boolean => {
    if ('all' in condition) {
        return condition.all.every((part) => holds(part, known))
    }
    if ('any' in condition) {
        return condition.any.some((part) => holds(part, known))
    }
    if ('not' in condition) {
        return !holds(condition.not, known)
    }
    if ('has' in condition) {
        return known(condition.has) !== undefined
    }
    const left = valueOf(condition.is, known)
    const compared = (other: Operand<Source> | undefined, agree: (one: NonNullable<Value>, two: NonNullable<Value>) => boolean) => {
        const right = other === undefined ? undefined : valueOf(other, known)
        return other === undefined || (left !== undefined && right !== undefined && agree(...alike(left, right)))
    }
    return (
        left !== undefined &&
        compared(condition.equal, (one, two) => one === two) &&
        compared(condition.above, (one, two) => one > two) &&
        compared(condition.atLeast, (one, two) => one >= two) &&
        compared(condition.below, (one, two) => one < two) &&
        compared(condition.atMost, (one, two) => one <= two) &&
        (condition.oneOf === undefined || condition.oneOf.includes(String(left))) &&
        (condition.matches === undefined || new RegExp(`^(?:${condition.matches})$`).test(String(left)))
    )
}

/** Answers are kept as text: beside a number they are numbers, beside yes or no they are that. */
const alike = (one: NonNullable<Value>, two: NonNullable<Value>): [NonNullable<Value>, NonNullable<Value>] => {
    if (typeof one === 'number' || typeof two === 'number') {
        return [Number(one), Number(two)]
    }
    return [String(one), String(two)]
}

/** The value of an operand for what is known; undefined when a part of it is not known. */
export const valueOf = <Source extends object>(operand: Operand<Source>, known: Lookup<Source>): Value => {
    if (typeof operand !== 'object') {
        return operand
    }
    if ('since' in operand) {
        const since = valueOf(operand.since, known)
        const until = valueOf(operand.until, known)
        if (since === undefined || until === undefined) {
            return undefined
        }
        if (operand.in === 'years') {
            return yearsBetween(String(since), String(until))
        }
        const days = daysBetween(String(since), String(until))
        return operand.in === 'days' ? days : Math.trunc(days / 7)
    }
    if ('addDays' in operand) {
        const day = valueOf(operand.addDays, known)
        return day === undefined ? undefined : addDays(String(day), operand.days)
    }
    if ('sum' in operand) {
        return operand.sum.reduce((sum, part) => sum + Number(known(part) ?? 0), 0)
    }
    if ('daysShortOfTerm' in operand) {
        const weeks = known(operand.daysShortOfTerm)
        return weeks === undefined ? undefined : (TERM_WEEKS - Number(weeks)) * 7
    }
    if ('minus' in operand) {
        const [one, two] = operand.minus.map((part) => valueOf(part, known))
        return one === undefined || two === undefined ? undefined : Number(one) - Number(two)
    }
    if ('remainder' in operand) {
        const whole = valueOf(operand.remainder, known)
        return whole === undefined ? undefined : Number(whole) % operand.of
    }
    if ('percentYes' in operand) {
        return (operand.percentYes.filter((source) => known(source) === 'true').length * 100) / operand.percentYes.length
    }
    return 'whether' in operand ? holds(operand.whether, known) : known(operand)
}
