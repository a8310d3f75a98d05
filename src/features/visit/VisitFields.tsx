import { useLanguage } from '../../app/language.tsx'
import { daysAway, longDay, shortDay } from '../../app/words.ts'
import type { Problem } from '../../domain/form/answer.ts'
import type { Block } from '../../domain/form/visitForm.ts'
import { i18n } from '../../i18n.ts'
import { useMemberName } from '../memberName.ts'
import { useItemWords } from '../useItemWords.ts'
import { DayField } from './DayField.tsx'
import { placeInPair } from './placeInPair.ts'
import { nextProblemWords, visitDayProblemWords } from './problemWords.ts'
import classes from './QuestionField.module.css'
import { SampleTaken } from './SampleTaken.tsx'
import type { Visit } from './useVisit.ts'
import blockClasses from './VisitBlock.module.css'
import { QuestionList, VisitBlock } from './VisitBlock.tsx'
import { daysBetween } from '#dhis2/day.ts'

interface VisitFieldsProps {
    visit: Visit
    problems: ReadonlyMap<string, Problem>
    /** Done was pressed: everything that is missing is marked */
    tried: boolean
}

/** All questions of a visit, in the order of the paper: this visit, the mother, each infant, when they come again. */
export const VisitFields = ({ visit, problems, tried }: VisitFieldsProps) => {
    const answering = { typed: visit.draft.typed, problems, visitDay: visit.visitDay, onAnswer: visit.answer, onLeave: visit.leave }
    const { baby, babyWithAge } = useMemberName()
    const placeOf = (block: Block): number => placeInPair(visit.pair.episode, block)
    const titleOf = (block: Block): string =>
        block.subject === 'mother' ? i18n.t('Mother') : babyWithAge(block.member, placeOf(block), visit.visitDay)
    const setAbsent = (key: string, absent: boolean) => visit.change({ absent: withOrWithout(visit.draft.absent, key, absent) })
    const setSampled = (key: string, taken: boolean) => visit.change({ sampled: withOrWithout(visit.draft.sampled, key, taken) })
    const sampleOf = (block: Block) => {
        const due = visit.samples.get(block.member.trackedEntity)
        return (
            due && (
                <SampleTaken
                    name={`${block.key}-sample`}
                    item={due.item}
                    baby={baby(block.member, placeOf(block))}
                    taken={visit.draft.sampled.includes(block.key)}
                    onTaken={(taken) => setSampled(block.key, taken)}
                />
            )
        )
    }
    return (
        <>
            <div role="group" aria-labelledby="visit-title" className={blockClasses.block}>
                <h2 id="visit-title" className={blockClasses.title}>
                    {i18n.t('This visit')}
                </h2>
                <VisitDay visit={visit} tried={tried} />
                <QuestionList questions={visit.form.shared} subject="" {...answering} />
            </div>
            {visit.form.blocks.map((block) => (
                <VisitBlock
                    key={block.key}
                    block={block}
                    title={titleOf(block)}
                    subject={block.subject === 'mother' ? '' : baby(block.member, placeOf(block))}
                    absent={visit.draft.absent.includes(block.key)}
                    onAbsent={(absent) => setAbsent(block.key, absent)}
                    sample={sampleOf(block)}
                    {...answering}
                />
            ))}
            <div role="group" aria-labelledby="next-title" className={blockClasses.block}>
                <h2 id="next-title" className={blockClasses.title}>
                    {i18n.t('Afterwards')}
                </h2>
                <NextVisit visit={visit} tried={tried} />
                <QuestionList questions={visit.form.remarks} subject="" {...answering} />
            </div>
        </>
    )
}

const withOrWithout = (keys: readonly string[], key: string, present: boolean): string[] =>
    present ? [...keys, key] : keys.filter((each) => each !== key)

const VisitDay = ({ visit, tried }: { visit: Visit; tried: boolean }) => {
    const { language } = useLanguage()
    const { dayRead, draft, change } = visit
    const problem = dayRead.problem && (tried || draft.day.length > 5) ? visitDayProblemWords(dayRead.problem) : undefined
    return (
        <DayField id="visit-day" label={i18n.t('Day of the visit')} typed={draft.day} problem={problem} onType={(day) => change({ day })}>
            {dayRead.day !== undefined && <p>{longDay(dayRead.day, language)}</p>}
            {visit.isRepeated && (
                <p className={classes.warning}>{i18n.t('A visit on this day is already recorded. This would be another one.')}</p>
            )}
        </DayField>
    )
}

const NextVisit = ({ visit, tried }: { visit: Visit; tried: boolean }) => {
    const { language } = useLanguage()
    const { next, nextTyped, visitDay, change, draft } = visit
    const shown = next.problem && (tried || next.problem === 'tooFar' || next.problem === 'notAfterVisit')
    return (
        <DayField
            id="next"
            label={i18n.t('Next visit')}
            typed={nextTyped}
            problem={shown && next.problem ? nextProblemWords(next.problem) : undefined}
            onType={(typed) => change({ next: typed })}
        >
            {next.day !== undefined && (
                <p>
                    {longDay(next.day, language)}, {daysAwayFrom(visitDay, next.day)}
                </p>
            )}
            {next.warning && <p className={classes.warning}>{i18n.t('This is a weekend. Is the clinic open?')}</p>}
            {draft.next === undefined && <Because visit={visit} />}
        </DayField>
    )
}

const daysAwayFrom = (visitDay: string, day: string): string => daysAway(daysBetween(visitDay, day))

/** Why this day is proposed. */
const Because = ({ visit }: { visit: Visit }) => {
    const { language } = useLanguage()
    const words = useItemWords()
    const { because, movedFrom } = visit.proposal
    if (because.length === 0) {
        return <p>{i18n.t('Nothing falls due before; proposed so that they are not lost from sight.')}</p>
    }
    const reasons = because.map((item) => i18n.t('{{-what}} due {{-day}}', { what: words.name(item), day: shortDay(item.due, language) }))
    return (
        <p>
            {i18n.t('Because {{-reasons}}', { reasons: [...new Set(reasons)].join(', ') })}
            {movedFrom !== undefined && `. ${i18n.t('Moved to a day when clinics are open.')}`}
        </p>
    )
}
