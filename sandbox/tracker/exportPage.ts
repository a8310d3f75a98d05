import { refuse, type Answer } from '../answer.ts'
import { ok, type Call } from '../call.ts'
import type { JsonObject } from '../json.ts'
import { wholeNumber } from '../metadata/query.ts'
import type { Where } from './where.ts'

/** What a list reads: tables with aliases, the wanted alias, conditions and order. */
export interface ListQuery {
    key: string
    /** alias of the table whose rows are listed */
    alias: string
    from: string
    where: Where
    order: string
}

export const PAGE_PARAMETERS = ['page', 'pageSize', 'totalPages', 'paging', 'order', 'fields']

/** Reads a page of a list (2.42 envelope: `pager` and a list under its own name; all rows with `paging=false`). */
export const answerPage = <Row>(call: Call, list: ListQuery, shape: (rows: Row[]) => JsonObject[]): Answer => {
    const { query, sandbox } = call
    const sql = `FROM ${list.from} WHERE ${list.where.sql}`
    const rowsSql = `SELECT ${list.alias}.* ${sql} ORDER BY ${list.order}`
    if (!query.flag('paging', true)) {
        return ok({ [list.key]: shape(sandbox.store.all<Row>(rowsSql, ...list.where.values)) })
    }
    const page = wholeNumber(query, 'page', 1)
    const pageSize = wholeNumber(query, 'pageSize', 50)
    const rows = sandbox.store.all<Row>(`${rowsSql} LIMIT ? OFFSET ?`, ...list.where.values, pageSize + 1, (page - 1) * pageSize)
    const count = query.flag('totalPages')
        ? sandbox.store.one<{ total: number }>(`SELECT count(*) AS total ${sql}`, ...list.where.values)
        : undefined
    const link = (to: number) => `${sandbox.url}${call.path}?${otherParameters(call)}page=${to}`
    const pager = {
        page,
        pageSize,
        ...(count && { total: count.total, pageCount: Math.ceil(count.total / pageSize) }),
        ...(page > 1 && { prevPage: link(page - 1) }),
        ...(rows.length > pageSize && { nextPage: link(page + 1) }),
    }
    return ok({ pager, [list.key]: shape(rows.slice(0, pageSize)) })
}

const otherParameters = ({ search }: Call): string => {
    const others = search.split('&').filter((part) => part !== '' && !part.startsWith('page='))
    return others.length === 0 ? '' : `${others.map((part) => decodeURIComponent(part.replaceAll('+', ' '))).join('&')}&`
}

/**
 * The SQL order for an `order` parameter; newest first when there is none.
 * @param columns what may be ordered by, with its SQL
 * @param dynamic SQL for names that are attribute or data element UIDs
 */
export const orderSql = (
    call: Call,
    alias: string,
    columns: Record<string, string>,
    dynamic: (name: string) => string | undefined
): string => {
    const parts = call.query.list('order').map((entry) => {
        const [name = '', direction = 'asc'] = entry.split(':')
        const column = columns[name] ?? dynamic(name)
        if (column === undefined || !['asc', 'desc'].includes(direction.toLowerCase())) {
            return refuse(
                400,
                `order parameter is invalid. Cannot order by '${entry}'. Supported are '${Object.keys(columns).join(', ')}'.`
            )
        }
        return `${column} ${direction}`
    })
    return [...parts, `${alias}.id DESC`].join(', ')
}
