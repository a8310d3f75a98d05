import { hasAuthority } from '../access/caller.ts'
import { may } from '../access/sharing.ts'
import { refuse, webMessage, type Answer } from '../answer.ts'
import { bodyObject, type Call } from '../call.ts'
import { isTrue, type JsonObject } from '../json.ts'
import { DEFAULT_OPTION_COMBO } from '../metadata/prepare.ts'
import { runAsJob } from '../system/tasks.ts'
import { complete, completionDate } from './completion.ts'
import { isUsableCombo, readHeader, readValues, type Header } from './given.ts'
import { importGroup } from './importGroup.ts'
import { aggregateModel } from './model.ts'
import { readPeriod } from './periods.ts'
import { importOptions, SWITCHES, summary, type Conflict, type ImportCounts } from './summary.ts'
import { checkValue, type Context } from './validate.ts'
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
    'atomic',
    'dataSet',
    ...SWITCHES,
]

const STRATEGIES = ['CREATE', 'UPDATE', 'CREATE_AND_UPDATE', 'NEW_AND_UPDATES', 'NEW', 'UPDATES', 'DELETE'] as const

/** `POST /api/dataValueSets`: up to 2.42 every value is judged by itself, from 2.43 on by data set. */
export const importDataValues = (call: Call): Answer => {
    if (!hasAuthority(call.caller, 'F_DATAVALUE_ADD')) {
        return refuse(403, 'Access is denied, requires one Authority from [F_DATAVALUE_ADD]', null)
    }
    const run = () => (call.sandbox.rules.dataValuesByGroup ? importGroup(call) : importNow(call))
    return call.query.flag('async') ? runAsJob(call, 'DATAVALUE_IMPORT', importOptions(call), run) : run()
}

const importNow = (call: Call): Answer => {
    const body = bodyObject(call)
    if (!body) {
        return aborted(call, 'The import process failed', [])
    }
    const header = readHeader(call, body)
    const wrong = wrongHeader(call, header)
    if (wrong) {
        return aborted(call, 'Import process was aborted', [wrong])
    }
    return call.sandbox.store.transaction(() => importValues(call, body, header))
}

/** Conflicts name objects otherwise than requests do. */
const NAMES: Record<string, string> = { orgUnit: 'organisationUnit' }

/** A wrong data set, org unit or combo above the values ends the import; a combo that the caller may not write is none (Q52). */
const wrongHeader = (call: Call, { dataSet, orgUnit, attributeOptionCombo }: Header): Conflict | undefined => {
    const { sandbox, caller } = call
    const { registry } = sandbox
    const wrong = (property: string, errorCode: string, uid: string): Conflict => ({
        object: uid,
        objects: { [NAMES[property] ?? property]: uid, ...(property !== 'dataSet' && dataSet !== undefined && { dataSet }) },
        value: `${property} not found or not accessible: ${uid}`,
        errorCode,
        property,
    })
    const sharing = registry.get('dataSets', dataSet)?.sharing
    if (dataSet !== undefined && (sharing === undefined || !may(caller, 'read', sharing))) {
        return wrong('dataSet', 'E7600', dataSet)
    }
    if (dataSet !== undefined && !may(caller, 'dataWrite', sharing)) {
        return wrong('dataSet', 'E7601', dataSet)
    }
    if (orgUnit !== undefined && !registry.get('organisationUnits', orgUnit)) {
        return wrong('orgUnit', 'E7603', orgUnit)
    }
    if (attributeOptionCombo !== undefined && !isUsableCombo(call, attributeOptionCombo)) {
        return wrong('attributeOptionCombo', 'E7604', attributeOptionCombo)
    }
    return undefined
}

const importValues = (call: Call, body: JsonObject, header: Header): Answer => {
    const strategy = call.query.choice('importStrategy', STRATEGIES, 'CREATE_AND_UPDATE')
    const dryRun = call.query.flag('dryRun') || isTrue(body.dryRun)
    const context: Context = {
        call,
        dataSet: aggregateModel(call.sandbox.registry).dataSets.get(header.dataSet ?? ''),
        switches: new Set(SWITCHES.filter((name) => call.query.flag(name))),
        force: call.query.flag('force') && call.caller.superuser,
        strategy,
    }
    const counts: ImportCounts = { imported: 0, updated: 0, ignored: 0, deleted: 0 }
    const conflicts: Conflict[] = []
    const rejected: number[] = []
    const seen = new Map<string, Written>()
    readValues(call, body, header).forEach((value, index) => {
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
    return webMessage(409, { status: 'WARNING', message, response })
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

/** Completes the default combo, whichever the header names (dhis2-core 2.40-2.42 DefaultDataValueSetService, handleComplete). */
const completionOf = (call: Call, { dataSet, period, orgUnit, completeDate }: Header): string | undefined => {
    const read = readPeriod(period ?? '')
    if (completeDate === undefined || dataSet === undefined || !read || orgUnit === undefined) {
        return undefined
    }
    const date = completionDate(call, completeDate)
    complete(call, {
        dataSet,
        period: read.id,
        orgUnit,
        attributeOptionCombo: DEFAULT_OPTION_COMBO,
        date,
    })
    return date
}
