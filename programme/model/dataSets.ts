import { optionSets } from './optionSets.ts'
import type { AggregateElement, Category, CategoryCombo, DataSet, Option, OptionSet, Ratio } from './types.ts'

const optionsOf = (code: string): readonly Option[] => {
    const found: OptionSet | undefined = optionSets.find((set) => set.code === code)
    if (!found) {
        throw new Error(`Option set ${code} is not in programme/model/optionSets.ts`)
    }
    return found.options
}

const unknown: Option = { code: 'UNKNOWN', name: { en: 'Unknown', sw: 'Haijulikani' } }
const band = (code: string, en: string): Option => ({ code, name: { en, sw: en } })

/** How counts are split (domain.md B11). Every split has a place for what was not recorded, so that no client drops out of a total. */
export const categories: readonly Category[] = [
    {
        code: 'KMMP_CAT_SEX',
        name: { en: 'KMMP Sex', sw: 'KMMP Jinsia' },
        dimension: 'DISAGGREGATION',
        stem: 'KMMP_SEX',
        options: [...optionsOf('KMMP_OS_SEX'), unknown],
    },
    {
        code: 'KMMP_CAT_AGE',
        name: { en: 'KMMP Age on enrolment, years', sw: 'KMMP Umri wa kujiunga, miaka' },
        dimension: 'DISAGGREGATION',
        stem: 'KMMP_AGE',
        options: [band('0_2', '0–2'), band('3_9', '3–9'), band('10_19', '10–19'), band('20_24', '20–24'), band('25P', '25+'), unknown],
    },
    {
        code: 'KMMP_CAT_CLIENT',
        name: { en: 'KMMP Client type', sw: 'KMMP Aina ya mteja' },
        dimension: 'DISAGGREGATION',
        stem: 'KMMP_CLIENT',
        options: [...optionsOf('KMMP_OS_CLIENT_TYPE'), { code: 'CHILD', name: { en: 'Child', sw: 'Mtoto' } }, unknown],
    },
    {
        code: 'KMMP_CAT_RETURNED',
        name: { en: 'KMMP Result given to caregiver', sw: 'KMMP Mlezi amepewa matokeo' },
        dimension: 'DISAGGREGATION',
        stem: 'KMMP_RETURNED',
        options: [
            { code: 'YES', name: { en: 'Yes', sw: 'Ndiyo' } },
            { code: 'NO', name: { en: 'No', sw: 'Hapana' } },
        ],
    },
    {
        code: 'KMMP_CAT_PARTNER',
        name: { en: 'KMMP Implementing partner', sw: 'KMMP Mshirika mtekelezaji' },
        dimension: 'ATTRIBUTE',
        stem: 'KMMP_PARTNER',
        options: optionsOf('KMMP_OS_PARTNER'),
    },
]

export const categoryCombos: readonly CategoryCombo[] = [
    {
        code: 'KMMP_SEX_AGE_CLIENT',
        name: { en: 'KMMP Sex, age and client type', sw: 'KMMP Jinsia, umri na aina ya mteja' },
        dimension: 'DISAGGREGATION',
        categories: ['KMMP_CAT_SEX', 'KMMP_CAT_AGE', 'KMMP_CAT_CLIENT'],
        stem: 'KMMP_SAC',
    },
    {
        code: 'KMMP_RESULT_RETURNED',
        name: { en: 'KMMP Result given to caregiver', sw: 'KMMP Mlezi amepewa matokeo' },
        dimension: 'DISAGGREGATION',
        categories: ['KMMP_CAT_RETURNED'],
        stem: 'KMMP_RETURNED',
    },
    {
        code: 'KMMP_PARTNER',
        name: { en: 'KMMP Implementing partner', sw: 'KMMP Mshirika mtekelezaji' },
        dimension: 'ATTRIBUTE',
        categories: ['KMMP_CAT_PARTNER'],
        stem: 'KMMP_PARTNER',
    },
]

