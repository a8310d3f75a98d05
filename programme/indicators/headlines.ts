import type { Month } from '#dhis2/period.ts'

/** A figure of the country for a year. */
export interface Headline {
    element: string
    year: number
    value: number
}

/** A monthly figure of one place and split, by the code of its aggregate element. */
interface MonthlyFigure {
    element: string
    month: Month
    value: number
}

/** What happens in a year is added up; how many there are is told at the end of it. */
const COUNTED: Readonly<Record<string, { headline: string; of: 'year' | 'lastMonth' }>> = {
    KMMP_IND_NEW_CLIENTS: { headline: 'KMMP_HEADLINE_NEW_CLIENTS_COUNTED', of: 'year' },
    KMMP_IND_ESERV_NEW: { headline: 'KMMP_HEADLINE_ESERV_NEW_COUNTED', of: 'year' },
    KMMP_IND_MM_ACTIVE: { headline: 'KMMP_HEADLINE_MM_ACTIVE_COUNTED', of: 'lastMonth' },
    KMMP_IND_SITE_ACTIVE: { headline: 'KMMP_HEADLINE_SITE_ACTIVE_COUNTED', of: 'lastMonth' },
}

/** The headline elements that are counted, and so ours to replace. */
export const countedHeadlineElements: readonly string[] = Object.values(COUNTED).map(({ headline }) => headline)

/** What is counted from records for each year, to stand beside what the partner reports. A year without figures has no value: it is not zero. */
export const countedHeadlines = (figures: readonly MonthlyFigure[]): Headline[] => {
    const sums = new Map<string, Headline & { month: Month }>()
    for (const { element: counted, month, value } of figures) {
        const { headline: element, of } = COUNTED[counted] ?? {}
        if (element === undefined) {
            continue
        }
        const year = Number(month.slice(0, 4))
        const key = `${element}.${year}`
        const known = sums.get(key)
        if (known === undefined || (of === 'lastMonth' && month > known.month)) {
            sums.set(key, { element, year, month, value })
        } else if (of === 'year' || month === known.month) {
            sums.set(key, { ...known, value: known.value + value })
        }
    }
    return [...sums.values()]
        .map(({ element, year, value }) => ({ element, year, value }))
        .toSorted((one, other) => one.year - other.year || (one.element < other.element ? -1 : 1))
}
