import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import type { Uid } from '#dhis2/uid.ts'

const OWNER_ONLY = 0o600

/**
 * UIDs that were sent and whose fate is not in the ledger yet, in a file beside it: one line for each request page, on the disk before the
 * request leaves. A file of its own, so that the ledger itself can be written in few large transactions.
 */
export class InFlight {
    readonly #path: string
    readonly #open: Set<Uid>
    #file: number

    constructor(path: string) {
        this.#path = path
        this.#file = openSync(path, 'a+', OWNER_ONLY)
        // a line cut off by a power cut was never followed by its request
        const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
        this.#open = new Set(lines.flatMap((line) => line.split(' ')))
    }

    uids(): Set<Uid> {
        return new Set(this.#open)
    }

    note(uids: readonly Uid[]): void {
        if (uids.length > 0) {
            uids.forEach((uid) => this.#open.add(uid))
            writeSync(this.#file, `${uids.join(' ')}\n`)
            fdatasyncSync(this.#file)
        }
    }

    settle(uids: readonly Uid[]): void {
        uids.forEach((uid) => this.#open.delete(uid))
    }

    /** Called once the ledger holds all fates durably. What is still open stays. */
    forgetSettled(): void {
        if (this.#open.size === 0) {
            ftruncateSync(this.#file, 0)
        } else {
            this.#replace()
        }
    }

    /** The old file counts until the new one is whole. */
    #replace(): void {
        const draft = `${this.#path}.new`
        const file = openSync(draft, 'w', OWNER_ONLY)
        writeSync(file, `${[...this.#open].join(' ')}\n`)
        fdatasyncSync(file)
        closeSync(file)
        closeSync(this.#file)
        renameSync(draft, this.#path)
        this.#file = openSync(this.#path, 'a+', OWNER_ONLY)
    }

    close(): void {
        closeSync(this.#file)
    }
}
