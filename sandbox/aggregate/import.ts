import { hasAuthority } from '../access/caller.ts'
import { may } from '../access/sharing.ts'
import { refuse, webMessage, type Answer } from '../answer.ts'
import { bodyObject, type Call } from '../call.ts'
import { isTrue, objects, text, type JsonObject } from '../json.ts'
import { DEFAULT_OPTION_COMBO } from '../metadata/prepare.ts'
import { runAsJob } from '../system/tasks.ts'
import { complete, completionDate } from './completion.ts'
import { aggregateModel, type DataSetModel } from './model.ts'
import { readPeriod, type Period } from './periods.ts'
import { SWITCHES, summary, type Conflict, type ImportCounts } from './summary.ts'
import { checkValue, type Context, type GivenValue } from './validate.ts'
import { writeValue, type Written } from './write.ts'

export const IMPORT_PARAMETERS = [
    'async',
    'dryRun',
    'importStrategy',
    'idScheme',
    'dataElementIdScheme',
    'orgUnitIdScheme',
    'categoryOptionComboIdScheme',
    'dataSetIdScheme',
    'skipAudit',
    'skipExistingCheck',
    'preheatCache',
    'force',
    ...SWITCHES,
]

const STRATEGIES = ['CREATE', 'UPDATE', 'CREATE_AND_UPDATE', 'NEW_AND_UPDATES', 'NEW', 'UPDATES', 'DELETE'] as const

/** `POST /api/dataValueSets` as 2.40-2.42 do it: every value is judged by itself (dhis2-web-api.md 6.1). */
export const importDataValues = (call: Call): Answer => {
    if (!hasAuthority(call.caller, 'F_DATAVALUE_ADD')) {
        return refuse(403, 'Access is denied, requires one Authority from [F_DATAVALUE_ADD]', null)
    }
    const run = () => importNow(call)
    return call.query.flag('async') ? runAsJob(call, 'DATAVALUE_IMPORT', run) : run()
}

const importNow = (call: Call): Answer => {
    const body = bodyObject(call)
    if (!body) {
        return aborted(call, 'The import process failed', [])
    }
    const read = readHeader(call, body)
    if ('conflict' in read) {
        return aborted(call, 'Import process was aborted', [read.conflict])
    }
    return call.sandbox.store.transaction(() => importValues(call, body, read.header))
}

interface Header {
    dataSet?: DataSetModel
    period?: string
    orgUnit?: string
    attributeOptionCombo?: string
    completeDate?: string
}

/** Collections that a request may name by code or name, with the parameter that says so. */
const SCHEMES = {
    dataSets: 'dataSetIdScheme',
    organisationUnits: 'orgUnitIdScheme',
    dataElements: 'dataElementIdScheme',
    categoryOptionCombos: 'categoryOptionComboIdScheme',
}

/** The UID of an object named in a request; a name that nothing has stays as it is. */
const uidOf = (call: Call, body: JsonObject, type: keyof typeof SCHEMES, value: unknown): string | undefined => {
    const given = text(value)
    const parameter = SCHEMES[type]
    const scheme = call.query.text(parameter) ?? text(body[parameter]) ?? call.query.text('idScheme') ?? text(body.idScheme) ?? 'UID'
    if (given === undefined || scheme.toUpperCase() === 'UID') {
        return given
    }
    return call.sandbox.registry.findBy(type, scheme.toUpperCase() === 'CODE' ? 'code' : 'name', given)?.id ?? given
}

const ORG_UNITS = 'organisationUnits'
const COMBOS = 'categoryOptionCombos'
/** Conflicts name objects otherwise than requests do. */
const NAMES: Record<string, string> = { orgUnit: 'organisationUnit' }

/** What stands above the values; a wrong data set, org unit or combo there ends the import. */
const readHeader = (call: Call, body: JsonObject): { header: Header } | { conflict: Conflict } => {
    const { registry } = call.sandbox
    const dataSetUid = uidOf(call, body, 'dataSets', body.dataSet)
    const wrong = (property: string, errorCode: string, uid: string): { conflict: Conflict } => ({
        conflict: {
            object: uid,
            objects: {
                [NAMES[property] ?? property]: uid,
                ...(property !== 'dataSet' && dataSetUid !== undefined && { dataSet: dataSetUid }),
            },
            value: `${property} not found or not accessible: ${uid}`,
            errorCode,
            property,
        },
    })
    const orgUnit = uidOf(call, body, ORG_UNITS, body.orgUnit)
    const combo = uidOf(call, body, COMBOS, body.attributeOptionCombo)
    const dataSet = aggregateModel(registry).dataSets.get(dataSetUid ?? '')
    if (dataSetUid !== undefined && (!dataSet || !may(call.caller, 'read', dataSet.object.sharing))) {
        return wrong('dataSet', 'E7600', dataSetUid)
    }
    if (dataSet && !may(call.caller, 'dataWrite', dataSet.object.sharing)) {
        return wrong('dataSet', 'E7601', dataSet.id)
    }
    if (orgUnit !== undefined && !registry.get(ORG_UNITS, orgUnit)) {
        return wrong('orgUnit', 'E7603', orgUnit)
    }
    if (combo !== undefined && !registry.get(COMBOS, combo)) {
        return wrong('attributeOptionCombo', 'E7604', combo)
    }
    return { header: { dataSet, period: text(body.period), orgUnit, attributeOptionCombo: combo, completeDate: text(body.completeDate) } }
}

