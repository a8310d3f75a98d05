import type { Action, Rule } from './ruleBook.ts'
import type { Situation } from './situation.ts'

/** What a rule that holds, or that cannot be worked out, does. */
export interface Effect {
    /** UID of the rule */
    rule: string
    type: Action['type'] | 'ERROR'
    /** UID of the data element or attribute that it is about */
    field?: string
    content?: string
    /** the value of the action's own formula; nothing when it has none or comes to none */
    data?: string
}

/**
 * Asks rules in their order, as DHIS2's rule engine does (dhis2-rule-engine 3.8 RuleConditionEvaluator): what one gives to a calculated
 * variable the next ones see, and one that cannot be worked out leaves the others alone.
 */
export const evaluate = (rules: readonly Rule[], situation: Situation): Effect[] => rules.flatMap((rule) => effectsOf(rule, situation))

const effectsOf = (rule: Rule, situation: Situation): Effect[] => {
    const holds = attempt(rule, () => rule.condition.text !== '' && rule.condition.result(situation).toLowerCase() === 'true')
    if (typeof holds === 'object') {
        return [holds]
    }
    return holds ? rule.actions.flatMap((action) => attempt(rule, () => effectOf(rule, action, situation))) : []
}

const effectOf = ({ id }: Rule, { type, field, content, data }: Action, situation: Situation): Effect[] => {
    const value = data?.result(situation)
    if (type === 'ASSIGN' && field === undefined) {
        situation.calculate(calculated(content), value ?? '')
        return []
    }
    return [{ rule: id, type, field, content, data: value === '' ? undefined : value }]
}

const attempt = <Result>(rule: Rule, work: () => Result): Result | Effect => {
    try {
        return work()
    } catch (error) {
        return { rule: rule.id, type: 'ERROR', data: error instanceof Error ? error.message : String(error) }
    }
}

/** `#{name}`: the calculated variable that an ASSIGN without data element and attribute is about. */
const calculated = (content: string | undefined): string => {
    const name = /^#\{(.+)\}$/.exec(content ?? '')?.[1]
    if (name === undefined) {
        throw new Error(`Malformed variable: ${content}`)
    }
    return name
}
