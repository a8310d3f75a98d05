import type { Episode } from '../../episode.ts'
import type { FigureExample } from '../figureExamples.ts'
import { type EventDraft, infant, mother, pair } from '../pair.ts'

export type Values = Readonly<Record<string, string>>

export const at = (stage: string, on: string, values: Values = {}): EventDraft => ({ stage: `KMMP_${stage}`, on, values })
export const planned = (stage: string, plannedFor: string, on?: string): EventDraft => ({ stage: `KMMP_${stage}`, plannedFor, on })

export const KNOWN: Values = { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE' }

/** A woman of 27 who joined on 10 June 2025, at her first antenatal visit. */
export const woman = (intake: Values = KNOWN, events: readonly EventDraft[] = []): Episode =>
    pair({
        mother: mother({
            joined: '2025-06-10',
            attributes: { SEX: 'FEMALE', DATE_OF_BIRTH: '1998-01-01', CLIENT_TYPE: 'PREGNANT_HIV_POS' },
            intake: { FIRST_ANC_DATE: '2025-06-10', ...intake },
            events,
        }),
    })

/** A girl born on 10 March 2024 to a woman of 26 known with HIV. */
export const baby = (events: readonly EventDraft[] = [], intake: Values = { EXPOSED: 'YES' }, hers: Values = KNOWN): Episode =>
    pair({
        mother: mother({ joined: '2023-11-01', attributes: { DATE_OF_BIRTH: '1998-01-01' }, intake: hers }),
        infants: [infant({ born: '2024-03-10', attributes: { SEX: 'FEMALE' }, intake, events })],
    })

export const sample = (on: string, CTEST_KIND: string, CTEST_RESULT: string, more: Values = {}): EventDraft =>
    at('C_TEST', on, { SAMPLE_DATE: on, CTEST_KIND, CTEST_RESULT, ...more })

export const viralLoad = (on: string, values: Values): EventDraft => at('M_VL', on, { VL_SAMPLE_DATE: on, ...values })

export const example = (
    [counted, ...adds]: readonly [Episode, ...string[]],
    [other, ...otherAdds]: readonly [Episode, ...string[]]
): FigureExample => ({ counted, adds, other, otherAdds })
