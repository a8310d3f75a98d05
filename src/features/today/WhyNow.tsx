import { useLanguage } from '../../app/language.tsx'
import { daysAway, longDay, shortDay } from '../../app/words.ts'
import type { WorklistRow, Why } from '../../domain/worklist.ts'
import { i18n } from '../../i18n.ts'
import { useItemWords } from '../useItemWords.ts'
import classes from './Row.module.css'
import { daysBetween } from '#dhis2/day.ts'
import type { Day } from '#dhis2/day.ts'

const MOST_REASONS = 2

/** Why a pair is on the list today: the missed or planned day, and what is owed, the most urgent first. */
export const WhyNow = ({ row, today }: { row: WorklistRow; today: Day }) => (
    <div className={classes.why}>
        <PlannedDay row={row} today={today} />
        {row.reasons.slice(0, MOST_REASONS).map((reason) => (
            <Reason key={[reason.task?.key, reason.task?.n, reason.task?.due, reason.stage].join(' ')} reason={reason} />
        ))}
        {row.reasons.length > MOST_REASONS && (
            <p className={classes.detail}>{i18n.t('+{{more}} more', { more: row.reasons.length - MOST_REASONS })}</p>
        )}
    </div>
)

const PlannedDay = ({ row, today }: { row: WorklistRow; today: Day }) => {
    const { language } = useLanguage()
    if (row.plannedOn === undefined) {
        return <p className={classes.detail}>{i18n.t('No visit is planned')}</p>
    }
    const planned = { day: shortDay(row.plannedOn, language), away: daysAway(daysBetween(today, row.plannedOn)) }
    return (
        <p className={row.daysMissed > 0 ? classes.missed : undefined} title={longDay(row.plannedOn, language)}>
            {row.daysMissed > 0 ? i18n.t('Missed {{-day}}, {{-away}}', planned) : i18n.t('Planned {{-day}}, {{-away}}', planned)}
        </p>
    )
}

const Reason = ({ reason: { task, stage, persons } }: { reason: Why }) => {
    const { language } = useLanguage()
    const words = useItemWords()
    if (!task) {
        return <p>{plannedWords(stage)}</p>
    }
    const said = { what: words.name(task), why: lowerFirst(words.reason(task.reason)), persons }
    return (
        <p title={longDay(task.due, language)} className={task.state === 'overdue' ? classes.missed : undefined}>
            {persons > 1 ? i18n.t('{{-what}}, {{-why}}, {{persons}} babies', said) : i18n.t('{{-what}}, {{-why}}', said)}
        </p>
    )
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** What a plan is for when only its stage is known. */
const plannedWords = (stage: string | undefined): string => {
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
