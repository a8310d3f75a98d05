import type { Dhis2Client } from './client.ts'
import type { Day } from '#dhis2/day.ts'
import { programmeDay } from '#programme/programmeDay.ts'

/** Today in Nairobi, by the clock of the server. */
export const today = ({ info }: Dhis2Client): Day =>
    programmeDay(info.serverDate ?? new Date().toISOString(), info.serverTimeZoneId ?? 'Africa/Nairobi')
