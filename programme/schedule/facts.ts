import { type Episode, type EpisodeEvent, isRecorded, type Member } from '../episode.ts'
import { infantFacts } from './infantFacts.ts'
import { motherFacts } from './motherFacts.ts'
import type { Anchor, Need, ReasonCode, Rule, StopWhen } from './types.ts'
import type { Day } from '#dhis2/day.ts'

/** What the schedule asks of one member of the pair, as known on a day. */
export interface Facts {
    member: Member
    kind: Rule['subject']
    anchors: Readonly<Partial<Record<Anchor, Day>>>
    needs: ReadonlySet<Need>
    /** why unmet items have ended, by what ended them */
    stopped: ReadonlyMap<StopWhen, ReasonCode>
    /** what was over before this day is not asked for */
    joinedOn: Day
    /** since when nobody is followed who brings the infant */
    aloneSince?: Day
    /** what may tell that something was done: the member's own events and, for an infant, its birth as the mother's record has it */
    witnesses: readonly EpisodeEvent[]
    /** a positive result waits to be confirmed: other tests rest */
    awaitingConfirmation: boolean
    /** the newest answer says that the child still breastfeeds */
    breastfeeding: boolean
}

/** Mother first, then the infants. Nothing recorded after `today` counts. */
export const factsOf = (episode: Episode, today: Day): Facts[] => {
    const until = (member: Member): Member => ({
        ...member,
        events: member.events.filter((event) => !isRecorded(event) || event.occurredOn <= today),
    })
    const infants = episode.infants.map(until)
    const mother = episode.mother && until(episode.mother)
    return [...(mother ? [motherFacts(mother, infants, today)] : []), ...infants.map((infant) => infantFacts(infant, mother, today))]
}
