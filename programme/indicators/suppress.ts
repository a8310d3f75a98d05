/** A count as people without a right to line lists may see it. `none`: nobody reported, which is not zero. */
export type Cell = { shown: 'count'; value: number } | { shown: 'hidden' } | { shown: 'none' }

/** Counts from 1 to this are hidden: so few people could be known. */
const SMALL = 4

/** What stands for a hidden count. */
export const HIDDEN_COUNT = '<5'

const isSmall = (count: number): boolean => count >= 1 && count <= SMALL

/**
 * Hides the small cells of one total, in the order given; `undefined` is a place that reported nothing. When exactly one cell would be
 * hidden, anybody could subtract the others from the total: then the next smallest is hidden too.
 */
export const hideSmallCells = (counts: readonly (number | undefined)[]): Cell[] => {
    const hidden = new Set(counts.flatMap((count, place) => (count !== undefined && isSmall(count) ? [place] : [])))
    if (hidden.size === 1) {
        const next = nextSmallest(counts)
        if (next !== undefined) {
            hidden.add(next)
        }
    }
    return counts.map((count, place): Cell => {
        if (count === undefined) {
            return { shown: 'none' }
        }
        return hidden.has(place) ? { shown: 'hidden' } : { shown: 'count', value: count }
    })
}

/** Place of the smallest count that is neither small nor zero: a zero is always shown. */
const nextSmallest = (counts: readonly (number | undefined)[]): number | undefined =>
    counts
        .flatMap((count, place) => (count !== undefined && count > SMALL ? [{ count, place }] : []))
        .toSorted((one, other) => one.count - other.count)[0]?.place

/** True when a ratio may be shown: not for 1 to 4 cases, nor of fewer than 5 people. */
export const mayShowRatio = (numerator: number, denominator: number): boolean => !isSmall(numerator) && denominator > SMALL