const importValues = (call: Call, body: JsonObject, header: Header): Answer => {
    const strategy = call.query.choice('importStrategy', STRATEGIES, 'CREATE_AND_UPDATE')
    const dryRun = call.query.flag('dryRun') || isTrue(body.dryRun)
    const context: Context = {
        call,
        dataSet: header.dataSet,
        switches: new Set(SWITCHES.filter((name) => call.query.flag(name))),
        force: call.query.flag('force') && call.caller.superuser,
        strategy,
    }
    const counts: ImportCounts = { imported: 0, updated: 0, ignored: 0, deleted: 0 }
    const conflicts: Conflict[] = []
    const rejected: number[] = []
    const seen = new Map<string, Written>()
    objects(body.dataValues).forEach((object, index) => {
        const value = readValue(call, body, object, header)
        const conflict = checkValue(context, value)
        if (conflict) {
            addConflict(conflicts, conflict, index)
            rejected.push(index)
        } else {
            writeValue({ call, strategy, dryRun, counts, seen }, value)
        }
    })
    const date = dryRun ? undefined : completionOf(call, header)
    counts.ignored += rejected.length
    return finish(call, { counts, conflicts, rejected, date })
}

const finish = (
    call: Call,
    { counts, conflicts, rejected, date }: { counts: ImportCounts; conflicts: Conflict[]; rejected: number[]; date?: string }
): Answer => {
    const status = conflicts.length > 0 ? 'WARNING' : 'SUCCESS'
    const response = summary(call, {
        status,
        description: 'Import process completed successfully',
        importCount: counts,
        conflicts,
        rejectedIndexes: rejected,
        dataSetComplete: date ?? 'false',
    })
    if (status === 'SUCCESS') {
        return webMessage(200, { message: 'Import was successful.', response })
    }
    const message = 'One more conflicts encountered, please check import summary.'
    return webMessage(call.sandbox.rules.dataValueWarningStatus, { status: 'WARNING', message, response })
}

const aborted = (call: Call, description: string, conflicts: Conflict[]): Answer => {
    const response = summary(call, {
        status: 'ERROR',
        description,
        importCount: { imported: 0, updated: 0, ignored: 0, deleted: 0 },
        conflicts,
        rejectedIndexes: [],
    })
    return webMessage(409, { message: 'An error occurred, please check import summary.', response })
}

/** Equal conflicts of several values are reported once, with all their places. */
const addConflict = (conflicts: Conflict[], conflict: Conflict, index: number): void => {
    const same = conflicts.find((known) => known.errorCode === conflict.errorCode && known.value === conflict.value)
    if (same) {
        same.indexes?.push(index)
    } else {
        conflicts.push({ ...conflict, indexes: [index] })
    }
}

const readValue = (call: Call, body: JsonObject, object: JsonObject, header: Header): GivenValue => {
    const period = text(object.period) ?? header.period
    const read: Period | undefined = period === undefined ? undefined : readPeriod(period)
    return {
        dataElement: uidOf(call, body, 'dataElements', object.dataElement),
        periodGiven: period,
        period: read,
        orgUnit: uidOf(call, body, ORG_UNITS, object.orgUnit) ?? header.orgUnit,
        categoryOptionCombo: uidOf(call, body, COMBOS, object.categoryOptionCombo),
        attributeOptionCombo: uidOf(call, body, COMBOS, object.attributeOptionCombo) ?? header.attributeOptionCombo,
        value: text(object.value),
        comment: text(object.comment),
        followup: isTrue(object.followup),
        deleted: isTrue(object.deleted),
    }
}

const completionOf = (call: Call, { dataSet, period, orgUnit, attributeOptionCombo, completeDate }: Header): string | undefined => {
    const read = readPeriod(period ?? '')
    if (completeDate === undefined || !dataSet || !read || orgUnit === undefined) {
        return undefined
    }
    const date = completionDate(call, completeDate)
    complete(call, {
        dataSet: dataSet.id,
        period: read.id,
        orgUnit,
        attributeOptionCombo: attributeOptionCombo ?? DEFAULT_OPTION_COMBO,
        date,
    })
    return date
}
