import { useLanguage } from '../../app/language.tsx'
import { daysAway, longDay, shortDay } from '../../app/words.ts'
import type { PlannedItem } from '../../domain/plannedItem.ts'
import type { WorklistRow } from '../../domain/worklist.ts'
import { i18n } from '../../i18n.ts'
import { useItemWords } from '../useItemWords.ts'
import classes from './Row.module.css'
import { daysBetween } from '#dhis2/day.ts'
import type { Day } from '#dhis2/day.ts'

const MOST_REASONS = 2

/** Why a pair is on the list today: the missed or planned day, and what falls due, the latest first. */
export const WhyNow = ({ row, today }: { row: WorklistRow; today: Day }) => {
    const { language } = useLanguage()
    const words = useItemWords()
    const reasons = tasksOf(row.items)
    const planned = { day: shortDay(row.plannedOn, language), away: daysAway(daysBetween(today, row.plannedOn)) }
    return (
        <div className={classes.why}>
            <p className={row.daysMissed > 0 ? classes.missed : undefined} title={longDay(row.plannedOn, language)}>
                {row.daysMissed > 0 ? i18n.t('Missed {{-day}}, {{-away}}', planned) : i18n.t('Planned {{-day}}, {{-away}}', planned)}
            </p>
            {reasons.slice(0, MOST_REASONS).map(({ event, task, stage }) => (
                <p key={event} title={task && longDay(task.due, language)}>
                    {task
                        ? i18n.t('{{-what}}, {{-why}}', { what: words.name(task), why: lowerFirst(words.reason(task.reason)) })
                        : plannedWords(stage)}
                </p>
            ))}
            {reasons.length > MOST_REASONS && (
                <p className={classes.detail}>{i18n.t('+{{more}} more', { more: reasons.length - MOST_REASONS })}</p>
            )}
        </div>
    )
}

const tasksOf = (items: readonly PlannedItem[]): PlannedItem[] => items.toSorted((a, b) => (b.task?.days ?? -999) - (a.task?.days ?? -999))

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** What a plan is for when only its stage is known. */
const plannedWords = (stage: string): string => {
    switch (stage) {
        case 'KMMP_M_ANC':
            return i18n.t('Visit before birth')
        case 'KMMP_M_PNC':
            return i18n.t('Visit after birth')
        case 'KMMP_C_FUP':
            return i18n.t('Visit of the child')
        case 'KMMP_C_TEST':
        case 'KMMP_M_TEST':
            return i18n.t('Test')
        case 'KMMP_M_VL':
            return i18n.t('Blood test')
        default:
            return i18n.t('Appointment')
    }
}
