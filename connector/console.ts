import { SingleBar } from 'cli-progress'
import { pino } from 'pino'
import type { AggregateReport } from './aggregate/report.ts'
import { aggregateText } from './aggregate/reportText.ts'
import { exitCodeOf, Failure } from './failure.ts'
import type { RunReport } from './run/report.ts'
import { reportText } from './run/reportText.ts'

/** How a command speaks: to people, or in JSON lines to machines. Only counts, codes, file names and failures are ever said. */
export interface Console {
    say(text: string): void
    /** What was asked for: `data` for machines, under the name of the event; the same as text for people. */
    show(event: string, data: Readonly<Record<string, unknown>>, text: readonly string[]): void
    report(report: RunReport): void
    figures(report: AggregateReport): void
    /** Says why a command failed. A failure that nobody foresaw shows its stack only with `--debug`. */
    fail(error: unknown): number
    progress(): Progress
}

export interface Progress {
    add(file: string, rows: number, objects: number): void
    stop(): void
}

export const openConsole = ({ json = false, debug = false }: { json?: boolean; debug?: boolean }): Console =>
    json ? machine(debug) : people(debug)

const people = (debug: boolean): Console => ({
    say: (text) => console.log(text),
    show: (_, __, text) => console.log(text.join('\n')),
    report: (report) => console.log(reportText(report)),
    figures: (report) => console.log(aggregateText(report)),
    fail: (error) => {
        console.error(error instanceof Failure ? error.text() : unforeseen(error))
        if (debug && error instanceof Error) {
            console.error(error.stack)
        }
        return exitCodeOf(error)
    },
    progress: () => (process.stderr.isTTY ? terminalProgress() : SILENT),
})

const machine = (debug: boolean): Console => {
    const log = pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ sync: true }))
    return {
        say: (text) => log.info({ event: 'message' }, text),
        show: (event, data) => log.info({ event, ...data }),
        report: ({ failure, ...report }) => log.info({ event: 'report', ...report, failure: failure && partsOf(failure) }),
        figures: (report) => log.info({ event: 'figures', ...report }),
        fail: (error) => {
            const parts = error instanceof Failure ? partsOf(error) : { what: unforeseen(error) }
            log.error({ event: 'failure', ...parts, ...(debug && error instanceof Error ? { stack: error.stack } : {}) })
            return exitCodeOf(error)
        },
        progress: () => SILENT,
    }
}

const SILENT: Progress = { add: () => undefined, stop: () => undefined }

const partsOf = ({ kind, what, where, why, next }: Failure) => ({ kind, what, where, why, next })

/** The message of an unforeseen error may hold anything, so it is not shown. */
const unforeseen = (error: unknown): string =>
    `Something unforeseen happened (${error instanceof Error ? error.name : 'unknown'}). Run the command again with --debug and report what it shows.`

const terminalProgress = (): Progress => {
    const bar = new SingleBar({ format: '  {file}  {value} rows, {objects} objects', clearOnComplete: true, stream: process.stderr })
    let [rows, objects] = [0, 0]
    bar.start(0, 0, { file: '', objects })
    return {
        add: (file, moreRows, moreObjects) => {
            rows += moreRows
            objects += moreObjects
            bar.update(rows, { file, objects })
        },
        stop: () => bar.stop(),
    }
}
