import { useCallback, useMemo, useState } from 'react'
import type { Metadata, ServerOption } from '../../data/metadata.ts'
import type { Pair } from '../../data/pairRecord.ts'
import { dueSamples, TEST_STAGE } from '../../domain/dueSamples.ts'
import type { Problem } from '../../domain/form/answer.ts'
import { carried, check } from '../../domain/form/check.ts'
import { visitForm } from '../../domain/form/visitForm.ts'
import type { Block } from '../../domain/form/visitForm.ts'
import { typedDay } from '../../domain/looseDate.ts'
import { readNextVisit } from '../../domain/nextVisit.ts'
import { proposeNext } from '../../domain/planning.ts'
import { readVisitDay } from '../../domain/visitDay.ts'
import { draftKey } from './drafts.ts'
import { questionsOf, recordedIn, samplesTaken, writtenBlocks } from './toSave.ts'
import { useVisitDraft } from './useVisitDraft.ts'
import type { Day } from '#dhis2/day.ts'
import { isRecorded } from '#programme/episode.ts'

export interface VisitSource {
    pair: Pair
    metadata: Metadata
    options: ReadonlyMap<string, readonly ServerOption[]>
    /** the day that the form begins with */
    day: Day
    today: Day
}

/** A visit being written: the form for its day, what was typed, and what is wrong with it so far. */
export const useVisit = ({ pair: read, metadata, options, day, today }: VisitSource) => {
    const { draft, change, answer } = useVisitDraft(draftKey(read.episode.key, day), () => {
        const form = visitForm({ episode: read.episode, server: metadata.stages, options }, day)
        return {
            typed: carried([...form.shared, ...form.blocks.flatMap(questionsOf)]),
            day: typedDay(day),
            absent: [],
            sampled: [],
            uids: new Map(),
        }
    })
    const pair = draft.sentFrom ?? read
    const { episode } = pair
    const formOn = useCallback((on: Day) => visitForm({ episode, server: metadata.stages, options }, on), [episode, metadata, options])
    const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
    const leave = useCallback((name: string) => setLeft((before) => (before.has(name) ? before : new Set([...before, name]))), [])

    const dayRead = readVisitDay(draft.day, today, episode.mother?.enrolledOn ?? episode.infants[0]?.enrolledOn ?? '')
    const visitDay = dayRead.day ?? day
    const form = useMemo(() => formOn(visitDay), [formOn, visitDay])
    const blocks = writtenBlocks(form, draft)
    const mayTest = metadata.stages.get(TEST_STAGE)?.writable === true
    const samples = useMemo(() => (mayTest ? dueSamples(episode, visitDay) : new Map()), [mayTest, episode, visitDay])
    const taken = samplesTaken(blocks, samples, draft)
    const proposal = proposeNext(episode, recordedIn(blocks, taken), visitDay)
    const nextTyped = draft.next ?? typedDay(proposal.on)
    const asked = [...form.shared, ...blocks.flatMap(questionsOf), ...form.remarks]
    return {
        pair,
        draft,
        change,
        answer,
        leave,
        left,
        dayRead,
        visitDay,
        form,
        blocks,
        isRepeated: blocks.some((block) => isRecordedOn(block, visitDay)),
        samples,
        taken,
        proposal,
        nextTyped,
        next: readNextVisit(nextTyped, visitDay),
        asked,
        problems: check(asked, draft.typed, visitDay).problems,
    }
}

const isRecordedOn = ({ member, stageCode }: Block, on: Day): boolean =>
    member.events.some((event) => event.stage === stageCode && isRecorded(event) && event.occurredOn === on)

export type Visit = ReturnType<typeof useVisit>

/** The problems to show now: all of them once Done was pressed, before that only slips in fields that were left with something in them. */
export const shownProblems = (visit: Visit, tried: boolean, refused: string | undefined): ReadonlyMap<string, Problem> => {
    const shown = [...visit.problems].filter(([name, problem]) => tried || (visit.left.has(name) && problem.code !== 'needed'))
    return new Map<string, Problem>([...shown, ...(refused === undefined ? [] : [[refused, { code: 'refused' }] as const])])
}
