import { looseDate } from '../looseDate.ts'
import type { Question } from './question.ts'
import type { Day } from '#dhis2/day.ts'

/** Why an answer cannot be saved as it stands. `refused` comes from the server. */
export type Problem =
    | { code: 'needed' | 'notANumber' | 'notWhole' | 'notADay' | 'afterVisit' | 'refused' }
    | { code: 'tooLow'; least: number }
    | { code: 'tooHigh'; most: number }

/** What somebody typed, as DHIS2 stores it, or why not. Neither: nothing was answered. */
export interface Answer {
    value?: string
    problem?: Problem
}

/** Reads one typed answer. Loose dates count from the day of the visit; a comma in a number is a decimal point. */
export const readAnswer = (question: Question, typed: string, visitDay: Day): Answer => {
    const text = typed.trim()
    if (text === '') {
        return question.needed ? { problem: { code: 'needed' } } : {}
    }
    switch (question.widget) {
        case 'date':
            return readDay(question, text, visitDay)
        case 'whole':
        case 'decimal':
            return readNumber(question, text)
        default:
            return { value: text }
    }
}

const readDay = ({ notAfterVisit }: Question, text: string, visitDay: Day): Answer => {
    const day = looseDate(text, visitDay)
    if (day === undefined) {
        return { problem: { code: 'notADay' } }
    }
    return notAfterVisit && day > visitDay ? { problem: { code: 'afterVisit' } } : { value: day }
}

const readNumber = ({ widget, range }: Question, text: string): Answer => {
    const plain = text.replace(',', '.')
    if (!/^\d+(\.\d+)?$/.test(plain)) {
        return { problem: { code: 'notANumber' } }
    }
    const number = Number(plain)
    if (widget === 'whole' && !Number.isInteger(number)) {
        return { problem: { code: 'notWhole' } }
    }
    if (range && number < range[0]) {
        return { problem: { code: 'tooLow', least: range[0] } }
    }
    if (range && number > range[1]) {
        return { problem: { code: 'tooHigh', most: range[1] } }
    }
    return { value: String(number) }
}
