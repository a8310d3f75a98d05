import { useAlert, useOnlineStatus } from '@dhis2/app-runtime'
import { Button } from '@dhis2/ui'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useNavigate } from 'react-router-dom'
import { useLanguage } from '../../app/language.tsx'
import { usePlace } from '../../app/place.tsx'
import { longDay, shortDay } from '../../app/words.ts'
import { appErrorOf } from '../../data/api.ts'
import { canRetry } from '../../data/appError.ts'
import type { ServerOption } from '../../data/metadata.ts'
import type { Pair } from '../../data/pairRecord.ts'
import { useSaveVisit } from '../../data/visit.ts'
import { i18n } from '../../i18n.ts'
import { savingErrorWords } from '../../ui/errorWords.ts'
import { Notice } from '../../ui/Notice.tsx'
import { useMemberName } from '../memberName.ts'
import { CheckList } from './CheckList.tsx'
import type { ToCheck } from './CheckList.tsx'
import { draftKey, dropDraft } from './drafts.ts'
import { placeInPair } from './placeInPair.ts'
import { nextProblemWords, problemWords, visitDayProblemWords } from './problemWords.ts'
import { fullName, useQuestionLabel } from './questionLabel.ts'
import { toSave } from './toSave.ts'
import { shownProblems, useVisit } from './useVisit.ts'
import type { Visit } from './useVisit.ts'
import { VisitFields } from './VisitFields.tsx'
import classes from './VisitPage.module.css'

interface VisitEditorProps {
    pair: Pair
    options: ReadonlyMap<string, readonly ServerOption[]>
    day: string
}

/** The form of a visit: filled, checked, and saved in one request. Whatever goes wrong, what was typed stays. */
export const VisitEditor = ({ pair, options, day }: VisitEditorProps) => {
    const { session, metadata } = usePlace()
    const { language } = useLanguage()
    const visit = useVisit({ pair, metadata, options, day, today: session.today })
    const [tries, setTries] = useState(0)
    const saving = useSaving(visit, draftKey(pair.episode.key, day))
    const problems = useToCheck(visit)
    const refused = saving.error?.field && visit.asked.find(({ dataElement }) => dataElement === saving.error?.field)?.name
    const done = (event: FormEvent) => {
        event.preventDefault()
        setTries(tries + 1)
        if (problems.length === 0 && visit.blocks.length > 0 && !saving.isSaving) {
            saving.save()
        }
    }
    return (
        <form
            aria-label={i18n.t('Visit of {{-day}}', { day: longDay(visit.visitDay, language) })}
            className={classes.form}
            noValidate
            onSubmit={done}
        >
            <Offline />
            {visit.blocks.length === 0 && <NobodyToRecord />}
            {tries > 0 && problems.length > 0 && <CheckList items={problems} asked={tries} />}
            <VisitFields visit={visit} problems={shownProblems(visit, tries > 0, refused || undefined)} tried={tries > 0} />
            {saving.error && <SavingError error={saving.error} />}
            <div className={classes.actions}>
                <Button primary large type="submit" disabled={saving.isSaving || visit.blocks.length === 0}>
                    {i18n.t('Done')}
                </Button>
                <p role="status" aria-label={i18n.t('Draft state')} className={classes.left}>
                    {saving.isSaving ? i18n.t('Saving') : leftWords(problems.length)}
                </p>
            </div>
        </form>
    )
}

const leftWords = (count: number): string => {
    if (count === 0) {
        return i18n.t('Nothing left to answer')
    }
    return count === 1 ? i18n.t('1 question left') : i18n.t('{{questions}} questions left', { questions: count })
}

const useSaving = (visit: Visit, draft: string) => {
    const { metadata, facility } = usePlace()
    const { language } = useLanguage()
    const navigate = useNavigate()
    const { show } = useAlert(
        i18n.t('Visit saved. Next visit {{-day}}.', { day: visit.next.day ? shortDay(visit.next.day, language) : '' }),
        {
            success: true,
        }
    )
    const mutation = useSaveVisit(metadata)
    const save = () => {
        const { pair } = visit
        const body = toSave({
            pair,
            metadata,
            form: visit.form,
            draft: visit.draft,
            taken: visit.taken,
            visitDay: visit.visitDay,
            next: visit.next.day ?? '',
            orgUnit: facility?.id ?? pair.episode.orgUnit,
        })
        mutation.mutate(
            {
                body,
                questions: visit.asked.map(({ dataElement }) => dataElement),
                readAs: visit.draft.sentFrom ? undefined : pair,
                onSending: () => visit.change({ sentFrom: pair }),
                onSaved: () => dropDraft(draft),
            },
            {
                onSuccess: () => {
                    show()
                    navigate('/today')
                },
                onError: (error) => {
                    if (!canRetry(appErrorOf(error))) {
                        visit.change({ sentFrom: undefined })
                    }
                },
            }
        )
    }
    return { save, isSaving: mutation.isLoading, error: mutation.error === null ? undefined : appErrorOf(mutation.error) }
}

/** Everything that keeps the visit from being finished, in the order of the form. */
const useToCheck = (visit: Visit): ToCheck[] => {
    const labelOf = useQuestionLabel()
    const { baby } = useMemberName()
    const { dayRead, next } = visit
    const subjectOf = (name: string): string => {
        const infant = visit.form.blocks.find(({ key, subject }) => subject === 'infant' && name.startsWith(`${key}.`))
        return infant ? baby(infant.member, placeInPair(visit.pair.episode, infant)) : ''
    }
    return [
        ...(dayRead.problem ? [{ id: 'visit-day', label: i18n.t('Day of the visit'), words: visitDayProblemWords(dayRead.problem) }] : []),
        ...visit.asked.flatMap((question) => {
            const problem = visit.problems.get(question.name)
            const label = fullName(labelOf(question), subjectOf(question.name))
            return problem ? [{ id: question.name, label, words: problemWords(problem) }] : []
        }),
        ...(next.problem ? [{ id: 'next', label: i18n.t('Next visit'), words: nextProblemWords(next.problem) }] : []),
    ]
}

const Offline = () => {
    const { offline } = useOnlineStatus()
    return offline ? (
        <div className={classes.notice}>
            <Notice kind="warning" title={i18n.t('No network')}>
                {i18n.t('You can fill in the form. It can be saved only when the network is back, so keep this page open.')}
            </Notice>
        </div>
    ) : null
}

const NobodyToRecord = () => (
    <div className={classes.notice}>
        <Notice kind="warning" title={i18n.t('There is nobody to record this visit for.')}>
            {i18n.t('Tick who was seen. If nothing can be ticked, follow-up has ended or you may not record here.')}
        </Notice>
    </div>
)

const SavingError = ({ error }: { error: ReturnType<typeof appErrorOf> }) => {
    const words = savingErrorWords(error)
    return (
        <div role="alert" className={classes.notice}>
            <Notice kind="error" title={words.title}>
                <p className={classes.next}>{words.next}</p>
                {error.code !== undefined && <p className={classes.next}>{i18n.t('Code {{-code}}', { code: error.code })}</p>}
            </Notice>
        </div>
    )
}
