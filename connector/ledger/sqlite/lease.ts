import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { DatabaseSync } from 'node:sqlite'
import { Failure } from '../../failure.ts'
import { writing } from './writing.ts'

/** A process that stayed silent this long (milliseconds) is dead. */
const LEASE_TIME = 10 * 60_000
/** A process renews its lease so often while it lives, also when it waits for its server all the time. */
const BEAT = 2 * 60_000
/** A lease younger than this is not renewed: each renewal is a write to the disk. */
const FRESH = 60_000

/** Lets one process at a time write to a target. */
export class Lease {
    readonly #database: DatabaseSync
    readonly #name: string
    readonly #holder = randomUUID()
    #heldAt = 0
    #beat: NodeJS.Timeout | undefined

    constructor(database: DatabaseSync, name: string) {
        this.#database = database
        this.#name = name
    }

    /** Takes or prolongs the lease. A lease whose process is gone from this machine is taken over at once. */
    hold(): void {
        if (Date.now() - this.#heldAt < FRESH) {
            return
        }
        // asked before the lock is waited for: a run at work has it nearly all the time
        this.#refuseOther()
        writing(this.#database, () => {
            this.#refuseOther()
            this.#database
                .prepare('insert or replace into lease (name, holder, host, pid, until) values (?, ?, ?, ?, ?)')
                .run(this.#name, this.#holder, hostname(), process.pid, Date.now() + LEASE_TIME)
        })
        this.#heldAt = Date.now()
        this.#beat ??= setInterval(() => this.#stayAlive(), BEAT).unref()
    }

    /** Moves the end of a lease that is held. */
    prolong(): void {
        this.#database
            .prepare('update lease set until = ? where name = ? and holder = ?')
            .run(Date.now() + LEASE_TIME, this.#name, this.#holder)
    }

    release(): void {
        clearInterval(this.#beat)
        this.#database.prepare('delete from lease where name = ? and holder = ?').run(this.#name, this.#holder)
    }

    #stayAlive(): void {
        // an open transaction keeps others out by itself, and prolongs the lease when it ends
        if (this.#database.isTransaction) {
            return
        }
        try {
            this.prolong()
        } catch {
            // somebody else writes just now, or the disk is full: what the run writes next says so
        }
    }

    #refuseOther(): void {
        const found = this.#database.prepare('select holder, host, pid, until from lease where name = ?').get(this.#name)
        if (found === undefined || found.holder === this.#holder || !isHeld(found)) {
            return
        }
        throw new Failure({
            kind: 'held',
            what: 'Another run is writing to this target now.',
            where: `process ${String(found.pid)} on ${String(found.host)}`,
            next: 'Wait until it has ended, then run the same command again.',
        })
    }
}

/** True for a lease whose process still lives, as far as can be seen from here. */
export const isHeld = ({ host, pid, until }: Record<string, unknown>): boolean =>
    Number(until) >= Date.now() && (host !== hostname() || isRunning(Number(pid)))

const isRunning = (pid: number): boolean => {
    try {
        process.kill(pid, 0)
        return true
    } catch (error) {
        // EPERM: it is there, but somebody else's
        return error instanceof Error && 'code' in error && error.code === 'EPERM'
    }
}
