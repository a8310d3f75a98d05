import { may } from '../access/sharing.ts'
import { refuse, type Answer } from '../answer.ts'
import { ok, type Call } from '../call.ts'
import { utcText } from '../clock.ts'
import { idsOf, numberOf, withoutNulls, type JsonObject } from '../json.ts'
import { dateWanted } from '../tracker/exportScope.ts'
import { Where } from '../tracker/where.ts'
import { aggregateModel } from './model.ts'
import { readPeriod } from './periods.ts'

export const READ_PARAMETERS = [
    'dataSet',
    'dataElement',
    'dataElementGroup',
    'period',
    'startDate',
    'endDate',
    'orgUnit',
    'orgUnitGroup',
    'children',
    'includeDeleted',
    'lastUpdated',
    'lastUpdatedDuration',
    'attributeOptionCombo',
    'limit',
]

interface Row {
    data_element: string
    period: string
    org_unit: string
    category_option_combo: string
    attribute_option_combo: string
    value: string | null
    comment: string | null
    stored_by: string | null
    created: string
    last_updated: string
    followup: number
    deleted: number
}

/** `GET /api/dataValueSets`; times are UTC. Up to 2.42 nulls are written out, from 2.43 on values leave out what the header says. */
export const readDataValues = (call: Call): Answer => {
    const { query, sandbox, caller } = call
    checkRequired(call)
    const ofGroups = query
        .list('orgUnitGroup')
        .flatMap((id) => idsOf(sandbox.registry.get('organisationUnitGroups', id)?.organisationUnits))
    const named = query.flag('children') ? sandbox.orgUnits.within(query.list('orgUnit')) : query.list('orgUnit')
    const units = [...named, ...ofGroups]
    const unseen = query.list('orgUnit').filter((unit) => !caller.superuser && !sandbox.orgUnits.isWithin(unit, caller.view))
    if (unseen.length > 0) {
        return sandbox.rules.dataValuesByGroup ? refuse(409, `User cannot read data of org units: ${unseen}`, 'E2012') : { status: 200 }
    }
    const where = new Where().oneOf('data_element', elementsWanted(call)).oneOf('org_unit', units)
    if (!query.flag('includeDeleted')) {
        where.add('deleted = 0')
    }
    const combos = query.list('attributeOptionCombo')
    if (combos.length > 0) {
        where.oneOf('attribute_option_combo', combos)
    }
    where.addIf(changedSince(call), 'last_updated >= ?')
    const periods = query.list('period').map((id) => readPeriod(id)?.id ?? id)
    if (periods.length > 0) {
        where.oneOf('period', periods)
    }
    const rows = sandbox.store.all<Row>(
        `SELECT * FROM data_value WHERE ${where.sql} ORDER BY period, org_unit, data_element, category_option_combo, attribute_option_combo`,
        ...where.values
    )
    const inDates = rows.filter(({ period }) => isWithin(period, query.text('startDate'), query.text('endDate')))
    const limit = query.text('limit')
    const shown = limit === undefined ? inDates : inDates.slice(0, numberOf(limit))
    return ok(
        sandbox.rules.dataValuesByGroup ? shapeGroup(call, shown) : { ...header(call), dataValues: shown.map((row) => shape(call, row)) }
    )
}

/** The only member of a list parameter. */
const single = (list: readonly string[]): string | undefined => (list.length === 1 ? list[0] : undefined)

const shapeGroup = ({ query, sandbox }: Call, rows: readonly Row[]): object => {
    if (rows.length === 0) {
        return {}
    }
    const common: JsonObject = {
        dataSet: single(query.list('dataSet')),
        period: single(query.list('period').map((id) => readPeriod(id)?.id ?? id)),
        orgUnit: query.flag('children') ? undefined : single(query.list('orgUnit')),
        attributeOptionCombo: single(query.list('attributeOptionCombo')),
    }
    const dataValues = rows.map((row) =>
        withoutNulls({
            dataElement: row.data_element,
            ...(common.period === undefined && { period: row.period }),
            ...(common.orgUnit === undefined && { orgUnit: row.org_unit }),
            categoryOptionCombo: row.category_option_combo,
            ...(common.attributeOptionCombo === undefined && { attributeOptionCombo: row.attribute_option_combo }),
            value: row.value,
            storedBy: row.stored_by,
            created: utcText(sandbox.clock, row.created),
            lastUpdated: utcText(sandbox.clock, row.last_updated),
            comment: row.comment,
            ...(row.followup === 1 && { followup: true }),
            ...(row.deleted === 1 && { deleted: true }),
        })
    )
    return { ...withoutNulls(common), dataValues }
}

