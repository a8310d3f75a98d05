import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useLanguage } from '../../app/language.tsx'
import { shortDay } from '../../app/words.ts'
import { scheduleStrip } from '../../domain/timeline.ts'
import { i18n } from '../../i18n.ts'
import { useMemberName } from '../memberName.ts'
import { useItemWords } from '../useItemWords.ts'
import classes from './PairPage.module.css'
import type { Day } from '#dhis2/day.ts'
import type { Episode } from '#programme/episode.ts'
import { dueItems } from '#programme/schedule/dueItems.ts'
import { guidelines } from '#programme/schedule/guidelines.ts'
import { openTracing } from '#programme/schedule/tracing.ts'
import type { DueItem, ItemState } from '#programme/schedule/types.ts'

/** What is done, due and to come for mother and infants, in order of day. Arrow keys move from one to the next. */
export const ScheduleStrip = ({ episode, today }: { episode: Episode; today: Day }) => {
    const [chosen, setChosen] = useState<string>()
    const [focused, setFocused] = useState(0)
    const bar = useRef<HTMLDivElement>(null)
    const items = scheduleStrip([...dueItems(episode, guidelines, today), ...openTracing(episode, today)], today)
    const shown = items.find((item) => nameOf(item) === chosen)
    const move = (event: KeyboardEvent) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
        if (step === undefined) {
            return
        }
        event.preventDefault()
        const next = (focused + step + items.length) % items.length
        setFocused(next)
        bar.current?.querySelectorAll('button')[next]?.focus()
    }
    if (items.length === 0) {
        return null
    }
    return (
        <div className={`${classes.card} ${classes.strip}`}>
            <h2 className={classes.title}>{i18n.t('Schedule')}</h2>
            <div ref={bar} role="toolbar" tabIndex={-1} aria-label={i18n.t('Schedule')} className={classes.chips} onKeyDown={move}>
                {items.map((item, place) => (
                    <Chip
                        key={nameOf(item)}
                        item={item}
                        episode={episode}
                        reachable={place === focused}
                        pressed={nameOf(item) === chosen}
                        onPress={() => {
                            setFocused(place)
                            setChosen(nameOf(item) === chosen ? undefined : nameOf(item))
                        }}
                    />
                ))}
            </div>
            <div aria-live="polite">{shown && <Detail item={shown} />}</div>
        </div>
    )
}

const nameOf = ({ subject, key, n }: DueItem): string => `${subject} ${key} ${n ?? ''}`

const LOOK: Partial<Record<ItemState, string>> = {
    done: classes.done,
    due: classes.due,
    open: classes.due,
    waiting: classes.due,
    late: classes.late,
    overdue: classes.late,
}

interface ChipProps {
    item: DueItem
    episode: Episode
    reachable: boolean
    pressed: boolean
    onPress: () => void
}

const Chip = ({ item, episode, reachable, pressed, onPress }: ChipProps) => {
    const words = useItemWords()
    const { baby } = useMemberName()
    const place = episode.infants.findIndex(({ trackedEntity }) => trackedEntity === item.subject)
    const infant = episode.infants[place]
    return (
        <button
            type="button"
            tabIndex={reachable ? 0 : -1}
            aria-expanded={pressed}
            className={`${classes.chip} ${LOOK[item.state] ?? ''}`}
            onClick={onPress}
        >
            <b>{infant && episode.infants.length > 1 ? `${words.name(item)}, ${baby(infant, place)}` : words.name(item)}</b>
            {words.reason(item.reason)}
        </button>
    )
}

const Detail = ({ item }: { item: DueItem }) => {
    const { language } = useLanguage()
    const day = (on: Day): string => shortDay(on, language)
    return (
        <p className={classes.detail}>
            {i18n.t('Due {{-due}}. Can be done from {{-from}} to {{-to}}, past its limit from {{-limit}}. Guideline {{-version}}.', {
                due: day(item.due),
                from: day(item.from),
                to: day(item.to),
                limit: day(item.overdueFrom),
                version: item.guideline,
            })}{' '}
            {item.planned && i18n.t('Planned for {{-day}}.', { day: day(item.planned.on) })}
        </p>
    )
}
