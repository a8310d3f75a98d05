import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Uid } from '#dhis2/uid.ts'

const OWNER_ONLY = 0o600
/** Stands between the UID that a row derives and the one that was sent in its place. */
const LEADS_TO = '>'

/**
 * UIDs that were sent and whose fate is not in the ledger yet, in a file beside it: one line for each request page, on the disk before the
 * request leaves. A file of its own, so that the ledger itself can be written in few large transactions.
 */
export class InFlight {
    readonly #path: string
    readonly #open: Set<Uid>
    readonly #names: Map<Uid, Uid>
    /** kept in a transaction that is not durable yet */
    readonly #settled = new Set<Uid>()
    #file: number

    constructor(path: string) {
        this.#path = path
        this.#file = openSync(path, 'a+', OWNER_ONLY)
        // a line cut off by a power cut was never followed by its request
        const text = readFileSync(path, 'utf8')
        const whole = text.slice(0, text.lastIndexOf('\n') + 1)
        ftruncateSync(this.#file, whole.length)
        const words = whole.split(/[ \n]/).slice(0, -1)
        this.#open = new Set(words.filter((word) => !word.includes(LEADS_TO)))
        this.#names = new Map(words.filter((word) => word.includes(LEADS_TO)).map((word) => word.split(LEADS_TO) as [Uid, Uid]))
    }

    uids(): Set<Uid> {
        return new Set(this.#open)
    }

    names(): Map<Uid, Uid> {
        return new Map(this.#names)
    }

    note(uids: readonly Uid[], names: ReadonlyMap<Uid, Uid>): void {
        if (uids.length > 0) {
            uids.forEach((uid) => this.#open.add(uid))
            const own = [...names].filter(([, uid]) => this.#open.has(uid))
            own.forEach(([derived, uid]) => this.#names.set(derived, uid))
            writeFileSync(this.#file, `${[...uids, ...own.map((pair) => pair.join(LEADS_TO))].join(' ')}\n`)
            fdatasyncSync(this.#file)
        }
    }

    settle(uids: readonly Uid[]): void {
        uids.forEach((uid) => this.#settled.add(uid))
    }

    /** Called when the ledger lost a transaction: what it settled is open again. */
    unsettle(): void {
        this.#settled.clear()
    }

    /** Called once the ledger holds all fates durably. What is still open stays. */
    forgetSettled(): void {
        this.#settled.forEach((uid) => this.#open.delete(uid))
        this.#settled.clear()
        for (const [derived, uid] of this.#names) {
            if (!this.#open.has(uid)) {
                this.#names.delete(derived)
            }
        }
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
        writeFileSync(file, `${[...this.#open, ...[...this.#names].map((pair) => pair.join(LEADS_TO))].join(' ')}\n`)
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
