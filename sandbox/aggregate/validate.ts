import { hasAuthority } from '../access/caller.ts'
import type { Call } from '../call.ts'
import { idOf } from '../json.ts'
import { DEFAULT_OPTION_COMBO } from '../metadata/prepare.ts'
import { fitsValueType } from '../metadata/valueTypes.ts'
import { isUsableCombo, type GivenValue } from './given.ts'
import { aggregateModel, type DataSetModel, type ElementModel } from './model.ts'
import { latestOpenEnd } from './periods.ts'
import type { Conflict } from './summary.ts'
import { addDays } from '#dhis2/day.ts'

export interface Context {
    call: Call
    dataSet?: DataSetModel
    switches: ReadonlySet<string>
    force: boolean
    strategy: string
}

type Check = (context: Context, value: GivenValue, element: ElementModel) => Conflict | undefined

/** The first thing wrong with a value, with its code; undefined when it can be stored. */
export const checkValue = (context: Context, value: GivenValue): Conflict | undefined => {
    const element = aggregateModel(context.call.sandbox.registry).elements.get(value.dataElement ?? '')
    if (!element) {
        return conflict('E7610', 'dataElement', value.dataElement, { dataElement: value.dataElement })
    }
    for (const check of CHECKS) {
        const found = check(context, value, element)
        if (found) {
            return found
        }
    }
    return undefined
}

const conflict = (
    errorCode: string,
    property: string | undefined,
    object: string | undefined,
    objects: Record<string, unknown>
): Conflict => ({
    ...(object !== undefined && { object }),
    objects,
    value: `${errorCode}: ${property ?? 'data set'} of the value is refused (${Object.values(objects).join(', ')})`,
    errorCode,
    ...(property !== undefined && { property }),
})

const references: Check = ({ call }, value) => {
    const { registry } = call.sandbox
    if (!value.period) {
        return conflict('E7611', 'period', value.periodGiven, { period: value.periodGiven })
    }
    if (!registry.get('organisationUnits', value.orgUnit)) {
        return conflict('E7612', 'orgUnit', value.orgUnit, { organisationUnit: value.orgUnit })
    }
    const { categoryOptionCombo: coc, attributeOptionCombo: aoc } = value
    if (coc !== undefined && !isUsableCombo(call, coc)) {
        return conflict('E7613', 'categoryOptionCombo', coc, { categoryOptionCombo: coc })
    }
    if (aoc !== undefined && !isUsableCombo(call, aoc)) {
        return conflict('E7615', 'attributeOptionCombo', aoc, { attributeOptionCombo: aoc })
    }
    return undefined
}

const hierarchy: Check = ({ call }, { orgUnit = '' }) => {
    const { caller, sandbox } = call
    const inside = caller.superuser || sandbox.orgUnits.isWithin(orgUnit, caller.capture)
    return inside ? undefined : conflict('E7617', 'orgUnit', undefined, { user: caller.uid })
}

const presence: Check = ({ strategy }, { value, comment, deleted }, { id }) =>
    value === undefined && comment === undefined && !deleted && strategy !== 'DELETE'
        ? conflict('E7618', 'value', id, { dataElement: id })
        : undefined

const fits: Check = (_context, { value, deleted }, element) => {
    if (value === undefined || deleted) {
        return undefined
    }
    const { id, valueType, codes } = element
    if (!fitsValueType(valueType, value)) {
        return conflict('E7619', 'value', id, { dataElement: id, value: `value_not_${valueType.toLowerCase()}` })
    }
    return codes && !codes.has(value) ? conflict('E7621', 'value', id, { dataElement: id }) : undefined
}

const strict: Check = (context, value, element) => {
    const { switches, dataSet } = context
    const sets = dataSet ? [dataSet] : element.dataSets
    const { period, orgUnit = '', categoryOptionCombo: coc, attributeOptionCombo: aoc } = value
    if (switches.has('requireCategoryOptionCombo') && coc === undefined) {
        return conflict('E7630', 'categoryOptionCombo', undefined, {})
    }
    if (switches.has('requireAttributeOptionCombo') && aoc === undefined) {
        return conflict('E7631', 'attributeOptionCombo', undefined, {})
    }
    if (switches.has('strictPeriods') && !sets.some(({ periodType }) => periodType === period?.type)) {
        return conflict('E7632', undefined, undefined, { dataElement: element.id })
    }
    if (switches.has('strictDataElements') && dataSet && !dataSet.elements.has(element.id)) {
        return conflict('E7633', 'dataElement', element.id, { dataElement: element.id, dataSet: dataSet.id })
    }
    if (switches.has('strictCategoryOptionCombos') && !comboOf(context, coc, element.categoryCombo)) {
        return conflict('E7634', 'categoryOptionCombo', coc, { categoryOptionCombo: coc, dataElement: element.id })
    }
    if (switches.has('strictAttributeOptionCombos') && !sets.some(({ categoryCombo }) => comboOf(context, aoc, categoryCombo))) {
        return conflict('E7635', 'attributeOptionCombo', aoc, { attributeOptionCombo: aoc, dataElement: element.id })
    }
    if (switches.has('strictOrganisationUnits') && !sets.some(({ orgUnits }) => orgUnits.has(orgUnit))) {
        return conflict('E7636', 'orgUnit', undefined, { dataElement: element.id })
    }
    return undefined
}

const comboOf = ({ call }: Context, optionCombo: string | undefined, combo: string | undefined): boolean => {
    const object = call.sandbox.registry.get('categoryOptionCombos', optionCombo ?? DEFAULT_OPTION_COMBO)
    return idOf(object?.categoryCombo) === combo
}

/** Expiry, future periods and approval; superusers pass the first. */
const timeliness: Check = ({ call, dataSet: given, force }, { period, orgUnit = '', attributeOptionCombo }, element) => {
    const dataSet = given ?? element.dataSets[0]
    if (!dataSet || !period || force) {
        return undefined
    }
    const { sandbox, caller } = call
    const today = sandbox.clock.today()
    if (dataSet.expiryDays > 0 && !hasAuthority(caller, 'F_EDIT_EXPIRED') && addDays(period.end, dataSet.expiryDays) < today) {
        return conflict('E7640', 'period', undefined, { dataSet: dataSet.id })
    }
    if (period.end > latestOpenEnd(period.type, today, dataSet.openFuturePeriods)) {
        return conflict('E7641', 'period', undefined, { dataElement: element.id, dataSet: dataSet.id })
    }
    const approved =
        dataSet.workflow !== undefined &&
        sandbox.store.one(
            'SELECT 1 FROM approval WHERE workflow = ? AND period = ? AND org_unit = ? AND attribute_option_combo = ?',
            dataSet.workflow,
            period.id,
            orgUnit,
            attributeOptionCombo ?? DEFAULT_OPTION_COMBO
        )
    return approved ? conflict('E7642', undefined, undefined, { dataSet: dataSet.id }) : undefined
}

const CHECKS: readonly Check[] = [references, hierarchy, presence, fits, strict, timeliness]
