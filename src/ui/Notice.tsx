import { NoticeBox } from '@dhis2/ui'
import type { ReactNode } from 'react'
import classes from './Notice.module.css'

interface NoticeProps {
    title: string
    kind?: 'error' | 'warning'
    children: ReactNode
}

/** A standing condition and what to do. The ui library makes its title a heading of level six, which breaks the order of headings. */
export const Notice = ({ title, kind, children }: NoticeProps) => (
    <NoticeBox error={kind === 'error'} warning={kind === 'warning'}>
        <p className={classes.title}>{title}</p>
        {children}
    </NoticeBox>
)
