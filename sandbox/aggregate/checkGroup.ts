import { hasAuthority } from '../access/caller.ts'
import { may } from '../access/sharing.ts'
import { refuse } from '../answer.ts'
import type { Call } from '../call.ts'
import { idOf, idsOf, text } from '../json.ts'
import { DEFAULT_OPTION_COMBO } from '../metadata/prepare.ts'
import { fitsValueType } from '../metadata/valueTypes.ts'
import type { GivenValue, Header } from './given.ts'
import { aggregateModel, type DataSetModel, type ElementModel } from './model.ts'
import { latestOpenEnd } from './periods.ts'
import { addDays } from '#dhis2/day.ts'
import { isUid } from '#dhis2/uid.ts'

/** A code with what it is about. */
export interface Fault {
    errorCode: string
    about: readonly (string | number)[]
}

export const fault = (errorCode: string, ...about: (string | number)[]): Fault => ({ errorCode, about })

/** What cannot be read ends the request: a key left out or malformed, a completion without a date or a key. */
export const unreadableIn = (call: Call, header: Header, values: readonly GivenValue[]): Fault | undefined => {
    const { dataSet, completeDate } = header
    if (dataSet !== undefined && !isUid(dataSet)) {
        return fault('E8004', dataSet)
    }
    if (completeDate !== undefined && call.sandbox.clock.read(completeDate) === undefined) {
        return fault('E8008', completeDate)
    }
    if (completeDate !== undefined && [dataSet, header.period, header.orgUnit].includes(undefined)) {
        return fault('E8009')
    }
    return values.map(unreadableKey).find((found) => found !== undefined)
}

const unreadableKey = (value: GivenValue, index: number): Fault | undefined => {
    const { dataElement, period, periodGiven, orgUnit, categoryOptionCombo, attributeOptionCombo } = value
    if (periodGiven !== undefined && !period) {
        return refuse(400, `Period is not valid: ${periodGiven}`, null)
    }
    const absent = (errorCode: string, given: unknown) => (given === undefined ? fault(errorCode, index) : undefined)
    const malformed = (errorCode: string, uid: string | undefined) =>
        uid !== undefined && !isUid(uid) ? fault(errorCode, index, uid) : undefined
    return (
        absent('E8100', period) ??
        absent('E8102', dataElement) ??
        malformed('E8104', dataElement) ??
        absent('E8105', orgUnit) ??
        malformed('E8106', orgUnit) ??
        malformed('E8109', categoryOptionCombo) ??
        malformed('E8111', attributeOptionCombo)
    )
}

/** Why all values are refused; undefined when they may be looked at one by one. */
export const refusalOf = (call: Call, dataSetUid: string | undefined, values: readonly GivenValue[]): Fault | undefined => {
    const { dataSets, elements } = aggregateModel(call.sandbox.registry)
    if (dataSetUid === undefined) {
        const found = new Set(values.flatMap(({ dataElement }) => elements.get(dataElement ?? '')?.dataSets ?? []))
        const [only, ...more] = found
        if (!only) {
            return fault('E8003', ...distinct(values, ({ dataElement }) => dataElement))
        }
        return more.length > 0 ? fault('E8002', ...[...found].map(({ id }) => id)) : checkGroup({ call, dataSet: only, values })
    }
    const dataSet = dataSets.get(dataSetUid)
    return dataSet
        ? checkGroup({ call, dataSet, values })
        : fault('E8020', dataSetUid, ...distinct(values, ({ dataElement }) => dataElement))
}

interface Group {
    call: Call
    dataSet: DataSetModel
    values: readonly GivenValue[]
}

const checkGroup = (group: Group): Fault | undefined => {
    for (const check of CHECKS) {
        const found = check(group)
        if (found) {
            return found
        }
    }
    return undefined
}

const distinct = (values: readonly GivenValue[], of: (value: GivenValue) => string | undefined): string[] => [
    ...new Set(values.map(of).filter((one) => one !== undefined)),
]

/** A fault with a code when some of what the values name is wrong. */
const when = (errorCode: string, dataSet: DataSetModel, wrong: readonly string[]): Fault | undefined =>
    wrong.length > 0 ? fault(errorCode, dataSet.id, ...wrong) : undefined

type Check = (group: Group) => Fault | undefined

const access: Check = ({ call, dataSet, values }) => {
    const { caller, sandbox } = call
    if (caller.superuser) {
        return undefined
    }
    if (!may(caller, 'dataWrite', dataSet.object.sharing)) {
        return fault('E8010', dataSet.id)
    }
    const { orgUnits, registry } = sandbox
    const outside = distinct(values, ({ orgUnit }) => orgUnit).filter(
        (unit) => orgUnits.path(unit) !== undefined && !orgUnits.isWithin(unit, caller.capture)
    )
    const combos = new Set(values.flatMap((value) => [value.categoryOptionCombo, value.attributeOptionCombo]))
    const closed = [...combos]
        .flatMap((combo) => idsOf(registry.get('categoryOptionCombos', combo)?.categoryOptions))
        .filter((option) => !may(caller, 'dataWrite', registry.get('categoryOptions', option)?.sharing))
    return when('E8011', dataSet, outside) ?? when('E8012', dataSet, closed)
}

