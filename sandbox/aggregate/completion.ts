import { may } from '../access/sharing.ts'
import { refuse, webMessage, type Answer } from '../answer.ts'
import { bodyObject, ok, type Call } from '../call.ts'
import { objects, text, type JsonObject } from '../json.ts'
import { DEFAULT_OPTION_COMBO } from '../metadata/prepare.ts'
import type { Sandbox } from '../sandbox.ts'
import { aggregateModel, type DataSetModel } from './model.ts'
import { readPeriod } from './periods.ts'
import { summary, type Conflict, type ImportCounts, type Outcome } from './summary.ts'

interface Registration {
    dataSet: string
    period: string
    orgUnit: string
    attributeOptionCombo: string
    date: string
    completed?: boolean
}

interface Row {
    data_set: string
    period: string
    org_unit: string
    attribute_option_combo: string
    date: string
    stored_by: string
    completed: number
}

/** The day of a completion: `true` and days to come mean today. */
export const completionDate = ({ sandbox }: Call, given: string): string => {
    const today = sandbox.clock.today()
    const day = sandbox.clock.read(given)?.slice(0, 10) ?? today
    return day > today ? today : day
}

const KEY = 'data_set = ? AND period = ? AND org_unit = ? AND attribute_option_combo = ?'

/** Registers a data set as complete; true when it was not registered before. */
export const complete = (
    { sandbox, caller }: Call,
    { dataSet, period, orgUnit, attributeOptionCombo, date, completed = true }: Registration
): boolean => {
    const known = sandbox.store.one(`SELECT 1 FROM completion WHERE ${KEY}`, dataSet, period, orgUnit, attributeOptionCombo)
    sandbox.store.run(
        'INSERT OR REPLACE INTO completion (data_set, period, org_unit, attribute_option_combo, date, stored_by, completed, last_updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        dataSet,
        period,
        orgUnit,
        attributeOptionCombo,
        date,
        caller.username,
        Number(completed),
        sandbox.clock.local()
    )
    return known === undefined
}

/** `POST /api/completeDataSetRegistrations`: ERROR only when every registration was refused. */
export const registerAll = (call: Call): Answer => {
    const body = bodyObject(call) ?? refuse(400, 'The body is not a JSON object.', null)
    const counts: ImportCounts = { imported: 0, updated: 0, ignored: 0, deleted: 0 }
    const conflicts: Conflict[] = []
    const given = objects(body.completeDataSetRegistrations)
    const failure = call.sandbox.rules.failsOnNewPeriod ? failureOf(call, given) : undefined
    if (failure !== undefined) {
        return webMessage(409, {
            message: 'An error occurred, please check import summary.',
            response: summary(call, failedOutcome(failure)),
        })
    }
    call.sandbox.store.transaction(() => {
        for (const object of given) {
            conflicts.push(...register(call, object, counts))
        }
    })
    const failed = given.length > 0 && counts.ignored === given.length
    const response = summary(call, {
        status: failed ? 'ERROR' : 'SUCCESS',
        description: 'Import process complete.',
        importCount: counts,
        conflicts,
        rejectedIndexes: [],
    })
    return failed
        ? webMessage(409, { message: 'An error occurred, please check import summary.', response })
        : webMessage(200, { message: 'Import was successful.', response })
}

const failedOutcome = (description: string): Outcome => ({
    status: 'ERROR',
    description,
    importCount: { imported: 0, updated: 0, ignored: 0, deleted: 0 },
    conflicts: [],
    rejectedIndexes: [],
})

/** On 2.43.1 the whole request fails when it names what is no period, or one that no value or completion was ever for; the next try succeeds. */
const failureOf = ({ sandbox }: Call, given: readonly JsonObject[]): string | undefined => {
    const periods = given.map((object) => readPeriod(text(object.period) ?? ''))
    if (periods.includes(undefined)) {
        return 'The import process failed: what is given is no period'
    }
    const { dataSets } = aggregateModel(sandbox.registry)
    const wanted = given.flatMap((object, index) =>
        dataSets.has(text(object.dataSet) ?? '') && text(object.organisationUnit) !== undefined ? [periods[index]?.id ?? ''] : []
    )
    const made = wanted.map((id) => noteUse(sandbox, id)).filter((isNew) => isNew)
    return made.length > 0 ? 'The import process failed: Failed to flush BatchHandler' : undefined
}

/** Notes that a period is used; true when it never was before. */
export const noteUse = ({ store }: Sandbox, id: string): boolean =>
    store.run('INSERT OR IGNORE INTO period (id) VALUES (?)', id).changes > 0