/** DHIS2 code of an option of a category. */
export const categoryOptionCode = (category: Category, option: string): string => `${category.stem}_${option}`

/** DHIS2 code of a category option combo: the stem of its combo and one option of each category, in the combo's order. */
export const categoryOptionComboCode = (combo: CategoryCombo, options: readonly string[]): string => [combo.stem, ...options].join('_')

/** Monthly figures of a facility. What each counts, exactly, is told in programme/indicators. */
export const aggregateElements: readonly AggregateElement[] = [
    {
        code: 'KMMP_IND_NEW_CLIENTS',
        name: { en: 'KMMP New clients', sw: 'KMMP Wateja wapya' },
        formName: { en: 'New clients', sw: 'Wateja wapya' },
        description: {
            en: 'Mothers and children who joined the programme in the month, for the first time ever',
            sw: 'Akina mama na watoto waliojiunga na programu mwezi huo kwa mara ya kwanza',
        },
        categoryCombo: 'KMMP_SEX_AGE_CLIENT',
    },
    {
        code: 'KMMP_IND_HEI_PCR68_N',
        name: { en: 'KMMP Infants tested on time', sw: 'KMMP Watoto waliopimwa kwa wakati' },
        formName: { en: 'Infants tested at 42 to 62 days', sw: 'Watoto waliopimwa siku 42 hadi 62' },
        description: {
            en: 'HIV-exposed infants who reached day 62 in the month and had a PCR sample at the age of 42 to 62 days',
            sw: 'Watoto wa HEI waliofikisha siku 62 mwezi huo na walichukuliwa sampuli ya PCR wakiwa na siku 42 hadi 62',
        },
        categoryCombo: 'KMMP_RESULT_RETURNED',
    },
    {
        code: 'KMMP_IND_HEI_PCR68_D',
        name: { en: 'KMMP Infants who reached day 62', sw: 'KMMP Watoto waliofikisha siku 62' },
        formName: { en: 'Infants who reached day 62', sw: 'Watoto waliofikisha siku 62' },
        description: {
            en: 'HIV-exposed infants who reached day 62 in the month, alive at day 42 and not transferred out',
            sw: 'Watoto wa HEI waliofikisha siku 62 mwezi huo, wakiwa hai siku ya 42 na hawajahamishwa',
        },
    },
]

export const dataSets: readonly DataSet[] = [
    {
        code: 'KMMP_DS_MONTHLY',
        name: { en: 'KMMP Monthly facility figures', sw: 'KMMP Takwimu za kituo za mwezi' },
        description: {
            en: 'Figures of the Mentor Mother Programme, counted from client records each month',
            sw: 'Takwimu za programu ya Mama Mshauri, zinazohesabiwa kila mwezi kutoka rekodi za wateja',
        },
        periodType: 'Monthly',
        timelyDays: 15,
        categoryCombo: 'KMMP_PARTNER',
        elements: ['KMMP_IND_NEW_CLIENTS', 'KMMP_IND_HEI_PCR68_N', 'KMMP_IND_HEI_PCR68_D'],
    },
]

/** Percentages, for dashboards. They are never stored: DHIS2 divides the two sums. */
export const ratios: readonly Ratio[] = [
    {
        code: 'KMMP_IND_HEI_PCR68',
        name: { en: 'KMMP Infants tested on time, %', sw: 'KMMP Watoto waliopimwa kwa wakati, %' },
        description: {
            en: 'Of the HIV-exposed infants who reached day 62, those with a PCR sample at 42 to 62 days. Aim: 95 %',
            sw: 'Kati ya watoto wa HEI waliofikisha siku 62, waliochukuliwa sampuli ya PCR siku 42 hadi 62. Lengo: 95 %',
        },
        numerator: 'KMMP_IND_HEI_PCR68_N',
        denominator: 'KMMP_IND_HEI_PCR68_D',
    },
]
