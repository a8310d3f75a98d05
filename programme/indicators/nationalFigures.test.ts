import type { Episode } from '../episode.ts'
import { added } from '../testing/figures.ts'
import { type EventDraft, infant, mother, pair } from '../testing/pair.ts'
import { catalogue } from './catalogue.ts'
import { hv02 } from './hv02.ts'
import { compareWithNational, hv02Crosswalk } from './hv02Crosswalk.ts'

type Values = Readonly<Record<string, string>>

const AS_OF = '2026-10-31'
const JOINED = '2025-06-10'

const at = (stage: string, on: string, values: Values = {}): EventDraft => ({ stage: `KMMP_${stage}`, on, values })
const woman = (intake: Values, events: readonly EventDraft[] = [], birth = '1998-01-01') =>
    pair({
        mother: mother({ joined: JOINED, attributes: { DATE_OF_BIRTH: birth }, intake: { FIRST_ANC_DATE: JOINED, ...intake }, events }),
    })

/** Rows of MOH 731 to which a pair adds, as `01 202506`. */
const rows = (episode: Episode): string[] =>
    hv02.flatMap(({ contribute }) => contribute(episode, AS_OF)).map(({ element, month }) => `${element.slice(-2)} ${month}`)

test('the mirror has all rows of the form, in order', () => {
    expect(hv02.map(({ code }) => code)).toEqual(
        Array.from({ length: 34 }, (_, place) => `KMMP_IND_HV02_${String(place + 1).padStart(2, '0')}`)
    )
})

const tested = (TEST_POINT: string, TEST_TYPE: string) => [at('M_TEST', '2025-07-01', { TEST_POINT, TEST_TYPE, HIV_FINAL: 'NEGATIVE' })]

test.each<[string, Episode, string[]]>([
    ['known positive and treated', woman({ HIV_STATUS_ENTRY: 'KNOWN_POSITIVE', ART_STATUS: 'ON_ART_BEFORE' }), ['01 202506', '14 202506']],
    [
        'known positive, aged 19',
        woman({ HIV_STATUS_ENTRY: 'KNOWN_POSITIVE', ART_STATUS: 'ON_ART_BEFORE' }, [], '2006-01-01'),
        ['01 202506', '14 202506', '21 202506', '25 202506'],
    ],
    [
        'known positive, aged 20',
        woman({ HIV_STATUS_ENTRY: 'KNOWN_POSITIVE', ART_STATUS: 'ON_ART_BEFORE' }, [], '2005-01-01'),
        ['01 202506', '14 202506', '22 202506', '26 202506'],
    ],
    [
        'found positive in antenatal care, started there, aged 19',
        woman({ HIV_STATUS_ENTRY: 'NEW_POSITIVE_ANC', ART_STATUS: 'STARTED_ANC' }, [], '2006-01-01'),
        ['10 202506', '15 202506', '23 202506', '27 202506'],
    ],
    ['first tested at birth', woman({ HIV_STATUS_ENTRY: 'UNKNOWN' }, tested('LD', 'HIV_INITIAL')), ['04 202507']],
    ['retested at birth', woman({ HIV_STATUS_ENTRY: 'NEGATIVE' }, tested('LD', 'HIV_RETEST')), ['05 202507']],
    ['first tested after 6 weeks', woman({ HIV_STATUS_ENTRY: 'UNKNOWN' }, tested('PNC_6W_6M', 'HIV_INITIAL')), ['08 202507']],
    [
        'retested after 6 weeks, which is not row 08',
        woman({ HIV_STATUS_ENTRY: 'NEGATIVE' }, tested('PNC_6W_6M', 'HIV_RETEST')),
        ['09 202507'],
    ],
    [
        'positive for hepatitis B',
        woman({ HIV_STATUS_ENTRY: 'NEGATIVE' }, [at('M_TEST', '2025-07-01', { TEST_TYPE: 'HBSAG', TEST_RESULT: 'REACTIVE' })]),
        ['19 202507', '20 202507'],
    ],
    [
        'given syrup before birth',
        woman({ HIV_STATUS_ENTRY: 'NEGATIVE' }, [at('M_ANC', '2025-08-01', { INFANT_PROPH_DISPENSED: 'true' })]),
        ['29 202508'],
    ],
    [
        'whose twins got medicine at birth',
        woman({ HIV_STATUS_ENTRY: 'NEGATIVE' }, [
            at('M_DELIVERY', '2025-10-01', { DELIVERY_DATE: '2025-10-01', N_LIVE: '2', INFANT_PROPH_STARTED: 'true' }),
        ]),
        ['30 202510', '30 202510'],
    ],
])('MOH 731: a woman %s', (_, episode, expected) => {
    expect(rows(episode)).toEqual(expected)
})

test.each<[string, string, string, string[]]>([
    ['EBF', '2025-10-01', '', ['32 202510']],
    ['BF', '2026-05-01', '', ['33 202605']],
    ['NBF', '2026-05-01', '', ['34 202605']],
    ['EBF', '2025-10-01', '2025-10-20', ['31 202510', '32 202510']],
    ['EBF', '2025-10-01', '2025-11-26', ['31 202511', '32 202510']],
    ['EBF', '2025-10-01', '2025-11-27', ['32 202510']],
])('MOH 731: an infant born on 1 October, fed %s on %s, with medicine since %p', (FEEDING, on, start, expected) => {
    const intake: Values = { EXPOSED: 'YES', ...(start && { PROPH_START_DATE: start }) }
    const child = infant({ born: '2025-10-01', intake, events: [at('C_FUP', on, { FEEDING })] })
    expect(rows(pair({ infants: [child] }))).toEqual(expected)
})

