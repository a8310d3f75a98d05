import { birthOf } from '../episode.ts'
import { lastPeriodFrom, PREGNANCY_DAYS } from '../pregnancy.ts'
import { answer, type Client, type Deed, deedsOf, firstDeed, once } from './knownPair.ts'
import { type Day, daysBetween, yearsBetween } from '#dhis2/day.ts'

/** What indicators ask about a mother. Every question is answered as known on the day that her record was read for. */

/** Breastfeeding is followed for two years. */
export const FOLLOW_UP_DAYS = 730
/** Later than this after the planned return, a client counts as interrupted (lost-to-follow-up rule of KenyaEMR). */
const INTERRUPTED_DAYS = 30

const NEW_AT_ENTRY: readonly string[] = ['NEW_POSITIVE_ANC', 'NEW_POSITIVE_LD', 'NEW_POSITIVE_PNC6W', 'NEW_POSITIVE_PNC6M']
const STARTED: readonly string[] = ['STARTED_ANC', 'STARTED_LD', 'STARTED_PNC6W', 'STARTED_PNC6M']

export const knownPositiveAtEntry = (mother: Client): boolean => answer(mother, 'HIV_STATUS_ENTRY') === 'KNOWN_POSITIVE'

const isNewAtEntry = (mother: Client): boolean => NEW_AT_ENTRY.includes(answer(mother, 'HIV_STATUS_ENTRY') ?? '')

/** The test of this episode that found her positive. */
export const positiveTest = once((mother: Client): Deed | undefined => firstDeed(mother, 'HIV_FINAL', ['POSITIVE']))

/** HIV positive by her status at entry or by a later test; where neither is recorded, by the type of client that she is. */
export const isPositive = once((mother: Client): boolean => {
    const entry = answer(mother, 'HIV_STATUS_ENTRY')
    if (entry === 'KNOWN_POSITIVE' || isNewAtEntry(mother) || positiveTest(mother) !== undefined) {
        return true
    }
    return entry === undefined && (mother.member.attributes.CLIENT_TYPE ?? '').endsWith('HIV_POS')
})

export const wasNegativeAtEntry = (mother: Client): boolean => answer(mother, 'HIV_STATUS_ENTRY') === 'NEGATIVE'

/** When this episode found her positive; undefined for women known before, and for those who are not positive. */
export const foundPositiveOn = once((mother: Client): Day | undefined => {
    const test = positiveTest(mother)
    if (test !== undefined) {
        return test.values.TEST_DATE ?? test.occurredOn
    }
    return isNewAtEntry(mother) ? (answer(mother, 'HIV_DX_DATE') ?? mother.member.enrolledOn) : undefined
})

/** Known before this pregnancy, or found in it. */
export const knownOrNew = (mother: Client | undefined): 'KNOWN' | 'NEW' | 'UNKNOWN' => {
    if (mother === undefined || !isPositive(mother)) {
        return 'UNKNOWN'
    }
    return knownPositiveAtEntry(mother) ? 'KNOWN' : foundPositiveOn(mother) === undefined ? 'UNKNOWN' : 'NEW'
}

/** Day of the first antenatal visit; women who came through antenatal care without one recorded: the day of joining. */
export const firstAncOn = once(
    (mother: Client): Day | undefined =>
        answer(mother, 'FIRST_ANC_DATE') ?? (answer(mother, 'ENTRY_POINT') === 'ANC' ? mother.member.enrolledOn : undefined)
)

export const deliveredOn = once(
    (mother: Client): Day | undefined =>
        answer(mother, 'DELIVERY_DATE') ??
        deedsOf(mother, 'KMMP_M_DELIVERY').at(-1)?.occurredOn ??
        mother.infants
            .flatMap(({ member }) => birthOf(member) ?? [])
            .toSorted()
            .at(-1)
)

const pregnantSince = once((mother: Client): Day | undefined => lastPeriodFrom((field) => answer(mother, field)))

/** Pregnant before the birth; breastfeeding for two years after it unless it stopped; undefined after that. */
export const pregnantOrBreastfeeding = (mother: Client, on: Day): 'PREGNANT' | 'BREASTFEEDING' | undefined => {
    const birth = deliveredOn(mother)
    if (birth === undefined || on < birth) {
        const since = pregnantSince(mother)
        return since !== undefined && daysBetween(since, on) > PREGNANCY_DAYS + 42 ? undefined : 'PREGNANT'
    }
    const stopped = answer(mother, 'BF_STOP_DATE')
    return (stopped !== undefined && stopped <= on) || daysBetween(birth, on) > FOLLOW_UP_DAYS ? undefined : 'BREASTFEEDING'
}

