import { Button } from '@dhis2/ui'
import { useEffect, useRef } from 'react'
import { i18n } from '../i18n.ts'
import classes from './Layout.module.css'

/** Covers the page when somebody walks in. It says nothing of the programme. */
export const HiddenScreen = ({ onShow }: { onShow: () => void }) => {
    const cover = useRef<HTMLDivElement>(null)
    useEffect(() => {
        const title = document.title
        document.title = i18n.t('Clinic')
        cover.current?.focus()
        return () => {
            document.title = title
        }
    }, [])
    return (
        <div ref={cover} tabIndex={-1} role="dialog" aria-modal="true" aria-label={i18n.t('Clinic')} className={classes.cover}>
            <p className={classes.coverTitle}>{i18n.t('Clinic')}</p>
            <Button onClick={onShow}>{i18n.t('Show again')}</Button>
        </div>
    )
}
