import type { Choice } from './form/question.ts'
import { choiceNames, fieldOf, stageOf } from './form/visitForm.ts'
import type { EpisodeEvent } from '#programme/episode.ts'
import type { Text } from '#programme/model/types.ts'

/** One value of an event as the timeline shows it. */
export interface ShownValue {
    code: string
    label: Text
    value: string
    /** the name of the chosen option, when the value is one */
    choices: readonly Choice[]
}

/** The values of an event that tell its story, in the order of the form. Sensitive answers are never among them. */
export const shownValues = ({ stage, values }: EpisodeEvent): ShownValue[] => {
    const codes = ['KMMP_SERVICE_POINT', ...(stageOf(stage)?.sections.flatMap((section) => section.fields) ?? [])]
    return codes.flatMap((code) => {
        const field = fieldOf(code)
        const value = values[code.replace(/^KMMP_/, '')]
        if (!field?.timeline || field.sensitive || value === undefined) {
            return []
        }
        const name = choiceNames(field, value)
        return [{ code, label: field.formName, value, choices: name ? [{ code: value, name }] : [] }]
    })
}
