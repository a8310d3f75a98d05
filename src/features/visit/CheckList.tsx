import { useEffect, useRef } from 'react'
import { i18n } from '../../i18n.ts'
import { Notice } from '../../ui/Notice.tsx'
import classes from './VisitPage.module.css'

export interface ToCheck {
    /** id of the field */
    id: string
    label: string
    words: string
}

/** Takes the person to a field, opening the part of the form that hides it. */
export const goToField = (id: string): void => {
    const field = document.getElementById(id)
    const closed = field?.closest('details')
    if (closed) {
        closed.open = true
    }
    const target = field?.matches('[role=radiogroup]') ? (field.querySelector('input') ?? field) : field
    target?.focus()
    target?.scrollIntoView({ block: 'center' })
}

/** What keeps the visit from being finished, each with a way to its place. It takes the focus when it appears. */
export const CheckList = ({ items, asked }: { items: readonly ToCheck[]; asked: number }) => {
    const list = useRef<HTMLElement>(null)
    useEffect(() => {
        list.current?.focus()
    }, [asked])
    return (
        <section ref={list} tabIndex={-1} aria-label={i18n.t('Please check')} className={classes.check}>
            <Notice kind="error" title={i18n.t('Please check')}>
                <ul className={classes.checkList}>
                    {items.map(({ id, label, words }) => (
                        <li key={id}>
                            <button type="button" className={classes.checkLink} onClick={() => goToField(id)}>
                                {label}
                            </button>{' '}
                            {words}
                        </li>
                    ))}
                </ul>
            </Notice>
        </section>
    )
}
