import { type EventDraft, infant, mother, pair } from '../testing/pair.ts'
import { catalogue } from './catalogue.ts'

const born = '2024-03-10'

/** Rows of a review under which an infant of the cohort falls. */
const rows = (months: number, events: readonly EventDraft[], intake: Readonly<Record<string, string>> = { EXPOSED: 'YES' }): string[] => {
    const hers = mother({ joined: '2023-11-01', intake: { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE', ART_STATUS: 'ON_ART_BEFORE' } })
    const episode = pair({ mother: hers, infants: [infant({ born, intake, events })] })
    return catalogue
        .filter(({ code }) => code.startsWith(`KMMP_IND_HCA${months}_`))
        .flatMap(({ contribute }) => contribute(episode, '2026-10-31'))
        .map(({ element, month }) => `${element.replace(`KMMP_IND_HCA${months}_`, '')} ${month}`)
}

const pcr = (on: string, CTEST_RESULT: string): EventDraft => ({
    stage: 'KMMP_C_TEST',
    on,
    values: { SAMPLE_DATE: on, CTEST_KIND: 'PCR', CTEST_RESULT },
})

test('the first review of a healthy infant who was tested, fed and seen', () => {
    const events = [
        pcr('2024-04-24', 'NEGATIVE'),
        { stage: 'KMMP_C_FUP', on: '2024-08-01', values: { FEEDING: 'EBF' } },
        pcr('2024-09-10', 'NEGATIVE'),
        { stage: 'KMMP_C_FUP', on: '2025-03-12' },
    ]
    expect(rows(12, events, { EXPOSED: 'YES', PROPH_START_DATE: '2024-03-11' })).toEqual(
        ['COHORT', 'NET', 'MOTHER_ART', 'PROPH', 'PCR68', 'PCR_INITIAL', 'PCR_M6', 'EBF6', 'ACTIVE'].map((row) => `${row} 202503`)
    )
})

test('the first review of an infant found positive and linked', () => {
    const found = { ...pcr('2024-04-24', 'POSITIVE').values, ART_START_DATE: '2024-05-01', BASELINE_VL_DONE: 'true' }
    expect(rows(12, [{ stage: 'KMMP_C_TEST', on: '2024-04-24', values: found }])).toEqual(
        ['COHORT', 'POSITIVE', 'LINKED', 'MOTHER_ART', 'PCR68', 'FIRST_POSITIVE', 'PCR_INITIAL', 'BASELINE_VL'].map(
            (row) => `${row} 202503`
        )
    )
})

test('the second review of an infant negative by antibody at 18 months', () => {
    const antibody = { SAMPLE_DATE: '2025-09-12', CTEST_KIND: 'ANTIBODY', CTEST_RESULT: 'NEGATIVE' }
    const events = [
        pcr('2025-03-15', 'NEGATIVE'),
        { stage: 'KMMP_C_TEST', on: '2025-09-12', values: antibody },
        { stage: 'KMMP_C_OUTCOME', on: '2025-10-01', values: { FINAL_HIV: 'NEGATIVE_NOT_BREASTFEEDING' } },
    ]
    expect(rows(24, events)).toEqual(['COHORT', 'NET', 'PCR_M12', 'AB18', 'NEG18'].map((row) => `${row} 202603`))
})

test.each([
    ['TRANSFER_OUT', ['COHORT', 'TRANSFERRED', 'UNKNOWN']],
    ['DIED', ['COHORT', 'DIED', 'UNKNOWN']],
    ['LTFU', ['COHORT', 'NET', 'LOST', 'UNKNOWN']],
])('the second review of an infant with the outcome %s', (HEI_OUTCOME, expected) => {
    const events = [{ stage: 'KMMP_C_OUTCOME', on: '2025-06-01', values: { HEI_OUTCOME } }]
    expect(rows(24, events)).toEqual(expected.map((row) => `${row} 202603`))
})
