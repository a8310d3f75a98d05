import { Checkbox } from '@dhis2/ui'
import { memo } from 'react'
import { useLanguage, useText } from '../../app/language.tsx'
import { usePrivacy } from '../../app/privacy.tsx'
import { longDay, shortDay } from '../../app/words.ts'
import type { Question } from '../../domain/form/question.ts'
import { looseDate } from '../../domain/looseDate.ts'
import { i18n } from '../../i18n.ts'
import { storedText } from '../storedText.ts'
import { ChoiceList, ChoiceRadios } from './Choices.tsx'
import type { FieldProps, QuestionFieldProps } from './fieldProps.ts'
import { problemWords } from './problemWords.ts'
import classes from './QuestionField.module.css'
import { fullName, useQuestionLabel } from './questionLabel.ts'
import { QuestionWords } from './QuestionWords.tsx'

/** One question with its last value, its echo and what is wrong with it, all said together with the field. */
export const QuestionField = memo((props: QuestionFieldProps) => {
    const { question, subject, typed, problem, visitDay, onAnswer, onLeave } = props
    const notesId = `${question.name}-notes`
    const answering = { question, subject, typed, problem, onAnswer, onLeave, notesId }
    return (
        <div className={classes.question}>
            <Field {...answering} />
            <div id={notesId} className={classes.notes}>
                {problem && <p className={classes.error}>{problemWords(problem)}</p>}
                <Echo question={question} typed={typed} visitDay={visitDay} />
                <LastValue question={question} />
            </div>
        </div>
    )
})
QuestionField.displayName = 'QuestionField'

const Field = (props: FieldProps) => {
    const { question, typed, onAnswer } = props
    const labelOf = useQuestionLabel()
    if (question.widget === 'radios') {
        return <ChoiceRadios {...props} />
    }
    if (question.widget === 'check') {
        return (
            <Checkbox
                name={question.name}
                label={labelOf(question)}
                checked={typed === 'true'}
                onChange={({ checked }) => onAnswer(question.name, checked ? 'true' : '')}
            />
        )
    }
    return (
        <>
            <label className={classes.label} htmlFor={question.name}>
                <QuestionWords question={question} />
            </label>
            {question.widget === 'select' ? <ChoiceList {...props} /> : <TextBox {...props} />}
        </>
    )
}

const keyboards: Partial<Record<Question['widget'], 'numeric' | 'decimal'>> = { whole: 'numeric', decimal: 'decimal' }

const TextBox = ({ question, subject, typed, problem, onAnswer, onLeave, notesId }: FieldProps) => {
    const labelOf = useQuestionLabel()
    const shared = {
        id: question.name,
        name: question.name,
        value: typed,
        autoComplete: 'off',
        'aria-label': fullName(labelOf(question), subject),
        'aria-describedby': notesId,
        'aria-invalid': problem !== undefined,
        'aria-required': question.needed,
        onBlur: () => onLeave(question.name),
    }
    const style = problem ? `${classes.input} ${classes.wrong}` : classes.input
    if (question.widget === 'longText') {
        return <textarea {...shared} className={style} onChange={(event) => onAnswer(question.name, event.target.value)} />
    }
    return (
        <input
            {...shared}
            type="text"
            inputMode={keyboards[question.widget]}
            className={question.widget === 'text' ? style : `${style} ${classes.short}`}
            onChange={(event) => onAnswer(question.name, event.target.value)}
        />
    )
}

const Echo = ({ question, typed, visitDay }: Pick<QuestionFieldProps, 'question' | 'typed' | 'visitDay'>) => {
    const { language } = useLanguage()
    const day = question.widget === 'date' && typed !== '' ? looseDate(typed, visitDay) : undefined
    return day === undefined ? null : <p>{longDay(day, language)}</p>
}

const LastValue = ({ question }: { question: Question }) => {
    const { language } = useLanguage()
    const { privacy } = usePrivacy()
    const text = useText()
    if (!question.last || privacy || question.carry) {
        return null
    }
    const value = storedText(question.choices, question.last.value, text, language)
    return <p>{i18n.t('Last time {{-value}}, {{-day}}', { value, day: shortDay(question.last.on, language) })}</p>
}
