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
    // editions share the rows that did not change, and their days are worked out once
    const opened = new Map<Rule, { anchor: Day; opens: Day } | undefined>()
    guidelines.forEach(({ version, from, rules }, place) => {
        const end = guidelines[place + 1]?.from
        for (const rule of rules) {
            if (!opened.has(rule)) {
                opened.set(rule, openingOf(rule, facts))
            }
            const opening = opened.get(rule)
            if (opening !== undefined) {
                const inForce = opening.opens >= from && (end === undefined || opening.opens < end)
                const name = `${rule.key}.${rule.n ?? ''}`
                claims.set(name, [...(claims.get(name) ?? []), { ...opening, rule, version, inForce }])
            }
        }
    })
    return [...claims.values()].flatMap(settle).toSorted((one, other) => (one.due < other.due ? -1 : Number(one.due > other.due)))
}

interface Claim {
    rule: Rule
    version: string
    anchor: Day
    opens: Day
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

/** When a row opens, never before the day that it counts from; undefined when it does not concern the person. */
const openingOf = (rule: Rule, facts: Facts): { anchor: Day; opens: Day } | undefined => {
    const anchor = concerns(rule, facts) ? facts.anchors[rule.anchor] : undefined
    return anchor === undefined ? undefined : { anchor, opens: addDays(anchor, Math.max(0, rule.window[0])) }
}

const windowOf = ({ rule, version, anchor, opens }: Claim): Window => ({
    rule,
    version,
    anchor,
    due: addDays(anchor, rule.dueDay),
    from: opens,
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
