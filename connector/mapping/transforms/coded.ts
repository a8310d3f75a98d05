import { dropped, type Clean, type Cleaned, type Parameters, type Surroundings } from './cleaned.ts'

const BLANKS = /\s+/

/**
 * A code of the column's option set, in any case, or what the column's list makes of a word. Codes come before sentinels: NONE is an
 * answer where the option set has it. Any other text leaves the row to a person (samples' README §4).
 */
export const option = ({ isSentinel }: Surroundings, { options = [], words }: Parameters): Clean => {
    const answers = new Map<string, Cleaned>()
    for (const [word, value] of words ?? []) {
        answers.set(word, value === '' ? dropped('SENTINEL_TO_NULL') : { value })
    }
    for (const code of options) {
        answers.set(code.toLowerCase(), { value: code })
    }
    const exact = new Map(options.map((code) => [code, { value: code }]))
    const [unknown, nothing] = [dropped('VALUE_UNKNOWN_CODE'), dropped('SENTINEL_TO_NULL')]
    return (text) => exact.get(text) ?? answers.get(text.toLowerCase()) ?? (isSentinel(text) ? nothing : unknown)
}

/** Several codes in one cell, separated by blanks, commas or semicolons; they come back separated by one blank each. */
export const split = (surroundings: Surroundings, parameters: Parameters): Clean => {
    const one = option(surroundings, parameters)
    return (text) => {
        if (surroundings.isSentinel(text)) {
            return dropped('SENTINEL_TO_NULL')
        }
        const parts = text.split(/[\s,;]+/).filter((part) => part !== '')
        const cleaned = parts.map(one)
        const reason = cleaned.find((part) => part.reason === 'VALUE_UNKNOWN_CODE')?.reason ?? cleaned.find((part) => part.reason)?.reason
        const value = [...new Set(cleaned.map((part) => part.value))].filter((part) => part !== '').join(' ')
        return reason === undefined ? { value } : { value, reason }
    }
}

/** The codes in a cell that `split` made. */
export const splitParts = (value: string): string[] => value.split(BLANKS)

const BOOLEANS = ['true', 'false']

/** Yes or no as DHIS2 writes them: `true`, `false`. The column's list names the words of the partner's languages. */
export const boolean = (surroundings: Surroundings, { words }: Parameters): Clean => option(surroundings, { options: BOOLEANS, words })
