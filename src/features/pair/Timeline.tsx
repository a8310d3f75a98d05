import { Tag } from '@dhis2/ui'
import { useState } from 'react'
import { useLanguage, useText } from '../../app/language.tsx'
import { usePrivacy } from '../../app/privacy.tsx'
import { shortDay } from '../../app/words.ts'
import { shownValues } from '../../domain/eventValues.ts'
import { stageOf } from '../../domain/form/visitForm.ts'
import { timelineOf } from '../../domain/timeline.ts'
import type { TimelineEntry } from '../../domain/timeline.ts'
import { i18n } from '../../i18n.ts'
import { storedText } from '../storedText.ts'
import classes from './PairPage.module.css'
import type { Day } from '#dhis2/day.ts'
import type { Member } from '#programme/episode.ts'

/** The story of one member of the pair, newest first. */
export const Timeline = ({ member, title, today }: { member: Member; title: string; today: Day }) => {
    const entries = timelineOf(member, today)
    return (
        <section aria-label={title} className={`${classes.card} ${classes.member}`}>
            <h2 className={classes.title}>{title}</h2>
            {entries.length === 0 ? (
                <p className={classes.sub}>{i18n.t('Registered; nothing has been recorded yet.')}</p>
            ) : (
                <ol aria-label={i18n.t('Timeline')} className={classes.timeline}>
                    {entries.map((entry) => (
                        <Entry key={entry.event.uid} entry={entry} />
                    ))}
                </ol>
            )}
        </section>
    )
}

const Entry = ({ entry }: { entry: TimelineEntry }) => {
    const { language } = useLanguage()
    const { privacy } = usePrivacy()
    const text = useText()
    const stage = stageOf(entry.event.stage)
    const name = stage ? text(privacy ? stage.neutralName : stage.name) : i18n.t('Other visit')
    return (
        <li className={classes.entry}>
            <div className={classes.entryTop}>
                <time dateTime={entry.on}>{shortDay(entry.on, language)}</time>
                <h3>{name}</h3>
                <Marks entry={entry} />
            </div>
            {entry.kind === 'recorded' && <Values entry={entry} />}
        </li>
    )
}

/** Where an event comes from and how it stands, each with a word. What a partner sent can be read here, never changed. */
const Marks = ({ entry: { event, kind } }: { entry: TimelineEntry }) => (
    <>
        {event.fromPartner && (
            <span title={i18n.t('Sent by the partner. It can be read here, not changed.')}>
                <Tag>{i18n.t('Partner')}</Tag>
            </span>
        )}
        {kind === 'planned' && <Tag neutral>{i18n.t('Planned')}</Tag>}
        {kind === 'missed' && <Tag negative>{i18n.t('Missed')}</Tag>}
        {kind === 'cancelled' && <Tag>{i18n.t('Cancelled')}</Tag>}
        {kind === 'recorded' && event.status === 'ACTIVE' && <Tag neutral>{i18n.t('Not finished')}</Tag>}
    </>
)

const Values = ({ entry }: { entry: TimelineEntry }) => {
    const { language } = useLanguage()
    const { privacy } = usePrivacy()
    const [open, setOpen] = useState(false)
    const text = useText()
    const values = shownValues(entry.event)
    if (values.length === 0) {
        return null
    }
    if (privacy && !open) {
        return (
            <button type="button" className={classes.eye} onClick={() => setOpen(true)}>
                {i18n.t('Show answers')}
            </button>
        )
    }
    return (
        <>
            <ul className={classes.values}>
                {values.map(({ code, label, value, choices }) => (
                    <li key={code}>
                        <span>{text(label)}</span> {storedText(choices, value, text, language)}
                    </li>
                ))}
            </ul>
            {privacy && (
                <button type="button" className={classes.eye} onClick={() => setOpen(false)}>
                    {i18n.t('Hide answers')}
                </button>
            )}
        </>
    )
}
