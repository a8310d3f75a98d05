import { Link, useParams } from 'react-router-dom'
import { usePlace } from '../../app/place.tsx'
import type { Metadata } from '../../data/metadata.ts'
import { usePair } from '../../data/pairRecord.ts'
import { i18n } from '../../i18n.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { useMemberName } from '../memberName.ts'
import { Doubts } from './Doubts.tsx'
import classes from './PairPage.module.css'
import { ScheduleStrip } from './ScheduleStrip.tsx'
import { Timeline } from './Timeline.tsx'
import { Who } from './Who.tsx'
import type { Episode } from '#programme/episode.ts'

/** The whole story of a pair, mother above infants. */
const PairPage = () => {
    const { pair: uid = '' } = useParams()
    const { metadata } = usePlace()
    const pair = usePair(metadata, uid)
    return (
        <Page
            heading={i18n.t('Mother and baby')}
            sub={
                <Link to="/today" className={classes.back}>
                    {i18n.t('Back to Today')}
                </Link>
            }
        >
            {pair.error !== null && <ErrorNotice error={pair.error} onRetry={() => void pair.refetch()} />}
            {pair.isLoading && <Loading />}
            {pair.data && <Story episode={pair.data.episode} />}
        </Page>
    )
}

const Story = ({ episode }: { episode: Episode }) => {
    const { session, metadata } = usePlace()
    const { babyWithAge } = useMemberName()
    const { today } = session
    const members = [...(episode.mother ? [episode.mother] : []), ...episode.infants]
    const goesOn = members.some(({ status }) => status === 'ACTIVE')
    return (
        <>
            {!goesOn && (
                <div className={classes.ended}>
                    <Notice title={i18n.t('Follow-up has ended')}>
                        {i18n.t('This record can be read, but no visit can be recorded.')}
                    </Notice>
                </div>
            )}
            <div className={classes.layout}>
                <Who episode={episode} today={today} canRecord={goesOn && mayRecord(metadata)} />
                <div>
                    <Doubts episode={episode} today={today} />
                    <ScheduleStrip episode={episode} today={today} />
                    {episode.mother && <Timeline member={episode.mother} title={i18n.t('Mother')} today={today} />}
                    {episode.infants.map((infant, place) => (
                        <Timeline key={infant.trackedEntity} member={infant} title={babyWithAge(infant, place, today)} today={today} />
                    ))}
                </div>
            </div>
        </>
    )
}

const VISIT_STAGES = ['KMMP_M_ANC', 'KMMP_M_PNC', 'KMMP_C_FUP']

const mayRecord = ({ stages }: Metadata): boolean => VISIT_STAGES.some((code) => stages.get(code)?.writable)

export default PairPage
