import { basename, extname } from 'node:path'
import { isDay, type Day } from '#dhis2/day.ts'

/** A file's name without its kind, in small letters. */
export const stem = (name: string): string => basename(name, extname(name)).toLowerCase()

const DAY = String.raw`(?:20\d{2}([-_. ]?)[01]\d\1[0-3]\d|[0-3]?\d([-_. ])[01]?\d\2(?:20)?\d{2})`
const CLOCK = String.raw`(?:[-_ T.]*[0-2]\d[-_.:h]?[0-5]\d(?:[-_.:]?[0-5]\d)?Z?)?`
/** A day, and perhaps a time of day, with the marks around it. */
const DATED = new RegExp(String.raw`[-_. (]*(?<!\d)${DAY}${CLOCK}(?!\d)\)?`)
/** What a browser puts after the name of a file that it has downloaded before. */
const COPY = / ?\(\d{1,2}\)$/
const MARKS_BEFORE = /^[-_. ]+/

/** A file's name without the day on which it was exported, as form servers and people write it: the name that it has every night. */
export const undated = (name: string): string => {
    const kind = extname(name)
    const bare = basename(name, kind).replace(COPY, '').replace(DATED, '').replace(MARKS_BEFORE, '')
    return bare === '' ? name : `${bare}${kind}`
}

const PLAIN_DAY = /(?<!\d)(20\d{2})([-_. ]?)([01]\d)\2([0-3]\d)(?!\d)/

/** The day in a file's name, where year, month and day stand in this order; any other can be read in two ways. */
export const dayInName = (name: string): Day | undefined => {
    const [, year, , month, day] = PLAIN_DAY.exec(basename(name, extname(name))) ?? []
    const found = [year, month, day].join('-')
    return isDay(found) ? found : undefined
}
