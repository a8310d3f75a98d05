import type { Metadata } from '../../data/metadata.ts'
import { storedEvents } from '../../data/pairRecord.ts'
import type { Pair } from '../../data/pairRecord.ts'
import { check } from '../../domain/form/check.ts'
import type { Question } from '../../domain/form/question.ts'
import type { Block, VisitForm } from '../../domain/form/visitForm.ts'
import { appointmentsFor } from '../../domain/planning.ts'
import { visitBody } from '../../domain/visitBody.ts'
import type { NewPlan, VisitPart } from '../../domain/visitBody.ts'
import { uidFor } from './drafts.ts'
import type { Draft } from './drafts.ts'
import type { Day } from '#dhis2/day.ts'
import type { TrackerPayload } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** All questions of a block, whatever their section. */
export const questionsOf = (block: Block): Question[] => block.sections.flatMap((section) => section.questions)

/** The blocks whose member was seen and that this person may write. */
export const writtenBlocks = (form: VisitForm, draft: Draft): Block[] =>
    form.blocks.filter((block) => !block.locked && !draft.absent.includes(block.key))

interface Finished {
    pair: Pair
    metadata: Metadata
    form: VisitForm
    draft: Draft
    visitDay: Day
    next: Day
    orgUnit: Uid
}

/** The request that saves a finished form. */
export const toSave = (finished: Finished): TrackerPayload => {
    const { form, draft, visitDay, orgUnit } = finished
    const blocks = writtenBlocks(form, draft)
    return visitBody({
        on: visitDay,
        orgUnit,
        parts: blocks.map((block, place) => partOf(block, place === 0, finished)),
        plans: plansOf(blocks, finished),
    })
}

const programOf = (metadata: Metadata, subject: 'mother' | 'infant'): Uid =>
    metadata.programs.get(subject === 'mother' ? 'KMMP_MOTHER' : 'KMMP_CHILD')?.id ?? ''

const partOf = (block: Block, first: boolean, { pair, metadata, form, draft, visitDay, next }: Finished): VisitPart => {
    const typed = check([...form.shared, ...(first ? form.remarks : [])], draft.typed, visitDay).values
    const own = check(questionsOf(block), draft.typed, visitDay).values
    const said = [
        { code: 'KMMP_NEXT_APPT_DATE', value: next },
        { code: 'KMMP_SOURCE_SYSTEM', value: 'DHIS2_APP' },
    ].flatMap(({ code, value }) => {
        const field = metadata.stages.get(block.stageCode)?.fields.find((candidate) => candidate.code === code)
        return field ? [{ dataElement: field.id, value }] : []
    })
    return {
        enrollment: block.member.enrollment,
        program: programOf(metadata, block.subject),
        stage: block.stage,
        ends: endedWith(block.stageCode).flatMap((code) => metadata.uids.get(code) ?? []),
        events: storedEvents(pair.record, block.member.enrollment),
        dataValues: [...typed, ...own, ...said],
        visit: uidFor(draft, `visit ${block.key}`),
    }
}

/** After the birth nobody waits for an antenatal contact any more. */
const endedWith = (stageCode: string): string[] => (stageCode === 'KMMP_M_PNC' ? ['KMMP_M_ANC'] : [])

const plansOf = (blocks: readonly Block[], { pair, metadata, draft, visitDay, next }: Finished): NewPlan[] => {
    const visits = blocks.map(({ member, stageCode }) => ({ trackedEntity: member.trackedEntity, stage: stageCode }))
    return appointmentsFor(pair.episode, visits, visitDay, next).flatMap(({ member, stage, note }) => {
        const installed = metadata.stages.get(stage)
        const subject = member.trackedEntity === pair.episode.mother?.trackedEntity ? 'mother' : 'infant'
        return installed?.writable
            ? [
                  {
                      event: uidFor(draft, `plan ${member.trackedEntity} ${stage}`),
                      enrollment: member.enrollment,
                      program: programOf(metadata, subject),
                      stage: installed.id,
                      on: next,
                      note,
                  },
              ]
            : []
    })
}
