import { useText } from '../../app/language.tsx'
import { usePrivacy } from '../../app/privacy.tsx'
import { i18n } from '../../i18n.ts'
import { Notice } from '../../ui/Notice.tsx'
import { useMemberName } from '../memberName.ts'
import type { Day } from '#dhis2/day.ts'
import type { Episode } from '#programme/episode.ts'
import { checkPair } from '#programme/rules/pairRules.ts'

/** Where the records of mother and infants do not fit together. Privacy mode says only that they do not. */
export const Doubts = ({ episode, today }: { episode: Episode; today: Day }) => {
    const text = useText()
    const { privacy } = usePrivacy()
    const { baby } = useMemberName()
    const findings = checkPair(episode, today)
    if (findings.length === 0) {
        return null
    }
    return (
        <Notice kind="warning" title={i18n.t('Two answers do not fit together')}>
            {privacy ? (
                i18n.t('Leave privacy mode to read which.')
            ) : (
                <ul>
                    {findings.map(({ code, infant, message }) => {
                        const place = episode.infants.findIndex(({ trackedEntity }) => trackedEntity === infant)
                        const child = episode.infants[place]
                        return (
                            <li key={`${code} ${infant}`}>
                                {child && episode.infants.length > 1 ? `${baby(child, place)}: ${text(message)}` : text(message)}
                            </li>
                        )
                    })}
                </ul>
            )}
        </Notice>
    )
}
