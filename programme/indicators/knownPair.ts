import { type Episode, type EpisodeEvent, isCounted, isRecorded, type Member } from '../episode.ts'
import { partnerOf } from '../partner.ts'
import type { Day } from '#dhis2/day.ts'

/** An event that happened. */
export type Deed = EpisodeEvent & { occurredOn: Day }

/** A member of a pair as known on a day: what was recorded later does not count. */
export interface Client {
    member: Member
    asOf: Day
    /** option of KMMP_OS_PARTNER */
    partner: string
    /** what happened by that day, in order of date */
    deeds: readonly Deed[]
    /** for an infant: its mother, when she is in the programme and counted; for a mother: herself */
    mother?: Client
    /** infants of the pair */
    infants: readonly Client[]
}

/** A pair as known on a day, without members that no figure may count (duplicates and cancelled enrollments, domain.md C6). */
export interface KnownPair {
    mother?: Client
    infants: readonly Client[]
}

const known = new WeakMap<Episode, { asOf: Day; pair: KnownPair }>()

/** What was known of a pair on a day. Read once for all indicators that ask about the same pair and day. */
export const knownPair = (episode: Episode, asOf: Day): KnownPair => {
    const kept = known.get(episode)
    if (kept?.asOf === asOf) {
        return kept.pair
    }
    const pair = readPair(episode, asOf)
    known.set(episode, { asOf, pair })
    return pair
}

const readPair = (episode: Episode, asOf: Day): KnownPair => {
    const infants: Client[] = []
    const read = (member: Member): Client => ({
        member,
        asOf,
        partner: partnerOf(member),
        deeds: member.events.filter(isRecorded).filter((event) => event.occurredOn <= asOf),
        infants,
    })
    const counts = (member: Member) => isCounted(member) && member.enrolledOn <= asOf
    const mother = episode.mother && counts(episode.mother) ? read(episode.mother) : undefined
    if (mother) {
        mother.mother = mother
    }
    infants.push(...episode.infants.filter(counts).map((infant) => ({ ...read(infant), mother })))
    return { mother, infants }
}

/** The newest answer to a question, whichever stage asked it. */
export const answer = ({ deeds }: Client, field: string): string | undefined =>
    deeds.findLast(({ values }) => values[field] !== undefined)?.values[field]

/** The first event that answers a question with one of the given answers, or with any. */
export const firstDeed = ({ deeds }: Client, field: string, answers?: readonly string[]): Deed | undefined =>
    deeds.find(({ values }) => {
        const given = values[field]
        return given !== undefined && (answers === undefined || answers.includes(given))
    })

/** Events of a stage, in order of date. */
export const deedsOf = ({ deeds }: Client, stage: string): Deed[] => deeds.filter((deed) => deed.stage === stage)