const keys: Check = ({ call, dataSet, values }) => {
    const { registry } = call.sandbox
    const { elements } = aggregateModel(registry)
    const comboOf = (optionCombo: string) => idOf(registry.get('categoryOptionCombos', optionCombo)?.categoryCombo)
    const wrongCombos = values
        .filter(({ dataElement, categoryOptionCombo: combo }) => {
            const element = elements.get(dataElement ?? '')
            return combo !== undefined && comboOf(combo) !== (element && comboInSet(dataSet, element))
        })
        .map(({ categoryOptionCombo }) => categoryOptionCombo ?? '')
    return (
        when(
            'E8020',
            dataSet,
            distinct(values, ({ dataElement }) => dataElement).filter((id) => !dataSet.elements.has(id))
        ) ??
        when(
            'E8022',
            dataSet,
            distinct(values, ({ orgUnit }) => orgUnit).filter((id) => !dataSet.orgUnits.has(id))
        ) ??
        when(
            'E8021',
            dataSet,
            distinct(values, ({ period }) => (period?.type === dataSet.periodType ? undefined : period?.id))
        ) ??
        when(
            'E8023',
            dataSet,
            distinct(values, ({ attributeOptionCombo = DEFAULT_OPTION_COMBO }) => attributeOptionCombo).filter(
                (id) => comboOf(id) !== dataSet.categoryCombo
            )
        ) ??
        when('E8024', dataSet, wrongCombos) ??
        when(
            'E8031',
            dataSet,
            distinct(values, (value) => (isOpen(call, value) ? undefined : value.period?.id))
        )
    )
}

/** The category combo of an element inside a data set, which may have its own for it. */
const comboInSet = (dataSet: DataSetModel, element: ElementModel): string | undefined =>
    dataSet.combos.get(element.id) ?? element.categoryCombo

/** True when the org unit was open at the start of the period. */
const isOpen = ({ sandbox }: Call, { orgUnit, period }: GivenValue): boolean => {
    const unit = sandbox.registry.get('organisationUnits', orgUnit)
    const start = period?.start ?? ''
    return start >= (text(unit?.openingDate)?.slice(0, 10) ?? '') && start <= (text(unit?.closedDate)?.slice(0, 10) ?? '9')
}

/** Expiry and future periods pass those who may edit expired data; approval is looked up only for a combo that was given. */
const timeliness: Check = ({ call, dataSet, values }) => {
    const { caller, sandbox, query } = call
    if (caller.superuser && query.flag('force')) {
        return undefined
    }
    const today = sandbox.clock.today()
    const untimely = hasAuthority(caller, 'F_EDIT_EXPIRED')
        ? []
        : distinct(values, ({ period }) => (period && isTimely(dataSet, period, today) ? undefined : period?.id))
    const approved = values.filter(
        ({ period, orgUnit, attributeOptionCombo }) =>
            attributeOptionCombo !== undefined &&
            dataSet.workflow !== undefined &&
            sandbox.store.one(
                'SELECT 1 FROM approval WHERE workflow = ? AND period = ? AND org_unit = ? AND attribute_option_combo = ?',
                dataSet.workflow,
                period?.id ?? '',
                orgUnit ?? '',
                attributeOptionCombo
            )
    )
    return (
        when('E8030', dataSet, untimely) ??
        when(
            'E8033',
            dataSet,
            distinct(approved, ({ period }) => period?.id)
        )
    )
}

const isTimely = (dataSet: DataSetModel, period: { type: string; end: string }, today: string): boolean => {
    const expired = dataSet.expiryDays > 0 && addDays(period.end, dataSet.expiryDays) < today
    return !expired && period.end <= latestOpenEnd(period.type, today, dataSet.openFuturePeriods)
}

/** No two values may be for the same key. */
const twins: Check = ({ values }) => {
    const places = new Map<string, number[]>()
    values.forEach(({ dataElement, orgUnit, period, categoryOptionCombo, attributeOptionCombo }, index) => {
        const key = [dataElement, orgUnit, period?.id, categoryOptionCombo, attributeOptionCombo].join(' ')
        places.set(key, [...(places.get(key) ?? []), index])
    })
    const twice = [...places.values()].find(({ length }) => length > 1)
    return twice && fault('E8128', ...twice)
}

const CHECKS: readonly Check[] = [access, keys, timeliness, twins]

const COMMENT_LENGTH = 5000

/** What is wrong with one value, which is then refused alone. */
export const wrongValue = ({ sandbox }: Call, { dataElement, value, comment, deleted }: GivenValue, index: number): Fault | undefined => {
    const element = aggregateModel(sandbox.registry).elements.get(dataElement ?? '')
    if (value === undefined) {
        return deleted ? undefined : fault('E8120', index)
    }
    if (element && !fitsValueType(element.valueType, value)) {
        return fault('E8122', index, element.valueType)
    }
    if (element?.codes?.has(value) === false) {
        return fault('E8123', index, element.id)
    }
    return comment !== undefined && comment.length > COMMENT_LENGTH ? fault('E8125', index, COMMENT_LENGTH) : undefined
}
