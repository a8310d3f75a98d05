import { Link, useParams } from 'react-router-dom'
import { usePlace } from '../../app/place.tsx'
import { usePrivacy } from '../../app/privacy.tsx'
import { useOptions } from '../../data/metadata.ts'
import { usePair } from '../../data/pairRecord.ts'
import { numberTail, shownName } from '../../domain/client.ts'
import { i18n } from '../../i18n.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Page } from '../../ui/Page.tsx'
import { VisitEditor } from './VisitEditor.tsx'
import classes from './VisitPage.module.css'
import { isDay } from '#dhis2/day.ts'
import type { Episode } from '#programme/episode.ts'

/** The form of one visit of a pair on a day. */
const VisitPage = () => {
    const { pair: uid = '', date = '' } = useParams()
    const { session, metadata } = usePlace()
    const pair = usePair(metadata, uid)
    const options = useOptions(metadata)
    const day = isDay(date) && date <= session.today ? date : session.today
    const failed = pair.error ?? options.error
    return (
        <Page heading={i18n.t('Visit')} sub={pair.data && <PairLink episode={pair.data.episode} />}>
            {failed !== null && <ErrorNotice error={failed} onRetry={() => void Promise.all([pair.refetch(), options.refetch()])} />}
            {failed === null && !(pair.data && options.data) && <Loading />}
            {pair.data && options.data && <VisitEditor pair={pair.data} options={options.data} day={day} />}
        </Page>
    )
}

/** Whose visit it is; the way back to their page. */
const PairLink = ({ episode }: { episode: Episode }) => {
    const { privacy } = usePrivacy()
    const attributes = (episode.mother ?? episode.infants[0])?.attributes ?? {}
    return (
        <Link to={`/pair/${episode.key}`} className={classes.back}>
            {shownName(attributes, privacy) || i18n.t('No name')} {numberTail(attributes) && `..${numberTail(attributes)}`}
        </Link>
    )
}

export default VisitPage
