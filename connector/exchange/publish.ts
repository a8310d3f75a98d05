import type { History } from '../ledger/history.ts'
import { grouped } from '../plan/readCurrent.ts'
import type { RunReport } from '../run/report.ts'
import { exitCodeOfReport } from '../run/report.ts'
import type { DataStore } from './dataStore.ts'
import type { Asked } from './reviewItems.ts'
import { countOf } from '#dhis2/outcome.ts'
import { exchangeKey, ReviewItem, SCHEMA, type Refusals, type RunSummary } from '#programme/exchange.ts'

/** Runs of a partner that are kept to be looked at. */
const RUNS_KEPT = 30
/** So many questions at once are no work for people but a wrong mapping; the others follow when these are answered. */
const MOST_ITEMS = 500

/** An entry is read as a whole by each who looks at it. */
const MOST_GROUPS = 500

export interface Published {
    report: RunReport
    /** UTC, ISO 8601 */
    started: string
    ended: string
}

/** Tells staff in DHIS2 what came of a run and what they are asked; what is asked no more, and old runs, go. */
export const publish = async (
    store: DataStore,
    { report, started, ended }: Published,
    { history, asked }: { history: Pick<History, 'waitingByOrgUnit'>; asked: ReadonlyMap<string, Asked> }
): Promise<void> => {
    const partner = report.source
    const known = await store.keys()
    const items = [...asked.values()].filter(({ item }) => item.partner === partner)
    const refusals: Refusals = { schema: SCHEMA, partner, groups: groupsOf(partner, history) }
    const summary: RunSummary = {
        schema: SCHEMA,
        partner,
        started,
        ended,
        exitCode: exitCodeOfReport(report),
        counts: report.counts,
        reviews: items.length,
        refusals: exchangeKey.refusals(partner, started),
    }
    await store.write(summary.refusals, refusals)
    await store.write(exchangeKey.run(partner, started), summary)
    const open = new Map(items.map(({ item }) => [exchangeKey.review(item.item), item]))
    const told = [...open].slice(0, MOST_ITEMS)
    const there = new Set(known)
    const stored = await Promise.all(told.map(([key]) => (there.has(key) ? store.read(key) : undefined)))
    for (const [place, [key, item]] of told.entries()) {
        if (!isSame(stored[place], item)) {
            await store.write(key, item)
        }
    }
    for (const key of [
        ...known.filter((name) => name.startsWith(exchangeKey.review(`${partner}.`)) && !open.has(name)),
        ...oldRuns(known, partner),
    ]) {
        await store.remove(key)
    }
}

/** Servers keep the names of an entry in an order of their own. */
const isSame = (stored: unknown, item: ReviewItem): boolean => {
    const { data } = ReviewItem.safeParse(stored)
    return JSON.stringify(data) === JSON.stringify(ReviewItem.parse(item))
}

/** Rows by file, reason and facility. The smallest groups, when there are too many, are told without their facility. */
const groupsOf = (partner: string, history: Pick<History, 'waitingByOrgUnit'>): Refusals['groups'] => {
    const groups = history
        .waitingByOrgUnit()
        .filter(({ source }) => source === partner)
        .map(({ file, outcome, reason, orgUnit, rows }) => ({ file, count: countOf[outcome], reason, orgUnit, rows }))
    const small = grouped(groups.slice(MOST_GROUPS), ({ file, count, reason }) => `${file} ${count} ${reason}`)
    const together = [...small.values()].flatMap(([first, ...more]): Refusals['groups'] =>
        first === undefined ? [] : [{ ...first, orgUnit: undefined, rows: more.reduce((sum, { rows }) => sum + rows, first.rows) }]
    )
    return [...groups.slice(0, MOST_GROUPS), ...together]
}

const oldRuns = (known: readonly string[], partner: string): string[] =>
    [`runs.${partner}.`, `refusals.${partner}.`].flatMap((prefix) =>
        known
            .filter((key) => key.startsWith(prefix))
            .toSorted()
            .slice(0, -(RUNS_KEPT - 1))
    )
