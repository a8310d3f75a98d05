import { useSearchParams } from 'react-router-dom'
import { useLanguage } from '../../app/language.tsx'
import { usePlace } from '../../app/place.tsx'
import { longDay } from '../../app/words.ts'
import type { Filter } from '../../domain/worklist.ts'
import { i18n } from '../../i18n.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Page } from '../../ui/Page.tsx'
import { EmptyList } from './EmptyList.tsx'
import { Filters } from './Filters.tsx'
import { PlannedList } from './PlannedList.tsx'
import { UnplannedList } from './UnplannedList.tsx'
import { usePlannedList } from './usePlannedList.ts'
import { useUnplannedList } from './useUnplannedList.ts'

/** Today's work: the pairs that are waited for or were missed, most urgent first, and on request those whom nobody waits for. */
export const TodayPage = () => {
    const { session, facility } = usePlace()
    const { language } = useLanguage()
    return (
        <Page heading={i18n.t('Today')} sub={longDay(session.today, language)}>
            <Worklist key={facility?.id} />
        </Page>
    )
}

const FILTERS: readonly Filter[] = ['overdue', 'due', 'unplanned']

const Worklist = () => {
    const { today } = usePlace().session
    const [search, setSearch] = useSearchParams()
    const filter = FILTERS.find((each) => each === search.get('f')) ?? 'all'
    const choose = (next: Filter) => setSearch(next === 'all' ? {} : { f: next }, { replace: true })
    const planned = usePlannedList()
    const unplanned = useUnplannedList(filter === 'unplanned')
    if (planned.planned.error) {
        return <ErrorNotice error={planned.planned.error} onRetry={() => void planned.planned.refetch()} />
    }
    if (!planned.planned.data) {
        return <Loading />
    }
    const showAll = () => choose('all')
    return (
        <>
            <Filters pairs={planned.waitedFor} unplanned={unplanned.count} filter={filter} onChoose={choose} />
            {filter === 'unplanned' ? (
                <UnplannedList list={unplanned} today={today} onShowAll={showAll} />
            ) : planned.waitedFor.length === 0 ? (
                <EmptyList onUnplanned={() => choose('unplanned')} />
            ) : (
                <PlannedList list={planned} filter={filter} today={today} onShowAll={showAll} />
            )}
        </>
    )
}
