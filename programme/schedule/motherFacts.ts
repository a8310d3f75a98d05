import { birthOf, isRecorded, latestValue, type Member } from '../episode.ts'
import { lastPeriodFrom } from '../pregnancy.ts'
import { isSuppressed } from '../sample.ts'
import type { Facts } from './facts.ts'
import { knownOn, samplesOf } from './samples.ts'
import type { Anchor, Need, ReasonCode, StopWhen } from './types.ts'
import { feedingOf } from './weaning.ts'
import { type Day, daysBetween } from '#dhis2/day.ts'

/** On treatment this long, a woman is not new on it. */
const SETTLED_ON_ART_DAYS = 92
/** A result older than this at birth is too old. */
const RECENT_RESULT_DAYS = 183

const NOT_RISEN: readonly string[] = ['FRESH_STILLBIRTH', 'MACERATED_STILLBIRTH', 'NEONATAL_DEATH', 'MISCARRIAGE']
const RISKS = ['RISK_UNSUPPRESSED', 'RISK_LATE_ART', 'RISK_ADOLESCENT', 'RISK_DEFAULTED_BEFORE', 'HIGH_RISK_PAIR'] as const
const HIV_TESTS: readonly string[] = ['HIV_INITIAL', 'HIV_RETEST', 'DUAL_HIV_SYPHILIS', 'SELF_TEST']

/** What the schedule asks of a mother. */
export const motherFacts = (mother: Member, infants: readonly Member[], today: Day): Facts => {
    const delivery = deliveryOf(mother, infants)
    const artStart = latestValue(mother, 'ART_START_DATE')
    const firstContact = latestValue(mother, 'FIRST_ANC_DATE') ?? mother.enrolledOn
    const stopped = stopsOf(mother, infants, delivery)
    const anchors: Facts['anchors'] = {
        lmp: lastPeriodFrom((field) => latestValue(mother, field)),
        delivery,
        artStart,
        firstContact,
        joined: mother.enrolledOn,
        ...newestViralLoad(mother, artStart, today),
        lastNegative: lastNegativeOf(mother),
    }
    return {
        member: mother,
        kind: 'mother',
        anchors,
        needs: needsOf(mother, { anchors, lost: stopped.has('loss'), today }),
        stopped,
        joinedOn: joinedOn(mother),
        witnesses: mother.events,
        awaitingConfirmation: false,
        breastfeeding: false,
    }
}

/** The day from which this programme follows a person: joining, or arrival from elsewhere when that was later. */
const joinedOn = (mother: Member): Day => {
    const arrived = latestValue(mother, 'TI_DATE')
    return arrived !== undefined && arrived > mother.enrolledOn ? arrived : mother.enrolledOn
}

const stopsOf = (mother: Member, infants: readonly Member[], delivery: Day | undefined): Map<StopWhen, ReasonCode> => {
    const stopped = new Map<StopWhen, ReasonCode>()
    if (delivery !== undefined) {
        stopped.set('delivery', 'DELIVERED')
    }
    if (latestValue(mother, 'BIRTH_OUTCOME') === 'MISCARRIAGE' || latestValue(mother, 'MOTHER_EXIT') === 'PREGNANCY_LOSS') {
        stopped.set('loss', 'PREGNANCY_LOSS')
    }
    if (hasLeft(mother)) {
        stopped.set('exit', 'EXITED')
    }
    if (hasNoBaby(mother, infants)) {
        stopped.set('noBaby', 'NO_LIVING_CHILD')
    }
    if (isPositive(mother)) {
        stopped.set('positive', 'CONFIRMED_POSITIVE')
    }
    if (infants.length > 0 && infants.every((infant) => feedingOf(infant, mother).weanedOn !== undefined)) {
        stopped.set('weaned', 'WEANED')
    }
    return stopped
}

/** Follow-up of the mother has ended, by death or otherwise. */
export const hasLeft = (mother: Member): boolean =>
    mother.status !== 'ACTIVE' || latestValue(mother, 'MOTHER_EXIT') !== undefined || latestValue(mother, 'MATERNAL_OUTCOME') === 'DIED'

/** No child of this pregnancy lives. With two or more babies the outcome told is the worst one, so the count of live births decides. */
const hasNoBaby = (mother: Member, infants: readonly Member[]): boolean => {
    if (infants.length > 0) {
        return infants.every(hasDied)
    }
    return Number(latestValue(mother, 'N_LIVE') ?? 0) === 0 && NOT_RISEN.includes(latestValue(mother, 'BIRTH_OUTCOME') ?? '')
}

