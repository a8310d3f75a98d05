import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Intent, RowBegun, SentObject } from '../ledger.ts'
import type { Uid } from '#dhis2/uid.ts'

const OWNER_ONLY = 0o600

/** An intent as one line. */
interface Note {
    objects: readonly SentObject[]
    names: readonly (readonly [Uid, Uid])[]
    rows: readonly RowBegun[]
}

/**
 * What was sent and whose fate is not in the ledger yet, in a file beside it: one line for each request page, on the disk before the request
 * leaves. A file of its own, so that the ledger itself can be written in few large transactions. It holds what the ledger holds of an object,
 * and like it no values.
 */
export class InFlight {
    readonly #path: string
    /** what is not settled, in the order in which it was sent */
    #notes: Note[]
    /** true once the ledger lost a transaction: what it settled is open still, and stands in the file */
    #lost = false
    #file: number

    constructor(path: string) {
        this.#path = path
        this.#file = openSync(path, 'a+', OWNER_ONLY)
        // a line cut off by a power cut was never followed by its request
        const text = readFileSync(path, 'utf8')
        const whole = text.slice(0, text.lastIndexOf('\n') + 1)
        ftruncateSync(this.#file, Buffer.byteLength(whole))
        // an earlier version noted UIDs only
        const lines = whole.split('\n').filter((line) => line.startsWith('{'))
        this.#notes = lines.map((line) => JSON.parse(line) as Note)
    }

    uids(): Set<Uid> {
        return new Set(this.#notes.flatMap(({ objects }) => objects.map(({ record }) => record.uid)))
    }

    intents(): Intent[] {
        return this.#notes.map(({ names, ...rest }) => ({ ...rest, names: new Map(names) }))
    }

    note({ objects, names = new Map(), rows = [] }: Intent): void {
        if (objects.length > 0) {
            const note = openPart({ objects, names: [...names], rows }, new Set())
            this.#notes.push(note)
            writeFileSync(this.#file, `${JSON.stringify(note)}\n`)
            fdatasyncSync(this.#file)
        }
    }

    /** Called when a transaction keeps their fate, which need not be durable yet. */
    settle(uids: readonly Uid[]): void {
        const settled = new Set(uids)
        this.#notes = this.#notes.map((note) => openPart(note, settled)).filter(({ objects }) => objects.length > 0)
    }

    /** Called when the ledger lost a transaction. */
    unsettle(): void {
        this.#lost = true
    }

    /** Called once the ledger holds all fates durably. What is still open stays. */
    forgetSettled(): void {
        if (this.#lost) {
            return
        }
        if (this.#notes.length === 0) {
            ftruncateSync(this.#file, 0)
        } else {
            this.#replace()
        }
    }

    /** The old file counts until the new one is whole. */
    #replace(): void {
        const draft = `${this.#path}.new`
        const file = openSync(draft, 'w', OWNER_ONLY)
        writeFileSync(file, this.#notes.map((note) => `${JSON.stringify(note)}\n`).join(''))
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

/** A note without what is settled, and without links and rows of nothing else. */
const openPart = ({ objects, names, rows }: Note, settled: ReadonlySet<Uid>): Note => {
    const open = objects.filter(({ record }) => !settled.has(record.uid))
    const uids = new Set(open.map(({ record }) => record.uid))
    const owners = new Set(open.map(({ record }) => record.owner))
    return { objects: open, names: names.filter(([, uid]) => uids.has(uid)), rows: rows.filter(({ key }) => owners.has(key)) }
}
