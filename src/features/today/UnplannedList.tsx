import { i18n } from '../../i18n.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { More, pairsWords, Rows } from './Rows.tsx'
import classes from './TodayPage.module.css'
import type { useUnplannedList } from './useUnplannedList.ts'
import type { Day } from '#dhis2/day.ts'

interface UnplannedListProps {
    list: ReturnType<typeof useUnplannedList>
    today: Day
    onShowAll: () => void
}

/** The safety net: pairs whom nobody waits for, with what they are owed. */
export const UnplannedList = ({ list, today, onShowAll }: UnplannedListProps) => {
    const { unplanned, records, rows, read, count, unread } = list
    const error = unplanned.error ?? records.error
    if (error !== null) {
        return <ErrorNotice error={error} onRetry={() => (unplanned.error ? void unplanned.refetch() : records.retry())} />
    }
    if (count === undefined) {
        return <Loading />
    }
    if (count === 0 && unread === 0) {
        return (
            <div role="status" aria-label={i18n.t('List state')} className={classes.empty}>
                {i18n.t('Everybody has a planned day. {{read}} followed pairs were read.', { read })}
            </div>
        )
    }
    const stateWords = (found: number): string =>
        i18n.t('{{-pairs}} with no day planned, or past a limit before it. {{read}} followed pairs were read.', {
            pairs: pairsWords(found),
            read,
        })
    return (
        <>
            <Rows rows={rows} today={today} stateWords={stateWords} onShowAll={onShowAll} />
            {unread > 0 && <More shown={rows.length} pairs={rows.length + unread} onMore={list.showMore} />}
        </>
    )
}