/** First day on treatment as far as it is known; women on it before this pregnancy without a date: the day of joining. */
export const onTreatmentSince = once((mother: Client): Day | undefined => {
    const start = answer(mother, 'ART_START_DATE')
    if (start !== undefined) {
        return start
    }
    const said = firstDeed(mother, 'ART_STATUS', ['ON_ART_BEFORE', ...STARTED])
    const seen = firstDeed(mother, 'ON_ART_TODAY', ['true'])
    return [said?.occurredOn, seen?.occurredOn].filter((day) => day !== undefined).toSorted()[0]
})

export const onTreatmentBy = (mother: Client, day: Day): boolean => {
    const since = onTreatmentSince(mother)
    return since !== undefined && since <= day
}

/** Why and when her follow-up ended; a death at birth or on record ends it too. */
export const exitOf = once((mother: Client): { reason: string; on: Day } | undefined => {
    const left = firstDeed(mother, 'MOTHER_EXIT')
    if (left !== undefined) {
        const on = left.values.EXIT_DATE ?? left.values.DEATH_DATE ?? left.occurredOn
        return { reason: left.values.MOTHER_EXIT ?? '', on }
    }
    const died = firstDeed(mother, 'MATERNAL_OUTCOME', ['DIED'])
    return died && { reason: 'DIED', on: died.values.DEATH_DATE ?? died.occurredOn }
})

/** A transfer counts once the other facility confirmed it; unconfirmed, she stays. */
export const wasTransferredBy = (mother: Client, day: Day): boolean => {
    const exit = exitOf(mother)
    return exit?.reason === 'TRANSFER_OUT' && exit.on <= day && answer(mother, 'TO_VERIFIED') === 'true'
}

const CARE: ReadonlySet<string> = new Set(['KMMP_M_ENROL', 'KMMP_M_ANC', 'KMMP_M_DELIVERY', 'KMMP_M_PNC', 'KMMP_M_VL'])

/**
 * In care on a day: she has not left, and not more than 30 days have passed since she was expected back. Expected is the next appointment
 * noted at her last contact, else the first planned visit after it, else the contact itself.
 */
export const inCareOn = (mother: Client, day: Day): boolean => {
    const exit = exitOf(mother)
    if (exit !== undefined && exit.on <= day) {
        return false
    }
    const last = mother.deeds.findLast(({ stage, occurredOn }) => CARE.has(stage) && occurredOn <= day)
    const seen = last?.occurredOn ?? mother.member.enrolledOn
    const planned = mother.member.events.find(({ scheduledOn }) => scheduledOn !== undefined && scheduledOn > seen)?.scheduledOn
    return daysBetween(last?.values.NEXT_APPT_DATE ?? planned ?? seen, day) <= INTERRUPTED_DAYS
}

/** Completed years on a day. */
export const ageOn = ({ member }: Client, day: Day): number | undefined =>
    member.attributes.DATE_OF_BIRTH === undefined ? undefined : yearsBetween(member.attributes.DATE_OF_BIRTH, day)

export interface ViralLoad {
    takenOn: Day
    reason?: string
    /** copies per ml; 0 when below the limit of detection; undefined while there is no result */
    copies?: number
}

/** Viral loads in order of sampling. */
export const viralLoads = once((mother: Client): ViralLoad[] =>
    deedsOf(mother, 'KMMP_M_VL').map(({ values, occurredOn }) => ({
        takenOn: values.VL_SAMPLE_DATE ?? occurredOn,
        reason: values.VL_REASON,
        copies: values.VL_LDL === 'true' ? 0 : values.VL_VALUE === undefined ? undefined : Number(values.VL_VALUE),
    }))
)

/** The newest viral load with a result, sampled from one day to another. */
export const viralLoadWithin = (mother: Client, from: Day, to: Day): (ViralLoad & { copies: number }) | undefined =>
    viralLoads(mother).findLast(
        (load): load is ViralLoad & { copies: number } => load.copies !== undefined && load.takenOn >= from && load.takenOn <= to
    )
