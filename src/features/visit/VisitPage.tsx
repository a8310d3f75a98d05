import { useParams } from 'react-router-dom'
import { useLanguage } from '../../app/language.tsx'
import { usePlace } from '../../app/place.tsx'
import { longDay } from '../../app/words.ts'
import { useOptions } from '../../data/metadata.ts'
import { usePair } from '../../data/pairRecord.ts'
import { i18n } from '../../i18n.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Page } from '../../ui/Page.tsx'
import { VisitEditor } from './VisitEditor.tsx'
import { isDay } from '#dhis2/day.ts'

/** The form of one visit of a pair on a day. */
const VisitPage = () => {
    const { pair: uid = '', date = '' } = useParams()
    const { session, metadata } = usePlace()
    const { language } = useLanguage()
    const pair = usePair(metadata, uid)
    const options = useOptions(metadata)
    const day = isDay(date) && date <= session.today ? date : session.today
    const failed = pair.error ?? options.error
    return (
        <Page heading={i18n.t('Visit')} sub={longDay(day, language)}>
            {failed !== null && <ErrorNotice error={failed} onRetry={() => void Promise.all([pair.refetch(), options.refetch()])} />}
            {failed === null && !(pair.data && options.data) && <Loading />}
            {pair.data && options.data && <VisitEditor pair={pair.data} options={options.data} day={day} />}
        </Page>
    )
}

export default VisitPage
