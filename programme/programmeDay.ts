import { type Day, dayInZone } from '#dhis2/day.ts'

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
    return dayInZone(new Date(asUtc.getTime() - offset(asUtc, serverZone)), PROGRAMME_ZONE)
}

/** Milliseconds that a zone's clock is ahead of UTC around an instant. */
const offset = (instant: Date, zone: string): number => {
    const parts = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
    }).formatToParts(instant)
    const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)?.value)
    const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
    return shown - Math.floor(instant.getTime() / 1000) * 1000
}
