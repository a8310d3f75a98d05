import { Button } from '@dhis2/ui'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import { useLanguage } from '../../app/language.tsx'
import { usePlace } from '../../app/place.tsx'
import { longDay } from '../../app/words.ts'
import { usePairPeople, usePlanned } from '../../data/worklist.ts'
import type { Planned } from '../../data/worklist.ts'
import { isWaitedFor, matches, passes, worklistRows } from '../../domain/worklist.ts'
import type { Filter, WorklistRow } from '../../domain/worklist.ts'
import { i18n } from '../../i18n.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { EmptyList } from './EmptyList.tsx'
import { Filters } from './Filters.tsx'
import { Row } from './Row.tsx'
import classes from './TodayPage.module.css'

const AT_ONCE = 200

/** Today's work: the pairs that are waited for or were missed, most urgent first. */
export const TodayPage = () => {
    const { session } = usePlace()
    const { language } = useLanguage()
    return (
        <Page heading={i18n.t('Today')} sub={longDay(session.today, language)}>
            <Worklist />
        </Page>
    )
}

const nobody: Planned = { pairs: [], infants: new Set() }

const useWorklist = (shown: number) => {
    const { session, metadata, facility } = usePlace()
    const { today } = session
    const place = { metadata, orgUnit: facility?.id ?? '', today }
    const planned = usePlanned(place)
    const { pairs, infants } = planned.data ?? nobody
    // the most urgent pairs by what their plans say are named first; the rest when asked for
    const first = useMemo(() => worklistRows(pairs, new Map(), today).slice(0, shown), [pairs, today, shown])
    const people = usePairPeople(place, { pairs: first, infants })
    const rows = useMemo(() => (people.data ? worklistRows(first, people.data, today) : []), [first, people.data, today])
    const waitedFor = pairs.filter((pair) => isWaitedFor(pair, people.data?.get(pair.pair)))
    return { planned, people, rows, waitedFor, today }
}

const filterOf = (text: string | null): Filter => (text === 'overdue' || text === 'due' ? text : 'all')

const Worklist = () => {
    const [shown, setShown] = useState(AT_ONCE)
    const [typed, setTyped] = useState('')
    const [search, setSearch] = useSearchParams()
    const filter = filterOf(search.get('f'))
    const { planned, people, rows, waitedFor, today } = useWorklist(shown)
    const choose = (next: Filter) => setSearch(next === 'all' ? {} : { f: next }, { replace: true })
    if (planned.error) {
        return <ErrorNotice error={planned.error} onRetry={() => void planned.refetch()} />
    }
    if (!planned.data) {
        return <Loading />
    }
    if (waitedFor.length === 0) {
        return <EmptyList />
    }
    const found = rows.filter((row) => passes(row, filter) && matches(row, typed))
    return (
        <>
            <Filters pairs={waitedFor} filter={filter} onChoose={choose} />
            <input
                type="search"
                className={classes.find}
                aria-label={i18n.t('Find in this list')}
                placeholder={i18n.t('Find in this list')}
                autoComplete="off"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
            />
            {people.error !== null && <ErrorNotice error={people.error} onRetry={() => void people.refetch()} />}
            {people.isLoading ? (
                <Loading />
            ) : (
                <Rows rows={found} filter={filter} today={today} onShowAll={() => [choose('all'), setTyped('')]} />
            )}
            {waitedFor.length > shown && (
                <div className={classes.more}>
                    <Notice title={i18n.t('The {{shown}} most urgent of {{pairs}} pairs are shown.', { shown, pairs: waitedFor.length })}>
                        <Button small onClick={() => setShown(shown + AT_ONCE)}>
                            {i18n.t('Show more')}
                        </Button>
                    </Notice>
                </div>
            )}
        </>
    )
}

interface RowsProps {
    rows: readonly WorklistRow[]
    filter: Filter
    today: string
    onShowAll: () => void
}

const Rows = ({ rows, filter, today, onShowAll }: RowsProps) => (
    <>
        <p role="status" aria-label={i18n.t('List state')} className={classes.state}>
            {stateWords(rows.length, filter)}
        </p>
        {rows.length === 0 ? (
            <div className={classes.empty}>
                <p>{i18n.t('No one in this filter.')}</p>
                <Button onClick={onShowAll}>{i18n.t('Show all')}</Button>
            </div>
        ) : (
            <ul aria-label={i18n.t('Pairs to see')} className={classes.list}>
                {rows.map((row) => (
                    <Row key={row.pair} row={row} today={today} />
                ))}
            </ul>
        )}
    </>
)

const stateWords = (count: number, filter: Filter): string => {
    const pairs = count === 1 ? i18n.t('1 pair') : i18n.t('{{pairs}} pairs', { pairs: count })
    if (filter === 'overdue') {
        return i18n.t('{{-pairs}}, filtered by Overdue', { pairs })
    }
    return filter === 'due' ? i18n.t('{{-pairs}}, filtered by Due', { pairs }) : pairs
}
