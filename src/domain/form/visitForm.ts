import { questionOf, sectionsOf } from './block.ts'
import type { FormSection, ServerOptions, ServerQuestion } from './block.ts'
import type { Question } from './question.ts'
import type { Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'
import type { Episode, Member } from '#programme/episode.ts'
import { birthOf } from '#programme/episode.ts'
import { fields } from '#programme/model/fields.ts'
import { optionSets } from '#programme/model/optionSets.ts'
import { programs } from '#programme/model/programs.ts'
import type { Field, Stage } from '#programme/model/types.ts'

/** A stage as the server has it. */
export interface ServerStageForm {
    id: Uid
    code: string
    writable: boolean
    fields: readonly ServerQuestion[]
}

/** What is asked about one member of the pair: one event of one stage. */
export interface Block {
    /** `mother` or the tracked entity of the infant */
    key: string
    subject: 'mother' | 'infant'
    member: Member
    stage: Uid
    stageCode: string
    /** the stage has no write access for this person */
    locked: boolean
    sections: readonly FormSection[]
}

export interface VisitForm {
    /** asked once and written to every event of the visit */
    shared: readonly Question[]
    /** kept with the first event only */
    remarks: readonly Question[]
    blocks: readonly Block[]
}

const SHARED = ['KMMP_SERVICE_POINT', 'KMMP_ATTENDING_MM']
const REMARKS = 'KMMP_REMARKS'
const NEXT = 'KMMP_NEXT_APPT_DATE'
const leftOut = new Set([...SHARED, REMARKS, NEXT])

const fieldsByCode: ReadonlyMap<string, Field> = new Map(fields.map((field) => [field.code, field]))
const stagesByCode: ReadonlyMap<string, Stage> = new Map(programs.flatMap((program) => program.stages.map((stage) => [stage.code, stage])))

/** The programme's own names of an option of a question. */
export const choiceNames = (field: Field, option: string) =>
    optionSets.find(({ code }) => code === field.optionSet)?.options.find(({ code }) => code === option)?.name

/** The question of the programme with a code. */
export const fieldOf = (code: string): Field | undefined => fieldsByCode.get(code)

/** The stage of the programme with a code. */
export const stageOf = (code: string): Stage | undefined => stagesByCode.get(code)

/** What a form is put together from. */
interface Sources {
    episode: Episode
    /** stages as installed, by code */
    server: ReadonlyMap<string, ServerStageForm>
    options: ServerOptions
}

/** The visit form of a pair on a day: before birth the antenatal contact; after it the postnatal contact and each infant's own visit. */
export const visitForm = (sources: Sources, on: Day): VisitForm => {
    const subjects = subjectsOf(sources.episode, on).filter(({ stageCode }) => sources.server.has(stageCode))
    const [first] = subjects
    const common = (codes: readonly string[]): Question[] =>
        first ? codes.flatMap((code) => commonQuestion(code, first, sources) ?? []) : []
    return { shared: common(SHARED), remarks: common([REMARKS]), blocks: subjects.map((subject) => blockOf(subject, sources)) }
}

interface Subject {
    key: string
    subject: 'mother' | 'infant'
    member: Member
    stageCode: string
}

/** Whoever is still followed: nothing is written into a closed enrollment, and an infant has no visit on a day before the birth. */
const subjectsOf = (episode: Episode, on: Day): Subject[] => [
    ...(episode.mother?.status === 'ACTIVE' ? [motherOf(episode.mother, hasGivenBirth(episode, on))] : []),
    ...episode.infants
        .filter((infant) => infant.status === 'ACTIVE' && (birthOf(infant) ?? '') <= on)
        .map((member): Subject => ({ key: member.trackedEntity, subject: 'infant', member, stageCode: 'KMMP_C_FUP' })),
]

const motherOf = (member: Member, afterBirth: boolean): Subject => ({
    key: 'mother',
    subject: 'mother',
    member,
    stageCode: afterBirth ? 'KMMP_M_PNC' : 'KMMP_M_ANC',
})

/** Whether the pair is after birth on a day: an infant is here, or a delivery was recorded. */
export const hasGivenBirth = (episode: Episode, on: Day): boolean =>
    episode.infants.some((infant) => (infant.attributes['DATE_OF_BIRTH'] ?? infant.incidentOn ?? '') <= on) ||
    (episode.mother?.events ?? []).some(
        (event) =>
            event.stage === 'KMMP_M_DELIVERY' && event.occurredOn !== undefined && event.occurredOn <= on && event.status !== 'SKIPPED'
    )

const blockSource = (subject: Subject, { episode, server, options }: Sources) => {
    const installed = server.get(subject.stageCode)
    const stage = stagesByCode.get(subject.stageCode)
    if (!installed || !stage) {
        throw new Error(`stage ${subject.stageCode} is not known`)
    }
    return {
        installed,
        key: subject.key,
        stage,
        server: installed.fields,
        options,
        fields: fieldsByCode,
        choiceNames,
        history: subject.member.events,
        hiv: hivOf(episode),
        leftOut,
    }
}

const blockOf = (subject: Subject, sources: Sources): Block => {
    const { installed, ...source } = blockSource(subject, sources)
    return { ...subject, stage: installed.id, locked: !installed.writable, sections: sectionsOf(source) }
}

const commonQuestion = (code: string, subject: Subject, sources: Sources): Question | undefined => {
    const { installed, ...source } = blockSource(subject, sources)
    const asked = installed.fields.find((question) => question.code === code)
    return questionOf(code, asked, { ...source, key: 'visit', leftOut: new Set() })
}

/** What is known of the mother's HIV status: it decides which questions make sense. */
const hivOf = ({ mother }: Episode): 'positive' | 'negative' | 'unknown' => {
    const type = mother?.attributes['CLIENT_TYPE'] ?? ''
    if (type.endsWith('_HIV_POS')) {
        return 'positive'
    }
    return type.endsWith('_HIV_NEG') ? 'negative' : 'unknown'
}
