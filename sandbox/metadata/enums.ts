import { text, type JsonObject } from '../json.ts'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Enumerations of dhis2-core 2.42 that decide how the sandbox behaves. */
const ENUMS: Record<string, ReadonlySet<string>> = {
    valueType: words(
        'TEXT LONG_TEXT MULTI_TEXT LETTER PHONE_NUMBER EMAIL BOOLEAN TRUE_ONLY DATE DATETIME TIME NUMBER UNIT_INTERVAL PERCENTAGE INTEGER ' +
            'INTEGER_POSITIVE INTEGER_NEGATIVE INTEGER_ZERO_OR_POSITIVE TRACKER_ASSOCIATE USERNAME COORDINATE ORGANISATION_UNIT REFERENCE AGE ' +
            'URL FILE_RESOURCE IMAGE GEOJSON'
    ),
    domainType: words('AGGREGATE TRACKER'),
    aggregationType: words(
        'SUM AVERAGE AVERAGE_SUM_ORG_UNIT LAST LAST_AVERAGE_ORG_UNIT LAST_LAST_ORG_UNIT LAST_IN_PERIOD LAST_IN_PERIOD_AVERAGE_ORG_UNIT FIRST ' +
            'FIRST_AVERAGE_ORG_UNIT FIRST_FIRST_ORG_UNIT COUNT STDDEV VARIANCE MIN MAX MIN_SUM_ORG_UNIT MAX_SUM_ORG_UNIT NONE CUSTOM DEFAULT'
    ),
    programType: words('WITH_REGISTRATION WITHOUT_REGISTRATION'),
    accessLevel: words('OPEN AUDITED PROTECTED CLOSED'),
    dataDimensionType: words('DISAGGREGATION ATTRIBUTE'),
    featureType: words('NONE MULTI_POLYGON POLYGON POINT SYMBOL'),
    validationStrategy: words('ON_COMPLETE ON_UPDATE_AND_INSERT'),
    programRuleVariableSourceType: words(
        'DATAELEMENT_NEWEST_EVENT_PROGRAM_STAGE DATAELEMENT_NEWEST_EVENT_PROGRAM DATAELEMENT_CURRENT_EVENT DATAELEMENT_PREVIOUS_EVENT ' +
            'CALCULATED_VALUE TEI_ATTRIBUTE'
    ),
}

/** The first property whose value is none of its enumeration, as `property=value`. */
export const unknownEnum = (object: JsonObject): string | undefined => {
    for (const [property, allowed] of Object.entries(ENUMS)) {
        const value = text(object[property])
        if (value !== undefined && !allowed.has(value)) {
            return `${property}=${value}`
        }
    }
    return undefined
}
