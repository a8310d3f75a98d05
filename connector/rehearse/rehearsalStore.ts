import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Keys } from '../ledger/keys.ts'
import { merged, type List, type Rehearsed } from './merged.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What a rehearsal has sent, in a file of its own that is thrown away after it. Objects are encrypted, values known by keyed hashes. */
export class RehearsalStore {
    readonly #database: DatabaseSync
    readonly #keys: Keys
    readonly #get: StatementSync
    readonly #put: StatementSync
    readonly #hold: StatementSync
    readonly #holders: StatementSync
    readonly #enrollments: StatementSync

    constructor(path: string, keys: Keys) {
        this.#keys = keys
        this.#database = new DatabaseSync(path)
        this.#database.exec(`
            pragma journal_mode = off;
            pragma synchronous = off;
            create table object (uid text primary key, list text not null, tracked_entity text, sealed blob not null) without rowid;
            create index object_tracked_entity on object (tracked_entity) where list = 'enrollments';
            create table holder (mark text not null, uid text not null, primary key (mark, uid)) without rowid;
        `)
        this.#get = this.#database.prepare('select list, sealed from object where uid = ?')
        this.#put = this.#database.prepare('insert or replace into object values (?, ?, ?, ?)')
        this.#hold = this.#database.prepare('insert or ignore into holder values (?, ?)')
        this.#holders = this.#database.prepare('select distinct uid from holder where mark in (select value from json_each(?))')
        this.#enrollments = this.#database.prepare(`select uid from object where list = 'enrollments' and tracked_entity = ?`)
    }

    put(sent: Rehearsed): void {
        const object = merged<Rehearsed['object']>(sent.list, this.get(sent.list, sent.uid)?.object, sent) ?? sent.object
        const trackedEntity = typeof object.trackedEntity === 'string' ? object.trackedEntity : null
        this.#put.run(sent.uid, sent.list, trackedEntity, this.#keys.seal(JSON.stringify(object)))
        if (sent.list === 'trackedEntities') {
            for (const { attribute, value } of (object.attributes ?? []) as { attribute: Uid; value: string }[]) {
                this.#hold.run(this.#mark(attribute, value), sent.uid)
            }
        }
    }

    has(uid: Uid): boolean {
        return this.#get.get(uid) !== undefined
    }

    get(list: List, uid: Uid): Rehearsed | undefined {
        const row = this.#get.get(uid)
        return row?.list === list
            ? { list, uid, object: JSON.parse(this.#keys.open(row.sealed as Uint8Array)) as Rehearsed['object'] }
            : undefined
    }

    /** Tracked entities that were sent with one of some values. As in DHIS2, case does not count. */
    holdersOf(attribute: Uid, values: readonly string[]): Uid[] {
        const marks = values.map((value) => this.#mark(attribute, value))
        return this.#holders.all(JSON.stringify(marks)).map(({ uid }) => String(uid))
    }

    enrollmentsOf(trackedEntity: Uid): Rehearsed[] {
        return this.#enrollments.all(trackedEntity).flatMap(({ uid }) => this.get('enrollments', String(uid)) ?? [])
    }

    close(): void {
        this.#database.close()
    }

    #mark(attribute: Uid, value: string): string {
        return this.#keys.mark(`rehearsed|${attribute}|${value.toLowerCase()}`)
    }
}
