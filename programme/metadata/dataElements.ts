import { allFields } from '../model/allPrograms.ts'
import { aggregateElements } from '../model/dataSets.ts'
import { type MetadataObject, ref, shortName, swahili } from './object.ts'
import type { Sharing, SharingRules } from './sharing.ts'
import { metadataUid } from './uid.ts'

/** Tracker data elements: one for each field of the programme. DHIS2 shows answers only to those who may read the element. */
export const buildTrackerElements = ({ sensitive, vocabulary }: SharingRules): MetadataObject[] =>
    allFields.map((field) => ({
        id: metadataUid('dataElement', field.code),
        code: field.code,
        name: field.name.en,
        shortName: shortName(field.name.en, field.code),
        formName: field.formName.en,
        valueType: field.valueType,
        domainType: 'TRACKER',
        aggregationType: 'NONE',
        ...(field.optionSet && { optionSet: ref('optionSet', field.optionSet) }),
        sharing: field.sensitive ? sensitive : vocabulary,
        translations: swahili({ NAME: field.name, FORM_NAME: field.formName }),
    }))

/** Aggregate data elements. Zero is a value: without the flag, servers up to 2.42 drop new zeros in silence (Q33). */
export const buildAggregateElements = (sharing: Sharing): MetadataObject[] =>
    aggregateElements.map((element) => ({
        id: metadataUid('dataElement', element.code),
        code: element.code,
        name: element.name.en,
        shortName: shortName(element.name.en, element.code),
        formName: element.formName.en,
        description: element.description.en,
        valueType: element.valueType ?? 'INTEGER_ZERO_OR_POSITIVE',
        domainType: 'AGGREGATE',
        aggregationType: element.aggregation ?? 'SUM',
        zeroIsSignificant: true,
        ...(element.categoryCombo && { categoryCombo: ref('categoryCombo', element.categoryCombo) }),
        sharing,
        translations: swahili({ NAME: element.name, FORM_NAME: element.formName, DESCRIPTION: element.description }),
    }))
