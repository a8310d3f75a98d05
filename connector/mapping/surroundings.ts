import type { Mapping } from './loadMapping.ts'
import type { Surroundings } from './transforms/cleaned.ts'
import { sentinelTest } from './transforms/sentinel.ts'
import type { Day } from '#dhis2/day.ts'

/**
 * What the transforms of a mapping share.
 *
 * @param facilities codes of the facilities that DHIS2 knows
 * @param asOf the day of the export
 */
export const surroundingsOf = ({ file, words }: Mapping, facilities: Surroundings['facilities'], asOf: Day): Surroundings => ({
    isSentinel: sentinelTest(words.sentinels),
    facilities,
    dates: { ...file.dates, placeholders: words.placeholders, months: words.months, weekdays: words.weekdays, asOf },
})
