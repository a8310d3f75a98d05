import type { Day } from '#dhis2/day.ts'
import { dayInZone } from '#dhis2/day.ts'

/** The zone in which the programme counts its days. */
export const PROGRAMME_ZONE = 'Africa/Nairobi'

/**
 * Today in Nairobi by the server's clock. DHIS2 writes `serverDate` in its own zone and without saying so, so the zone comes beside it
 * (`serverTimeZoneId`); a date that does name its zone is taken as it is.
 */
export const programmeDay = (serverDate: string, serverZone: string): Day => {
    if (/(Z|[+-]\d{2}:?\d{2})$/.test(serverDate)) {
        return dayInZone(new Date(serverDate), PROGRAMME_ZONE)
    }
    const asUtc = new Date(`${serverDate}Z`)
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
