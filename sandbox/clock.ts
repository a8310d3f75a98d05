import { zoneOffset } from '#dhis2/day.ts'

/** The server's time: it ticks from a start that the user chose, in a zone of its own. Local texts carry no zone, as DHIS2 writes them. */
export interface Clock {
    zone: string
    /** milliseconds since 1970, UTC */
    now(): number
    /** `yyyy-mm-ddThh:mm:ss.SSS` in the server zone, of an instant or of now */
    local(instant?: number): string
    today(): string
    /** the instant of a local text */
    instant(local: string): number
    /** a date as DHIS2 accepts it, as a local text; undefined when it is none */
    read(value: unknown): string | undefined
}

const QUARTER_HOUR = 900_000
const DATE = /^(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[T ](\d{2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/

/**
 * @param zone IANA zone, e.g. `Africa/Nairobi`
 * @param start local date-time at which the clock begins to tick; the machine's time when left out
 */
export const makeClock = (zone: string, start?: string): Clock => {
    const offsets = new Map<number, number>()
    const offsetAt = (instant: number): number => {
        const bucket = Math.floor(instant / QUARTER_HOUR)
        const known = offsets.get(bucket)
        if (known !== undefined) {
            return known
        }
        const made = zoneOffset(new Date(bucket * QUARTER_HOUR), zone)
        offsets.set(bucket, made)
        return made
    }
    const local = (instant: number) => new Date(instant + offsetAt(instant)).toISOString().slice(0, 23)
    const instant = (text: string) => {
        const asUtc = Date.parse(`${fullLocal(text)}Z`)
        return asUtc - offsetAt(asUtc - offsetAt(asUtc))
    }
    const shift = start === undefined ? 0 : instant(start) - Date.now()
    const now = () => Date.now() + shift
    return {
        zone,
        now,
        local: (at) => local(at ?? now()),
        today: () => local(now()).slice(0, 10),
        instant,
        read: (value) => readDate(value, local),
    }
}

/** A local text as DHIS2 writes UTC times: `…+0000`. */
export const utcText = (clock: Clock, local: string): string => `${new Date(clock.instant(local)).toISOString().slice(0, 19)}.000+0000`

const fullLocal = (text: string): string => (text.length === 10 ? `${text}T00:00:00.000` : text)

const readDate = (value: unknown, local: (instant: number) => string): string | undefined => {
    if (typeof value === 'number') {
        return local(value)
    }
    if (typeof value !== 'string') {
        return undefined
    }
    const found = DATE.exec(value)
    if (!found) {
        return undefined
    }
    const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = '', zone] = found
    const text = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}`
    const asUtc = Date.parse(`${text}Z`)
    if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 10) !== `${year}-${month}-${day}`) {
        return undefined
    }
    return zone === undefined ? text : local(Date.parse(text + withColon(zone)))
}

const withColon = (zone: string): string => (/^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone)
