import { InvalidArgumentError } from 'commander'
import { isWebAddress } from '#dhis2/address.ts'
import { isDay } from '#dhis2/day.ts'

/** A form that the words of an option must have. Commander says which option it was. */
const form =
    (fits: (text: string) => boolean, next: string) =>
    (text: string): string => {
        if (!fits(text)) {
            throw new InvalidArgumentError(next)
        }
        return text
    }

export const day = form(isDay, 'Write it as yyyy-mm-dd.')
export const month = form((text) => /^\d{4}(0[1-9]|1[0-2])$/.test(text), 'Write it as yyyymm.')
export const systemName = form((text) => /^[a-z0-9-]+$/.test(text), 'Use small letters, digits and -.')
export const webAddress = form(isWebAddress, 'Write it as https://host, without /api.')

const digits = form((text) => /^\d{1,9}$/.test(text), 'Write a whole number.')
export const whole = (text: string): number => Number(digits(text))
