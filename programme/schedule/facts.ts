import { birthOf, type Episode, isRecorded, latestValue, type Member } from '../episode.ts'
import { type Sample, sampleAsOf, sampleOf } from '../sample.ts'
import type { Anchor, Need, ReasonCode, Rule, StopWhen } from './types.ts'
import { addDays, type Day, daysBetween } from '#dhis2/day.ts'

/** On treatment this long, a woman is not new on it (domain.md B4a, VL_PBFW_KNOWN). */
const SETTLED_ON_ART_DAYS = 92
const PREGNANCY_DAYS = 280

/** What the schedule asks of one member of the pair, as known on a day. */
export interface Facts {
    member: Member
    kind: Rule['subject']
    anchors: Readonly<Partial<Record<Anchor, Day>>>
    needs: ReadonlySet<Need>
    /** why unmet items have ended, by what ended them */
    stopped: ReadonlyMap<StopWhen, ReasonCode>
    /** a positive result waits to be confirmed: other tests rest */
    awaitingConfirmation: boolean
}

/** Mother first, then the infants. Nothing recorded after `today` counts. */
export const factsOf = (episode: Episode, today: Day): Facts[] => {
    const until = (member: Member): Member => ({
        ...member,
        events: member.events.filter((event) => !isRecorded(event) || event.occurredOn <= today),
    })
    const infants = episode.infants.map(until)
    const mother = episode.mother && until(episode.mother)
    return [...(mother ? [motherFacts(mother, infants)] : []), ...infants.map((infant) => infantFacts(infant, mother, today))]
}

const motherFacts = (mother: Member, infants: readonly Member[]): Facts => {
    const delivery = deliveryOf(mother, infants)
    const artStart = latestValue(mother, 'ART_START_DATE')
    const firstContact = latestValue(mother, 'FIRST_ANC_DATE') ?? mother.enrolledOn
    const stopped = new Map<StopWhen, ReasonCode>()
    if (delivery !== undefined) {
        stopped.set('delivery', 'DELIVERED')
    }
    if (latestValue(mother, 'BIRTH_OUTCOME') === 'MISCARRIAGE' || latestValue(mother, 'MOTHER_EXIT') === 'PREGNANCY_LOSS') {
        stopped.set('loss', 'PREGNANCY_LOSS')
    }
    if (
        mother.status !== 'ACTIVE' ||
        latestValue(mother, 'MOTHER_EXIT') !== undefined ||
        latestValue(mother, 'MATERNAL_OUTCOME') === 'DIED'
    ) {
        stopped.set('exit', 'EXITED')
    }
    const settled = artStart !== undefined && daysBetween(artStart, firstContact) >= SETTLED_ON_ART_DAYS
    return {
        member: mother,
        kind: 'mother',
        anchors: { lmp: lastPeriodOf(mother), delivery, artStart, firstContact },
        needs: new Set(artStart === undefined ? [] : [settled ? 'longOnArt' : 'newOnArt']),
        stopped,
        awaitingConfirmation: false,
    }
}

/** The last period, else the expected day of delivery less a pregnancy. */
const lastPeriodOf = (mother: Member): Day | undefined => {
    const expected = latestValue(mother, 'EDD_DATE')
    return latestValue(mother, 'LMP_DATE') ?? (expected && addDays(expected, -PREGNANCY_DAYS))
}

/** The day of birth as the mother's record has it, else as the infants' records have it. */
const deliveryOf = (mother: Member, infants: readonly Member[]): Day | undefined =>
    latestValue(mother, 'DELIVERY_DATE') ??
    mother.events.findLast((event) => event.stage === 'KMMP_M_DELIVERY' && isRecorded(event))?.occurredOn ??
    infants
        .flatMap((infant) => birthOf(infant) ?? [])
        .toSorted()
        .at(-1)

const infantFacts = (infant: Member, mother: Member | undefined, today: Day): Facts => {
    const birth = birthOf(infant)
    const positives = samplesOf(infant, today).filter((sample) => sample.result === 'positive')
    const confirmed = positives.length > 1 || latestValue(infant, 'FINAL_HIV') === 'POSITIVE'
    const stopped = new Map<StopWhen, ReasonCode>()
    if (confirmed) {
        stopped.set('positive', 'CONFIRMED_POSITIVE')
    }
    if (latestValue(infant, 'FINAL_HIV') !== undefined || latestValue(infant, 'HEI_OUTCOME') !== undefined) {
        stopped.set('outcome', 'OUTCOME_RECORDED')
    }
    if (infant.status !== 'ACTIVE' || latestValue(infant, 'DEATH_DATE') !== undefined) {
        stopped.set('exit', 'EXITED')
    }
    const needs = new Set<Need>()
    if (isExposed(infant, mother)) {
        needs.add('exposed')
    }
    if (mother === undefined) {
        needs.add('noMother')
    }
    const awaitingConfirmation = !confirmed && positives.some((positive) => !isAnswered(positive, infant, today))
    return { member: infant, kind: 'infant', anchors: { birth }, needs, stopped, awaitingConfirmation }
}

/** A positive is answered by a confirmatory test with a result, taken on the same day or later. */
const isAnswered = (positive: Sample, infant: Member, today: Day): boolean =>
    samplesOf(infant, today).some(
        ({ event, result, takenOn }) =>
            event.uid !== positive.event.uid &&
            event.values.CTEST_POINT === 'CONFIRMATORY' &&
            (result === 'positive' || result === 'negative') &&
            takenOn >= positive.takenOn
    )

/** Samples of a member with their results as known on a day, in order of sampling. */
export const samplesOf = (member: Member, today: Day): Sample[] =>
    member.events
        .flatMap((event) => sampleOf(event) ?? [])
        .flatMap((sample) => sampleAsOf(sample, today) ?? [])
        .toSorted((one, other) => (one.takenOn < other.takenOn ? -1 : Number(one.takenOn > other.takenOn)))

/**
 * True unless the record says otherwise: exposure answered with no, or, unanswered and without an HEI number, a mother known to be
 * negative. A doubtful infant is tested rather than missed.
 */
export const isExposed = (infant: Member, mother: Member | undefined): boolean => {
    const answer = latestValue(infant, 'EXPOSED')
    if (answer === 'YES' || answer === 'NO') {
        return answer === 'YES'
    }
    return infant.attributes.HEI_NUMBER !== undefined || mother === undefined || !isNegative(mother)
}

const isNegative = (mother: Member): boolean => (latestValue(mother, 'HIV_FINAL') ?? latestValue(mother, 'HIV_STATUS_ENTRY')) === 'NEGATIVE'
