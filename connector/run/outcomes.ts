import { createReadStream, renameSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { LinesFile } from '../linesFile.ts'
import type { Finding, RowPlace } from '../records.ts'
import type { Outcome } from '#dhis2/outcome.ts'

/** One line of the outcomes file. Reasons beyond the first stand in `detail`. */
export interface OutcomeLine {
    file: string
    row: number
    source_record_id: string
    outcome: Outcome
    reason: string
    column: string
    detail: string
}

export const outcomeLine = ({ file, row, sourceRecordId }: RowPlace, outcome: Outcome, findings: readonly Finding[]): OutcomeLine => {
    const [first, ...others] = findings
    const detail = [first?.detail, ...others.map((finding) => [finding.reason, finding.column].filter(Boolean).join(' '))]
    return {
        file,
        row,
        source_record_id: sourceRecordId,
        outcome,
        reason: first?.reason ?? '',
        column: first?.column ?? '',
        detail: detail.filter((part) => part !== undefined && part !== '').join('; '),
    }
}

/** A correction to a line already written. */
export interface Amendment {
    outcome: Outcome
    finding: Finding
}

/** By `file` and `row`. */
export type Amendments = ReadonlyMap<string, Amendment>

export const amendmentKey = (file: string, row: number): string => `${file} ${row}`

/** The outcomes of a run as JSON lines, one a source row. */
export class OutcomesFile {
    readonly #path: string
    readonly #lines: LinesFile
    readonly #amendments = new Map<string, Amendment>()

    constructor(path: string) {
        this.#path = path
        this.#lines = new LinesFile(path)
    }

    write(lines: readonly OutcomeLine[]): Promise<void> {
        return this.#lines.write(lines)
    }

    /** What is said of rows in place of their lines. */
    amend(amendments: Amendments): void {
        amendments.forEach((amendment, place) => this.#amendments.set(place, amendment))
    }

    async close(): Promise<void> {
        await this.#lines.end()
        if (this.#amendments.size > 0) {
            await this.#writeAmended()
        }
        this.#lines.appear()
    }

    async #writeAmended(): Promise<void> {
        const amended = new LinesFile(`${this.#path}.amended`)
        for await (const text of createInterface({ input: createReadStream(this.#lines.part) })) {
            const line = JSON.parse(text) as OutcomeLine
            const amendment = this.#amendments.get(amendmentKey(line.file, line.row))
            const place = { file: line.file, row: line.row, sourceRecordId: line.source_record_id }
            await amended.write([amendment === undefined ? line : outcomeLine(place, amendment.outcome, [amendment.finding])])
        }
        await amended.end()
        renameSync(amended.part, this.#lines.part)
    }
}
