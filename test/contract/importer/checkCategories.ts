import type { Check, Given } from './finding.ts'
import { each, idOf, idsOf, listOf, repeated, text, when } from './finding.ts'

/** Limits of dhis.conf as servers come (ConfigurationKey, from 2.42 on). */
const MOST_OPTIONS = 50
const MOST_CATEGORIES = 5
const MOST_COMBINATIONS = 500

const optionsOf = (given: Given): Map<string, string[]> =>
    new Map(listOf(given, 'categories').map(({ id, categoryOptions }) => [id, idsOf(categoryOptions)]))

/** DefaultCategoryService.validate. */
const limits: Check = (given) => {
    const options = optionsOf(given)
    return [
        ...each(given, 'categories', ({ categoryOptions }) => when(idsOf(categoryOptions).length > MOST_OPTIONS, 'E1127', 'options')),
        ...each(given, 'categoryCombos', ({ categories }) => {
            const combinations = idsOf(categories).reduce((product, id) => product * (options.get(id)?.length ?? 0), 1)
            return [
                ...when(idsOf(categories).length > MOST_CATEGORIES, 'E1126', 'categories'),
                ...when(combinations > MOST_COMBINATIONS, 'E1128', `${combinations}`),
            ]
        }),
    ]
}

/** CategoryOptionComboObjectBundleHook of 2.43: as many as there are combinations (E1130), each of them once (E1131). */
const completeness: Check = (given) => {
    const options = optionsOf(given)
    return each(given, 'categoryCombos', ({ id, categories }) => {
        const expected = idsOf(categories)
            .map((category) => options.get(category) ?? [])
            .reduce<string[][]>((made, list) => made.flatMap((start) => list.map((option) => [...start, option])), [[]])
            .map((combination) => combination.toSorted().join(' '))
        const sent = listOf(given, 'categoryOptionCombos')
            .filter((combo) => idOf(combo.categoryCombo) === id)
            .map((combo) => idsOf(combo.categoryOptions).toSorted().join(' '))
        return [
            ...when(sent.length !== expected.length, 'E1130', `${sent.length} of ${expected.length}`),
            ...when(repeated(sent).length > 0 || sent.some((combination) => !expected.includes(combination)), 'E1131', 'combinations'),
        ]
    })
}

/** A combo is for one purpose, and so are its categories and whatever uses it. */
const dimensions: Check = (given) => {
    const kinds = new Map(
        [...listOf(given, 'categories'), ...listOf(given, 'categoryCombos')].map(({ id, dataDimensionType }) => [
            id,
            text(dataDimensionType),
        ])
    )
    const differs = (reference: unknown, kind: string) => idOf(reference) !== '' && kinds.get(idOf(reference)) !== kind
    return [
        ...each(given, 'categories', ({ dataDimensionType }) =>
            when(!['DISAGGREGATION', 'ATTRIBUTE'].includes(text(dataDimensionType)), 'ENUM', 'dataDimensionType')
        ),
        ...each(given, 'categoryCombos', ({ categories, dataDimensionType }) =>
            when(
                idsOf(categories).some((id) => kinds.get(id) !== dataDimensionType),
                'DIMENSION',
                'categories'
            )
        ),
        ...each(given, 'dataElements', ({ categoryCombo }) => when(differs(categoryCombo, 'DISAGGREGATION'), 'DIMENSION', 'categoryCombo')),
        ...each(given, 'dataSets', ({ categoryCombo }) => when(differs(categoryCombo, 'ATTRIBUTE'), 'DIMENSION', 'categoryCombo')),
    ]
}

export const categoryChecks: readonly Check[] = [limits, completeness, dimensions]
