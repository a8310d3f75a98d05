import type { Attribute, Field, Text, ValueType } from './types.ts'

/** A DHIS2 value type, or the stem of an option set such as `OS_SEX`, whose answers are stored as text. */
type AnswerType = ValueType | `OS_${string}`

/** Marks a field or attribute that privacy mode calls by another name. */
export const neutral = (en: string, sw: string): { neutralName: Text } => ({ neutralName: { en, sw } })

type Names = readonly [en: string, sw: string]

const answer = (stem: string, type: AnswerType, [en, sw]: Names) => {
    const optionSet = type.startsWith('OS_') ? `KMMP_${type}` : undefined
    const valueType: ValueType = isValueType(type) ? type : 'TEXT'
    return {
        code: stem.startsWith('KMMP_') ? stem : `KMMP_${stem}`,
        name: { en: `KMMP ${en}`, sw: `KMMP ${sw}` },
        formName: { en, sw },
        valueType,
        ...(optionSet && { optionSet }),
    }
}

const isValueType = (type: AnswerType): type is ValueType => !type.startsWith('OS_')

/** One tracked entity attribute; `stem` is its code without `KMMP_`. */
export const attribute = (stem: string, type: AnswerType, name: Names, more: Partial<Attribute> = {}): Attribute => ({
    ...answer(stem, type, name),
    ...more,
})

/** One tracker data element; `stem` is its code without `KMMP_`. */
export const field = (stem: string, type: AnswerType, name: Names, more: Partial<Field> = {}): Field => ({
    ...answer(stem, type, name),
    ...more,
})
