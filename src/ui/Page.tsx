import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { i18n } from '../i18n.ts'
import classes from './Page.module.css'

interface PageProps {
    /** heading and title of the page: never a name, never a word of health */
    heading: string
    sub?: ReactNode
    /** tables use the full width */
    wide?: boolean
    children: ReactNode
}

/** A screen: it names itself in the title and takes the focus to its heading, so that a screen reader says where one has come to. */
export const Page = ({ heading, sub, wide = false, children }: PageProps) => {
    const title = useRef<HTMLHeadingElement>(null)
    useEffect(() => {
        document.title = i18n.t('{{-page}} – Mentor Mothers', { page: heading })
        title.current?.focus({ preventScroll: true })
        title.current?.scrollIntoView({ block: 'end' })
    }, [heading])
    return (
        <div className={wide ? `${classes.page} ${classes.wide}` : classes.page}>
            <div className={classes.top}>
                <h1 ref={title} tabIndex={-1} className={classes.heading}>
                    {heading}
                </h1>
                {sub !== undefined && <p className={classes.sub}>{sub}</p>}
            </div>
            {children}
        </div>
    )
}
