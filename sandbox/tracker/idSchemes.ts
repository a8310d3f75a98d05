import { refuse } from '../answer.ts'
import type { Query } from '../call.ts'

/** How metadata is named in a payload, per collection. */
export type IdSchemes = (type: string) => string

/** The id schemes of a request; a scheme that DHIS2 does not know is answered with 400. */
export const readIdSchemes = (query: Query): IdSchemes => {
    const scheme = (name: string, otherwise: string): string => {
        const given = query.text(name) ?? otherwise
        if (/^(UID|CODE|NAME|ATTRIBUTE:\w{11})$/.test(given)) {
            return given
        }
        return refuse(
            400,
            `Value '${given}' is not valid for parameter ${name}. Valid values are: [UID, CODE, NAME, ATTRIBUTE:attributeUid]`,
            null
        )
    }
    const general = scheme('idScheme', 'UID')
    const own: Record<string, string> = {
        dataElements: scheme('dataElementIdScheme', general),
        organisationUnits: scheme('orgUnitIdScheme', general),
        programs: scheme('programIdScheme', general),
        programStages: scheme('programStageIdScheme', general),
        categoryOptionCombos: scheme('categoryOptionComboIdScheme', general),
        categoryOptions: scheme('categoryOptionIdScheme', general),
    }
    return (type) => own[type] ?? general
}
