import { isCounted, type Member } from '../episode.ts'
import { partnerOf } from '../partner.ts'
import type { Contribute, Contribution } from './contribution.ts'
import { type Day, yearsBetween } from '#dhis2/day.ts'
import { monthOf } from '#dhis2/period.ts'

/** Highest age of each band, in completed years (m2m Quarterly Impact Report 2019). */
const BANDS: readonly (readonly [highest: number, option: string])[] = [
    [2, '0_2'],
    [9, '3_9'],
    [19, '10_19'],
    [24, '20_24'],
]
const OLDEST = '25P'
const UNKNOWN = 'UNKNOWN'

/**
 * IND_NEW_CLIENTS (domain.md C1): mothers and children in the month of their enrollment, each person once ever, at the facility of the
 * enrollment, by sex, age on that day and client type. Cancelled and duplicate enrollments do not count.
 */
export const newClients: Contribute = ({ mother, infants }, asOf) => [
    ...(mother ? joined(mother, asOf, mother.attributes.CLIENT_TYPE ?? UNKNOWN) : []),
    ...infants.flatMap((infant) => joined(infant, asOf, 'CHILD')),
]

const joined = (member: Member, asOf: Day, clientType: string): Contribution[] =>
    isCounted(member) && !member.joinedBefore && member.enrolledOn <= asOf
        ? [
              {
                  element: 'KMMP_IND_NEW_CLIENTS',
                  month: monthOf(member.enrolledOn),
                  orgUnit: member.orgUnit,
                  categoryOptions: [member.attributes.SEX ?? UNKNOWN, ageBand(member), clientType],
                  partner: partnerOf(member),
                  trackedEntity: member.trackedEntity,
              },
          ]
        : []

const ageBand = (member: Member): string => {
    const birth = member.attributes.DATE_OF_BIRTH
    if (birth === undefined) {
        return UNKNOWN
    }
    const age = yearsBetween(birth, member.enrolledOn)
    return BANDS.find(([highest]) => age <= highest)?.[1] ?? OLDEST
}
