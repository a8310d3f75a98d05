import type { Month } from '#dhis2/period.ts'
import type { Uid } from '#dhis2/uid.ts'
import { hideSmallCells, mayShowRatio } from '#programme/indicators/suppress.ts'

/** A stored figure: which element (code), where, which month. Splits and partners are still apart. */
export interface Figure {
    element: string
    orgUnit: Uid
    month: Month
    value: number
}

/** An indicator by the codes of its elements; a plain count has no denominator. */
export interface Counted {
    code: string
    numerator: string
    denominator?: string
}

/** What a cell may show. `none`: nobody reported, which is not zero. `hidden`: so few that people could be known. */
export type CountyCell =
    { shown: 'none' } | { shown: 'hidden' } | { shown: 'count'; value: number } | { shown: 'ratio'; numerator: number; denominator: number }

export interface CountyRow {
    orgUnit: Uid
    /** by indicator code, one cell a month */
    cells: Readonly<Record<string, readonly CountyCell[]>>
}

export interface CountyTable {
    months: readonly Month[]
    rows: readonly CountyRow[]
    total: Readonly<Record<string, readonly CountyCell[]>>
}

interface Sum {
    numerator: number
    denominator?: number
}

/**
 * The table of a county: facilities that reported anything, and their total. Ratios are sums of both parts, never averages. Small cells are
 * hidden here, before any screen sees them, unless the reader may see line lists anyway.
 */
export const countyTable = (
    figures: readonly Figure[],
    indicators: readonly Counted[],
    months: readonly Month[],
    hide: boolean
): CountyTable => {
    const places = [...new Set(figures.map(({ orgUnit }) => orgUnit))]
    const columns = indicators.map(({ code, ...counted }) => ({
        code,
        months: months.map((month) => {
            const own = figures.filter((figure) => figure.month === month)
            const sums = places.map((place) =>
                sumOf(
                    own.filter(({ orgUnit }) => orgUnit === place),
                    counted
                )
            )
            return { cells: hide ? hidden(sums) : sums.map(cellOf), total: totalOf(sums, hide) }
        }),
    }))
    return {
        months,
        rows: places.map((orgUnit, place) => ({
            orgUnit,
            cells: Object.fromEntries(columns.map((column) => [column.code, column.months.map(({ cells }) => cells[place] ?? none)])),
        })),
        total: Object.fromEntries(columns.map((column) => [column.code, column.months.map(({ total }) => total)])),
    }
}

const none: CountyCell = { shown: 'none' }

const sumOf = (figures: readonly Figure[], { numerator, denominator }: Omit<Counted, 'code'>): Sum | undefined => {
    const counted = added(figures, numerator)
    if (denominator === undefined) {
        return counted === undefined ? undefined : { numerator: counted }
    }
    const of = added(figures, denominator)
    return of === undefined ? undefined : { numerator: counted ?? 0, denominator: of }
}

const added = (figures: readonly Figure[], element: string): number | undefined => {
    const own = figures.filter((figure) => figure.element === element)
    return own.length === 0 ? undefined : own.reduce((sum, { value }) => sum + value, 0)
}

const cellOf = (sum: Sum | undefined): CountyCell => {
    if (sum === undefined) {
        return none
    }
    const { numerator, denominator } = sum
    return denominator === undefined ? { shown: 'count', value: numerator } : { shown: 'ratio', numerator, denominator }
}

const hidden = (sums: readonly (Sum | undefined)[]): CountyCell[] => {
    const counts = hideSmallCells(sums.map((sum) => sum?.numerator))
    const bases = hideSmallCells(sums.map((sum) => sum?.denominator))
    return sums.map((sum, place) => {
        const isHidden = counts[place]?.shown === 'hidden' || bases[place]?.shown === 'hidden'
        return isHidden ? { shown: 'hidden' } : cellOf(sum)
    })
}

const totalOf = (sums: readonly (Sum | undefined)[], hide: boolean): CountyCell => {
    const known = sums.filter((sum) => sum !== undefined)
    if (known.length === 0) {
        return none
    }
    const total = known.reduce<Sum>(
        (all, sum) => ({
            numerator: all.numerator + sum.numerator,
            denominator: sum.denominator === undefined ? undefined : (all.denominator ?? 0) + sum.denominator,
        }),
        { numerator: 0 }
    )
    return hide && isTelling(total) ? { shown: 'hidden' } : cellOf(total)
}

/** Whether a total is of so few people that it tells who they are. */
const isTelling = ({ numerator, denominator }: Sum): boolean =>
    denominator === undefined
        ? hideSmallCells([numerator])[0]?.shown === 'hidden'
        : denominator > 0 && !mayShowRatio(numerator, denominator)
