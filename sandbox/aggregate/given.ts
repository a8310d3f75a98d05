import { may } from '../access/sharing.ts'
import type { Call } from '../call.ts'
import { idsOf, isTrue, objects, text, type JsonObject } from '../json.ts'
import { readPeriod, type Period } from './periods.ts'

/** A data value as given, with what the header fills in. */
export interface GivenValue {
    dataElement?: string
    periodGiven?: string
    period?: Period
    orgUnit?: string
    categoryOptionCombo?: string
    attributeOptionCombo?: string
    value?: string
    comment?: string
    followup: boolean
    deleted: boolean
}

/** What stands above the values of a request. */
export interface Header {
    dataSet?: string
    period?: string
    orgUnit?: string
    attributeOptionCombo?: string
    completeDate?: string
}

/** An option combo that exists, with options that the caller may all write data of: to others it is as if it did not. */
export const isUsableCombo = ({ sandbox: { registry }, caller }: Call, uid: string): boolean => {
    const combo = registry.get('categoryOptionCombos', uid)
    return (
        combo !== undefined &&
        idsOf(combo.categoryOptions).every((option) => may(caller, 'dataWrite', registry.get('categoryOptions', option)?.sharing))
    )
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

export const readHeader = (call: Call, body: JsonObject): Header => ({
    dataSet: uidOf(call, body, 'dataSets', body.dataSet),
    period: text(body.period),
    orgUnit: uidOf(call, body, 'organisationUnits', body.orgUnit),
    attributeOptionCombo: uidOf(call, body, 'categoryOptionCombos', body.attributeOptionCombo),
    completeDate: text(body.completeDate),
})

/** What a value says of its place goes before the header on 2.43, and after it up to 2.42. */
export const readValues = (call: Call, body: JsonObject, header: Header): GivenValue[] => {
    const either = call.sandbox.rules.dataValuesByGroup
        ? (own: string | undefined, above: string | undefined) => own ?? above
        : (own: string | undefined, above: string | undefined) => above ?? own
    return objects(body.dataValues).map((object) => {
        const period = either(text(object.period), header.period)
        return {
            dataElement: uidOf(call, body, 'dataElements', object.dataElement),
            periodGiven: period,
            period: period === undefined ? undefined : readPeriod(period),
            orgUnit: either(uidOf(call, body, 'organisationUnits', object.orgUnit), header.orgUnit),
            categoryOptionCombo: uidOf(call, body, 'categoryOptionCombos', object.categoryOptionCombo),
            attributeOptionCombo: either(
                uidOf(call, body, 'categoryOptionCombos', object.attributeOptionCombo),
                header.attributeOptionCombo
            ),
            value: text(object.value),
            comment: text(object.comment),
            followup: isTrue(object.followup ?? object.followUp),
            deleted: isTrue(object.deleted),
        }
    })
}
