import { dropped, type Clean, type Surroundings } from './cleaned.ts'
import { withoutDecimals } from './marks.ts'

/** A Kenyan mobile number in any of its usual forms; landlines are none. */
const MOBILE = /^(?:\+254|254|0)?([17]\d{8})$/
const BETWEEN_TWO = /[/,;&|\n]|\b(?:or|au|ama|and|na)\b/i
/** where one number may end and another begin */
const GAP = /[^\d+]+|\+/g
const MARKS_AROUND = /^(?:[^\d+]|\+(?=0))+|\D+$/g
const BLANKS = /\s+/g

/** A Kenyan mobile number as +254…; of several in a cell the first. Anything else is dropped. */
export const phoneKe = ({ isSentinel }: Surroundings): Clean => {
    return (text) => {
        if (isSentinel(text)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const whole = mobile(text)
        if (whole !== undefined) {
            return { value: whole }
        }
        const first = firstOfSeveral(text)
        return first === undefined ? dropped('PHONE_INVALID') : { value: first, reason: 'PHONE_MULTIPLE' }
    }
}

const mobile = (text: string): string | undefined => {
    const found = MOBILE.exec(withoutDecimals(text.replace(BLANKS, '')))
    return found ? `+254${found[1] ?? ''}` : undefined
}

const firstOfSeveral = (text: string): string | undefined => {
    const [first = '', ...others] = text.split(BETWEEN_TWO).filter((part) => part.trim() !== '')
    return others.length > 0 ? mobile(first) : firstBeforeAnother(text)
}

/** Whole numbers with nothing but blanks, or other marks, between them. */
const firstBeforeAnother = (text: string): string | undefined => {
    for (const { index } of text.matchAll(GAP)) {
        const before = mobile(text.slice(0, index))
        const after = text.slice(index).replace(MARKS_AROUND, '')
        if (before !== undefined && (mobile(after) ?? firstBeforeAnother(after)) !== undefined) {
            return before
        }
    }
    return undefined
}
