import { dataSets, ratios } from '../model/dataSets.ts'
import { validationRules } from '../model/validationRules.ts'
import { type MetadataObject, ref, shortName, swahili } from './object.ts'
import type { Sharing } from './sharing.ts'
import { metadataUid } from './uid.ts'

const PERCENT = 'KMMP_PERCENT'

/** All data sets. Those of facilities are assigned to the given org units; those of the country wait for its org unit, given at installation. */
export const buildDataSets = (sharing: Sharing, orgUnits: readonly { id: string }[]): MetadataObject[] =>
    dataSets.map((dataSet) => ({
        id: metadataUid('dataSet', dataSet.code),
        code: dataSet.code,
        name: dataSet.name.en,
        shortName: shortName(dataSet.name.en, dataSet.code),
        description: dataSet.description.en,
        periodType: dataSet.periodType,
        timelyDays: dataSet.timelyDays,
        expiryDays: dataSet.expiryDays,
        openFuturePeriods: dataSet.openFuturePeriods,
        ...(dataSet.categoryCombo && { categoryCombo: ref('categoryCombo', dataSet.categoryCombo) }),
        dataSetElements: dataSet.elements.map((element) => ({
            id: metadataUid('dataSetElement', `${dataSet.code}.${element}`),
            dataSet: ref('dataSet', dataSet.code),
            dataElement: ref('dataElement', element),
        })),
        organisationUnits: dataSet.reportedBy === 'facilities' ? orgUnits.map(({ id }) => ({ id })) : [],
        sharing,
        translations: swahili({ NAME: dataSet.name, DESCRIPTION: dataSet.description }),
    }))

/** The one indicator type: a percentage. */
export const buildIndicatorTypes = (): MetadataObject[] => [
    {
        id: metadataUid('indicatorType', PERCENT),
        code: PERCENT,
        name: 'KMMP Percentage',
        factor: 100,
        number: false,
        translations: swahili({ NAME: { en: 'KMMP Percentage', sw: 'KMMP Asilimia' } }),
    },
]

/** Indicators over pairs of aggregate elements. */
export const buildIndicators = (sharing: Sharing): MetadataObject[] =>
    ratios.map((ratio) => ({
        id: metadataUid('indicator', ratio.code),
        code: ratio.code,
        name: ratio.name.en,
        shortName: shortName(ratio.name.en, ratio.code),
        description: ratio.description.en,
        indicatorType: ref('indicatorType', PERCENT),
        numerator: `#{${metadataUid('dataElement', ratio.numerator)}}`,
        numeratorDescription: ratio.numerator,
        denominator: `#{${metadataUid('dataElement', ratio.denominator)}}`,
        denominatorDescription: ratio.denominator,
        annualized: false,
        decimals: 0,
        sharing,
        translations: swahili({ NAME: ratio.name, DESCRIPTION: ratio.description }),
    }))

/** What must hold between figures. A rule waits for values: it says nothing about a month in which nobody reported. */
export const buildValidationRules = (sharing: Sharing): MetadataObject[] =>
    validationRules.map((rule) => ({
        id: metadataUid('validationRule', rule.code),
        code: rule.code,
        name: rule.name.en,
        instruction: rule.instruction.en,
        importance: 'MEDIUM',
        periodType: 'Monthly',
        operator: rule.operator,
        leftSide: side(rule.left),
        rightSide: side(rule.right),
        sharing,
        translations: swahili({ NAME: rule.name, INSTRUCTION: rule.instruction }),
    }))

const side = (elements: readonly string[]) => ({
    expression: elements.map((code) => `#{${metadataUid('dataElement', code)}}`).join(' + '),
    description: elements.join(' + '),
    missingValueStrategy: 'SKIP_IF_ALL_VALUES_MISSING',
    slidingWindow: false,
})
