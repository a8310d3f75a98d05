import { monthsAfter } from './calendar.ts'
import type { Case, Cases } from './indicator.ts'
import { isKnownExposed, leftAs, positiveBy, reaches, wasTransferred } from './infantFacts.ts'
import { type Client, type KnownPair, once } from './knownPair.ts'
import { exitOf, isPositive, wasTransferredBy } from './motherFacts.ts'
import type { Day } from '#dhis2/day.ts'
import { monthOf } from '#dhis2/period.ts'

/** Groups that many figures count among. Each stands in the month of the day that is named. */

const onDay = (client: Client, on: Day | undefined): Case[] => (on === undefined ? [] : [{ client, on }])

/** The mother, when she fits, on a day of hers. */
export const motherOn =
    (day: (mother: Client) => Day | undefined, fits: (mother: Client) => boolean = () => true): Cases =>
    ({ mother }) =>
        mother && fits(mother) ? onDay(mother, day(mother)) : []

/** HIV-positive mothers, on a day of theirs. */
export const positiveMotherOn = (day: (mother: Client) => Day | undefined): Cases => motherOn(day, isPositive)

/** Infants known to be exposed, each on a day of its own. */
export const exposedOn =
    (day: (infant: Client) => Day | undefined, fits: (infant: Client) => boolean = () => true): Cases =>
    ({ infants }: KnownPair) =>
        infants.filter((infant) => isKnownExposed(infant) && fits(infant)).flatMap((infant) => onDay(infant, day(infant)))

/** One group for each number of months, worked out once for each pair: many rows count among it. */
const byMonths = (cases: (months: number) => Cases): ((months: number) => Cases) => {
    const groups = new Map<number, Cases>()
    return (months) => {
        const group = groups.get(months) ?? once(cases(months))
        groups.set(months, group)
        return group
    }
}

/** The birth cohort: exposed infants in the month in which they reach an age in months. */
export const birthCohort = byMonths((months) => exposedOn((infant) => reaches(infant, months)))

/** The birth cohort without infants transferred to another facility by then. */
export const netBirthCohort = byMonths(
    (months) => (pair) => birthCohort(months)(pair).filter(({ client, on }) => !wasTransferred(client, on))
)

/** Still to be followed on the day of a case: not found positive, dead or transferred by then. */
export const isToFollow = ({ client, on }: Case): boolean =>
    !positiveBy(client, on) && !leftAs(client, ['DIED'], on) && !wasTransferred(client, on)

/** HIV-positive mothers in the month in which they joined that many months ago. */
export const joinedBefore = byMonths((months) => positiveMotherOn(({ member }) => monthsAfter(member.enrolledOn, months)))

/** The same without confirmed transfers and discharges to the comprehensive care clinic: the net cohort. */
export const netJoinedBefore = byMonths(
    (months) => (pair) =>
        joinedBefore(months)(pair).filter(({ client, on }) => !wasTransferredBy(client, on) && !wasDischargedBy(client, on))
)

export const wasDischargedBy = (mother: Client, day: Day): boolean => {
    const exit = exitOf(mother)
    return exit?.reason === 'DISCHARGED_TO_CCC' && exit.on <= day
}

/** One case for each month, the last one: figures count clients, not how often something happened to them. */
export const oncePerMonth = (cases: readonly Case[]): Case[] => [
    ...new Map(cases.map((counted) => [monthOf(counted.on), counted])).values(),
]

/** Everything that happened to mother and infants, one case for each. */
export const everyone = ({ mother, infants }: KnownPair): readonly Client[] => (mother ? [mother, ...infants] : infants)
