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

    /** The column is one of a list. A list of one is an equation, which lets SQLite read an index in order. */
    oneOf(column: string, values: Iterable<string>): this {
        const list = [...values]
        if (list.length === 1 && list[0] !== undefined) {
            return this.add(`${column} = ?`, list[0])
        }
        return this.add(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(list))
    }

    get sql(): string {
        return this.parts.length === 0 ? '1' : this.parts.join(' AND ')
    }
}
