import { categories, categoryCombos, categoryOptionCode, categoryOptionComboCode } from '../model/categories.ts'
import type { Category, Option } from '../model/types.ts'
import { type MetadataObject, ref, shortName, swahili } from './object.ts'
import type { Sharing, SharingRules } from './sharing.ts'
import { metadataUid } from './uid.ts'

/** All category options. Values are read and written only by those who may do so with each of their options. */
export const buildCategoryOptions = (sharing: Sharing): MetadataObject[] =>
    categories.flatMap((category) =>
        category.options.map((option) => {
            const code = categoryOptionCode(category, option.code)
            const name = { en: `${category.name.en}: ${option.name.en}`, sw: `${category.name.sw}: ${option.name.sw}` }
            return {
                id: metadataUid('categoryOption', code),
                code,
                name: name.en,
                shortName: shortName(name.en, code),
                formName: option.name.en,
                sharing,
                translations: swahili({ NAME: name, FORM_NAME: option.name }),
            }
        })
    )

/** All categories. */
export const buildCategories = ({ vocabulary }: SharingRules): MetadataObject[] =>
    categories.map((category) => ({
        id: metadataUid('category', category.code),
        code: category.code,
        name: category.name.en,
        shortName: shortName(category.name.en, category.code),
        dataDimensionType: category.dimension,
        dataDimension: true,
        categoryOptions: category.options.map((option) => ref('categoryOption', categoryOptionCode(category, option.code))),
        sharing: vocabulary,
        translations: swahili({ NAME: category.name }),
    }))

/** All category combos. */
export const buildCategoryCombos = ({ vocabulary }: SharingRules): MetadataObject[] =>
    categoryCombos.map((combo) => ({
        id: metadataUid('categoryCombo', combo.code),
        code: combo.code,
        name: combo.name.en,
        dataDimensionType: combo.dimension,
        skipTotal: false,
        categories: combo.categories.map((code) => ref('category', code)),
        sharing: vocabulary,
        translations: swahili({ NAME: combo.name }),
    }))

/** Every combination of one option from each category, with a UID of ours so that all servers hold the same. */
export const buildCategoryOptionCombos = (): MetadataObject[] =>
    categoryCombos.flatMap((combo) => {
        const parts = combo.categories.map(categoryOf)
        return combinations(parts.map((category) => category.options)).map((options) => {
            const code = categoryOptionComboCode(
                combo,
                options.map((option) => option.code)
            )
            return {
                id: metadataUid('categoryOptionCombo', code),
                code,
                name: options.map((option) => option.name.en).join(', '),
                categoryCombo: ref('categoryCombo', combo.code),
                categoryOptions: parts.map((category, place) =>
                    ref('categoryOption', categoryOptionCode(category, options[place]?.code ?? ''))
                ),
            }
        })
    })

const categoryOf = (code: string): Category => {
    const found = categories.find((category) => category.code === code)
    if (!found) {
        throw new Error(`Category ${code} is not in programme/model/categories.ts`)
    }
    return found
}

const combinations = (lists: readonly (readonly Option[])[]): Option[][] =>
    lists.reduce<Option[][]>((made, options) => made.flatMap((start) => options.map((option) => [...start, option])), [[]])
