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
    /** the same by stage */
    byStage: ReadonlyMap<string, readonly Deed[]>
    /** the newest answer to each question, whichever stage asked it */
    answers: ReadonlyMap<string, string>
    /** for an infant: its mother, when she is in the programme and counted; for a mother: herself */
    mother?: Client
    /** infants of the pair */
    infants: readonly Client[]
}

/** A pair as known on a day, without members that no figure may count (duplicates and cancelled enrollments). */
export interface KnownPair {
    mother?: Client
    infants: readonly Client[]
}

let last: { episode: Episode; asOf: Day; pair: KnownPair } | undefined

/** What was known of a pair on a day. Read once for all indicators that ask about the same pair and day. */
export const knownPair = (episode: Episode, asOf: Day): KnownPair => {
    if (last?.episode !== episode || last.asOf !== asOf) {
        last = { episode, asOf, pair: readPair(episode, asOf) }
    }
    return last.pair
}

const readPair = (episode: Episode, asOf: Day): KnownPair => {
    const infants: Client[] = []
    const read = (member: Member): Client => ({ member, asOf, partner: partnerOf(member), ...readDeeds(member, asOf), infants })
    const counts = (member: Member) => isCounted(member) && member.enrolledOn <= asOf
    const mother = episode.mother && counts(episode.mother) ? read(episode.mother) : undefined
    if (mother) {
        mother.mother = mother
    }
    infants.push(...episode.infants.filter(counts).map((infant) => ({ ...read(infant), mother })))
    return { mother, infants }
}

const readDeeds = (member: Member, asOf: Day): Pick<Client, 'deeds' | 'byStage' | 'answers'> => {
    const deeds = member.events.filter((event): event is Deed => isRecorded(event) && event.occurredOn <= asOf)
    const byStage = new Map<string, Deed[]>()
    const answers = new Map<string, string>()
    for (const deed of deeds) {
        const others = byStage.get(deed.stage)
        if (others === undefined) {
            byStage.set(deed.stage, [deed])
        } else {
            others.push(deed)
        }
        for (const field in deed.values) {
            answers.set(field, deed.values[field] ?? '')
        }
    }
    return { deeds, byStage, answers }
}

/** The newest answer to a question, whichever stage asked it. */
export const answer = ({ answers }: Client, field: string): string | undefined => answers.get(field)

/** A mother and her infants, more than once over. */
const KEPT = 4

/**
 * A question about a client or a pair that many indicators ask, worked out once while its pair is being counted. Only the last few answers
 * are kept: pairs are counted one after another.
 */
export const once = <About extends object, T>(work: (about: About) => T): ((about: About) => T) => {
    const kept: { about: About; is: T }[] = []
    let next = 0
    return (about) => {
        for (const known of kept) {
            if (known.about === about) {
                return known.is
            }
        }
        const is = work(about)
        kept[next] = { about, is }
        next = (next + 1) % KEPT
        return is
    }
}

/** The first event that answers a question with one of the given answers, or with any. */
export const firstDeed = ({ deeds, answers: asked }: Client, field: string, answers?: readonly string[]): Deed | undefined =>
    asked.has(field)
        ? deeds.find(({ values }) => {
              const given = values[field]
              return given !== undefined && (answers === undefined || answers.includes(given))
          })
        : undefined

const NONE: readonly Deed[] = []

/** Events of a stage, in order of date. */
export const deedsOf = ({ byStage }: Client, stage: string): readonly Deed[] => byStage.get(stage) ?? NONE
