import { AS_OF, inventedPair } from './inventedPair.ts'
import type { Episode } from '#programme/episode.ts'
import { contributionsOf } from '#programme/indicators/catalogue.ts'
import { dueItems } from '#programme/schedule/dueItems.ts'
import { guidelines } from '#programme/schedule/guidelines.ts'

/** Aim: schedule and all indicators of this many pairs in less than a minute on one core. */
const PAIRS = 100_000
const BAR_SECONDS = 60

/** Pairs come a page at a time, as the connector reads them. */
const PAGE = 50

const page = (first: number): Episode[] => Array.from({ length: PAGE }, (_, place) => inventedPair(first + place))

/** Seconds of processor time: what one core needs, however busy the machine is. */
class Stopwatch {
    seconds = 0
    results = 0

    time(work: () => number): void {
        const before = process.cpuUsage()
        this.results += work()
        const { user, system } = process.cpuUsage(before)
        this.seconds += (user + system) / 1e6
    }
}

const row = (what: string, { seconds, results }: Stopwatch, pairs: number) => ({
    what,
    'µs/pair': Math.round((seconds * 1e6) / pairs),
    [`s/${PAIRS} pairs`]: Number(((seconds * PAIRS) / pairs).toFixed(1)),
    'results/pair': Math.round(results / pairs),
})

/** Prints what one pair costs, and what so many would take. Not a test: it fails nobody. */
const bench = (): void => {
    const pairs = Number(process.argv[2] ?? 20_000)
    const [schedule, figures, events] = [new Stopwatch(), new Stopwatch(), new Stopwatch()]
    for (let first = -10 * PAGE; first < pairs; first += PAGE) {
        const episodes = page(first + 10 * PAGE)
        // the first pages warm the machine up
        const [planning, counting] = first < 0 ? [new Stopwatch(), new Stopwatch()] : [schedule, figures]
        planning.time(() => episodes.reduce((sum, episode) => sum + dueItems(episode, guidelines, AS_OF).length, 0))
        counting.time(() => episodes.reduce((sum, episode) => sum + contributionsOf(episode, AS_OF).length, 0))
        events.results += first < 0 ? 0 : episodes.reduce((sum, { mother: hers }) => sum + (hers?.events.length ?? 0), 0)
    }
    console.table([row('schedule', schedule, pairs), row('indicators', figures, pairs)])
    const all = ((schedule.seconds + figures.seconds) * PAIRS) / pairs
    console.log(
        `${pairs} pairs, ${Math.round(events.results / pairs)} events of each mother; ${PAIRS} pairs would take ${all.toFixed(1)} s (bar: ${BAR_SECONDS} s).`
    )
}

bench()
