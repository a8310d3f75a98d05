import { hasAuthority } from '../access/caller.ts'
import { refuse, type Answer } from '../answer.ts'
import { ok, type Call, type Route } from '../call.ts'
import { DEFAULT_OPTION_COMBO } from '../metadata/prepare.ts'
import { fitsValueType } from '../metadata/valueTypes.ts'
import { analyticsRoutes } from './analytics.ts'
import { readRegistrations, registerAll, unregister } from './completion.ts'
import type { GivenValue } from './given.ts'
import { IMPORT_PARAMETERS, importDataValues } from './import.ts'
import { importSingle } from './importGroup.ts'
import { aggregateModel } from './model.ts'
import { readPeriod } from './periods.ts'
import { READ_PARAMETERS, readDataValues } from './read.ts'
import { storeValue } from './write.ts'

/** `POST /api/dataValues`: one value, given as query parameters. */
const addOne = (call: Call): Answer => {
    const { query, sandbox, caller } = call
    if (!hasAuthority(caller, 'F_DATAVALUE_ADD')) {
        return refuse(403, 'Access is denied, requires one Authority from [F_DATAVALUE_ADD]', null)
    }
    const given: GivenValue = {
        dataElement: query.required('de'),
        period: readPeriod(query.required('pe')) ?? refuse(409, 'Period is not valid', 'E1101'),
        orgUnit: query.required('ou'),
        categoryOptionCombo: query.text('co'),
        attributeOptionCombo: query.text('aoc'),
        value: query.text('value'),
        comment: query.text('comment'),
        followup: query.flag('followUp'),
        deleted: false,
    }
    return sandbox.rules.dataValuesByGroup ? importSingle(call, given, query.text('ds')) : storeSingle(call, given)
}

const storeSingle = (call: Call, given: GivenValue): Answer => {
    const { sandbox, caller } = call
    const { dataElement = '', orgUnit = '', value } = given
    const element = aggregateModel(sandbox.registry).elements.get(dataElement) ?? refuse(409, 'Data element does not exist', 'E1100')
    if (sandbox.orgUnits.path(orgUnit) === undefined) {
        return refuse(409, 'Organisation unit does not exist', 'E1102')
    }
    if (!caller.superuser && !sandbox.orgUnits.isWithin(orgUnit, caller.capture)) {
        return refuse(409, 'Organisation unit is not in the hierarchy of the user', 'E2020')
    }
    if (value !== undefined && !fitsValueType(element.valueType, value)) {
        return refuse(409, `Data value must match data element value type: \`${element.valueType}\``, 'E2030')
    }
    storeValue(call, given)
    return { status: 201 }
}

const APPROVAL = ['wf', 'ds', 'pe', 'ou', 'aoc']

const approvalKey = ({ query }: Pick<Call, 'query'>): [string, string, string, string] => [
    query.required('wf'),
    query.required('pe'),
    query.required('ou'),
    query.text('aoc') ?? DEFAULT_OPTION_COMBO,
]

const approve = (call: Call): Answer => {
    const mayApprove = ['F_APPROVE_DATA', 'F_APPROVE_DATA_LOWER_LEVELS'].some((authority) => hasAuthority(call.caller, authority))
    if (!mayApprove) {
        return refuse(403, 'Access is denied, requires one Authority from [F_APPROVE_DATA, F_APPROVE_DATA_LOWER_LEVELS]', null)
    }
    const sql =
        'INSERT OR IGNORE INTO approval (workflow, period, org_unit, attribute_option_combo, approved_at, approved_by) VALUES (?, ?, ?, ?, ?, ?)'
    const { firstName, surname } = call.caller
    call.sandbox.store.run(sql, ...approvalKey(call), call.sandbox.clock.local(), `${firstName} ${surname}`)
    return { status: 204 }
}

const unapprove = (call: Call): Answer => {
    const sql = 'DELETE FROM approval WHERE workflow = ? AND period = ? AND org_unit = ? AND attribute_option_combo = ?'
    call.sandbox.store.run(sql, ...approvalKey(call))
    return { status: 204 }
}

const approvalState = ({ sandbox, caller, ...call }: Call): Answer => {
    const sql = `SELECT approved_at AS approvedAt, approved_by AS approvedBy FROM approval
        WHERE workflow = ? AND period = ? AND org_unit = ? AND attribute_option_combo = ?`
    const approval = sandbox.store.one<{ approvedAt: string; approvedBy: string }>(sql, ...approvalKey(call))
    return ok({
        state: approval ? 'APPROVED_HERE' : 'UNAPPROVED_READY',
        mayApprove: caller.superuser && !approval,
        mayUnapprove: caller.superuser && approval !== undefined,
        mayAccept: false,
        mayUnaccept: false,
        mayReadData: true,
        // an approval at the highest level is an acceptance, too
        ...(approval && { ...approval, acceptedAt: approval.approvedAt }),
    })
}

const COMPLETION = ['dataSet', 'period', 'startDate', 'endDate', 'orgUnit', 'children']
const SCHEMES = ['idScheme', 'dataElementIdScheme', 'orgUnitIdScheme', 'categoryOptionComboIdScheme', 'dataSetIdScheme']

export const aggregateRoutes: Route[] = [
    { method: 'GET', path: '/api/dataValueSets', parameters: READ_PARAMETERS, leftOut: SCHEMES, handle: readDataValues },
    { method: 'POST', path: '/api/dataValueSets', parameters: IMPORT_PARAMETERS, handle: importDataValues },
    {
        method: 'POST',
        path: '/api/dataValues',
        parameters: ['de', 'pe', 'ou', 'co', 'aoc', 'value', 'comment', 'followUp', 'ds'],
        handle: addOne,
    },
    {
        method: 'GET',
        path: '/api/completeDataSetRegistrations',
        parameters: COMPLETION,
        leftOut: ['created', 'createdDuration', 'limit', 'orgUnitGroup', ...SCHEMES],
        handle: readRegistrations,
    },
    {
        method: 'POST',
        path: '/api/completeDataSetRegistrations',
        parameters: [],
        leftOut: ['importStrategy', 'dryRun', 'async', ...SCHEMES],
        handle: registerAll,
    },
    {
        method: 'DELETE',
        path: '/api/completeDataSetRegistrations',
        parameters: ['ds', 'pe', 'ou'],
        leftOut: ['cc', 'cp', 'multiOu'],
        handle: unregister,
    },
    ...analyticsRoutes,
    { method: 'GET', path: '/api/dataApprovals', parameters: APPROVAL, handle: approvalState },
    { method: 'POST', path: '/api/dataApprovals', parameters: APPROVAL, handle: approve },
    { method: 'DELETE', path: '/api/dataApprovals', parameters: APPROVAL, handle: unapprove },
]
