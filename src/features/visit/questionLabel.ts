import { useText } from '../../app/language.tsx'
import { usePrivacy } from '../../app/privacy.tsx'
import type { Question } from '../../domain/form/question.ts'

/** Gives the wording of questions: in privacy mode the neutral one, where the full one tells too much. */
export const useQuestionLabel = (): ((question: Question) => string) => {
    const text = useText()
    const { privacy } = usePrivacy()
    return (question) => text(privacy && question.neutralLabel ? question.neutralLabel : question.label)
}

/** What a screen reader calls a question: whose it is follows, so that twins are told apart. */
export const fullName = (label: string, subject: string): string => (subject === '' ? label : `${label}, ${subject}`)
