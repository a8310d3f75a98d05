import { chmodSync, renameSync, writeFileSync } from 'node:fs'
import type { RunRecord, WaitingCount } from '../ledger/history.ts'
import { countOf } from '#dhis2/outcome.ts'

export interface Measured {
    /** the newest first */
    runs: readonly RunRecord[]
    waiting: readonly WaitingCount[]
    /** open questions to people */
    questions: number
}

/** Counts by source and reason say nothing of persons, and who collects them is another user of the machine. */
const FOR_ALL = 0o644

/** Writes metrics where the text file collector of Prometheus finds them: whole, or not at all. */
export const writeMetrics = (file: string, measured: Measured): void => {
    const draft = `${file}.part`
    writeFileSync(draft, metricsText(measured))
    chmodSync(draft, FOR_ALL)
    renameSync(draft, file)
}

/** The text format of Prometheus. */
export const metricsText = ({ runs, waiting, questions }: Measured): string => {
    const newest = newestBySource(runs)
    const ended = newestBySource(runs.filter((run) => run.ended !== undefined))
    return [
        ...gauge(
            'run_started_timestamp_seconds',
            'When the last run of a source began.',
            newest.map(sample(({ started }) => seconds(started)))
        ),
        ...gauge(
            'run_ended_timestamp_seconds',
            'When the last run of a source that had an end ended.',
            ended.map(sample((run) => seconds(run.ended ?? '')))
        ),
        ...gauge('run_exit_code', 'Exit code of that run.', ended.map(sample(({ exitCode = 0 }) => exitCode))),
        ...gauge('run_rows', 'Rows of that run, by what became of them.', ended.flatMap(rowSamples)),
        ...gauge('waiting_rows', 'Rows that wait now, by state and reason.', waitingSamples(waiting)),
        ...gauge('open_questions', 'Questions that a person must answer.', [{ labels: {}, value: questions }]),
        '',
    ].join('\n')
}

interface Sample {
    labels: Readonly<Record<string, string>>
    value: number
}

const gauge = (name: string, help: string, samples: readonly Sample[]): string[] => [
    `# HELP kmmp_${name} ${help}`,
    `# TYPE kmmp_${name} gauge`,
    ...samples.map(({ labels, value }) => `kmmp_${name}${labelText(labels)} ${value}`),
]

const labelText = (labels: Sample['labels']): string => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}=${JSON.stringify(text)}`)
    return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

const newestBySource = (runs: readonly RunRecord[]): RunRecord[] => [...new Map(runs.toReversed().map((run) => [run.source, run])).values()]

const sample =
    (measure: (run: RunRecord) => number) =>
    (run: RunRecord): Sample => ({ labels: { source: run.source }, value: measure(run) })

const rowSamples = ({ source, counts }: RunRecord): Sample[] =>
    Object.entries(counts).map(([count, value]) => ({ labels: { source, count }, value }))

/** The ledger counts by file; a file is one series too many. */
const waitingSamples = (waiting: readonly WaitingCount[]): Sample[] => {
    const sums = new Map<string, Sample>()
    for (const { source, outcome, reason, rows } of waiting) {
        const labels = { source, state: countOf[outcome], reason }
        const key = labelText(labels)
        sums.set(key, { labels, value: rows + (sums.get(key)?.value ?? 0) })
    }
    return [...sums.values()]
}

const seconds = (moment: string): number => Math.floor(Date.parse(moment) / 1000)
