import { isDay } from '#dhis2/day.ts'
import { isUid } from '#dhis2/uid.ts'

const whole = (text: string): boolean => /^-?(0|[1-9]\d*)$/.test(text) && Number(text) >= -2147483648 && Number(text) <= 2147483647
const decimal = (text: string): boolean => /^-?(0|[1-9]\d*)(\.\d+)?([eE]-?\d+)?$/.test(text)

/** What counts as a value of each DHIS2 value type (dhis2-core 2.42 ValidationUtils). Types not named here take any text. */
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
    TIME: (text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text),
    PHONE_NUMBER: (text) => /^[0-9+()#./\sext-]{6,50}$/.test(text),
    EMAIL: (text) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text),
    LETTER: (text) => /^[a-zA-Z]$/.test(text),
    URL: (text) => URL.canParse(text),
    COORDINATE: (text) => /^\[-?\d+(\.\d+)?,-?\d+(\.\d+)?\]$/.test(text.replaceAll(' ', '')),
    ORGANISATION_UNIT: isUid,
}

const isDateTime = (text: string): boolean =>
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3])(:[0-5]\d(:[0-5]\d(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/.test(text)

/** True when a value fits its value type. */
export const fitsValueType = (valueType: string, value: string): boolean => ACCEPTED[valueType]?.(value) ?? true

export const isNumeric = (valueType: string): boolean =>
    ['NUMBER', 'UNIT_INTERVAL', 'PERCENTAGE'].includes(valueType) || valueType.startsWith('INTEGER')
