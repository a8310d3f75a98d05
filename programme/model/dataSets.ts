import { catalogue } from '../indicators/catalogue.ts'
import type { CountedSet, Indicator } from '../indicators/indicator.ts'
import { splits } from '../indicators/splits.ts'
import type { AggregateElement, DataSet, Ratio } from './figureTypes.ts'
import { handElements } from './handElements.ts'
import type { Text } from './types.ts'

const prefixed = ({ en, sw }: Text, [moreEn, moreSw]: readonly [string, string] = ['', '']): Text => ({
    en: `KMMP ${en}${moreEn}`,
    sw: `KMMP ${sw}${moreSw}`,
})

/** The elements of an indicator: a count has one, a ratio two. */
const elementsOf = (indicator: Indicator): AggregateElement[] => {
    const { name, definition, numerator, denominator, split, denominatorSplit, stock } = indicator
    const shared = {
        description: definition,
        ...(stock && { aggregation: 'LAST_IN_PERIOD' as const }),
    }
    const counted: AggregateElement = {
        ...shared,
        code: numerator,
        name: prefixed(name),
        formName: name,
        ...(split && { categoryCombo: splits[split].combo }),
    }
    if (denominator === undefined) {
        return [counted]
    }
    const among: readonly [string, string] = [', out of', ', kati ya']
    return [
        counted,
        {
            ...shared,
            code: denominator,
            name: prefixed(name, among),
            formName: { en: name.en + among[0], sw: name.sw + among[1] },
            ...(denominatorSplit && { categoryCombo: splits[denominatorSplit].combo }),
        },
    ]
}

/** Figures of a place and period. What each counts, exactly, is told in programme/indicators. */
export const aggregateElements: readonly AggregateElement[] = [
    ...catalogue.flatMap(elementsOf),
    ...handElements.flatMap(({ elements }) => elements),
]

const codesIn = (set: CountedSet): string[] =>
    catalogue
        .filter(({ dataSet }) => dataSet === set)
        .flatMap(({ numerator, denominator }) => (denominator === undefined ? [numerator] : [numerator, denominator]))

type Described = Pick<DataSet, 'name' | 'description' | 'unverified'>

const described = ([en, sw]: readonly [string, string], [moreEn, moreSw]: readonly [string, string]): Described => ({
    name: { en: `KMMP ${en}`, sw: `KMMP ${sw}` },
    description: { en: moreEn, sw: moreSw },
})

const countedSets: Readonly<Record<CountedSet, Described>> = {
    KMMP_DS_MONTHLY: {
        ...described(
            ['Monthly facility figures', 'Takwimu za kituo za mwezi'],
            [
                'Figures of the Mentor Mother Programme, counted from client records each month',
                'Takwimu za programu ya Mama Mshauri, zinazohesabiwa kila mwezi kutoka rekodi za wateja',
            ]
        ),
        unverified: 'Months count as reported on time until the 15th; the national deadline is to be confirmed.',
    },
    KMMP_DS_EID_COHORT: described(
        ['Infant tests, reviews and outcomes', 'Vipimo, mapitio na matokeo ya watoto'],
        [
            'Early infant diagnosis, reviews of birth cohorts at 12 and 24 months, and final outcomes, by the month of the age',
            'Vipimo vya mapema vya watoto, mapitio ya makundi ya kuzaliwa miezi 12 na 24, na matokeo ya mwisho, kwa mwezi wa umri',
        ]
    ),
    KMMP_DS_MATERNAL_COHORT: described(
        ['Cohorts of mothers', 'Makundi ya akina mama'],
        [
            'Mothers by month of joining, looked at 3, 6, 12 and 24 months on',
            'Akina mama kwa mwezi wa kujiunga, wanaoangaliwa baada ya miezi 3, 6, 12 na 24',
        ]
    ),
    KMMP_DS_HV02: {
        ...described(
            ['Mirror of MOH 731 section 2', 'Nakala ya MOH 731 sehemu ya 2'],
            [
                'Rows HV02-01 to HV02-34 counted from client records, for comparison with the national report; revision 2023-24, year unverified',
                'Mistari HV02-01 hadi HV02-34 iliyohesabiwa kutoka rekodi za wateja, kwa kulinganisha na ripoti ya kitaifa; toleo la 2023-24, mwaka haujathibitishwa',
            ]
        ),
        unverified: 'Year of the revision of MOH 731 that its rows follow, and the layout; to be confirmed with NASCOP.',
    },
    KMMP_DS_MER: described(
        ['PEPFAR indicators of mothers and infants', 'Viashiria vya PEPFAR vya akina mama na watoto'],
        ['For partners who report to PEPFAR; optional', 'Kwa washirika wanaoripoti kwa PEPFAR; si lazima']
    ),
}

/** Late corrections are always taken: the connector sends what it counts now. The running month is open, for its figures are sent as they grow. */
const countedPolicy = {
    filledFrom: 'clients',
    reportedBy: 'facilities',
    periodType: 'Monthly',
    timelyDays: 15,
    openFuturePeriods: 1,
    expiryDays: 0,
    categoryCombo: 'KMMP_PARTNER',
} as const

const isCountedSet = (code: string): code is CountedSet => code in countedSets

export const dataSets: readonly DataSet[] = [
    ...Object.entries(countedSets).flatMap(([code, texts]): DataSet[] =>
        isCountedSet(code) ? [{ code, ...texts, ...countedPolicy, elements: codesIn(code) }] : []
    ),
    ...handElements.map(({ dataSet, elements }): DataSet => ({ ...dataSet, elements: elements.map(({ code }) => code) })),
]

/** Percentages, for dashboards. They are never stored: DHIS2 divides the two sums. */
export const ratios: readonly Ratio[] = [
    ...catalogue.flatMap(({ code, name, definition, numerator, denominator }): Ratio[] =>
        denominator === undefined ? [] : [{ code, name: prefixed(name, [', %', ', %']), description: definition, numerator, denominator }]
    ),
    ...handElements.flatMap(({ ratios: own }) => own),
]
