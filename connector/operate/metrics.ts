import { chmodSync, renameSync, writeFileSync } from 'node:fs'
import { Gauge, Registry } from 'prom-client'
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
export const writeMetrics = async (file: string, measured: Measured): Promise<void> => {
    const draft = `${file}.part`
    writeFileSync(draft, await metricsText(measured))
    chmodSync(draft, FOR_ALL)
    renameSync(draft, file)
}

/** The text format of Prometheus. */
export const metricsText = ({ runs, waiting, questions }: Measured): Promise<string> => {
    const registry = new Registry()
    const gauge = (name: string, help: string, labelNames: string[]): Gauge =>
        new Gauge({ name: `kmmp_${name}`, help, labelNames, registers: [registry] })
    const started = gauge('run_started_timestamp_seconds', 'When the last run of a source began.', ['source'])
    newestBySource(runs).forEach((run) => started.set({ source: run.source }, seconds(run.started)))
    const ended = gauge('run_ended_timestamp_seconds', 'When the last run of a source that had an end ended.', ['source'])
    const exitCode = gauge('run_exit_code', 'Exit code of that run.', ['source'])
    const rows = gauge('run_rows', 'Rows of that run, by what became of them.', ['source', 'count'])
    for (const run of newestBySource(runs.filter((one) => one.ended !== undefined))) {
        const { source } = run
        ended.set({ source }, seconds(run.ended ?? ''))
        exitCode.set({ source }, run.exitCode ?? 0)
        Object.entries(run.counts).forEach(([count, number]) => rows.set({ source, count }, number))
    }
    // the ledger counts by file; a file is one series too many
    const waits = gauge('waiting_rows', 'Rows that wait now, by state and reason.', ['source', 'state', 'reason'])
    waiting.forEach((count) => waits.inc({ source: count.source, state: countOf[count.outcome], reason: count.reason }, count.rows))
    gauge('open_questions', 'Questions that a person must answer.', []).set(questions)
    return registry.metrics()
}

const newestBySource = (runs: readonly RunRecord[]): RunRecord[] => [...new Map(runs.toReversed().map((run) => [run.source, run])).values()]

const seconds = (moment: string): number => Math.floor(Date.parse(moment) / 1000)
