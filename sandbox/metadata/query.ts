import { refuse } from '../answer.ts'
import type { Call, Query } from '../call.ts'
import { isObject } from '../json.ts'
import type { MetadataView, Shown } from './display.ts'
import { METADATA_TYPES } from './types.ts'

interface Filter {
    path: string[]
    operator: string
    value: string
}

const fold = (value: unknown): string => String(value).toLowerCase()

/** A comparison over the text of a stored value. Numbers and dates compare by their order. */
const OPERATORS: Record<string, (value: unknown, wanted: string) => boolean> = {
    eq: (value, wanted) => String(value) === wanted,
    ieq: (value, wanted) => fold(value) === fold(wanted),
    gt: (value, wanted) => compare(value, wanted) > 0,
    ge: (value, wanted) => compare(value, wanted) >= 0,
    lt: (value, wanted) => compare(value, wanted) < 0,
    le: (value, wanted) => compare(value, wanted) <= 0,
    like: (value, wanted) => String(value).includes(wanted),
    ilike: (value, wanted) => fold(value).includes(fold(wanted)),
    $like: (value, wanted) => String(value).startsWith(wanted),
    $ilike: (value, wanted) => fold(value).startsWith(fold(wanted)),
    like$: (value, wanted) => String(value).endsWith(wanted),
    ilike$: (value, wanted) => fold(value).endsWith(fold(wanted)),
    token: (value, wanted) =>
        fold(wanted)
            .split(/\s+/)
            .every((word) => fold(value).includes(word)),
    in: (value, wanted) =>
        wanted
            .replace(/^\[|\]$/g, '')
            .split(',')
            .map((word) => word.trim())
            .includes(String(value)),
}
const BY_PRESENCE = ['null', 'empty']
const ALIASES: Record<string, string> = { ne: '!eq', neq: '!eq', nlike: '!like', nilike: '!ilike' }

const compare = (value: unknown, wanted: string): number =>
    typeof value === 'number' ? value - Number(wanted) : String(value).localeCompare(wanted)

/** The rows of a metadata list that pass `filter` and `query`, in the wanted order. */
export const search = (things: readonly Shown[], query: Query, type: string, view: MetadataView): Shown[] => {
    const filters = query.all('filter').map((source) => readFilter(source, things, type, view))
    const junction = query.choice('rootJunction', ['AND', 'OR'], 'AND')
    const words = query.text('query')
    const kept = things.filter((thing) => {
        if (words !== undefined && !matchesWords(thing, words, view)) {
            return false
        }
        if (filters.length === 0) {
            return true
        }
        const passes = (filter: Filter) => matches(thing, filter, view)
        return junction === 'AND' ? filters.every(passes) : filters.some(passes)
    })
    return sorted(kept, query.list('order'), view)
}

const matchesWords = (thing: Shown, words: string, view: MetadataView): boolean =>
    ['id', 'code', 'displayName', 'name', 'shortName'].some((name) => {
        const value = view.value(thing, name)
        return value !== undefined && fold(value).includes(fold(words))
    })

const readFilter = (source: string, things: readonly Shown[], type: string, view: MetadataView): Filter => {
    const found = /^([^:]+):([^:]+)(?::([\s\S]*))?$/.exec(source)
    if (!found) {
        return refuse(400, `Invalid filter => ${source}`)
    }
    const [, path = '', word = '', value = ''] = found
    const operator = ALIASES[word] ?? word
    const bare = operator.replace(/^!/, '')
    if (path === 'identifiable') {
        return { path: ['identifiable'], operator, value }
    }
    if (!isKnown(path.split('.')[0] ?? '', things, type, view)) {
        return refuse(400, `Unknown path property: ${path}`)
    }
    if (!OPERATORS[bare] && !BY_PRESENCE.includes(bare)) {
        return refuse(400, `\`${word}\` is not a valid operator.`)
    }
    return { path: path.split('.'), operator, value }
}

const COMMON = [
    'id',
    'code',
    'name',
    'shortName',
    'description',
    'created',
    'lastUpdated',
    'displayName',
    'user',
    'createdBy',
    'parent',
    'sharing',
]

const isKnown = (name: string, things: readonly Shown[], type: string, view: MetadataView): boolean =>
    COMMON.includes(name) ||
    METADATA_TYPES.get(type)?.required.includes(name) === true ||
    things.some((thing) => view.value(thing, name) !== undefined)

