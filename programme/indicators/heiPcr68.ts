import { birthOf, isCounted, latestValue, type Member } from '../episode.ts'
import { partnerOf } from '../partner.ts'
import { sampleOf } from '../sample.ts'
import type { Contribute, Contribution } from './contribution.ts'
import { addDays, type Day, daysBetween } from '#dhis2/day.ts'
import { monthOf } from '#dhis2/period.ts'

/** Ages in days (domain.md C1): a sample counts from 6 weeks to the edge of two months, where the infant is counted. */
const FIRST_DAY = 42
const LAST_DAY = 62

/**
 * IND_HEI_PCR68: HIV-exposed infants in the month of their day 62, at the facility of their enrollment. Denominator: alive on day 42 and not
 * transferred out, once day 62 is there. Numerator: those of them with a PCR sample at 42 to 62 days, by whether the caregiver has the
 * result. The sample day decides, never the day of the result; a rejected sample was taken in time all the same.
 */
export const heiPcr68: Contribute = ({ infants }, asOf) => infants.flatMap((infant) => early(infant, asOf))

const early = (infant: Member, asOf: Day): Contribution[] => {
    const birth = birthOf(infant)
    if (birth === undefined || addDays(birth, LAST_DAY) > asOf || !belongsToCohort(infant, birth)) {
        return []
    }
    const figure = (element: string, categoryOptions: readonly string[]): Contribution => ({
        element,
        month: monthOf(addDays(birth, LAST_DAY)),
        orgUnit: infant.orgUnit,
        categoryOptions,
        partner: partnerOf(infant),
        trackedEntity: infant.trackedEntity,
    })
    const samples = earlySamples(infant, birth)
    return [
        figure('KMMP_IND_HEI_PCR68_D', []),
        ...(samples.length > 0 ? [figure('KMMP_IND_HEI_PCR68_N', [samples.some((sample) => sample.given) ? 'YES' : 'NO'])] : []),
    ]
}

const belongsToCohort = (infant: Member, birth: Day): boolean => {
    const died = latestValue(infant, 'DEATH_DATE')
    return (
        isCounted(infant) &&
        isKnownExposed(infant) &&
        (died === undefined || died >= addDays(birth, FIRST_DAY)) &&
        latestValue(infant, 'HEI_OUTCOME') !== 'TRANSFER_OUT'
    )
}

/** Figures count who is known to be exposed; the schedule also looks after doubtful infants. */
const isKnownExposed = (infant: Member): boolean => {
    const answer = latestValue(infant, 'EXPOSED')
    return answer === 'YES' || (answer !== 'NO' && infant.attributes.HEI_NUMBER !== undefined)
}

const earlySamples = (infant: Member, birth: Day) =>
    infant.events
        .filter((event) => (event.values.CTEST_KIND ?? 'PCR') === 'PCR')
        .flatMap((event) => sampleOf(event) ?? [])
        .filter(({ takenOn }) => {
            const age = daysBetween(birth, takenOn)
            return age >= FIRST_DAY && age <= LAST_DAY
        })