const register = (call: Call, object: JsonObject, counts: ImportCounts): Conflict[] => {
    const dataSet = aggregateModel(call.sandbox.registry).dataSets.get(text(object.dataSet) ?? '')
    const period = readPeriod(text(object.period) ?? '')
    const orgUnit = text(object.organisationUnit) ?? ''
    const wrong = refusal(call, dataSet, period !== undefined, object)
    if (wrong || !dataSet || !period) {
        counts.ignored++
        return wrong ? [wrong] : []
    }
    const attributeOptionCombo = text(object.attributeOptionCombo) ?? DEFAULT_OPTION_COMBO
    const missing = missingValues(call, dataSet, { period: period.id, orgUnit, combo: attributeOptionCombo })
    if (missing.length > 0 && dataSet.blocksCompletion) {
        counts.ignored++
        return missing
    }
    const date = completionDate(call, text(object.date) ?? 'true')
    const isNew = complete(call, {
        dataSet: dataSet.id,
        period: period.id,
        orgUnit,
        attributeOptionCombo,
        date,
        completed: object.completed !== false,
    })
    if (isNew) {
        counts.imported++
    } else {
        counts.updated++
    }
    return missing
}

/** A conflict names what was given, if anything was. */
const named = (given: unknown): Pick<Conflict, 'object'> => {
    const object = text(given)
    return object === undefined ? {} : { object }
}

const refusal = (
    { sandbox, caller }: Call,
    dataSet: DataSetModel | undefined,
    hasPeriod: boolean,
    given: JsonObject
): Conflict | undefined => {
    const orgUnit = text(given.organisationUnit) ?? ''
    if (!dataSet || !may(caller, 'dataWrite', dataSet.object.sharing)) {
        return { ...named(given.dataSet), value: 'Data set not found or not accessible' }
    }
    if (!hasPeriod) {
        return { ...named(given.period), value: 'Period not valid' }
    }
    if (sandbox.orgUnits.path(orgUnit) === undefined) {
        return { ...named(given.organisationUnit), value: 'Organisation unit not found or not accessible' }
    }
    if (!caller.superuser && !sandbox.orgUnits.isWithin(orgUnit, caller.capture)) {
        return { object: orgUnit, value: 'Organisation unit not in hierarchy' }
    }
    return undefined
}

const missingValues = (
    { sandbox }: Call,
    dataSet: DataSetModel,
    { period, orgUnit, combo }: { period: string; orgUnit: string; combo: string }
): Conflict[] =>
    dataSet.compulsory
        .filter(
            ({ dataElement, categoryOptionCombo }) =>
                !sandbox.store.one(
                    `SELECT 1 FROM data_value WHERE org_unit = ? AND period = ? AND data_element = ? AND category_option_combo = ?
                     AND attribute_option_combo = ? AND deleted = 0`,
                    orgUnit,
                    period,
                    dataElement,
                    categoryOptionCombo,
                    combo
                )
        )
        .map(({ dataElement }) => ({
            object: 'dataElementOperand',
            value: `${aggregateModel(sandbox.registry).elements.get(dataElement)?.name} needs to be filled. It is compulsory.`,
        }))

/** `GET /api/completeDataSetRegistrations`, of org units below those that the caller captures data in (Q53). */
export const readRegistrations = (call: Call): Answer => {
    const { query, sandbox, caller } = call
    const [outside] = query.list('orgUnit').filter((unit) => !caller.superuser && !sandbox.orgUnits.isWithin(unit, caller.capture))
    if (outside !== undefined) {
        return refuse(409, `User is not allowed to view org unit: ${outside}`, 'E2012')
    }
    const units = query.flag('children') ? sandbox.orgUnits.within(query.list('orgUnit')) : query.list('orgUnit')
    const periods = query.list('period')
    const rows = sandbox.store.all<Row>(
        `SELECT * FROM completion WHERE data_set IN (SELECT value FROM json_each(?)) AND org_unit IN (SELECT value FROM json_each(?))
         ORDER BY data_set, period, org_unit, attribute_option_combo`,
        JSON.stringify(query.list('dataSet')),
        JSON.stringify(units)
    )
    const from = query.text('startDate')
    const to = query.text('endDate')
    const wanted = rows.filter(({ period }) => periods.includes(period) || (periods.length === 0 && isWithin(period, from, to)))
    if (wanted.length === 0 && sandbox.rules.dataValuesByGroup) {
        return ok({})
    }
    return ok({
        completeDataSetRegistrations: wanted.map((row) => ({
            period: row.period,
            dataSet: row.data_set,
            organisationUnit: row.org_unit,
            attributeOptionCombo: row.attribute_option_combo,
            date: row.date,
            storedBy: row.stored_by,
            completed: row.completed === 1,
        })),
    })
}

const isWithin = (id: string, from: string | undefined, to: string | undefined): boolean => {
    const period = readPeriod(id)
    return period !== undefined && period.start >= (from ?? '0') && period.end <= (to ?? '9')
}

/** `DELETE /api/completeDataSetRegistrations`: 204, also when it was not complete. */
export const unregister = ({ query, sandbox }: Call): Answer => {
    const named = (name: string) => query.list(name)
    const list = 'IN (SELECT value FROM json_each(?))'
    sandbox.store.run(
        `DELETE FROM completion WHERE data_set ${list} AND period ${list} AND org_unit ${list}`,
        JSON.stringify(named('ds')),
        JSON.stringify(named('pe')),
        JSON.stringify(named('ou'))
    )
    return { status: 204 }
}
