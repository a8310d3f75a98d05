import type { Facts } from './facts.ts'
import type { Guideline, Rule } from './types.ts'
import { addDays, type Day } from '#dhis2/day.ts'

/** One row of the schedule in the days of one person. */
export interface Window {
    rule: Rule
    version: string
    anchor: Day
    due: Day
    from: Day
    to: Day
    overdueFrom: Day
}

/** The rows that concern a person, in order of their due days. A row whose anchor is not known does not concern anybody yet. */
export const windowsOf = (facts: Facts, guidelines: readonly Guideline[]): Window[] => {
    const windows: Window[] = []
    for (const row of rowsOf(guidelines)[facts.kind]) {
        const window = windowIn(row, facts)
        if (window !== undefined) {
            windows.push(window)
        }
    }
    return windows.sort((one, other) => (one.due < other.due ? -1 : Number(one.due > other.due)))
}

/** A row as one edition has it. */
interface Edition {
    rule: Rule
    version: string
    from: Day
    /** first day of the next edition */
    until?: Day
}

/** What stands for the same row, through all editions, oldest first; rules of one edition that exclude one another stand side by side. */
type Row = readonly Edition[]

/** By the edition in force on the day that the window opens; if several claim it, or none does, by the older one: a choice of ours. */
const windowIn = (row: Row, facts: Facts): Window | undefined => {
    let oldest: { edition: Edition; anchor: Day } | undefined
    for (const edition of row) {
        const anchor = concerns(edition.rule, facts) ? facts.anchors[edition.rule.anchor] : undefined
        if (anchor === undefined) {
            continue
        }
        const opens = openingOf(edition.rule, anchor)
        if (opens >= edition.from && (edition.until === undefined || opens < edition.until)) {
            return windowOf(edition, anchor)
        }
        oldest ??= { edition, anchor }
    }
    return oldest && windowOf(oldest.edition, oldest.anchor)
}

/** Rows by whom they concern, put together once for each list of editions. */
const rowsOf = (guidelines: readonly Guideline[]): Readonly<Record<Rule['subject'], readonly Row[]>> => {
    const known = rowsByGuidelines.get(guidelines)
    if (known !== undefined) {
        return known
    }
    const rows = new Map<string, Edition[]>()
    guidelines.forEach(({ version, from, rules }, place) => {
        for (const rule of rules) {
            const name = `${rule.subject}.${rule.key}.${rule.n ?? ''}`
            rows.set(name, [...(rows.get(name) ?? []), { rule, version, from, until: guidelines[place + 1]?.from }])
        }
    })
    const of = (subject: Rule['subject']): Row[] => [...rows.values()].filter(([first]) => first?.rule.subject === subject)
    const found = { mother: of('mother'), infant: of('infant') }
    rowsByGuidelines.set(guidelines, found)
    return found
}

const rowsByGuidelines = new WeakMap<readonly Guideline[], ReturnType<typeof rowsOf>>()

const concerns = ({ needs }: Rule, facts: Facts): boolean => needs === undefined || needs.every((need) => facts.needs.has(need))

/** When a row opens, never before the day that it counts from. */
const openingOf = ({ window }: Rule, anchor: Day): Day => addDays(anchor, Math.max(0, window[0]))

const windowOf = ({ rule, version }: Edition, anchor: Day): Window => ({
    rule,
    version,
    anchor,
    due: addDays(anchor, rule.dueDay),
    from: openingOf(rule, anchor),
    to: addDays(anchor, rule.window[1]),
    overdueFrom: addDays(anchor, rule.overdueAfter + 1),
})

/** The rows by series, each in order: rows of one series replace one another. */
export const seriesIn = (windows: readonly Window[]): Window[][] => {
    const series = new Map<string, Window[]>()
    for (const window of windows) {
        const name = window.rule.series ?? `${window.rule.stage}.${window.rule.kind ?? ''}`
        const others = series.get(name)
        if (others === undefined) {
            series.set(name, [window])
        } else {
            others.push(window)
        }
    }
    return [...series.values()]
}
