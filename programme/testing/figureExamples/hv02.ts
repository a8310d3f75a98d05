import type { Episode } from '../../episode.ts'
import type { FigureExample } from '../figureExamples.ts'
import { infant, mother, pair } from '../pair.ts'
import { at, baby, example, type Values, woman } from './pairs.ts'

const NEGATIVE = { HIV_STATUS_ENTRY: 'NEGATIVE' }
const tested = (TEST_POINT: string, TEST_TYPE: string) => woman(NEGATIVE, [at('M_TEST', '2025-07-01', { TEST_POINT, TEST_TYPE })])

/** A woman of an age in years at her first antenatal visit on 10 June 2025. */
const aged = (years: number, intake: Values): Episode =>
    pair({
        mother: mother({
            joined: '2025-06-10',
            attributes: { DATE_OF_BIRTH: `${2025 - years}-06-10` },
            intake: { FIRST_ANC_DATE: '2025-06-10', ...intake },
        }),
    })

const POINTS = ['ANC', 'LD', 'PNC_LE6W', 'PNC_6W_6M'] as const
const FOUND_AT = ['NEW_POSITIVE_ANC', 'NEW_POSITIVE_LD', 'NEW_POSITIVE_PNC6W', 'NEW_POSITIVE_PNC6M'] as const
const STARTED_AT = ['STARTED_ANC', 'STARTED_LD', 'STARTED_PNC6W', 'STARTED_PNC6M'] as const

const JUNE = '202506'
const found = (HIV_STATUS_ENTRY: string) => woman({ HIV_STATUS_ENTRY })
const started = (ART_STATUS: string) => woman({ ...NEGATIVE, ART_STATUS })
const next = <T>(list: readonly T[], place: number): T => list[(place + 1) % list.length] as T

/** At each point of care: the row of its first test, of its retest, of a new positive and of treatment begun. */
const byPoint: Record<string, FigureExample> = Object.fromEntries(
    POINTS.flatMap((point, place) => [
        [2 + place * 2, example([tested(point, 'HIV_INITIAL'), '202507'], [tested(point, 'HIV_RETEST')])],
        [3 + place * 2, example([tested(point, 'HIV_RETEST'), '202507'], [tested(point, 'HIV_INITIAL')])],
        [10 + place, example([found(FOUND_AT[place] ?? ''), JUNE], [found(next(FOUND_AT, place))])],
        [15 + place, example([started(STARTED_AT[place] ?? ''), JUNE], [started(next(STARTED_AT, place))])],
    ])
)

/** Rows of two ages: 10 to 19, then 20 to 24. */
const byAge = (row: number, intake: Values): [number, FigureExample][] => [
    [row, example([aged(19, intake), JUNE], [aged(20, intake)])],
    [row + 1, example([aged(24, intake), JUNE], [aged(25, intake)])],
]

const KNOWN_TREATED = { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE', ART_STATUS: 'ON_ART_BEFORE' }
const hepatitis = (TEST_TYPE: string, TEST_RESULT: string) => woman(NEGATIVE, [at('M_TEST', '2025-07-01', { TEST_TYPE, TEST_RESULT })])
const dispensed = (INFANT_PROPH_DISPENSED: string) => woman(NEGATIVE, [at('M_ANC', '2025-08-01', { INFANT_PROPH_DISPENSED })])
const delivered = (INFANT_PROPH_STARTED: string) =>
    woman(NEGATIVE, [at('M_DELIVERY', '2025-10-01', { DELIVERY_DATE: '2025-10-01', N_LIVE: '1', INFANT_PROPH_STARTED })])
const protectedSince = (PROPH_START_DATE: string) =>
    pair({ infants: [infant({ born: '2025-10-01', intake: { EXPOSED: 'YES', PROPH_START_DATE } })] })
const fed = (on: string, FEEDING: string) => baby([at('C_FUP', on, { FEEDING })])

const rows: Record<string, FigureExample> = {
    1: example([woman(), JUNE], [woman(NEGATIVE)]),
    ...byPoint,
    14: example([woman(KNOWN_TREATED), JUNE], [woman()]),
    19: example([hepatitis('HBSAG', 'NON_REACTIVE'), '202507'], [hepatitis('SYPHILIS', 'NON_REACTIVE')]),
    20: example([hepatitis('HBSAG', 'REACTIVE'), '202507'], [hepatitis('HBSAG', 'NON_REACTIVE')]),
    ...Object.fromEntries([
        ...byAge(21, { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE' }),
        ...byAge(23, { HIV_STATUS_ENTRY: 'NEW_POSITIVE_LD' }),
        ...byAge(25, KNOWN_TREATED),
        ...byAge(27, { HIV_STATUS_ENTRY: 'NEW_POSITIVE_ANC', ART_STATUS: 'STARTED_PNC6W' }),
    ]),
    29: example([dispensed('true'), '202508'], [dispensed('false')]),
    30: example([delivered('true'), '202510'], [delivered('false')]),
    31: example([protectedSince('2025-11-26'), '202511'], [protectedSince('2025-11-27')]),
    32: example([fed('2024-09-08', 'EBF'), '202409'], [fed('2024-09-08', 'MF')]),
    33: example([fed('2024-09-09', 'MF'), '202409'], [fed('2024-09-08', 'MF')]),
    34: example([fed('2024-09-08', 'ERF'), '202409'], [fed('2026-03-10', 'NBF')]),
}

/** Worked examples of the rows of MOH 731. */
export const hv02Examples: Readonly<Record<string, FigureExample>> = Object.fromEntries(
    Object.entries(rows).map(([row, worked]) => [`HV02_${row.padStart(2, '0')}`, worked])
)
