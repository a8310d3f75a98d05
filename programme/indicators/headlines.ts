import type { Contribution } from './contribution.ts'

/** A figure of the country for a year. */
export interface Headline {
    element: string
    year: number
    value: number
}

const COUNTED: Readonly<Record<string, string>> = {
    KMMP_IND_NEW_CLIENTS: 'KMMP_HEADLINE_NEW_CLIENTS_COUNTED',
    KMMP_IND_ESERV_NEW: 'KMMP_HEADLINE_ESERV_NEW_COUNTED',
}

/** What is counted from records for each year, to stand beside what the partner reports. A year without clients has no value: it is not zero. */
export const countedHeadlines = (contributions: readonly Contribution[]): Headline[] => {
    const sums = new Map<string, Headline>()
    for (const { element: counted, month } of contributions) {
        const element = COUNTED[counted]
        if (element !== undefined) {
            const year = Number(month.slice(0, 4))
            const key = `${element}.${year}`
            sums.set(key, { element, year, value: (sums.get(key)?.value ?? 0) + 1 })
        }
    }
    return [...sums.values()].toSorted((one, other) => one.year - other.year || (one.element < other.element ? -1 : 1))
}
