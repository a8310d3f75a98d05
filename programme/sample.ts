import { type EpisodeEvent, isRecorded } from './episode.ts'
import type { Day } from '#dhis2/day.ts'

/** A laboratory sample of mother or child, whatever its stage. */
export interface Sample {
    event: EpisodeEvent
    takenOn: Day
    resultOn?: Day
    result: 'none' | 'unusable' | 'positive' | 'negative' | 'number'
    /** the result was handed over: its day is recorded, or the event is completed, which happens then */
    given: boolean
}

const CHILD_RESULTS: Readonly<Record<string, Sample['result']>> = {
    POSITIVE: 'positive',
    NEGATIVE: 'negative',
    INDETERMINATE: 'unusable',
    REJECTED: 'unusable',
    PENDING: 'none',
}

/** The sample that an event tells of; undefined when its stage takes none or nothing was taken yet. */
export const sampleOf = (event: EpisodeEvent): Sample | undefined => {
    if (!isRecorded(event)) {
        return undefined
    }
    const { values } = event
    switch (event.stage) {
        case 'KMMP_C_TEST':
            return {
                event,
                takenOn: values.SAMPLE_DATE ?? event.occurredOn,
                resultOn: values.RESULT_DATE,
                result: CHILD_RESULTS[values.CTEST_RESULT ?? ''] ?? 'none',
                given: event.status === 'COMPLETED' || values.RESULT_TO_CAREGIVER_DATE !== undefined,
            }
        case 'KMMP_M_VL':
            return {
                event,
                takenOn: values.VL_SAMPLE_DATE ?? event.occurredOn,
                resultOn: values.VL_RESULT_DATE,
                result: values.VL_LDL === 'true' || values.VL_VALUE !== undefined ? 'number' : 'none',
                given: event.status === 'COMPLETED' || values.RESULT_GIVEN === 'true',
            }
        default:
            return undefined
    }
}

/** Copies per millilitre below which a viral load is suppressed; exactly 200 is not. */
const SUPPRESSED_BELOW = 200

/** Whether a viral load result is suppressed: below the limit of detection, or below 200 copies; undefined without a result. */
export const isSuppressed = ({ values }: EpisodeEvent): boolean | undefined => {
    if (values.VL_LDL === 'true') {
        return true
    }
    return values.VL_VALUE === undefined ? undefined : Number(values.VL_VALUE) < SUPPRESSED_BELOW
}

/** The sample as it stood on a day: taken later, it is not there; its result counts from its own day on. */
export const sampleAsOf = (sample: Sample, today: Day): Sample | undefined => {
    if (sample.takenOn > today) {
        return undefined
    }
    return sample.resultOn !== undefined && sample.resultOn > today
        ? { ...sample, resultOn: undefined, result: 'none', given: false }
        : sample
}
