import type { Condition, EventSource, Operand } from './language.ts'

/** A variable that an expression reads, which the package must define. */
export interface Variable {
    /** as expressions name it, e.g. `KMMP_LMP_DATE_NEWEST` */
    name: string
    source: Exclude<EventSource, { day: string }>
}

const DAYS = { event: 'event_date', enrollment: 'enrollment_date', incident: 'incident_date', today: 'current_date' } as const
const TERM_WEEKS = 40

/** The variable of a source: current answers bear the code of their field, others say where they are from. */
export const variableOf = (source: Variable['source']): Variable => {
    if ('field' in source) {
        return { name: `KMMP_${source.field}`, source }
    }
    if ('newest' in source) {
        return { name: `KMMP_${source.newest}_NEWEST`, source }
    }
    return 'previous' in source
        ? { name: `KMMP_${source.previous}_PREVIOUS`, source }
        : { name: `KMMP_${source.attribute}_ATTRIBUTE`, source }
}

/**
 * A condition as DHIS2 writes program rules. DHIS2 takes 0, an empty text or no for what is not known, so each comparison first asks
 * whether there is a value.
 */
export const conditionText = (condition: Condition<EventSource>): string => {
    if ('all' in condition) {
        return condition.all.length === 0 ? 'true' : `(${condition.all.map(conditionText).join(' && ')})`
    }
    if ('any' in condition) {
        return `(${condition.any.map(conditionText).join(' || ')})`
    }
    if ('not' in condition) {
        return `!${conditionText(condition.not)}`
    }
    if ('has' in condition) {
        return `d2:hasValue(${operandText(condition.has)})`
    }
    const { is, equal, oneOf, matches, above, atLeast, below, atMost } = condition
    const compared = [
        [equal, '=='],
        [above, '>'],
        [atLeast, '>='],
        [below, '<'],
        [atMost, '<='],
    ] as const
    const parts = compared.flatMap(([other, sign]) => (other === undefined ? [] : [`${operandText(is)} ${sign} ${operandText(other)}`]))
    const options = oneOf ? [`(${oneOf.map((option) => `${operandText(is)} == '${option}'`).join(' || ')})`] : []
    const patterns = matches === undefined ? [] : [`d2:validatePattern(${operandText(is)}, '${matches}')`]
    const others = [equal, above, atLeast, below, atMost].flatMap((other) => (other === undefined ? [] : sourcesOf(other)))
    const needed = [...new Set([...sourcesOf(is), ...others].map((source) => `d2:hasValue(${operandText(source)})`))]
    return `(${[...needed, ...parts, ...options, ...patterns].join(' && ')})`
}

/** An operand as DHIS2 writes it. */
export const operandText = (operand: Operand<EventSource>): string => {
    if (typeof operand !== 'object') {
        return typeof operand === 'string' ? `'${operand}'` : String(operand)
    }
    if ('since' in operand) {
        return `d2:${operand.in}Between(${operandText(operand.since)}, ${operandText(operand.until)})`
    }
    if ('addDays' in operand) {
        return `d2:addDays(${operandText(operand.addDays)}, ${operand.days})`
    }
    if ('sum' in operand) {
        return `(${operand.sum.map(operandText).join(' + ')})`
    }
    if ('daysShortOfTerm' in operand) {
        return `((${TERM_WEEKS} - ${operandText(operand.daysShortOfTerm)}) * 7)`
    }
    if ('minus' in operand) {
        return `(${operand.minus.map(operandText).join(' - ')})`
    }
    if ('remainder' in operand) {
        // d2:modulus divides by a tenth of the number in rule engine 3.3
        const whole = operandText(operand.remainder)
        return `(${whole} - ${operand.of} * d2:floor(${whole} / ${operand.of}))`
    }
    if ('percentYes' in operand) {
        const yesses = operand.percentYes.map((source) => `d2:countIfValue(${operandText(source)}, 'true')`)
        return `((${yesses.join(' + ')}) * 100 / ${yesses.length})`
    }
    if ('whether' in operand) {
        return conditionText(operand.whether)
    }
    if ('day' in operand) {
        return `V{${DAYS[operand.day]}}`
    }
    return 'attribute' in operand ? `A{${variableOf(operand).name}}` : `#{${variableOf(operand).name}}`
}

/** What must have a value for an operand to have one: everything but what is added up, and days that are always known. */
const sourcesOf = (operand: Operand<EventSource>): EventSource[] => {
    if (typeof operand !== 'object' || 'sum' in operand || 'percentYes' in operand || 'whether' in operand) {
        return []
    }
    if ('day' in operand) {
        // a planned event has no day of its own yet
        return operand.day === 'event' ? [operand] : []
    }
    if ('since' in operand) {
        return [...sourcesOf(operand.since), ...sourcesOf(operand.until)]
    }
    if ('addDays' in operand) {
        return sourcesOf(operand.addDays)
    }
    if ('daysShortOfTerm' in operand) {
        return sourcesOf(operand.daysShortOfTerm)
    }
    if ('remainder' in operand) {
        return sourcesOf(operand.remainder)
    }
    return 'minus' in operand ? operand.minus.flatMap(sourcesOf) : [operand]
}

/** All variables that a text reads. */
export const variablesIn = (condition: Condition<EventSource>): Variable[] => {
    if ('all' in condition) {
        return condition.all.flatMap(variablesIn)
    }
    if ('any' in condition) {
        return condition.any.flatMap(variablesIn)
    }
    if ('not' in condition) {
        return variablesIn(condition.not)
    }
    if ('has' in condition) {
        return variablesOf(condition.has)
    }
    const { is, equal, above, atLeast, below, atMost } = condition
    return [is, equal, above, atLeast, below, atMost].flatMap((operand) => (operand === undefined ? [] : variablesOf(operand)))
}

/** All variables that an operand reads. */
export const variablesOf = (operand: Operand<EventSource>): Variable[] => {
    if (typeof operand === 'object' && 'sum' in operand) {
        return operand.sum.flatMap(variablesOf)
    }
    if (typeof operand === 'object' && 'percentYes' in operand) {
        return operand.percentYes.flatMap(variablesOf)
    }
    return typeof operand === 'object' && 'whether' in operand
        ? variablesIn(operand.whether)
        : sourcesOf(operand).flatMap((source) => ('day' in source ? [] : variableOf(source)))
}
