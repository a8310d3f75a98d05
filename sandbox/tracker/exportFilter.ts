import { refuse } from '../answer.ts'
import type { Call } from '../call.ts'
import type { DialectRules } from '../dialect.ts'
import { isNumeric } from '../metadata/valueTypes.ts'
import { scattered, scatteredWords } from './filterSlashes.ts'
import type { ValueModel } from './model.ts'
import type { Where } from './where.ts'

/** The conditions that one filter sets on one attribute or data element. */
export interface Filter {
    uid: string
    tests: { operator: string; value: string }[]
}

const BINARY = ['eq', 'ieq', 'ne', 'neq', 'gt', 'ge', 'lt', 'le', 'like', 'ilike', 'sw', 'ew', 'in']

/**
 * Reads `UID:operator:value` filters: several in one parameter are separated by commas, further operators of the same UID are appended.
 * `/:`, `/,` and `//` escape.
 */
export const readFilters = (call: Call, parameter: string, known: ReadonlyMap<string, ValueModel>, noun: string): Filter[] => {
    const { rules } = call.sandbox
    const filters = call.query
        .all(parameter)
        .flatMap((source) => (rules.scattersSlashes ? scattered(source) : split(source, ',')))
        .map((source) => readFilter(source, rules, known, noun))
    const twice = rules.filtersOnce && filters.find(({ uid }, place) => filters.findIndex((other) => other.uid === uid) < place)
    return twice ? refuse(400, `Filter for attribute ${twice.uid} was specified more than once.`) : filters
}

const readFilter = (source: string, rules: DialectRules, known: ReadonlyMap<string, ValueModel>, noun: string): Filter => {
    const [uid = '', ...words] = rules.scattersSlashes ? scatteredWords(source) : split(source, ':').map(unescape)
    const tests: Filter['tests'] = []
    for (let place = 0; place < words.length; place++) {
        const operator = (words[place] ?? '').toLowerCase()
        const bare = operator.replace(/^!/, '')
        if (bare === 'null' && rules.filtersNull) {
            tests.push({ operator, value: '' })
        } else if (BINARY.includes(bare)) {
            tests.push({ operator, value: words[++place] ?? '' })
        } else {
            refuse(400, `filter=${source} is invalid. '${words[place]}' is not a valid operator.`)
        }
    }
    if (tests.length > rules.filterOperators) {
        return refuse(400, `filter=${source} is invalid. At most ${rules.filterOperators} operators can be used in a filter.`)
    }
    if (!known.has(uid)) {
        return refuse(400, `filters are invalid. ${noun} '${uid}' does not exist.`)
    }
    return { uid, tests }
}

/** Splits at a sign that no slash escapes. */
const split = (source: string, sign: string): string[] => {
    const parts = ['']
    for (let place = 0; place < source.length; place++) {
        const one = source.charAt(place)
        if (one === '/') {
            parts[parts.length - 1] += one + source.charAt(++place)
        } else if (one === sign) {
            parts.push('')
        } else {
            parts[parts.length - 1] += one
        }
    }
    return parts
}

const unescape = (text: string): string => text.replace(/\/([/:,])/g, '$1')

/** Adds filters on tracked entity attributes; expects the alias `t`. */
export const addAttributeFilters = (where: Where, filters: readonly Filter[], known: ReadonlyMap<string, ValueModel>): void => {
    for (const { uid, tests } of filters) {
        for (const { operator, value } of tests) {
            const exists = (condition: string) =>
                `EXISTS (SELECT 1 FROM attribute_value a WHERE a.tracked_entity = t.id AND a.attribute = ? AND ${condition})`
            if (operator === 'null') {
                where.add(`NOT ${exists('a.value IS NOT NULL')}`, uid)
            } else if (operator === '!null') {
                where.add(exists('a.value IS NOT NULL'), uid)
            } else {
                const test = comparison('a.value', operator, value, known.get(uid))
                where.add(exists(test.sql), uid, test.value)
            }
        }
        if (tests.length === 0) {
            where.add('EXISTS (SELECT 1 FROM attribute_value a WHERE a.tracked_entity = t.id AND a.attribute = ?)', uid)
        }
    }
}

/** Adds filters on data values; expects the alias `ev`. */
export const addDataFilters = (where: Where, filters: readonly Filter[], known: ReadonlyMap<string, ValueModel>): void => {
    for (const { uid, tests } of filters) {
        const column = `json_extract(ev.data_values, '$."${uid}".value')`
        for (const { operator, value } of tests) {
            if (operator === 'null') {
                where.add(`${column} IS NULL`)
            } else if (operator === '!null') {
                where.add(`${column} IS NOT NULL`)
            } else {
                const test = comparison(column, operator, value, known.get(uid))
                where.add(test.sql, test.value)
            }
        }
        if (tests.length === 0) {
            where.add(`${column} IS NOT NULL`)
        }
    }
}

/** Text compares without regard to case, unlike uniqueness; numbers compare as numbers. */
const comparison = (
    column: string,
    word: string,
    value: string,
    model: ValueModel | undefined
): { sql: string; value: string | number } => {
    const negated = word.startsWith('!')
    const operator = negated ? word.slice(1) : word
    const not = negated ? 'NOT ' : ''
    const signs: Record<string, string> = { gt: '>', ge: '>=', lt: '<', le: '<=' }
    const sign = signs[operator]
    if (sign !== undefined) {
        const numeric = isNumeric(model?.valueType ?? 'TEXT')
        return numeric
            ? { sql: `${not}CAST(${column} AS REAL) ${sign} ?`, value: Number(value) }
            : { sql: `${not}${column} ${sign} ?`, value }
    }
    if (operator === 'in') {
        const list = value.split(';').map((one) => one.toLowerCase())
        return { sql: `lower(${column}) ${not}IN (SELECT value FROM json_each(?))`, value: JSON.stringify(list) }
    }
    if (operator === 'ne' || operator === 'neq') {
        return { sql: `${column} ${negated ? '=' : '<>'} ? COLLATE NOCASE`, value }
    }
    const patterns: Record<string, string> = {
        like: `%${likeText(value)}%`,
        ilike: `%${likeText(value)}%`,
        sw: `${likeText(value)}%`,
        ew: `%${likeText(value)}`,
    }
    const pattern = patterns[operator]
    if (pattern !== undefined) {
        return { sql: `${column} ${not}LIKE ? ESCAPE '\\'`, value: pattern }
    }
    return { sql: `${column} ${negated ? '<>' : '='} ? COLLATE NOCASE`, value }
}

const likeText = (value: string): string => value.replace(/[\\%_]/g, '\\$&')
