import { type Day, dayInZone, zoneOffset } from '#dhis2/day.ts'

/** The zone in which the programme counts its days. */
const PROGRAMME_ZONE = 'Africa/Nairobi'

/**
 * The day in Nairobi of a time that DHIS2 tells. Most times are in the server's own zone without saying so, and the zone comes beside them
 * (`serverTimeZoneId`); a time that names its zone, as those of data values do, is taken as it is.
 */
export const programmeDay = (time: string, serverZone: string): Day => {
    if (/(Z|[+-]\d{2}:?\d{2})$/.test(time)) {
        return dayInZone(new Date(time), PROGRAMME_ZONE)
    }
    const asUtc = new Date(`${time}Z`)
    return dayInZone(new Date(asUtc.getTime() - zoneOffset(asUtc, serverZone)), PROGRAMME_ZONE)
}
