import { once } from 'node:events'
import { createReadStream, createWriteStream, renameSync, rmSync, type WriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Failure } from '../failure.ts'
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

/** Corrections to lines already written, by `file` and `row`. */
export type Amendments = ReadonlyMap<string, { outcome: Outcome; finding: Finding }>

export const amendmentKey = (file: string, row: number): string => `${file} ${row}`

/** The outcomes of a run as JSON lines, one a source row. The file appears when it is whole. */
export class OutcomesFile {
    readonly #path: string
    readonly #out: WriteStream
    #failed: Error | undefined

    constructor(path: string) {
        this.#path = path
        this.#out = createWriteStream(`${path}.part`, { mode: 0o600 })
        this.#out.on('error', (error) => (this.#failed = error))
    }

    async write(lines: readonly OutcomeLine[]): Promise<void> {
        this.#complain()
        if (!this.#out.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))) {
            await Promise.race([once(this.#out, 'drain'), once(this.#out, 'error')])
        }
    }

    async close(amendments: Amendments): Promise<void> {
        this.#out.end()
        await once(this.#out, 'close')
        this.#complain()
        if (amendments.size > 0) {
            await this.#amend(amendments)
        }
        renameSync(`${this.#path}.part`, this.#path)
    }

    async #amend(amendments: Amendments): Promise<void> {
        const amended = createWriteStream(`${this.#path}.amended`, { mode: 0o600 })
        for await (const text of createInterface({ input: createReadStream(`${this.#path}.part`) })) {
            const line = JSON.parse(text) as OutcomeLine
            const amendment = amendments.get(amendmentKey(line.file, line.row))
            const place = { file: line.file, row: line.row, sourceRecordId: line.source_record_id }
            const result = amendment === undefined ? line : outcomeLine(place, amendment.outcome, [amendment.finding])
            amended.write(`${JSON.stringify(result)}\n`)
        }
        amended.end()
        await once(amended, 'close')
        rmSync(`${this.#path}.part`)
        renameSync(`${this.#path}.amended`, `${this.#path}.part`)
    }

    #complain(): void {
        if (this.#failed !== undefined) {
            throw new Failure({
                kind: 'configuration',
                what: 'The outcomes file cannot be written.',
                where: this.#path,
                next: 'Check that its folder exists and that you may write there.',
            })
        }
    }
}
