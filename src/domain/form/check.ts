import { readAnswer } from './answer.ts'
import type { Problem } from './answer.ts'
import type { Question } from './question.ts'
import type { Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What was typed, by the name of the question. */
export type Typed = Readonly<Record<string, string>>

/** Whether a question is asked, given the other answers. A question that hangs on a hidden one is hidden too. */
export const isShown = (question: Question, all: readonly Question[], typed: Typed): boolean => {
    const { shownWhen } = question
    if (!shownWhen) {
        return true
    }
    const parent = all.find(({ name }) => name === shownWhen.name)
    return parent !== undefined && isShown(parent, all, typed) && typed[shownWhen.name] === shownWhen.is
}

export interface Checked {
    /** answers of shown questions as DHIS2 stores them: what was typed into a question hidden since is not sent */
    values: { dataElement: Uid; value: string }[]
    problems: ReadonlyMap<string, Problem>
}

/** Reads all answers of the questions that are asked. */
export const check = (questions: readonly Question[], typed: Typed, visitDay: Day): Checked => {
    const values: Checked['values'] = []
    const problems = new Map<string, Problem>()
    for (const question of questions.filter((candidate) => isShown(candidate, questions, typed))) {
        const { value, problem } = readAnswer(question, typed[question.name] ?? '', visitDay)
        if (value !== undefined) {
            values.push({ dataElement: question.dataElement, value })
        }
        if (problem) {
            problems.set(question.name, problem)
        }
    }
    return { values, problems }
}

/** What the form starts with: the last answers of questions that are carried over from visit to visit. */
export const carried = (questions: readonly Question[]): Typed =>
    Object.fromEntries(questions.flatMap(({ name, carry, last }) => (carry && last ? [[name, last.value]] : [])))
