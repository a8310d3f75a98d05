import type { Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'
import type { Text } from '#programme/model/types.ts'

export type Widget = 'radios' | 'select' | 'check' | 'date' | 'whole' | 'decimal' | 'text' | 'longText'

export interface Choice {
    code: string
    name: Text
}

/** A question of the visit form, put together from the programme, its rules and the server. */
export interface Question {
    /** unique on the page: block and field code */
    name: string
    /** field code, as on the server */
    code: string
    dataElement: Uid
    label: Text
    /** what privacy mode asks instead, when the label tells too much */
    neutralLabel?: Text
    widget: Widget
    choices: readonly Choice[]
    needed: boolean
    /** least and most of a number */
    range?: readonly [least: number, most: number]
    notAfterVisit?: true
    /** asked only while another question of the block has this answer */
    shownWhen?: { name: string; is: string }
    /** starts with the last answer */
    carry?: true
    /** what was answered last time, as stored, and when */
    last?: { value: string; on: Day }
}

const MOST_RADIOS = 7

/** Yes and no as DHIS2 stores them. */
export const YES_NO: readonly Choice[] = [
    { code: 'true', name: { en: 'Yes', sw: 'Ndiyo' } },
    { code: 'false', name: { en: 'No', sw: 'Hapana' } },
]

/** How a question is asked: up to seven answers are laid open as radios, more go into a list; a date is typed, never picked. */
export const widgetOf = (valueType: string, choices: number): Widget => {
    if (choices > 0) {
        return choices <= MOST_RADIOS ? 'radios' : 'select'
    }
    switch (valueType) {
        case 'BOOLEAN':
            return 'radios'
        case 'TRUE_ONLY':
            return 'check'
        case 'DATE':
            return 'date'
        case 'INTEGER_POSITIVE':
        case 'INTEGER_ZERO_OR_POSITIVE':
            return 'whole'
        case 'NUMBER':
        case 'PERCENTAGE':
            return 'decimal'
        case 'LONG_TEXT':
            return 'longText'
        default:
            return 'text'
    }
}
