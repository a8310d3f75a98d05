import { Button } from '@dhis2/ui'
import { passes } from '../../domain/worklist.ts'
import type { PlannedFilter } from '../../domain/worklist.ts'
import { i18n } from '../../i18n.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { More, pairsWords, Rows } from './Rows.tsx'
import classes from './TodayPage.module.css'
import type { usePlannedList } from './usePlannedList.ts'
import type { Day } from '#dhis2/day.ts'

interface PlannedListProps {
    list: ReturnType<typeof usePlannedList>
    filter: PlannedFilter
    today: Day
    onShowAll: () => void
}

/** The pairs that are waited for or were missed. */
export const PlannedList = ({ list, filter, today, onShowAll }: PlannedListProps) => {
    const { people, records, rows, waitedFor, shown } = list
    return (
        <>
            {people.error !== null && <ErrorNotice error={people.error} onRetry={() => void people.refetch()} />}
            {records.error !== null && <ErrorNotice error={records.error} onRetry={records.retry} />}
            {!list.isSorted && (
                <div role="status" className={classes.changed}>
                    {i18n.t('The records of these pairs change their order.')}{' '}
                    <Button small onClick={list.sortAgain}>
                        {i18n.t('Sort again')}
                    </Button>
                </div>
            )}
            {people.isLoading ? (
                <Loading />
            ) : (
                <Rows
                    rows={rows.filter((row) => passes(row, filter))}
                    today={today}
                    stateWords={(count) => stateWords(count, filter)}
                    onShowAll={onShowAll}
                    onSeen={list.see}
                />
            )}
            {waitedFor.length > shown && <More shown={shown} pairs={waitedFor.length} onMore={list.showMore} />}
        </>
    )
}

const stateWords = (count: number, filter: PlannedFilter): string => {
    const pairs = pairsWords(count)
    if (filter === 'overdue') {
        return i18n.t('{{-pairs}}, filtered by Overdue', { pairs })
    }
    return filter === 'due' ? i18n.t('{{-pairs}}, filtered by Due', { pairs }) : pairs
}
