import type { AggregateReport } from './aggregate/report.ts'
import type { RunReport } from './run/report.ts'

/** How a command speaks: to people, or in JSON lines to machines. Only counts, codes, file names and failures are ever said. */
export interface Console {
    say(text: string): void
    /** What was asked for: `data` for machines, under the name of the event; the same as text for people. */
    show(event: string, data: Readonly<Record<string, unknown>>, text: readonly string[]): void
    report(report: RunReport): void
    figures(report: AggregateReport): void
    /** Says why a command failed, and gives its exit code. With `--debug` it says where in the program the failure arose. */
    fail(error: unknown): number
    progress(): Progress
}

export interface Progress {
    add(file: string, rows: number, objects: number): void
    stop(): void
}

export interface Spoken {
    json?: boolean
    debug?: boolean
}

export const openConsole = async ({ json = false, debug = false }: Spoken): Promise<Console> =>
    json ? (await import('./console/machine.ts')).machine(debug) : (await import('./console/people.ts')).people(debug)
