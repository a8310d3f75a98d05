import type { Problem } from '../../domain/form/answer.ts'
import type { Question } from '../../domain/form/question.ts'
import type { Day } from '#dhis2/day.ts'

/** What one question on the form needs. */
export interface QuestionFieldProps {
    question: Question
    /** whose question it is, when that is not plain: an infant */
    subject: string
    typed: string
    problem?: Problem
    visitDay: Day
    /** both are called with the name of the question; keep them stable, or every question is drawn again at each key */
    onAnswer: (name: string, typed: string) => void
    onLeave: (name: string) => void
}

/** What every kind of field needs. */
export interface FieldProps extends Omit<QuestionFieldProps, 'visitDay'> {
    notesId: string
}
