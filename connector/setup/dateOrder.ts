import type { DateOrder as Order } from '../mapping/transforms/cleaned.ts'
import { orderShownBy } from '../mapping/transforms/date.ts'

/** Which number of a date is the day, and how many dates show it. */
export interface DateOrder {
    order: 'unknown' | Order
    shownBy: number
}

/** So many dates must show an order, and none the other: a person's slip may look like the other order. */
const ENOUGH = 10

/** The order of day and month that the dates of an export show; unknown when too few show one, or some show another. */
export const dateOrder = (cells: readonly string[]): DateOrder => {
    const shown = cells.flatMap((cell) => orderShownBy(cell) ?? [])
    const [first] = shown
    return first !== undefined && shown.length >= ENOUGH && shown.every((one) => one === first)
        ? { order: first, shownBy: shown.length }
        : { order: 'unknown', shownBy: 0 }
}
