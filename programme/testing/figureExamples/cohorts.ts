import type { Episode } from '../../episode.ts'
import type { FigureExample } from '../figureExamples.ts'
import { type EventDraft, mother, pair } from '../pair.ts'
import { at, example, KNOWN, type Values, viralLoad } from './pairs.ts'

/** A woman known with HIV who joined on 10 June 2024. */
const joined = (events: readonly EventDraft[] = [], intake: Values = KNOWN): Episode =>
    pair({ mother: mother({ joined: '2024-06-10', intake, events }) })

/** The day on which each cohort is looked at. */
const REVIEWS = { 3: '2024-09-10', 6: '2024-12-10', 12: '2025-06-10', 24: '2026-06-10' } as const

const left = (MOTHER_EXIT: string, more: Values = {}) => joined([at('M_EXIT', '2024-08-01', { MOTHER_EXIT, ...more })])
const loaded = (on: string, VL_VALUE: string) => joined([viralLoad(on, { VL_VALUE })])

const ofReview = (months: string, on: string): [string, FigureExample][] => {
    const counted = `${on.slice(0, 4)}${on.slice(5, 7)} KNOWN`
    const seen = [at('M_PNC', on)]
    const exits = { LOST: 'LTFU', DIED: 'DIED', STOPPED: 'STOPPED_TREATMENT', DISCHARGED: 'DISCHARGED_TO_CCC' }
    return [
        [`RET_${months}`, example([joined(seen), `D ${counted}`, `N ${counted}`], [left('LTFU'), `D ${counted}`])],
        ...Object.entries({
            REGISTERED: example([joined(), counted], [joined([], { HIV_STATUS_ENTRY: 'NEGATIVE' })]),
            TRANSFERRED: example([left('TRANSFER_OUT', { TO_VERIFIED: 'true' }), counted], [left('TRANSFER_OUT')]),
            ON_ART: example([joined([], { ...KNOWN, ART_START_DATE: '2024-07-01' }), counted], [joined()]),
            VL_DONE: example([loaded(on, '5000'), counted], [joined([viralLoad(on, {})])]),
            ...Object.fromEntries(Object.entries(exits).map(([row, exit]) => [row, example([left(exit), counted], [joined()])])),
            ...Object.fromEntries(
                [50, 200, 400, 1000].map((limit) => [
                    `VL_LT${limit}`,
                    example([loaded(on, String(limit - 1)), counted], [loaded(on, String(limit))]),
                ])
            ),
        }).map(([row, worked]): [string, FigureExample] => [`MCA${months}_${row}`, worked]),
    ]
}

/** Worked examples of the cohorts of mothers. */
export const cohortExamples: Readonly<Record<string, FigureExample>> = Object.fromEntries(
    Object.entries(REVIEWS).flatMap(([months, on]) => ofReview(months, on))
)