export const hasDied = (infant: Member): boolean =>
    latestValue(infant, 'DEATH_DATE') !== undefined || latestValue(infant, 'HEI_OUTCOME') === 'DIED'

const needsOf = (mother: Member, { anchors, lost, today }: { anchors: Facts['anchors']; lost: boolean; today: Day }): ReadonlySet<Need> => {
    const { artStart, firstContact, delivery } = anchors
    const needs = new Set<Need>()
    if (firstContact !== undefined && isSettledOnArt(mother, artStart, firstContact)) {
        needs.add('longOnArt')
    } else if (artStart !== undefined) {
        needs.add('newOnArt')
    }
    if (delivery !== undefined) {
        needs.add('delivered')
        if (owesViralLoadAtBirth(mother, { ...anchors, delivery }, today)) {
            needs.add('longOnArtAtBirth')
        }
    } else if (!lost) {
        needs.add('pregnant')
    }
    if (RISKS.some((risk) => latestValue(mother, risk) === 'true')) {
        needs.add('highRisk')
    }
    if (mother.attributes.HOME_VISIT_OK !== 'false') {
        needs.add('homeVisitOk')
    }
    return needs
}

/** Long on treatment at birth, followed since before it, and the last result is more than six months old. */
const owesViralLoadAtBirth = (
    mother: Member,
    { artStart, firstContact, delivery }: Facts['anchors'] & { delivery: Day },
    today: Day
): boolean => {
    if (firstContact === undefined || firstContact >= delivery || !isSettledOnArt(mother, artStart, delivery)) {
        return false
    }
    const last = samplesOf(mother, today).findLast((sample) => sample.result === 'number' && knownOn(sample) <= delivery)
    return last !== undefined && daysBetween(knownOn(last), delivery) > RECENT_RESULT_DAYS
}

/** Long on treatment on a day: whoever came on it without a date for its start is taken to be. */
const isSettledOnArt = (mother: Member, artStart: Day | undefined, on: Day): boolean =>
    artStart === undefined ? latestValue(mother, 'ART_STATUS') === 'ON_ART_BEFORE' : daysBetween(artStart, on) >= SETTLED_ON_ART_DAYS

/** The day of birth as the mother's record has it, else as the infants' records have it. */
const deliveryOf = (mother: Member, infants: readonly Member[]): Day | undefined =>
    latestValue(mother, 'DELIVERY_DATE') ??
    mother.events.findLast((event) => event.stage === 'KMMP_M_DELIVERY' && isRecorded(event))?.occurredOn ??
    infants
        .flatMap((infant) => birthOf(infant) ?? [])
        .toSorted()
        .at(-1)

/** The day of the newest result on treatment, under the anchor that says whether it is suppressed. */
const newestViralLoad = (mother: Member, artStart: Day | undefined, today: Day): Partial<Record<Anchor, Day>> => {
    const newest = samplesOf(mother, today).findLast(
        (sample) => sample.result === 'number' && sample.event.values.VL_REASON !== 'PRE_ART' && (artStart ?? '') <= sample.takenOn
    )
    if (newest === undefined) {
        return {}
    }
    return isSuppressed(newest.event) ? { lastSuppressed: knownOn(newest) } : { lastUnsuppressed: knownOn(newest) }
}

const isPositive = (mother: Member): boolean =>
    latestValue(mother, 'HIV_FINAL') === 'POSITIVE' || /POSITIVE/.test(latestValue(mother, 'HIV_STATUS_ENTRY') ?? '')

/** The newest negative HIV test; without a test on record, the intake of a woman who came as negative. */
const lastNegativeOf = (mother: Member): Day | undefined => {
    const negatives = mother.events
        .filter(isRecorded)
        .filter(
            ({ values }) =>
                values.HIV_STATUS_ENTRY === 'NEGATIVE' ||
                (HIV_TESTS.includes(values.TEST_TYPE ?? '') && (values.HIV_FINAL === 'NEGATIVE' || values.TEST_RESULT === 'NON_REACTIVE'))
        )
    const newest = negatives.at(-1)
    return newest && (newest.values.TEST_DATE ?? newest.occurredOn)
}
