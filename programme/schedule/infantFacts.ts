import { birthOf, isRecorded, latestValue, type Member } from '../episode.ts'
import type { Sample } from '../sample.ts'
import type { Facts } from './facts.ts'
import { hasDied, hasLeft } from './motherFacts.ts'
import { knownOn, samplesOf } from './samples.ts'
import type { Need, ReasonCode, StopWhen } from './types.ts'
import { feedingOf } from './weaning.ts'
import { addDays, type Day, daysBetween } from '#dhis2/day.ts'

const TERM_WEEKS = 40
const PRETERM_BEFORE_WEEKS = 37
/** A test this many days after weaning, at an age from which antibodies are the child's own. */
const AFTER_WEANING_DAYS = 42
const EIGHTEEN_MONTHS_DAYS = 547

const SWITCHING: readonly string[] = ['AZT_NVP_6W_THEN_NVP_TO_BF_END', 'AZT_NVP_6W_THEN_NVP_6W']
const UNTIL_WEANED = 'AZT_NVP_6W_THEN_NVP_TO_BF_END'
/** Outcomes after which nobody sees the child here; others leave its development followed to 36 months. */
const GONE: readonly string[] = ['DIED', 'TRANSFER_OUT', 'LTFU']

/** What the schedule asks of an infant. */
export const infantFacts = (infant: Member, mother: Member | undefined, today: Day): Facts => {
    const birth = birthOf(infant)
    const { weanedOn, breastfeeding } = feedingOf(infant, mother)
    const tests = testsOf(infant, today)
    const aloneSince = aloneSinceOf(infant, mother)
    return {
        member: infant,
        kind: 'infant',
        anchors: { birth, termBirth: birth && termBirthOf(infant, birth), weaned: weanedOn, positive: tests.positiveOn },
        needs: needsOf(infant, { mother, weanedOn, alone: aloneSince !== undefined, refuted: tests.refuted }),
        stopped: stopsOf(infant, tests.confirmed),
        joinedOn: infant.enrolledOn,
        aloneSince,
        witnesses: [...infant.events, ...(mother?.events ?? []).filter(({ stage }) => stage === 'KMMP_M_DELIVERY')],
        awaitingConfirmation: tests.awaiting,
        breastfeeding,
    }
}

/** The birth put off to 40 weeks for a preterm child. */
const termBirthOf = (infant: Member, birth: Day): Day => {
    const weeks = Number(latestValue(infant, 'GESTATION_BIRTH') ?? TERM_WEEKS)
    return weeks < PRETERM_BEFORE_WEEKS ? addDays(birth, (TERM_WEEKS - weeks) * 7) : birth
}

/** Since when nobody else is followed who brings the infant: always without a mother here, else from the day she left. */
const aloneSinceOf = (infant: Member, mother: Member | undefined): Day | undefined => {
    if (mother === undefined) {
        return infant.enrolledOn
    }
    if (!hasLeft(mother)) {
        return undefined
    }
    const left = latestValue(mother, 'DEATH_DATE') ?? latestValue(mother, 'EXIT_DATE')
    return left ?? mother.events.findLast(isRecorded)?.occurredOn ?? mother.enrolledOn
}

/** The infant is no longer followed here. */
export const hasGone = (infant: Member): boolean =>
    infant.status !== 'ACTIVE' || hasDied(infant) || GONE.includes(latestValue(infant, 'HEI_OUTCOME') ?? '')

const stopsOf = (infant: Member, confirmed: boolean): Map<StopWhen, ReasonCode> => {
    const stopped = new Map<StopWhen, ReasonCode>()
    const outcome = latestValue(infant, 'HEI_OUTCOME')
    if (confirmed) {
        stopped.set('positive', 'CONFIRMED_POSITIVE')
    }
    if (latestValue(infant, 'FINAL_HIV') !== undefined || outcome !== undefined) {
        stopped.set('outcome', 'OUTCOME_RECORDED')
    }
    if (hasGone(infant)) {
        stopped.set('exit', 'EXITED')
    }
    return stopped
}

interface Known {
    mother?: Member
    weanedOn?: Day
    alone: boolean
    refuted: boolean
}

const needsOf = (infant: Member, { mother, weanedOn, alone, refuted }: Known): ReadonlySet<Need> => {
    const needs = new Set<Need>()
    const birth = birthOf(infant)
    const regimen = latestValue(infant, 'PROPH_REGIMEN') ?? (mother && latestValue(mother, 'INFANT_PROPH_REGIMEN'))
    if (isExposed(infant, mother)) {
        needs.add('exposed')
    }
    if (alone) {
        needs.add('noMother')
    }
    if (SWITCHING.includes(regimen ?? '')) {
        needs.add('switchesMedicine')
    }
    if (regimen === undefined || regimen === UNTIL_WEANED) {
        needs.add('medicineUntilWeaned')
    }
    if (weanedOn !== undefined && birth !== undefined) {
        const ageAtTest = daysBetween(birth, weanedOn) + AFTER_WEANING_DAYS
        needs.add(ageAtTest < EIGHTEEN_MONTHS_DAYS ? 'weanedBefore18Months' : 'weanedFrom18Months')
    }
    if (!refuted) {
        needs.add('stillPositive')
    }
    return needs
}

interface Tests {
    /** day from which the first positive result was known */
    positiveOn?: Day
    confirmed: boolean
    /** a positive result waits for its confirmation */
    awaiting: boolean
    /** the confirmatory test did not confirm it */
    refuted: boolean
}

const testsOf = (infant: Member, today: Day): Tests => {
    const samples = samplesOf(infant, today)
    const positives = samples.filter((sample) => sample.result === 'positive')
    const confirmed = positives.length > 1 || latestValue(infant, 'FINAL_HIV') === 'POSITIVE'
    const awaiting = !confirmed && positives.some((positive) => !isAnswered(positive, samples))
    const [first] = positives
    return { positiveOn: first && knownOn(first), confirmed, awaiting, refuted: !confirmed && !awaiting }
}

/** A positive is answered by a confirmatory test with a result, taken on the same day or later. */
const isAnswered = (positive: Sample, samples: readonly Sample[]): boolean =>
    samples.some(
        ({ event, result, takenOn }) =>
            event.uid !== positive.event.uid &&
            event.values.CTEST_POINT === 'CONFIRMATORY' &&
            (result === 'positive' || result === 'negative') &&
            takenOn >= positive.takenOn
    )

/**
 * True unless the record says otherwise: exposure answered with no, or, unanswered and without an HEI number, a mother known to be
 * negative. A doubtful infant is tested rather than missed.
 */
const isExposed = (infant: Member, mother: Member | undefined): boolean => {
    const answer = latestValue(infant, 'EXPOSED')
    if (answer === 'YES' || answer === 'NO') {
        return answer === 'YES'
    }
    return infant.attributes.HEI_NUMBER !== undefined || mother === undefined || !isNegative(mother)
}

const isNegative = (mother: Member): boolean => (latestValue(mother, 'HIV_FINAL') ?? latestValue(mother, 'HIV_STATUS_ENTRY')) === 'NEGATIVE'