/** What a query must name. The minors look in another order, and from 2.43 on a time of change does not do for a period. */
const checkRequired = ({ query, sandbox }: Call): void => {
    const any = (...names: string[]) => names.some((name) => query.text(name) !== undefined)
    const { dataValuesByGroup } = sandbox.rules
    const changed = !dataValuesByGroup && any('lastUpdated', 'lastUpdatedDuration')
    const units = { code: 'E2006', given: any('orgUnit', 'orgUnitGroup'), what: 'organisation unit or organisation unit group' }
    const elements = {
        code: 'E2001',
        given: any('dataSet', 'dataElement', 'dataElementGroup'),
        what: 'data set, data element or its group',
    }
    const periods = {
        code: 'E2002',
        given: any('period') || (any('startDate') && any('endDate')) || changed,
        what: 'period, dates or time of change',
    }
    const missing = (dataValuesByGroup ? [elements, periods, units] : [units, elements, periods]).find(({ given }) => !given)
    if (missing) {
        refuse(409, `At least one ${missing.what} must be specified`, missing.code)
    }
}

const elementsWanted = ({ query, sandbox, caller }: Call): string[] => {
    const { dataSets } = aggregateModel(sandbox.registry)
    const sets = query.list('dataSet').flatMap((id) => dataSets.get(id) ?? [])
    const closed = sets.find(({ object }) => !may(caller, 'dataRead', object.sharing))
    if (closed) {
        return refuse(409, `User is not allowed to read data for data set: ${closed.id}`, 'E2010')
    }
    const groups = query.list('dataElementGroup').flatMap((id) => idsOf(sandbox.registry.get('dataElementGroups', id)?.dataElements))
    return [...sets.flatMap(({ elements }) => [...elements]), ...query.list('dataElement'), ...groups]
}

const UNITS: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 }

const changedSince = (call: Call): string | undefined => {
    const duration = /^(\d+)([dhms])$/.exec(call.query.text('lastUpdatedDuration') ?? '')
    if (!duration) {
        return dateWanted(call, 'lastUpdated')
    }
    const { clock } = call.sandbox
    return clock.local(clock.now() - Number(duration[1]) * (UNITS[duration[2] ?? ''] ?? 0))
}

const isWithin = (id: string, from: string | undefined, to: string | undefined): boolean => {
    if (from === undefined || to === undefined) {
        return true
    }
    const period = readPeriod(id)
    return period !== undefined && period.start >= from.slice(0, 10) && period.end <= to.slice(0, 10)
}

/** With one data set, period and org unit the answer has a header, completion included. */
const header = ({ query, sandbox }: Call): object => {
    const [dataSet, ...sets] = query.list('dataSet')
    const [period, ...periods] = query.list('period')
    const [orgUnit, ...units] = query.list('orgUnit')
    const single = dataSet !== undefined && period !== undefined && orgUnit !== undefined
    if (!single || sets.length + periods.length + units.length > 0 || query.flag('children')) {
        return {}
    }
    const completion = sandbox.store.one<{ date: string }>(
        'SELECT date FROM completion WHERE data_set = ? AND period = ? AND org_unit = ? AND completed = 1 LIMIT 1',
        dataSet,
        period,
        orgUnit
    )
    return { dataSet, completeDate: completion?.date ?? null, period, orgUnit }
}

const shape = ({ sandbox }: Call, row: Row): object => ({
    dataElement: row.data_element,
    period: row.period,
    orgUnit: row.org_unit,
    categoryOptionCombo: row.category_option_combo,
    attributeOptionCombo: row.attribute_option_combo,
    value: row.value,
    storedBy: row.stored_by,
    created: utcText(sandbox.clock, row.created),
    lastUpdated: utcText(sandbox.clock, row.last_updated),
    comment: row.comment,
    followup: row.followup === 1,
    ...(row.deleted === 1 && { deleted: true }),
})
