import { Radio } from '@dhis2/ui'
import { useText } from '../../app/language.tsx'
import { i18n } from '../../i18n.ts'
import type { FieldProps } from './fieldProps.ts'
import classes from './QuestionField.module.css'
import { fullName, useQuestionLabel } from './questionLabel.ts'
import { QuestionWords } from './QuestionWords.tsx'

/** A few answers, laid open. A chosen one can be taken back: not asked is an answer too. */
export const ChoiceRadios = ({ question, subject, typed, problem, onAnswer, notesId }: FieldProps) => {
    const text = useText()
    const label = fullName(useQuestionLabel()(question), subject)
    return (
        <div
            role="radiogroup"
            id={question.name}
            tabIndex={-1}
            aria-label={label}
            aria-describedby={notesId}
            aria-required={question.needed}
            aria-invalid={problem !== undefined}
        >
            <span className={classes.label}>
                <QuestionWords question={question} />
            </span>
            <div className={classes.choices}>
                {question.choices.map((choice) => (
                    <Radio
                        key={choice.code}
                        name={`${question.name}-choice`}
                        value={choice.code}
                        label={text(choice.name)}
                        checked={typed === choice.code}
                        error={problem !== undefined}
                        onChange={() => onAnswer(question.name, choice.code)}
                    />
                ))}
                {typed !== '' && (
                    <button
                        type="button"
                        className={classes.clear}
                        aria-label={i18n.t('Clear {{-question}}', { question: label })}
                        onClick={() => onAnswer(question.name, '')}
                    >
                        {i18n.t('Clear')}
                    </button>
                )}
            </div>
        </div>
    )
}

/** Many answers, in the browser's own list. */
export const ChoiceList = ({ question, subject, typed, problem, onAnswer, notesId }: FieldProps) => {
    const text = useText()
    const labelOf = useQuestionLabel()
    return (
        <select
            id={question.name}
            name={question.name}
            value={typed}
            className={problem ? `${classes.input} ${classes.wrong}` : classes.input}
            aria-label={fullName(labelOf(question), subject)}
            aria-describedby={notesId}
            aria-invalid={problem !== undefined}
            aria-required={question.needed}
            onChange={(event) => onAnswer(question.name, event.target.value)}
        >
            <option value="">{i18n.t('Choose')}</option>
            {question.choices.map((choice) => (
                <option key={choice.code} value={choice.code}>
                    {text(choice.name)}
                </option>
            ))}
        </select>
    )
}