const matches = (thing: Shown, { path, operator, value }: Filter, view: MetadataView): boolean => {
    const negated = operator.startsWith('!')
    const bare = negated ? operator.slice(1) : operator
    if (path[0] === 'identifiable') {
        return matchesWords(thing, value, view) !== negated
    }
    const values = follow(thing, path, view)
    if (bare === 'null') {
        return (values.length === 0) !== negated
    }
    if (bare === 'empty') {
        return (values.length === 0) !== negated
    }
    const test = OPERATORS[bare]
    return values.some((found) => test?.(found, value) === true) !== negated
}

/** All values at the end of a path; through a list, those of each of its members. */
const follow = (thing: Shown, [name = '', ...rest]: string[], view: MetadataView): unknown[] => {
    const value = view.value(thing, name)
    const parts = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
    if (rest.length === 0) {
        return parts.map((part) => (isObject(part) ? part.id : part))
    }
    return parts.flatMap((part) => {
        const opened = view.open(part, name)
        return opened ? follow(opened, rest, view) : []
    })
}

/** Unknown names in `order` are ignored up to 2.42; the rest of the order is by name. */
const sorted = (things: Shown[], order: readonly string[], view: MetadataView): Shown[] => {
    const known = order.filter((entry) => things.some((thing) => view.value(thing, entry.split(':')[0] ?? '') !== undefined))
    const { refusesUnknownOrder, sortsFolded } = view.rules
    if (refusesUnknownOrder && things.length > 0 && known.length < order.length) {
        refuse(400, `No such property in order: ${order.filter((entry) => !known.includes(entry)).join(', ')}`, null)
    }
    const keys = [...known, sortsFolded ? 'name:iasc' : 'name:asc', 'id:asc'].map((entry) => {
        const [name = '', direction = 'asc'] = entry.split(':')
        return { name, falling: direction.endsWith('desc'), folded: direction.startsWith('i') }
    })
    return things.toSorted((one, other) => {
        for (const { name, falling, folded } of keys) {
            const sign = byValue(view.value(one, name), view.value(other, name), folded)
            if (sign !== 0) {
                return falling ? -sign : sign
            }
        }
        return 0
    })
}

const byValue = (one: unknown, other: unknown, folded: boolean): number => {
    if (one === undefined || other === undefined) {
        return Number(one === undefined) - Number(other === undefined)
    }
    if (typeof one === 'number' && typeof other === 'number') {
        return one - other
    }
    const [left, right] = folded ? [fold(one), fold(other)] : [String(one), String(other)]
    return left < right ? -1 : left > right ? 1 : 0
}

const DEFAULT_PAGE_SIZE = 50

/** A page of a metadata list with its `pager`; the whole list with `paging=false`. */
export const page = <Row>(call: Call, rows: readonly Row[], total = rows.length): { pager?: object; rows: readonly Row[] } => {
    const { query } = call
    if (!query.flag('paging', true)) {
        return { rows }
    }
    const asked = call.sandbox.rules.refusesBadPage || /^\d+$/.test(query.text('page') ?? '')
    const pageNumber = asked ? wholeNumber(query, 'page', 1) : 1
    const pageSize = wholeNumber(query, 'pageSize', DEFAULT_PAGE_SIZE)
    const pageCount = Math.ceil(total / pageSize)
    const size = pageSize === DEFAULT_PAGE_SIZE ? '' : `&pageSize=${pageSize}`
    const link = (to: number) => `${call.sandbox.url}${call.path}?page=${to}${size}${rest(query)}`
    const pager = {
        page: pageNumber,
        total,
        pageSize,
        ...(pageNumber < pageCount && { nextPage: link(pageNumber + 1) }),
        ...(pageNumber > 1 && { prevPage: link(pageNumber - 1) }),
        pageCount,
    }
    return { pager, rows: rows.slice((pageNumber - 1) * pageSize, pageNumber * pageSize) }
}

/** A positive whole number parameter; anything else is answered with 400. */
export const wholeNumber = (query: Query, name: string, otherwise: number): number => {
    const value = query.text(name)
    if (value === undefined) {
        return otherwise
    }
    if (!/^\d+$/.test(value)) {
        return refuse(400, `Value '${value}' is not valid for parameter ${name}. It must be a whole number.`, null)
    }
    return Math.max(1, Number(value))
}

const rest = (query: Query): string => {
    const others = new URLSearchParams(query.without('page'))
    others.delete('pageSize')
    const source = others.toString()
    return source === '' ? '' : `&${source}`
}
