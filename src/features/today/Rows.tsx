import { Button } from '@dhis2/ui'
import { useRef, useState } from 'react'
import { matches } from '../../domain/worklist.ts'
import type { WorklistRow } from '../../domain/worklist.ts'
import { i18n } from '../../i18n.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Row } from './Row.tsx'
import classes from './TodayPage.module.css'
import { useSeen } from './useSeen.ts'
import type { Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

interface RowsProps {
    rows: readonly WorklistRow[]
    today: Day
    /** says how many pairs are shown */
    stateWords: (count: number) => string
    onShowAll: () => void
    onSeen?: (pairs: readonly Uid[]) => void
}

/** The pairs of a list, and a field to find some of them. */
export const Rows = ({ rows, today, stateWords, onShowAll, onSeen = ignore }: RowsProps) => {
    const [typed, setTyped] = useState('')
    const list = useRef<HTMLUListElement>(null)
    const found = rows.filter((row) => matches(row, typed))
    useSeen(list, found, onSeen)
    return (
        <>
            <input
                type="search"
                className={classes.find}
                aria-label={i18n.t('Find in this list')}
                placeholder={i18n.t('Find in this list')}
                autoComplete="off"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
            />
            <p role="status" aria-label={i18n.t('List state')} className={classes.state}>
                {stateWords(found.length)}
            </p>
            {found.length === 0 ? (
                <div className={classes.empty}>
                    <p>{i18n.t('No one in this filter.')}</p>
                    <Button onClick={() => [setTyped(''), onShowAll()]}>{i18n.t('Show all')}</Button>
                </div>
            ) : (
                <ul ref={list} aria-label={i18n.t('Pairs to see')} className={classes.list}>
                    {found.map((row) => (
                        <Row key={row.pair} row={row} today={today} />
                    ))}
                </ul>
            )}
        </>
    )
}

const ignore = () => undefined

/** Says that more pairs can be shown. */
export const More = ({ shown, pairs, onMore }: { shown: number; pairs: number; onMore: () => void }) => (
    <div className={classes.more}>
        <Notice title={i18n.t('The {{shown}} most urgent of {{pairs}} pairs are shown.', { shown, pairs })}>
            <Button small onClick={onMore}>
                {i18n.t('Show more')}
            </Button>
        </Notice>
    </div>
)

/** 1 pair, 12 pairs */
export const pairsWords = (count: number): string => (count === 1 ? i18n.t('1 pair') : i18n.t('{{pairs}} pairs', { pairs: count }))
