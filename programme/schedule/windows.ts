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
    const claims = new Map<string, Claim[]>()
    guidelines.forEach(({ version, from, rules }, place) => {
        const end = guidelines[place + 1]?.from
        for (const rule of rules) {
            const anchor = concerns(rule, facts) ? facts.anchors[rule.anchor] : undefined
            if (anchor !== undefined) {
                const opens = openingDay(rule, anchor)
                const inForce = opens >= from && (end === undefined || opens < end)
                const name = `${rule.key}.${rule.n ?? ''}`
                claims.set(name, [...(claims.get(name) ?? []), { rule, version, anchor, inForce }])
            }
        }
    })
    return [...claims.values()].flatMap(settle).toSorted((one, other) => (one.due < other.due ? -1 : Number(one.due > other.due)))
}

interface Claim {
    rule: Rule
    version: string
    anchor: Day
    /** the edition was in force on the day that its window opens */
    inForce: boolean
}

/** If several editions claim an item, or none does, the older one holds (app-design.md 15, choice l). */
const settle = (claims: readonly Claim[]): Window[] => {
    const held = claims.find(({ inForce }) => inForce) ?? claims[0]
    return held ? [windowOf(held)] : []
}

const concerns = (rule: Rule, facts: Facts): boolean =>
    rule.subject === facts.kind && (rule.needs ?? []).every((need) => facts.needs.has(need))

/** Never before the day that it counts from. */
const openingDay = (rule: Rule, anchor: Day): Day => addDays(anchor, Math.max(0, rule.window[0]))

const windowOf = ({ rule, version, anchor }: Claim): Window => ({
    rule,
    version,
    anchor,
    due: addDays(anchor, rule.dueDay),
    from: openingDay(rule, anchor),
    to: addDays(anchor, rule.window[1]),
    overdueFrom: addDays(anchor, rule.overdueAfter + 1),
})

/** The rows by series, each in order: rows of one series replace one another. */
export const seriesIn = (windows: readonly Window[]): Window[][] => {
    const series = new Map<string, Window[]>()
    for (const window of windows) {
        const name = window.rule.series ?? `${window.rule.stage}.${window.rule.kind ?? ''}`
        series.set(name, [...(series.get(name) ?? []), window])
    }
    return [...series.values()]
}
