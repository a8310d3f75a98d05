import { added } from '../testing/figures.ts'
import { type EventDraft, infant, mother, pair } from '../testing/pair.ts'

const born = '2024-03-10'
const exposed = { EXPOSED: 'YES' }
const known = mother({ joined: '2023-11-01', attributes: { DATE_OF_BIRTH: '1998-01-01' }, intake: { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE' } })

const test_ = (on: string, values: Readonly<Record<string, string>> = {}): EventDraft => ({
    stage: 'KMMP_C_TEST',
    on,
    values: { CTEST_KIND: 'PCR', SAMPLE_DATE: on, ...values },
})
const outcome = (on: string, values: Readonly<Record<string, string>>): EventDraft => ({ stage: 'KMMP_C_OUTCOME', on, values })

const counted = (stem: string, events: readonly EventDraft[], intake: Readonly<Record<string, string>> = exposed, asOf = '2026-10-31') =>
    added(stem, pair({ mother: known, infants: [infant({ born, intake, events })] }), asOf)

const positive = outcome('2025-10-01', { FINAL_HIV: 'POSITIVE', HEI_OUTCOME: 'CONFIRMED_POSITIVE' })
const negative = outcome('2025-10-01', { FINAL_HIV: 'NEGATIVE_NOT_BREASTFEEDING', HEI_OUTCOME: 'NEG_18M_PLUS' })
const lost = outcome('2025-01-01', { HEI_OUTCOME: 'LTFU' })
const moved = outcome('2025-01-01', { HEI_OUTCOME: 'TRANSFER_OUT' })

test.each<[string, EventDraft[], string[], string[], string[]]>([
    ['positive', [positive], ['D 202603 KNOWN 25P', 'N 202603 KNOWN 25P'], ['D 202603', 'N 202603'], ['D 202603', 'N 202603']],
    ['negative', [negative], ['D 202603 KNOWN 25P'], ['D 202603', 'N 202603'], ['D 202603']],
    ['lost', [lost], [], ['D 202603'], ['D 202603', 'N 202603']],
    ['transferred', [moved], [], [], []],
])('an infant %s at 24 months: transmission, how much is known, and the worst case', (_, events, transmission, finalKnown, worst) => {
    expect(counted('MTCT_FINAL', events)).toEqual(transmission)
    expect(counted('FINAL_KNOWN', events)).toEqual(finalKnown)
    expect(counted('MTCT_WORST', events)).toEqual(worst)
})

test('nobody is counted at 24 months before that day', () => {
    expect(counted('MTCT_WORST', [], exposed, '2026-03-09')).toEqual([])
    expect(counted('MTCT_WORST', [], exposed, '2026-03-10')).toEqual(['D 202603', 'N 202603'])
})

test.each<[string, EventDraft[], string[]]>([
    ['a negative result at day 62', [test_('2024-05-11', { CTEST_RESULT: 'NEGATIVE' })], ['D 202405']],
    ['a positive result at day 40', [test_('2024-04-19', { CTEST_RESULT: 'POSITIVE' })], ['D 202404', 'N 202404']],
    ['a result after day 62', [test_('2024-05-12', { CTEST_RESULT: 'POSITIVE' })], []],
    ['no result yet', [test_('2024-04-21')], []],
])('early transmission with %s', (_, events, expected) => {
    expect(counted('MTCT_EARLY', events)).toEqual(expected)
})

test('the strict window of the early test ends on day 56', () => {
    expect(counted('HEI_PCR68_STRICT', [test_('2024-05-05')])).toEqual(['D 202405', 'N 202405'])
    expect(counted('HEI_PCR68_STRICT', [test_('2024-05-06')])).toEqual(['D 202405'])
})

test.each<[string, EventDraft[], string[]]>([
    ['seen two months before', [test_('2025-01-15')], ['D 202503', 'N 202503']],
    ['not seen for half a year', [test_('2024-09-01')], ['D 202503']],
    ['lost', [lost, test_('2025-02-01')], ['D 202503']],
    ['dead before', [outcome('2024-12-01', { HEI_OUTCOME: 'DIED', DEATH_DATE: '2024-11-30' })], []],
    ['positive before', [test_('2024-04-25', { CTEST_RESULT: 'POSITIVE' })], []],
])('retention at 12 months of an infant %s', (_, events, expected) => {
    expect(counted('HEI_RET_12', events)).toEqual(expected)
})

test('the final test is an antibody test from 18 months on', () => {
    const antibody = (on: string) => test_(on, { CTEST_KIND: 'ANTIBODY', CTEST_RESULT: 'NEGATIVE' })
    expect(counted('FINAL_TEST', [antibody('2025-09-10')])).toEqual(['D 202603', 'N 202603'])
    expect(counted('FINAL_TEST', [antibody('2025-09-09')])).toEqual(['D 202603'])
})

test('feeding counts by the last visit before 6 months', () => {
    const fed = (on: string, FEEDING: string): EventDraft => ({ stage: 'KMMP_C_FUP', on, values: { FEEDING } })
    expect(counted('EBF6', [fed('2024-05-01', 'EBF'), fed('2024-08-01', 'EBF')])).toEqual(['D 202409', 'N 202409'])
    expect(counted('EBF6', [fed('2024-05-01', 'EBF'), fed('2024-08-01', 'MF')])).toEqual(['D 202409'])
    expect(counted('EBF6', [fed('2024-11-01', 'EBF')])).toEqual([])
})

test.each([
    ['2024-05-10', ['D 202405', 'N 202405']],
    ['2024-05-11', ['D 202405']],
])('cotrimoxazole since %s', (CTX_START_DATE, expected) => {
    expect(counted('CTX_2M', [], { ...exposed, CTX_START_DATE })).toEqual(expected)
})

test.each([
    ['2024-05-08', ['D 202404', 'N 202404']],
    ['2024-05-09', ['D 202404']],
])('a positive infant with a result of 1 May on treatment since %s', (ART_START_DATE, expected) => {
    expect(counted('POS_ART', [test_('2024-04-24', { CTEST_RESULT: 'POSITIVE', RESULT_DATE: '2024-05-01', ART_START_DATE })])).toEqual(
        expected
    )
})

test('samples and positive samples, without the repeat that confirms', () => {
    const events = [
        test_('2024-04-24', { CTEST_RESULT: 'POSITIVE' }),
        test_('2024-05-02', { CTEST_POINT: 'CONFIRMATORY', CTEST_RESULT: 'POSITIVE' }),
    ]
    expect(counted('PCR_DONE', events)).toEqual(['202404'])
    expect(counted('PCR_POSITIVE', events)).toEqual(['202404'])
})

test.each([
    [{ PROPH_START_DATE: '2024-03-13', PLACE_OF_BIRTH: 'HOME' }, ['D 202403 HOME', 'N 202403 HOME H72']],
    [{ PROPH_START_DATE: '2024-03-14' }, ['D 202403 UNKNOWN', 'N 202403 UNKNOWN LATER']],
    [{}, ['D 202403 UNKNOWN']],
])('preventive medicine of an infant with %p', (intake, expected) => {
    expect(counted('HEI_PROPH', [], { ...exposed, ...intake })).toEqual(expected)
})

test('live births without a record of the infant still count among those to protect', () => {
    const delivered = mother({
        joined: '2023-11-01',
        intake: { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE' },
        events: [{ stage: 'KMMP_M_DELIVERY', on: born, values: { DELIVERY_DATE: born, N_LIVE: '2' } }],
    })
    const one = infant({ born, intake: { ...exposed, PROPH_START_DATE: born } })
    expect(added('HEI_PROPH_LB', pair({ mother: delivered, infants: [one] }), '2026-10-31')).toEqual(['D 202403', 'N 202403', 'D 202403'])
})
