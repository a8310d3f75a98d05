import type { History } from '../ledger/history.ts'
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
    { history, asked }: { history: Pick<History, 'waitingCounts'>; asked: ReadonlyMap<string, Asked> }
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
    for (const [key, item] of [...open].slice(0, MOST_ITEMS)) {
        if (!known.includes(key) || !isSame(await store.read(key), item)) {
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

const groupsOf = (partner: string, history: Pick<History, 'waitingCounts'>): Refusals['groups'] =>
    history
        .waitingCounts()
        .filter(({ source }) => source === partner)
        .map(({ file, outcome, reason, rows }) => ({ file, count: countOf[outcome], reason, rows }))

const oldRuns = (known: readonly string[], partner: string): string[] =>
    [`runs.${partner}.`, `refusals.${partner}.`].flatMap((prefix) =>
        known
            .filter((key) => key.startsWith(prefix))
            .toSorted()
            .slice(0, -(RUNS_KEPT - 1))
    )
