import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { z } from 'zod'
import type { Uid } from '#dhis2/uid.ts'

/** UIDs that were sent and whose fate is not known yet; one row of the table for all that were sent together. */
export class InFlight {
    readonly #open = new Map<number | bigint, Set<Uid>>()
    readonly #put: StatementSync
    readonly #update: StatementSync
    readonly #drop: StatementSync

    constructor(database: DatabaseSync) {
        this.#put = database.prepare('insert into in_flight (uids) values (?)')
        this.#update = database.prepare('update in_flight set uids = ? where id = ?')
        this.#drop = database.prepare('delete from in_flight where id = ?')
        for (const { id, uids } of database.prepare('select id, uids from in_flight').all()) {
            this.#open.set(Number(id), new Set(z.array(z.string()).parse(JSON.parse(String(uids)))))
        }
    }

    uids(): Set<Uid> {
        return new Set([...this.#open.values()].flatMap((uids) => [...uids]))
    }

    note(uids: readonly Uid[]): void {
        if (uids.length > 0) {
            this.#open.set(this.#put.run(JSON.stringify(uids)).lastInsertRowid, new Set(uids))
        }
    }

    settle(settled: readonly Uid[]): void {
        for (const [id, uids] of this.#open) {
            const before = uids.size
            settled.forEach((uid) => uids.delete(uid))
            if (uids.size === 0) {
                this.#drop.run(id)
                this.#open.delete(id)
            } else if (uids.size < before) {
                this.#update.run(JSON.stringify([...uids]), id)
            }
        }
    }
}
