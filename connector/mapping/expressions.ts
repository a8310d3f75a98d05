import { Environment } from '@marcbachmann/cel-js'
import { daysBetween, isDay, yearsBetween } from '#dhis2/day.ts'

/** The small facts about a subject, by name; empty when not known. */
export type Facts = Readonly<Record<string, string>>

/** What the expressions of a row may speak of. */
export interface Context {
    row: Record<string, string>
    parent: Facts
    /** the person that a row seems to name again */
    known: Facts
    /** the value under judgement, in `keep` */
    value: string
    /** the day of the export */
    asOf: string
    /** what `look` found, by its name */
    looked: Readonly<Record<string, Facts>>
}

/** A reference in an expression: `row.dob` is `{ of: 'row', name: 'dob' }`. */
export interface Reference {
    of: string
    name: string
}

/** An expression ready to be asked. It never throws: what cannot be worked out is undefined. */
export interface Expression {
    ask(context: Context): unknown
    references: readonly Reference[]
}

const REFERENCE = /(?<![\w.'"])([a-z]\w*)\.([A-Za-z]\w*)(?!\w*\()/g

/**
 * The expressions of one stream, in CEL (https://cel.dev). All values are texts and days compare as texts. Beside CEL's own there are
 * `years(from, to)`, `days(from, to)` and `year(day)`.
 *
 * @param looks names under which `look` puts what it found
 */
export class Expressions {
    readonly #environment: Environment
    readonly #looks: readonly string[]

    constructor(looks: readonly string[]) {
        this.#looks = looks
        this.#environment = new Environment()
            .registerVariable('value', 'string')
            .registerVariable('asOf', 'string')
            .registerFunction('years(string, string): int', (from: string, to: string) => whole(yearsBetween, from, to))
            .registerFunction('days(string, string): int', (from: string, to: string) => whole(daysBetween, from, to))
            .registerFunction('year(string): string', (day: string) => day.slice(0, 4))
        for (const name of ['row', 'parent', 'known', ...looks]) {
            this.#environment.registerVariable(name, 'map<string, string>')
        }
    }

    /** Why an expression cannot be used, in one line; undefined when it can. */
    fault(text: string, type: 'bool' | 'string'): string | undefined {
        const result = this.#environment.check(text)
        if (!result.valid) {
            return (result.error?.message ?? 'not CEL').split('\n')[0]
        }
        return result.type === type || result.type === 'dyn' ? undefined : `it gives ${result.type ?? 'nothing'}, not ${type}`
    }

    compile(text: string): Expression {
        const evaluate = this.#environment.parse(text)
        const flat = this.#looks.length > 0
        return {
            ask: (context) => attempt(() => evaluate(flat ? { ...context, ...context.looked } : context)),
            references: referencesIn(text),
        }
    }
}

/** The columns and facts that an expression speaks of. Quoted texts are left out. */
export const referencesIn = (text: string): Reference[] =>
    [...text.replace(/'[^']*'|"[^"]*"/g, "''").matchAll(REFERENCE)].map(([, of = '', name = '']) => ({ of, name }))

const attempt = (evaluate: () => unknown): unknown => {
    try {
        return evaluate()
    } catch {
        return undefined
    }
}

const whole = (measure: (from: string, to: string) => number, from: string, to: string): bigint => {
    if (!isDay(from) || !isDay(to)) {
        throw new RangeError('not two days')
    }
    return BigInt(measure(from, to))
}
