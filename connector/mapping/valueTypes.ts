/** DHIS2 keeps whole numbers in 32 bits. */
const LARGEST = 2_147_483_647

/** What a value type takes, in words for people, and whether a value is of that kind. */
interface Kind {
    takes: string
    fits(value: string): boolean
}

const whole = (takes: string, least: number, most = LARGEST): Kind => ({
    takes,
    fits: (value) => /^(0|-?[1-9]\d*)$/.test(value) && Number(value) >= least && Number(value) <= most,
})

/** Without powers of ten and without zeros in front, which DHIS2 takes for no number (dhis2-core 2.40-2.43 MathUtils). */
const isPlain = (value: string): boolean => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(value)

const between = (takes: string, least: number, most: number): Kind => ({
    takes,
    fits: (value) => isPlain(value) && Number(value) >= least && Number(value) <= most,
})

/** Kinds of numbers of DHIS2. Other types take what the transforms make for them. */
const KINDS: Readonly<Record<string, Kind>> = {
    INTEGER: whole('a whole number', -LARGEST),
    INTEGER_POSITIVE: whole('a whole number from 1', 1),
    INTEGER_ZERO_OR_POSITIVE: whole('a whole number from 0', 0),
    INTEGER_NEGATIVE: whole('a whole number below 0', -LARGEST, -1),
    NUMBER: { takes: 'a number', fits: isPlain },
    PERCENTAGE: between('a number from 0 to 100', 0, 100),
    UNIT_INTERVAL: between('a number from 0 to 1', 0, 1),
}

/** What DHIS2 would take in the place of a value; undefined when it takes this one. */
export const takenInstead = (valueType: string, value: string): string | undefined => {
    const kind = KINDS[valueType]
    return kind === undefined || kind.fits(value) ? undefined : kind.takes
}
