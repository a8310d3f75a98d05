import { refuse, webMessage, type Answer } from '../answer.ts'
import { bodyObject, type Call } from '../call.ts'
import { isTrue } from '../json.ts'
import { DEFAULT_OPTION_COMBO } from '../metadata/prepare.ts'
import { fault, refusalOf, unreadableIn, wrongValue, type Fault } from './checkGroup.ts'
import { complete } from './completion.ts'
import { readHeader, readValues, type GivenValue, type Header } from './given.ts'
import { readPeriod } from './periods.ts'
import { summary, type Conflict, type Outcome } from './summary.ts'
import { storeValue } from './write.ts'

/**
 * Imports data values as 2.43 does: the values of a request belong to one data set, and what is wrong with its access, keys or time refuses
 * them all; only a wrong value is refused alone (dhis2-core 2.43 DefaultDataEntryService).
 */
export const importGroup = (call: Call): Answer => {
    const body = bodyObject(call) ?? refuse(400, 'The body is not a JSON object.', null)
    const header = readHeader(call, body)
    const values = readValues(call, body, header)
    const unreadable = unreadableIn(call, header, values)
    if (unreadable) {
        return answer(call, { ...refused([unreadable], [[-1]]), rejectedIndexes: [] })
    }
    const dryRun = call.query.flag('dryRun') || isTrue(body.dryRun)
    return call.sandbox.store.transaction(() => importValues(call, header, values, dryRun))
}

const importValues = (call: Call, header: Header, values: readonly GivenValue[], dryRun: boolean): Answer => {
    const deleting = call.query.text('importStrategy')?.toUpperCase() === 'DELETE'
    const given = deleting ? values.map((value) => ({ ...value, deleted: true })) : values
    const wrong = values.length === 0 ? undefined : refusalOf(call, header.dataSet, given)
    const everyIndex = values.map((_, index) => index)
    if (wrong) {
        return answer(call, { ...refused([wrong], [everyIndex]), dataSetComplete: 'false' })
    }
    const faults = given.map((value, index) => wrongValue(call, value, index))
    const good = given.filter((_, index) => !faults[index])
    const bad = everyIndex.filter((index) => faults[index])
    if (call.query.flag('atomic') && bad.length > 0) {
        return answer(call, { ...refused([fault('E8000', good.length, values.length)], [everyIndex]), dataSetComplete: 'false' })
    }
    if (!dryRun) {
        for (const value of good) {
            storeValue(call, value)
        }
    }
    return answer(call, {
        status: bad.length === 0 ? 'SUCCESS' : good.length > 0 ? 'WARNING' : 'ERROR',
        importCount: { imported: 0, updated: deleting ? 0 : good.length, ignored: bad.length, deleted: deleting ? good.length : 0 },
        conflicts: bad.flatMap((index) => (faults[index] ? [conflictOf(faults[index], [index])] : [])),
        rejectedIndexes: bad,
        dataSetComplete: bad.length > 0 ? 'false' : completeDay(call, header, dryRun),
    })
}

const refused = (faults: readonly Fault[], indexes: readonly number[][]): Outcome => ({
    status: 'ERROR',
    importCount: { imported: 0, updated: 0, ignored: 0, deleted: 0 },
    conflicts: faults.map((one, place) => conflictOf(one, indexes[place] ?? [])),
    rejectedIndexes: indexes.flat(),
})

const conflictOf = ({ errorCode, about }: Fault, indexes: number[]): Conflict => ({
    objects: { args: about.join('-') },
    value: `${errorCode}: ${about.join(', ')}`,
    errorCode,
    indexes,
})

const MESSAGES = {
    SUCCESS: { status: 200, verdict: 'OK', message: 'Import was successful.' },
    WARNING: { status: 200, verdict: 'WARNING', message: 'Import completed with warnings, please check import summary.' },
    ERROR: { status: 409, verdict: 'ERROR', message: 'An error occurred, please check import summary.' },
} as const

const answer = (call: Call, outcome: Outcome): Answer => {
    const { status, verdict, message } = MESSAGES[outcome.status]
    return webMessage(status, { status: verdict, message, response: summary(call, outcome) })
}

const completeDay = (call: Call, header: Header, dryRun: boolean): string => {
    const { dataSet, orgUnit, completeDate } = header
    const period = readPeriod(header.period ?? '')
    const day = call.sandbox.clock.read(completeDate)?.slice(0, 10)
    if (day === undefined || dataSet === undefined || orgUnit === undefined || !period) {
        return 'false'
    }
    const attributeOptionCombo = header.attributeOptionCombo ?? DEFAULT_OPTION_COMBO
    if (!dryRun) {
        complete(call, { dataSet, period: period.id, orgUnit, attributeOptionCombo, date: day })
    }
    return day
}

/** Stores a single value by the same rules, for `POST /api/dataValues`. */
export const importSingle = (call: Call, value: GivenValue, dataSet: string | undefined): Answer => {
    const wrong = refusalOf(call, dataSet, [value])
    if (wrong) {
        return refuse(409, `${wrong.errorCode}: ${wrong.about.join(', ')}`, wrong.errorCode)
    }
    const bad = wrongValue(call, value, 0)
    if (bad) {
        return refuse(409, `Failed to upsert data value: ${bad.errorCode}`, null)
    }
    storeValue(call, value)
    return { status: 201 }
}
