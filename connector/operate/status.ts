import { adviceOn } from '../advice/advice.ts'
import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { EXIT } from '../failure.ts'
import type { History, RunRecord, WaitingCount } from '../ledger/history.ts'
import { table } from '../table.ts'
import { withHistory, type Asking } from './openHistory.ts'
import { countOf } from '#dhis2/outcome.ts'

const RUNS_SHOWN = 10
const WORDS = ['delivered', 'unchanged', 'skipped', 'voided', 'parked', 'refused'] as const

/** `kmmp status`: the last runs, what waits and why, and what people must decide; or, with `metrics`, the same as a file for Prometheus. */
export const showStatus = (config: Config, { secret, metrics }: Asking & { metrics?: string }, out: Console): Promise<number> =>
    withHistory(config, secret, async (history) => {
        if (metrics !== undefined) {
            const { writeMetrics } = await import('./metrics.ts')
            await writeMetrics(metrics, { runs: history.runs(), waiting: history.waitingCounts(), questions: history.counts().reviews })
            out.show('metrics', { file: metrics }, [`Wrote the metrics to ${metrics}.`])
            return EXIT.done
        }
        const atWork = history.atWork()
        const status = {
            runs: history.runs(RUNS_SHOWN).map((run, place) => ({ ...run, state: stateOf(run, place === 0 && atWork !== undefined) })),
            atWork,
            waiting: history.waitingCounts(),
            ledger: history.counts(),
        }
        out.show('status', status, statusText(status))
        return EXIT.done
    })

type RunState = 'ended' | 'at work' | 'broke off'
type ShownRun = RunRecord & { state: RunState }

/** A run that has no end was stopped, killed or cut off, unless it is the newest and its process lives. */
const stateOf = ({ ended }: RunRecord, mayBeAtWork: boolean): RunState =>
    ended !== undefined ? 'ended' : mayBeAtWork ? 'at work' : 'broke off'

interface Status {
    runs: readonly ShownRun[]
    atWork: string | undefined
    waiting: readonly WaitingCount[]
    ledger: ReturnType<History['counts']>
}

const statusText = ({ runs, atWork, waiting, ledger }: Status): string[] => [
    ...(atWork === undefined ? [] : [`A run is at work now: ${atWork}.`, '']),
    'Last runs',
    ...table([['run', 'source', 'mapping', 'began (UTC)', 'took', 'exit code', ...WORDS, 'absent'], ...runs.map(runLine)]),
    '',
    ...(waiting.length === 0
        ? ['No row waits.']
        : ['Rows that wait', ...table([['rows', 'state', 'reason', 'file', 'advice'], ...waiting.map(waitingLine)])]),
    '',
    ledger.reviews === 0 ? 'Nothing is to be decided.' : `${ledger.reviews} to be decided: kmmp reviews`,
    `The ledger knows ${ledger.rows} rows and ${ledger.objects} objects.`,
]

const runLine = ({ id, source, mapping = '', started, ended, exitCode, counts, state }: ShownRun): string[] => [
    String(id),
    source,
    mapping,
    started.slice(0, 16).replace('T', ' '),
    ended === undefined ? state : `${Math.round((Date.parse(ended) - Date.parse(started)) / 1000)} s`,
    exitCode === undefined ? '' : String(exitCode),
    ...[...WORDS, 'absent'].map((word) => String(counts[word] ?? '')),
]

const waitingLine = ({ rows, outcome, reason, file }: WaitingCount): string[] => [
    String(rows),
    countOf[outcome],
    reason,
    file,
    adviceOn(reason),
]
