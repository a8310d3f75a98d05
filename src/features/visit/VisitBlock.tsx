import { Checkbox } from '@dhis2/ui'
import type { ReactNode } from 'react'
import { useText } from '../../app/language.tsx'
import { usePrivacy } from '../../app/privacy.tsx'
import type { Problem } from '../../domain/form/answer.ts'
import type { FormSection } from '../../domain/form/block.ts'
import { isShown } from '../../domain/form/check.ts'
import type { Typed } from '../../domain/form/check.ts'
import type { Question } from '../../domain/form/question.ts'
import type { Block } from '../../domain/form/visitForm.ts'
import { i18n } from '../../i18n.ts'
import { Notice } from '../../ui/Notice.tsx'
import { QuestionField } from './QuestionField.tsx'
import classes from './VisitBlock.module.css'
import type { Day } from '#dhis2/day.ts'

export interface Answering {
    typed: Typed
    problems: ReadonlyMap<string, Problem>
    visitDay: Day
    onAnswer: (name: string, typed: string) => void
    onLeave: (name: string) => void
}

interface VisitBlockProps extends Answering {
    block: Block
    /** heading: Mother, or Baby and name and age */
    title: string
    subject: string
    absent: boolean
    onAbsent: (absent: boolean) => void
    /** the test that this infant owes, if any */
    sample?: ReactNode
}

/** All that is asked about one member of the pair. An infant who was not seen today is left out by one press. */
export const VisitBlock = ({ block, title, absent, onAbsent, sample, subject, ...answering }: VisitBlockProps) => {
    const questions = block.sections.flatMap((section) => section.questions)
    return (
        <div role="group" aria-labelledby={`${block.key}-title`} className={classes.block}>
            <h2 id={`${block.key}-title`} className={classes.title}>
                {title}
            </h2>
            {block.locked && (
                <Notice kind="warning" title={i18n.t('You may not write this part.')}>
                    {i18n.t('Ask your coordinator for the right to record this kind of visit.')}
                </Notice>
            )}
            {block.subject === 'infant' && !block.locked && (
                <Checkbox
                    name={`${block.key}-seen`}
                    label={i18n.t('Seen today')}
                    checked={!absent}
                    onChange={({ checked }) => onAbsent(!checked)}
                />
            )}
            {!absent && !block.locked && sample}
            {!absent &&
                !block.locked &&
                block.sections.map((section) => (
                    <Section key={section.id} section={section} questions={questions} subject={subject} {...answering} />
                ))}
        </div>
    )
}

interface SectionProps extends Answering {
    section: FormSection
    questions: readonly Question[]
    subject: string
}

const Section = ({ section, questions, subject, ...answering }: SectionProps) => {
    const text = useText()
    const { privacy } = usePrivacy()
    const asked = section.questions.filter((question) => isShown(question, questions, answering.typed))
    if (asked.length === 0) {
        return null
    }
    const fields = <QuestionList questions={asked} subject={subject} {...answering} />
    if (section.optional) {
        return (
            <details className={`${classes.section} ${classes.more}`}>
                <summary>{i18n.t('Add {{-section}}', { section: text(section.title) })}</summary>
                {fields}
            </details>
        )
    }
    return (
        <div className={classes.section}>
            {!privacy && <h3 className={classes.sectionTitle}>{text(section.title)}</h3>}
            {fields}
        </div>
    )
}

/** Questions one below the other. */
export const QuestionList = ({ questions, subject, ...answering }: Answering & { questions: readonly Question[]; subject: string }) =>
    questions.map((question) => (
        <QuestionField
            key={question.name}
            question={question}
            subject={subject}
            typed={answering.typed[question.name] ?? ''}
            problem={answering.problems.get(question.name)}
            visitDay={answering.visitDay}
            onAnswer={answering.onAnswer}
            onLeave={answering.onLeave}
        />
    ))
