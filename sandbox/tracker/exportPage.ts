import { refuse, type Answer } from '../answer.ts'
import { ok, type Call } from '../call.ts'
import type { JsonObject } from '../json.ts'
import { wholeNumber } from '../metadata/query.ts'
import type { Where } from './where.ts'

/** What a list reads: tables with aliases, the wanted alias, conditions and order. */
interface ListQuery {
    key: string
    /** alias of the table whose rows are listed */
    alias: string
    from: string
    where: Where
    order: string
}

export const PAGE_PARAMETERS = ['page', 'pageSize', 'totalPages', 'paging', 'skipPaging', 'order', 'fields']

/** Reads a page of a list, in the envelope of the emulated version, or all rows when paging is switched off. */
export const answerPage = <Row>(call: Call, list: ListQuery, shape: (rows: Row[]) => JsonObject[]): Answer => {
    const { store, rules } = call.sandbox
    const key = rules.listKey ?? list.key
    const sql = `FROM ${list.from} WHERE ${list.where.sql}`
    const rowsSql = `SELECT ${list.alias}.* ${sql} ORDER BY ${list.order}`
    const asked = pageAsked(call)
    if (asked === 'all') {
        return ok({ [key]: shape(store.all<Row>(rowsSql, ...list.where.values)) })
    }
    const { page, pageSize, total: counts } = asked
    const rows = store.all<Row>(`${rowsSql} LIMIT ? OFFSET ?`, ...list.where.values, pageSize + 1, (page - 1) * pageSize)
    const count = counts ? store.one<{ total: number }>(`SELECT count(*) AS total ${sql}`, ...list.where.values) : undefined
    const flat = { page, pageSize, ...(count && { total: count.total, pageCount: Math.ceil(count.total / pageSize) }) }
    const pager = { ...flat, ...(rules.pagerLinks && links(call, page, rows.length > pageSize)) }
    return ok({
        ...(rules.pager !== 'flat' && { pager }),
        ...(rules.pager !== 'pager' && flat),
        [key]: shape(rows.slice(0, pageSize)),
    })
}

/** The page that a request asks for. 2.40 reads nonsense as the default, later versions refuse it, and paging switched off beside a page. */
const pageAsked = ({ query, sandbox }: Call): 'all' | { page: number; pageSize: number; total: boolean } => {
    const { pagingSwitches, badListStatus } = sandbox.rules
    const all = pagingSwitches.some((name) => query.flag(name, name === 'paging') === (name === 'skipPaging'))
    const tolerant = badListStatus === 409
    const total = query.flag('totalPages')
    if (all && !tolerant && (query.text('page') ?? query.text('pageSize') ?? (total ? 'total' : undefined)) !== undefined) {
        return refuse(400, 'Paging cannot be disabled while also requesting a page with page, pageSize or totalPages=true')
    }
    for (const name of ['page', 'pageSize']) {
        if (!tolerant && query.text(name) === '0') {
            refuse(400, `${name} must be greater than or equal to 1 if specified`)
        }
    }
    return all ? 'all' : { page: wholeNumber(query, 'page', 1), pageSize: wholeNumber(query, 'pageSize', 50), total }
}

/** Links to the pages before and after: the request with another `page` at its end. */
const links = (call: Call, page: number, more: boolean): JsonObject => {
    const others = call.search.split('&').filter((part) => part !== '' && !part.startsWith('page='))
    const kept = others.map((part) => `${decodeURIComponent(part.replaceAll('+', ' '))}&`).join('')
    const link = (to: number) => `${call.sandbox.url}${call.path}?${kept}page=${to}`
    return { ...(page > 1 && { prevPage: link(page - 1) }), ...(more && { nextPage: link(page + 1) }) }
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
    if (!call.sandbox.rules.listsOldestFirst) {
        return [...parts, `${alias}.id DESC`].join(', ')
    }
    const otherwise = alias === 'ev' ? ['ev.updated_at DESC', 'ev.id DESC'] : [`${alias}.id ASC`]
    return [...(parts.length > 0 ? [...parts, `${alias}.id DESC`] : otherwise)].join(', ')
}
