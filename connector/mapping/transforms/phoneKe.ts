import { dropped, type Clean, type Surroundings } from './cleaned.ts'

/** A Kenyan mobile number in any of its usual forms; landlines are none (domain.md B2). */
const MOBILE = /^(?:\+254|254|0)?([17]\d{8})$/
const BETWEEN_TWO = /\s*(?:[/,;&|\n]|\bor\b|\bau\b|\band\b|\bna\b)\s*/i
const BLANKS = /\s+/g

/** A Kenyan mobile number as +254…; of two in a cell the first. Anything else is dropped (samples' README §6). */
export const phoneKe = ({ isSentinel }: Surroundings): Clean => {
    return (text) => {
        if (isSentinel(text)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const whole = mobile(text)
        if (whole !== undefined) {
            return { value: whole }
        }
        const parts = severalIn(text)
        const first = parts.length > 1 ? mobile(parts[0] ?? '') : undefined
        return first === undefined ? dropped('PHONE_INVALID') : { value: first, reason: 'PHONE_MULTIPLE' }
    }
}

const mobile = (text: string): string | undefined => {
    const found = MOBILE.exec(text.replace(BLANKS, ''))
    return found ? `+254${found[1] ?? ''}` : undefined
}

const severalIn = (text: string): string[] => {
    const parts = text.split(BETWEEN_TWO).filter((part) => part !== '')
    return parts.length > 1 ? parts : halvesOf(text)
}

/** Two numbers with only a blank between them: the first blank that leaves a number on both sides. */
const halvesOf = (text: string): string[] => {
    for (const { index } of text.matchAll(BLANKS)) {
        const halves = [text.slice(0, index), text.slice(index)]
        if (halves.every((half) => mobile(half) !== undefined)) {
            return halves
        }
    }
    return []
}
