import type { Question } from '../../domain/form/question.ts'
import { i18n } from '../../i18n.ts'
import classes from './QuestionField.module.css'
import { useQuestionLabel } from './questionLabel.ts'

/** The visible wording of a question. */
export const QuestionWords = ({ question }: { question: Question }) => {
    const labelOf = useQuestionLabel()
    return (
        <>
            {labelOf(question)} {question.needed && <span className={classes.needed}>({i18n.t('needed')})</span>}
        </>
    )
}
