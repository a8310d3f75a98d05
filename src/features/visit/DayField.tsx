import type { ReactNode } from 'react'
import { i18n } from '../../i18n.ts'
import classes from './QuestionField.module.css'

interface DayFieldProps {
    id: string
    label: string
    typed: string
    problem?: string
    onType: (typed: string) => void
    /** what is said below: the day in words, why it is proposed */
    children: ReactNode
}

/** A day that is typed, with its echo. */
export const DayField = ({ id, label, typed, problem, onType, children }: DayFieldProps) => (
    <div className={classes.question}>
        <label className={classes.label} htmlFor={id}>
            {label} <span className={classes.needed}>({i18n.t('needed')})</span>
        </label>
        <input
            id={id}
            name={id}
            type="text"
            autoComplete="off"
            className={problem ? `${classes.input} ${classes.wrong} ${classes.short}` : `${classes.input} ${classes.short}`}
            value={typed}
            aria-label={label}
            aria-describedby={`${id}-notes`}
            aria-required
            aria-invalid={problem !== undefined}
            onChange={(event) => onType(event.target.value)}
        />
        <div id={`${id}-notes`} className={classes.notes}>
            {problem && <p className={classes.error}>{problem}</p>}
            {children}
        </div>
    </div>
)
