import type { SQLInputValue } from 'node:sqlite'

/** The conditions of a query, with their values. */
export class Where {
    private readonly parts: string[] = []
    readonly values: SQLInputValue[] = []

    add(condition: string, ...values: SQLInputValue[]): this {
        this.parts.push(`(${condition})`)
        this.values.push(...values)
        return this
    }

    /** Adds a condition only when there is something to compare with. */
    addIf(value: SQLInputValue | undefined, condition: string): this {
        return value === undefined ? this : this.add(condition, value)
    }

    /** The column is one of a list. */
    oneOf(column: string, list: Iterable<string>): this {
        return this.add(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify([...list]))
    }

    get sql(): string {
        return this.parts.length === 0 ? '1' : this.parts.join(' AND ')
    }
}
