import { isDay } from '#dhis2/day.ts'
import { isUid } from '#dhis2/uid.ts'

/** DHIS2 keeps no longer text in any value (`VALUE_MAX_LENGTH`). */
const LONGEST = 50_000

const whole = (text: string): boolean => /^(0|-?[1-9]\d*)$/.test(text) && Number(text) >= -2147483648 && Number(text) <= 2147483647
const decimal = (text: string): boolean => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && text.length < 250

/** What counts as a value of each DHIS2 value type (dhis2-core 2.40-2.43 ValidationUtils and MathUtils). Types not named here take any text. */
const ACCEPTED: Record<string, (text: string) => boolean> = {
    INTEGER: whole,
    INTEGER_POSITIVE: (text) => whole(text) && Number(text) > 0,
    INTEGER_NEGATIVE: (text) => whole(text) && Number(text) < 0,
    INTEGER_ZERO_OR_POSITIVE: (text) => whole(text) && Number(text) >= 0,
    NUMBER: decimal,
    UNIT_INTERVAL: (text) => decimal(text) && Number(text) >= 0 && Number(text) <= 1,
    PERCENTAGE: (text) => decimal(text) && Number(text) >= 0 && Number(text) <= 100,
    BOOLEAN: (text) => /^(true|false)$/i.test(text),
    TRUE_ONLY: (text) => /^true$/i.test(text),
    DATE: (text) => isDay(text.slice(0, 10)) && (text.length === 10 || isDateTime(text)),
    AGE: (text) => isDay(text),
    DATETIME: (text) => isDay(text.slice(0, 10)) && isDateTime(text),
    TIME: (text) => /^([01]?\d|2[0-3]):[0-5]\d$/.test(text),
    PHONE_NUMBER: (text) => /^[0-9+()#./\sext-]{6,50}$/.test(text),
    EMAIL: (text) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text),
    LETTER: (text) => /^\p{L}$/u.test(text),
    URL: (text) => URL.canParse(text),
    COORDINATE: (text) => {
        const [, longitude = '', latitude = ''] = /^\[(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)\]$/.exec(text.replaceAll(/\s/g, '')) ?? []
        return longitude !== '' && Math.abs(Number(longitude)) <= 180 && Math.abs(Number(latitude)) <= 90
    },
    ORGANISATION_UNIT: isUid,
}

const isDateTime = (text: string): boolean =>
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3])(:[0-5]\d(:[0-5]\d(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/.test(text)

/** True when a value fits its value type. */
export const fitsValueType = (valueType: string, value: string): boolean =>
    value.length <= LONGEST && (ACCEPTED[valueType]?.(value) ?? true)

export const isNumeric = (valueType: string): boolean =>
    ['NUMBER', 'UNIT_INTERVAL', 'PERCENTAGE'].includes(valueType) || valueType.startsWith('INTEGER')
