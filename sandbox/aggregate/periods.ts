import { addDays, weekday, type Day } from '#dhis2/day.ts'
import { addMonths, monthEnd, monthOf, monthStart } from '#dhis2/period.ts'

/** A DHIS2 period with its type and days, both included. */
export interface Period {
    id: string
    type: string
    start: Day
    end: Day
}

const day = (compact: string): Day => `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6, 8)}`

const months = (id: string, type: string, first: string, count: number): Period => ({
    id,
    type,
    start: monthStart(first),
    end: monthEnd(addMonths(first, count - 1)),
})

/** The Monday of an ISO week. */
const weekStart = (year: number, week: number): Day => {
    const fourth: Day = `${year}-01-04`
    return addDays(fourth, (week - 1) * 7 - ((weekday(fourth) + 6) % 7))
}

const FINANCIAL: Record<string, string> = { April: '04', July: '07', Sep: '09', Oct: '10' }

type Reader = (found: RegExpExecArray, id: string) => Period

const FORMS: readonly (readonly [form: RegExp, read: Reader])[] = [
    [/^(\d{8})$/, ([, date = ''], id) => ({ id, type: 'Daily', start: day(date), end: day(date) })],
    [/^(\d{4})-?(0[1-9]|1[0-2])$/, ([, year, month]) => months(`${year}${month}`, 'Monthly', `${year}${month}`, 1)],
    [
        /^(\d{4})W([1-9]|[1-4]\d|5[0-3])$/,
        ([, year, week], id) => {
            const start = weekStart(Number(year), Number(week))
            return { id, type: 'Weekly', start, end: addDays(start, 6) }
        },
    ],
    [/^(\d{4})0([1-6])B$/, ([, year, pair], id) => months(id, 'BiMonthly', addMonths(`${year}01`, (Number(pair) - 1) * 2), 2)],
    [/^(\d{4})Q([1-4])$/, ([, year, quarter], id) => months(id, 'Quarterly', addMonths(`${year}01`, (Number(quarter) - 1) * 3), 3)],
    [/^(\d{4})S([12])$/, ([, year, half], id) => months(id, 'SixMonthly', addMonths(`${year}01`, (Number(half) - 1) * 6), 6)],
    [/^(\d{4})$/, ([, year], id) => months(id, 'Yearly', `${year}01`, 12)],
    [/^(\d{4})(April|July|Sep|Oct)$/, ([, year, name = ''], id) => months(id, `Financial${name}`, `${year}${FINANCIAL[name]}`, 12)],
]

/** Reads a period id; undefined when DHIS2 would not know it. `2026-09` is read as `202609`. */
export const readPeriod = (id: string): Period | undefined => {
    for (const [form, read] of FORMS) {
        const found = form.exec(id)
        if (found) {
            return read(found, id)
        }
    }
    return undefined
}

const SPANS: Record<string, number> = { Monthly: 1, BiMonthly: 2, Quarterly: 3, SixMonthly: 6, Yearly: 12 }

/** The last day of the period of a type in which a day lies. */
export const periodEnd = (type: string, within: Day): Day => {
    if (type === 'Daily') {
        return within
    }
    if (type === 'Weekly') {
        return addDays(within, 6 - ((weekday(within) + 6) % 7))
    }
    const span = SPANS[type] ?? 1
    const month = Number(within.slice(5, 7)) - 1
    return monthEnd(addMonths(monthOf(within), span - 1 - (month % span)))
}

/** The last day of the latest period that is open for entry: periods that have ended, and so many after them. */
export const latestOpenEnd = (type: string, today: Day, openFuturePeriods: number): Day => {
    let end = addDays(periodStart(type, today), -1)
    for (let more = 0; more < openFuturePeriods; more++) {
        end = periodEnd(type, addDays(end, 1))
    }
    return end
}

const periodStart = (type: string, within: Day): Day => {
    if (type === 'Daily') {
        return within
    }
    if (type === 'Weekly') {
        return addDays(periodEnd(type, within), -6)
    }
    return monthStart(addMonths(monthOf(periodEnd(type, within)), 1 - (SPANS[type] ?? 1)))
}