test('only rows with a national code and a report from both sides are compared', () => {
    const crosswalk = hv02Crosswalk({ 'HV02-01': 'NATIONAL_1', 'HV02-02': 'NATIONAL_2' })
    const compared = compareWithNational(
        crosswalk,
        new Map([
            ['KMMP_IND_HV02_01', 5],
            ['KMMP_IND_HV02_02', 3],
            ['KMMP_IND_HV02_03', 1],
        ]),
        new Map([['NATIONAL_1', 7]])
    )
    expect(compared.slice(0, 3)).toEqual([
        { row: 'HV02-01', ours: 5, national: 7, difference: -2 },
        { row: 'HV02-02', ours: 3, national: undefined, difference: undefined },
        { row: 'HV02-03', ours: 1, national: undefined, difference: undefined },
    ])
})

test.each<[Values, EventDraft[], string[]]>([
    [{ HIV_STATUS_ENTRY: 'KNOWN_POSITIVE' }, [], ['D 202506 25_29', 'N 202506 KNOWN_POSITIVE 25_29']],
    [{ HIV_STATUS_ENTRY: 'NEW_POSITIVE_ANC' }, [], ['D 202506 25_29', 'N 202506 NEW_POSITIVE 25_29']],
    [{ HIV_STATUS_ENTRY: 'UNKNOWN' }, tested('ANC', 'HIV_INITIAL'), ['D 202506 25_29', 'N 202506 NEW_NEGATIVE 25_29']],
    [{ HIV_STATUS_ENTRY: 'UNKNOWN' }, [], ['D 202506 25_29']],
])('PMTCT_STAT of a woman with %p', (intake, events, expected) => {
    expect(added('PMTCT_STAT', woman(intake, events), AS_OF)).toEqual(expected)
})

test('PMTCT_ART tells new from already', () => {
    const already = { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE', ART_START_DATE: '2020-01-01' }
    const started = { HIV_STATUS_ENTRY: 'NEW_POSITIVE_ANC', ART_START_DATE: '2025-06-12' }
    expect(added('PMTCT_ART', woman(already), AS_OF)).toEqual(['D 202506 25_29', 'N 202506 ALREADY 25_29'])
    expect(added('PMTCT_ART', woman(started), AS_OF)).toEqual(['D 202506 25_29', 'N 202506 NEW 25_29'])
    expect(added('PMTCT_ART', woman({ HIV_STATUS_ENTRY: 'NEW_POSITIVE_ANC' }), AS_OF)).toEqual(['D 202506 25_29'])
})

const child = (events: EventDraft[]) => pair({ infants: [infant({ born: '2024-03-10', intake: { EXPOSED: 'YES' }, events })] })
const pcr = (on: string, values: Values = {}) => at('C_TEST', on, { CTEST_KIND: 'PCR', SAMPLE_DATE: on, ...values })

test('PMTCT_EID counts the first sample by age, the second apart, and infants found positive', () => {
    const twice = child([pcr('2024-04-25'), pcr('2024-09-15', { CTEST_RESULT: 'POSITIVE', ART_STARTED: 'true' })])
    expect(added('PMTCT_EID', twice, AS_OF)).toEqual(['N 202404 M0_2'])
    expect(added('PMTCT_EID_2', twice, AS_OF)).toEqual(['202409 M2_12'])
    expect(added('PMTCT_HEI_POS', twice, AS_OF)).toEqual(['202409 M2_12 YES'])
    expect(added('PMTCT_EID', child([pcr('2025-03-11')]), AS_OF)).toEqual([])
})

test.each([
    [{ FINAL_HIV: 'POSITIVE' }, ['D 202603 INFECTED', 'N 202603 INFECTED']],
    [{ HEI_OUTCOME: 'NEG_18M_PLUS' }, ['D 202603 UNINFECTED', 'N 202603 UNINFECTED']],
    [{ HEI_OUTCOME: 'DIED' }, ['D 202603 DIED', 'N 202603 DIED']],
    [{ HEI_OUTCOME: 'LTFU' }, ['D 202603 UNKNOWN']],
])('PMTCT_FO of an infant with %p', (values, expected) => {
    expect(added('PMTCT_FO', child([at('C_OUTCOME', '2025-10-01', values)]), AS_OF)).toEqual(expected)
})

test('TX_PVLS counts at the end of a month, pregnant and breastfeeding apart', () => {
    const treated = woman({ HIV_STATUS_ENTRY: 'KNOWN_POSITIVE', ART_START_DATE: '2020-01-01', LMP_DATE: '2025-04-01' }, [
        at('M_VL', '2025-06-12', { VL_SAMPLE_DATE: '2025-06-12', VL_VALUE: '999' }),
    ])
    expect(added('TX_PVLS_PBFW', treated, '2025-06-30')).toEqual(['D 202506 PREGNANT', 'N 202506 PREGNANT'])
})

test('transmission is never shown without how much is known and the worst case', () => {
    expect(catalogue.find(({ code }) => code === 'KMMP_IND_MTCT_FINAL')?.shownWith).toEqual(['KMMP_IND_FINAL_KNOWN', 'KMMP_IND_MTCT_WORST'])
})
