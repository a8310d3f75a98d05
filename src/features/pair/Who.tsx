import { Button } from '@dhis2/ui'
import { useNavigate } from 'react-router-dom'
import { useLanguage } from '../../app/language.tsx'
import { usePrivacy } from '../../app/privacy.tsx'
import { shortDay } from '../../app/words.ts'
import { numberTail, shownName } from '../../domain/client.ts'
import { hasGivenBirth } from '../../domain/form/visitForm.ts'
import { i18n } from '../../i18n.ts'
import classes from './PairPage.module.css'
import type { Day } from '#dhis2/day.ts'
import { yearsBetween, daysBetween } from '#dhis2/day.ts'
import type { Episode } from '#programme/episode.ts'
import { factsOf } from '#programme/schedule/facts.ts'

interface WhoProps {
    episode: Episode
    today: Day
    /** the visit may be recorded: follow-up goes on and the person has the right */
    canRecord: boolean
}

/** Who the pair is, and what can be done now. */
export const Who = ({ episode, today, canRecord }: WhoProps) => {
    const { privacy } = usePrivacy()
    const navigate = useNavigate()
    const attributes = (episode.mother ?? episode.infants[0])?.attributes ?? {}
    const name = shownName(attributes, privacy) || i18n.t('No name')
    const tail = numberTail(attributes)
    return (
        <section aria-label={i18n.t('Who')} className={`${classes.card} ${classes.who}`}>
            <h2>
                {name} {tail !== undefined && <span className={classes.sub}>..{tail}</span>}
            </h2>
            <p className={classes.sub}>{stateWords(episode, today)}</p>
            <Details episode={episode} today={today} />
            {canRecord && (
                <div role="group" aria-label={i18n.t('Actions')}>
                    <Button primary onClick={() => navigate(`/pair/${episode.key}/visit/${today}`)}>
                        {i18n.t('Record visit')}
                    </Button>
                </div>
            )}
        </section>
    )
}

/** Weeks of pregnancy, or weeks since the birth. */
const stateWords = (episode: Episode, today: Day): string => {
    const anchors = factsOf(episode, today).find(({ kind }) => kind === 'mother')?.anchors
    if (anchors?.delivery !== undefined) {
        return i18n.t('{{weeks}} weeks after birth', { weeks: weeks(anchors.delivery, today) })
    }
    if (anchors?.lmp !== undefined && !hasGivenBirth(episode, today)) {
        return i18n.t('{{weeks}} weeks pregnant', { weeks: weeks(anchors.lmp, today) })
    }
    return episode.mother ? i18n.t('Mother') : i18n.t('Infant without a mother here')
}

const weeks = (from: Day, today: Day): number => Math.max(0, Math.floor(daysBetween(from, today) / 7))

const Details = ({ episode, today }: Pick<WhoProps, 'episode' | 'today'>) => {
    const { language } = useLanguage()
    const { privacy } = usePrivacy()
    const member = episode.mother ?? episode.infants[0]
    if (!member) {
        return null
    }
    const { DATE_OF_BIRTH: birth, PHONE_NUMBER: phone, VILLAGE: village, KMMP_CLIENT_ID: own, M2M_CLIENT_ID: partner } = member.attributes
    const number = own ?? partner
    const rows: [string, string | undefined][] = [
        [
            i18n.t('Age'),
            episode.mother && birth !== undefined ? i18n.t('{{years}} years', { years: yearsBetween(birth, today) }) : undefined,
        ],
        [i18n.t('Number'), privacy ? number && `…${number.slice(-4)}` : number],
        [i18n.t('Phone'), privacy ? phone && `…${phone.slice(-2)}` : phone],
        [i18n.t('Village'), privacy ? undefined : village],
        [i18n.t('Joined'), shortDay(member.enrolledOn, language)],
    ]
    return (
        <dl className={classes.facts}>
            {rows.map(([label, value]) =>
                value === undefined ? null : (
                    <div key={label}>
                        <dt>{label}</dt>
                        <dd>{value}</dd>
                    </div>
                )
            )}
        </dl>
    )
}
