import { birthOf } from '../episode.ts'
import { type Sample, sampleOf } from '../sample.ts'
import { monthsAfter } from './calendar.ts'
import { answer, type Client, deedsOf, firstDeed, once } from './knownPair.ts'
import { type Day, daysBetween } from '#dhis2/day.ts'

/** What indicators ask about an infant. Every question is answered as known on the day that the record was read for. */

export const birthDay = ({ member }: Client): Day | undefined => birthOf(member)

/** Figures count who is known to be exposed; the schedule also looks after doubtful infants. */
export const isKnownExposed = once((infant: Client): boolean => {
    const said = answer(infant, 'EXPOSED')
    return said === 'YES' || (said !== 'NO' && infant.member.attributes.HEI_NUMBER !== undefined)
})

/** The day on which an infant reaches an age in months. */
export const reaches = (infant: Client, months: number): Day | undefined => {
    const birth = birthDay(infant)
    return birth && monthsAfter(birth, months)
}

/** A test of the infant. Age counts from birth to the day of the sample, never to that of the result. */
export interface InfantTest extends Sample {
    kind: 'PCR' | 'ANTIBODY'
    confirms: boolean
    /** days */
    age: number
}

/** Tests in order of sampling; those of an infant without a birth day have no age and are left out. */
export const testsOf = once((infant: Client): InfantTest[] => {
    const birth = birthDay(infant)
    if (birth === undefined) {
        return []
    }
    return deedsOf(infant, 'KMMP_C_TEST')
        .flatMap((deed): InfantTest[] => {
            const sample = sampleOf(deed)
            return sample === undefined || sample.takenOn > infant.asOf
                ? []
                : [
                      {
                          ...sample,
                          kind: deed.values.CTEST_KIND === 'ANTIBODY' ? 'ANTIBODY' : 'PCR',
                          confirms: deed.values.CTEST_POINT === 'CONFIRMATORY',
                          age: daysBetween(birth, sample.takenOn),
                      },
                  ]
        })
        .toSorted((one, other) => one.age - other.age)
})

/** PCR samples taken at an age in days, confirmatory repeats left out. */
export const pcrAt = (infant: Client, from: number, to: number): InfantTest[] =>
    testsOf(infant).filter((test) => test.kind === 'PCR' && !test.confirms && test.age >= from && test.age <= to)

/** Antibodies before this age may be the mother's. */
const OWN_ANTIBODIES_MONTHS = 18

/** The first positive sample that tells of the infant itself, is no repeat, and was not refuted by a confirmatory test. */
export const firstPositive = once((infant: Client): InfantTest | undefined => {
    const tests = testsOf(infant)
    const ofInfant = reaches(infant, OWN_ANTIBODIES_MONTHS)
    const first = tests.find(
        ({ result, confirms, kind, takenOn }) =>
            result === 'positive' && !confirms && (kind === 'PCR' || (ofInfant !== undefined && takenOn >= ofInfant))
    )
    return first && isRefuted(first, tests) ? undefined : first
})

/** A later confirmatory test is negative, and none is positive. */
const isRefuted = (positive: InfantTest, tests: readonly InfantTest[]): boolean => {
    const later = tests.filter((test) => test !== positive && test.age >= positive.age)
    return later.some(({ confirms, result }) => confirms && result === 'negative') && !later.some(({ result }) => result === 'positive')
}

export type FinalStatus = 'POSITIVE' | 'NEGATIVE' | 'UNKNOWN'

/** The final status as recorded, else as the outcome tells it. */
export const finalStatus = once((infant: Client): FinalStatus => {
    const recorded = answer(infant, 'FINAL_HIV')
    const outcome = outcomeOf(infant)?.reason
    if (recorded === 'POSITIVE' || (recorded === undefined && outcome === 'CONFIRMED_POSITIVE')) {
        return 'POSITIVE'
    }
    return recorded === 'NEGATIVE_NOT_BREASTFEEDING' || (recorded === undefined && outcome === 'NEG_18M_PLUS') ? 'NEGATIVE' : 'UNKNOWN'
})

/** How and when follow-up of the infant ended. */
export const outcomeOf = once((infant: Client): { reason: string; on: Day } | undefined => {
    const deed = infant.deeds.findLast(({ values }) => values.HEI_OUTCOME !== undefined || values.DEATH_DATE !== undefined)
    return (
        deed && {
            reason: deed.values.HEI_OUTCOME ?? 'DIED',
            on: deed.values.DEATH_DATE ?? deed.values.OUTCOME_DATE ?? deed.occurredOn,
        }
    )
})

/** An infant left by an outcome of some kind, on a day or before. */
export const leftAs = (infant: Client, reasons: readonly string[], day: Day): boolean => {
    const outcome = outcomeOf(infant)
    return outcome !== undefined && reasons.includes(outcome.reason) && outcome.on <= day
}

/** Found positive by a day: by a test, or by the outcome. */
export const positiveBy = (infant: Client, day: Day): boolean => {
    const test = firstPositive(infant)
    return (test !== undefined && test.takenOn <= day) || leftAs(infant, ['CONFIRMED_POSITIVE'], day)
}

/** Moved away; a transfer that the other facility has not confirmed stays. */
export const wasTransferred = (infant: Client, day: Day): boolean =>
    leftAs(infant, ['TRANSFER_OUT'], day) && answer(infant, 'TO_VERIFIED') !== 'false'

/**
 * First day on preventive medicine, by the child's record, else by that of the birth. Syrup handed out before birth counts once a visit saw
 * it being given.
 */
export const prophylaxisSince = once((infant: Client): Day | undefined => {
    const own = answer(infant, 'PROPH_START_DATE')
    const atBirth = infant.mother && firstDeed(infant.mother, 'INFANT_PROPH_STARTED', ['true'])
    if (own !== undefined || atBirth !== undefined) {
        return own ?? atBirth?.values.INFANT_PROPH_DATE ?? birthDay(infant)
    }
    const ahead = infant.mother && firstDeed(infant.mother, 'INFANT_PROPH_DISPENSED', ['true'])
    const given = firstDeed(infant, 'NVP_TODAY', ['true']) ?? firstDeed(infant, 'AZT_TODAY', ['true'])
    return ahead && given && birthDay(infant)
})

/** Answers about feeding in order of date, with the age in days. */
export const feedings = once((infant: Client): { on: Day; age: number; fed: string }[] => {
    const birth = birthDay(infant)
    return birth === undefined || answer(infant, 'FEEDING') === undefined
        ? []
        : infant.deeds.flatMap(({ values, occurredOn }) =>
              values.FEEDING === undefined ? [] : [{ on: occurredOn, age: daysBetween(birth, occurredOn), fed: values.FEEDING }]
          )
})

/** What the infant was fed at visits from an age in days until before another, in order. */
export const feedingAt = (infant: Client, from: number, until: number): string[] =>
    feedings(infant).flatMap(({ age, fed }) => (age >= from && age < until ? [fed] : []))

/** Whether a positive infant is on treatment, and since when. */
export const infantArtSince = (infant: Client): Day | undefined =>
    answer(infant, 'ART_START_DATE') ?? firstDeed(infant, 'ART_STARTED', ['true'])?.occurredOn
