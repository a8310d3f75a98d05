import type { Day } from '#dhis2/day.ts'
import { addDays } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'
import type { Episode, EpisodeEvent, Member } from '#programme/episode.ts'
import { appointmentNote } from '#programme/schedule/appointmentPurpose.ts'
import { dueItems, OPEN_STATES } from '#programme/schedule/dueItems.ts'
import { factsOf } from '#programme/schedule/facts.ts'
import { guidelines } from '#programme/schedule/guidelines.ts'
import { nextContact } from '#programme/schedule/nextContact.ts'
import type { NextContact } from '#programme/schedule/nextContact.ts'
import type { DueItem } from '#programme/schedule/types.ts'

/** A visit that is about to be recorded for one member of the pair. */
export interface Recorded {
    trackedEntity: Uid
    /** stage code */
    stage: string
    /** answers that tell what it fulfils, by field code without prefix */
    values?: Readonly<Record<string, string>>
}

/** Tests that fall due up to this many days after the next visit are planned for it: nobody comes twice in one week. */
const SAME_VISIT_DAYS = 7
/** Stages that are planned beside the contact itself. */
const TESTS: ReadonlySet<string> = new Set(['KMMP_C_TEST', 'KMMP_M_VL'])

/** The pair as it will be once the visit is recorded: the visit is there, the open plans of its stage are gone. */
export const withVisit = (episode: Episode, visits: readonly Recorded[], on: Day): Episode => {
    const after = (member: Member): Member => {
        const own = visits.filter(({ trackedEntity }) => trackedEntity === member.trackedEntity)
        const kept = member.events.filter((event) => event.status !== 'SCHEDULE' || !own.some(({ stage }) => stage === event.stage))
        return { ...member, events: [...kept, ...own.map((visit) => visitEvent(member, visit, on))].toSorted(byDay) }
    }
    return { ...episode, mother: episode.mother && after(episode.mother), infants: episode.infants.map(after) }
}

const visitEvent = (member: Member, { stage, values = {} }: Recorded, on: Day): EpisodeEvent => ({
    uid: `visit ${stage}`,
    stage,
    enrollment: member.enrollment,
    orgUnit: member.orgUnit,
    status: 'COMPLETED',
    occurredOn: on,
    values,
    fromPartner: false,
})

const dayOf = (event: EpisodeEvent): Day => event.occurredOn ?? event.scheduledOn ?? ''
const byDay = (a: EpisodeEvent, b: EpisodeEvent): number => dayOf(a).localeCompare(dayOf(b))

/** The day to propose for the next visit, with what makes it that day. */
export const proposeNext = (episode: Episode, visits: readonly Recorded[], on: Day): NextContact =>
    nextContact(withVisit(episode, visits, on), guidelines, on)

/** One appointment to be made. */
export interface Appointment {
    member: Member
    /** stage code */
    stage: string
    note: string
}

/**
 * What to plan for the next visit: the contact, and each test that is or will be due around that day and has no plan of its own yet. The
 * pair comes together, so one contact stands for mother and infants.
 */
export const appointmentsFor = (episode: Episode, visits: readonly Recorded[], on: Day, next: Day): Appointment[] => {
    const after = withVisit(episode, visits, on)
    const [first] = visits
    const contact = [after.mother, ...after.infants].find((member) => member?.trackedEntity === first?.trackedEntity)
    const tests = dueItems(after, guidelines, on).filter((item) => isDueAt(item, next))
    const wanted = oneForEach([
        ...(contact && first ? [{ member: contact, stage: first.stage }] : []),
        ...tests.flatMap(({ subject, stage }) => {
            const member = [after.mother, ...after.infants].find((candidate) => candidate?.trackedEntity === subject)
            return member ? [{ member, stage }] : []
        }),
    ])
    const anchors = new Map(factsOf(after, on).map((facts) => [facts.member.trackedEntity, facts.anchors]))
    return wanted.map(({ member, stage }) => ({
        member,
        stage,
        note: appointmentNote(
            { stage, on: next, anchors: anchors.get(member.trackedEntity) ?? {}, pair: episode.key, source: 'APP' },
            guidelines
        ),
    }))
}

/** Two tests of one infant may fall due together, for instance after weaning: one appointment stands for both. */
const oneForEach = <T extends { member: Member; stage: string }>(wanted: readonly T[]): T[] =>
    [...new Map(wanted.toReversed().map((each) => [`${each.member.trackedEntity} ${each.stage}`, each])).values()].toReversed()

const isDueAt = (item: DueItem, next: Day): boolean =>
    TESTS.has(item.stage) &&
    item.planned === undefined &&
    [...OPEN_STATES, 'future'].includes(item.state) &&
    item.due <= addDays(next, SAME_VISIT_DAYS)
