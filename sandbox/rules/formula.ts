import { ExpressionDataJs, ExpressionJs, ExpressionMode, type VariableValueJs } from '@dhis2/expression-parser'

/** What a formula can ask for. */
export interface Known {
    /** the value of a program rule variable, of a variable of the engine such as `event_date`, or of a constant by its UID */
    variable: (name: string) => VariableValueJs | undefined
    /** org units by org unit group, and the roles of the user as `USER` */
    members: () => Map<string, string[]>
}

const LOOKS_AT_MEMBERS = /d2:(inOrgUnitGroup|hasUserRole)/
/** Any function but those that look at nothing of a variable but its value, as counting ones do. */
const LOOKS_AT_MORE = /d2:(?!(hasValue|(days|weeks|months|years)Between|addDays|floor|ceil|round|modulus|validatePattern)\()/
/** How many results are kept at most. */
const KEPT = 1000

/**
 * A condition or a value in a program rule, parsed by DHIS2's own parser when it is first needed and never again. Its arithmetic is slow, and
 * what one event says many others say, so results are kept.
 */
export class Formula {
    readonly text: string
    private readonly mode: ExpressionMode
    private readonly looksAtMembers: boolean
    private readonly looksAtValuesAlone: boolean
    private readonly results = new Map<string, string>()
    private parsed?: { expression: ExpressionJs; names: readonly string[] }

    constructor(text: string, kind: 'condition' | 'value') {
        this.text = text
        this.mode = kind === 'condition' ? ExpressionMode.RULE_ENGINE_CONDITION : ExpressionMode.RULE_ENGINE_ACTION
        this.looksAtMembers = LOOKS_AT_MEMBERS.test(text)
        this.looksAtValuesAlone = !LOOKS_AT_MORE.test(text)
    }

    /**
     * The result as the rule engine writes it: whole numbers without decimals, days as `yyyy-mm-dd`, no value as an empty text. Throws when
     * the text is no expression or reads a variable that the program does not define.
     */
    result(known: Known): string {
        this.parsed ??= this.parse()
        const { expression, names } = this.parsed
        const variables = new Map<string, VariableValueJs>()
        for (const name of names) {
            const value = known.variable(name)
            if (value) {
                variables.set(name, value)
            }
        }
        if (!this.looksAtValuesAlone) {
            return this.evaluate(expression, variables, known)
        }
        const said = JSON.stringify([...variables].map(([name, { value }]) => [name, value]))
        const result = this.results.get(said) ?? this.evaluate(expression, variables, known)
        if (this.results.size >= KEPT) {
            this.results.clear()
        }
        this.results.set(said, result)
        return result
    }

    private evaluate(expression: ExpressionJs, variables: Map<string, VariableValueJs>, known: Known): string {
        const members = this.looksAtMembers ? known.members() : new Map<string, string[]>()
        const data = new ExpressionDataJs(variables, new Map(), members, new Map(), new Map())
        const found: unknown = expression.evaluate(unsupported, data)
        return found === null || found === undefined ? '' : String(found)
    }

    /** Only what the formula names is worked out for it. */
    private parse(): { expression: ExpressionJs; names: readonly string[] } {
        const expression = new ExpressionJs(this.text, this.mode)
        const names = new Set([
            ...expression.collectProgramRuleVariableNames(),
            ...expression.collectProgramVariablesNames(),
            ...expression.collectUIDs().map(({ value }) => value),
            // d2:lastEventDate('name') and d2:inOrgUnitGroup('code') are not listed by the parser
            ...[...this.text.matchAll(/'([^']+)'/g)].map(([, word]) => word ?? ''),
            ...(this.looksAtMembers ? ['org_unit'] : []),
        ])
        return { expression, names: [...names] }
    }
}

const unsupported = (name: string): never => {
    throw new Error(`function not supported: ${name}`)
}
