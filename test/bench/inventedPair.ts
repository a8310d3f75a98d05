import { addDays, type Day } from '#dhis2/day.ts'
import type { Episode } from '#programme/episode.ts'
import { infant, mother, pair } from '#programme/testing/pair.ts'

/** The day on which invented pairs are looked at. */
export const AS_OF = '2026-11-16'

/** Visits as a mother of the planning model has them in two years: about 70 of hers, 25 of her baby. */
export const inventedPair = (number: number): Episode => {
    const joined = addDays('2023-11-01', (number * 7) % 900)
    const born = addDays(joined, 120)
    const next = (on: Day) => ({ NEXT_APPT_DATE: addDays(on, 28), ON_ART_TODAY: 'true', SOURCE_SYSTEM: 'COMMCARE' })
    const every = ([days, times]: readonly [number, number], from: Day, stage: string, values: (on: Day) => Record<string, string>) =>
        Array.from({ length: times }, (_, place) => addDays(from, place * days))
            .filter((on) => on <= AS_OF)
            .map((on) => ({ stage, on, plannedFor: addDays(on, -(number % 9)), values: values(on) }))
    const suppressed = number % 5 > 0
    return pair({
        mother: mother({
            joined,
            attributes: { SEX: 'FEMALE', DATE_OF_BIRTH: addDays('1985-01-01', (number * 37) % 7000), CLIENT_TYPE: 'PREGNANT_HIV_POS' },
            intake: {
                HIV_STATUS_ENTRY: 'KNOWN_POSITIVE',
                ART_STATUS: 'ON_ART_BEFORE',
                FIRST_ANC_DATE: joined,
                LMP_DATE: addDays(born, -280),
            },
            events: [
                ...every([28, 5], joined, 'KMMP_M_ANC', next),
                { stage: 'KMMP_M_DELIVERY', on: born, values: { DELIVERY_DATE: born, N_LIVE: '1', INFANT_PROPH_STARTED: 'true' } },
                ...every([56, 14], addDays(born, 42), 'KMMP_M_PNC', next),
                ...every([180, 5], joined, 'KMMP_M_VL', (on) => ({ VL_SAMPLE_DATE: on, VL_VALUE: suppressed ? '40' : '2500' })),
                ...every([90, 8], joined, 'KMMP_M_PSS', () => ({ DISCLOSED_TO: 'PARTNER', PHQ2_1: '0' })),
                ...every([90, 8], joined, 'KMMP_M_HOMEVISIT', () => ({ VISIT_PURPOSE: 'ROUTINE', PERSON_SEEN: 'CLIENT' })),
                ...every([60, 10], joined, 'KMMP_M_GROUP', (on) => ({ SESSION_DATE: on, ATTENDED: 'true' })),
                ...every([150, 3], joined, 'KMMP_M_REFERRAL', () => ({ REFERRAL_SERVICE: 'FP', REFERRAL_OUTCOME: 'COMPLETED' })),
                { stage: 'KMMP_M_PNC', plannedFor: addDays(AS_OF, 14) },
            ],
        }),
        infants: [
            infant({
                born,
                intake: { EXPOSED: 'YES', PROPH_START_DATE: born },
                events: [
                    ...every([60, 12], addDays(born, 42), 'KMMP_C_FUP', () => ({ FEEDING: 'EBF', CTX_TODAY: 'true' })),
                    ...every([160, 4], addDays(born, 44), 'KMMP_C_TEST', (on) => ({
                        SAMPLE_DATE: on,
                        CTEST_KIND: 'PCR',
                        CTEST_RESULT: 'NEGATIVE',
                    })),
                    ...every([120, 6], addDays(born, 61), 'KMMP_C_ECD', () => ({ ECD_OVERALL: 'ON_TRACK' })),
                ],
            }),
        ],
    })
}
