import { hasAuthority } from '../access/caller.ts'
import { notSupported, refuse, webMessage, type Answer } from '../answer.ts'
import { ok, type Call, type Route } from '../call.ts'
import { text } from '../json.ts'
import { isNumeric } from '../metadata/valueTypes.ts'
import type { Sandbox } from '../sandbox.ts'
import { runAsJob } from '../system/tasks.ts'
import { aggregateModel } from './model.ts'
import { readPeriod } from './periods.ts'

const TABLES = 'analytics'

/** When the analytics tables were last made, as a local text; undefined when never. */
export const analyticsMade = ({ store }: Sandbox): string | undefined =>
    store.one<{ value: string }>('SELECT value FROM setting WHERE name = ?', TABLES)?.value

/** `POST /api/resourceTables/analytics`: from then on `/api/analytics` answers. */
const makeTables = (call: Call): Answer => {
    const { caller, sandbox } = call
    if (!hasAuthority(caller, 'F_PERFORM_MAINTENANCE')) {
        return refuse(403, 'Access is denied, requires one Authority from [F_PERFORM_MAINTENANCE]', null)
    }
    return runAsJob(call, 'ANALYTICS_TABLE', {}, () => {
        sandbox.store.run('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)', TABLES, sandbox.clock.local())
        return webMessage(200, { response: { status: 'OK' } })
    })
}

/** The items of the dimensions of a query by dimension, e.g. `pe` with `202609` and `202610`. */
const itemsOf = ({ query }: Call): Map<string, string[]> =>
    new Map(
        [...query.all('dimension'), ...query.all('filter')].map((source) => {
            const [dimension = '', items = ''] = source.split(':')
            return [dimension, items.split(';').filter((item) => item !== '')]
        })
    )

/**
 * `GET /api/analytics`: sums of stored data values over periods and org units, and nothing else (no indicators, levels, or relative periods).
 * A dimension given as a filter is summed over.
 */
const analytics = (call: Call): Answer => {
    const { query, sandbox, caller } = call
    if (query.all('dimension').length === 0) {
        return refuse(409, 'At least one dimension must be specified', sandbox.rules.noDimensionCode)
    }
    if (analyticsMade(sandbox) === undefined) {
        const devMessage = 'POST /api/resourceTables/analytics makes them.'
        return webMessage(409, { message: 'Query failed because a referenced table does not exist.', devMessage, errorCode: 'E7144' })
    }
    const items = itemsOf(call)
    const { elements } = aggregateModel(sandbox.registry)
    const data = (items.get('dx') ?? []).flatMap((id) => elements.get(id) ?? []).filter(({ valueType }) => isNumeric(valueType))
    const periods = (items.get('pe') ?? []).flatMap((id) => readPeriod(id) ?? [])
    const units = (items.get('ou') ?? []).filter((id) => sandbox.orgUnits.path(id) !== undefined)
    const beyond = [...items.values()].flat().find((item) => /^(LEVEL|OU_GROUP|USER_ORGUNIT|THIS_|LAST_|TODAY|YESTERDAY|\w+\.)/.test(item))
    if (beyond !== undefined || (items.get('dx') ?? []).some((id) => sandbox.registry.get('indicators', id))) {
        return notSupported(`analytics of ${beyond ?? 'indicators'}`)
    }
    const empty = Object.entries({ dx: data, pe: periods, ou: units }).find(([, found]) => found.length === 0)
    if (empty) {
        return refuse(409, `Dimension or filter has no valid items: ${empty[0]}`, 'E7124')
    }
    const unseen = units.find((unit) => !caller.superuser && !sandbox.orgUnits.isWithin(unit, caller.view))
    if (unseen !== undefined) {
        return refuse(409, `User is not allowed to view org unit: ${unseen}`, 'E7120')
    }
    const shown = query.all('dimension').map((source) => source.split(':')[0] ?? '')
    const sums = new Map<string, { key: string[]; sum: number }>()
    for (const unit of units) {
        for (const { data_element: element, period, value } of valuesBelow(
            sandbox,
            unit,
            data.map(({ id }) => id)
        )) {
            const within = readPeriod(period)
            for (const asked of periods.filter(({ start, end }) => within && within.start >= start && within.end <= end)) {
                const cell: Record<string, string> = { dx: element, pe: asked.id, ou: unit }
                const key = shown.map((name) => cell[name] ?? '')
                const known = sums.get(key.join(' '))?.sum ?? 0
                sums.set(key.join(' '), { key, sum: known + Number(value) })
            }
        }
    }
    return ok(
        table(
            call,
            shown,
            [...sums.values()].map(({ key, sum }) => [...key, sum.toFixed(1)])
        )
    )
}

const valuesBelow = ({ store, orgUnits }: Sandbox, unit: string, elements: readonly string[]) =>
    store.all<{ data_element: string; period: string; value: string }>(
        `SELECT data_element, period, value FROM data_value WHERE deleted = 0 AND value IS NOT NULL
         AND data_element IN (SELECT value FROM json_each(?)) AND org_unit IN (SELECT value FROM json_each(?))`,
        JSON.stringify(elements),
        JSON.stringify(orgUnits.within([unit]))
    )

const COLUMNS: Record<string, string> = { dx: 'Data', pe: 'Period', ou: 'Organisation unit' }
const TYPES: Record<string, string> = { dx: 'dataElements', ou: 'organisationUnits' }

const table = ({ query, sandbox }: Call, dimensions: readonly string[], rows: readonly string[][]): object => {
    const headers = [
        ...dimensions.map((name) => ({
            name,
            column: COLUMNS[name] ?? name,
            valueType: 'TEXT',
            type: 'java.lang.String',
            hidden: false,
            meta: true,
        })),
        { name: 'value', column: 'Value', valueType: 'NUMBER', type: 'java.lang.Double', hidden: false, meta: false },
    ]
    const named = dimensions.flatMap((dimension, place) =>
        [...new Set(rows.map((row) => row[place] ?? ''))].map((id) => {
            const name = text(sandbox.registry.get(TYPES[dimension] ?? '', id)?.name) ?? id
            return [id, { name }] as const
        })
    )
    const metaData = query.flag('skipMeta') ? {} : { items: Object.fromEntries(named) }
    return { headers, metaData, rows, width: headers.length, height: rows.length, headerWidth: headers.length }
}

const PARAMETERS = ['dimension', 'filter', 'skipMeta', 'skipData', 'displayProperty']
const SKIPS = ['skipResourceTables', 'skipAggregate', 'skipEvents', 'skipEnrollment', 'skipOrgUnitOwnership', 'lastYears']

export const analyticsRoutes: Route[] = [
    { method: 'GET', path: '/api/analytics', parameters: PARAMETERS, handle: analytics },
    { method: 'POST', path: '/api/resourceTables/analytics', parameters: SKIPS, handle: makeTables },
]
