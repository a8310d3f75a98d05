import { userInfo } from 'node:os'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { z } from 'zod'
import type { Keys } from '../keys.ts'
import type { AuditEntry } from '../ledger.ts'
import { writing } from './writing.ts'

const START = 'start'

interface Link {
    id: number
    at: string
    what: string
    run: number | null
    detail: string
    chain: string
}

export interface AuditVerdict {
    entries: number
    /** hash of the whole trail so far: noted elsewhere, it proves later that nothing of it was cut off */
    head: string
    /** the first entry that was changed, or before which something was taken out */
    broken?: number
}

const Act = z.object({
    id: z.number(),
    at: z.string(),
    what: z.string(),
    run: z
        .number()
        .nullable()
        .transform((run) => run ?? undefined),
    detail: z.string().transform((detail) => z.record(z.string(), z.unknown()).parse(JSON.parse(detail))),
})
/** An entry of the trail: a run, a decision or a copy, with who did it (`by`) and what else is known of it. */
export type AuditedAct = z.infer<typeof Act>

/** Who did what when, each entry sealed with the ledger's key over all entries before it. */
export class AuditTrail {
    readonly #database: DatabaseSync
    readonly #keys: Keys
    readonly #last: StatementSync
    readonly #add: StatementSync

    constructor(database: DatabaseSync, keys: Keys) {
        this.#database = database
        this.#keys = keys
        this.#last = database.prepare('select chain from audit order by id desc limit 1')
        this.#add = database.prepare('insert into audit (at, what, run, detail, chain) values (?, ?, ?, ?, ?)')
    }

    add({ what, detail }: AuditEntry, run?: number): void {
        writing(this.#database, () => {
            const link = {
                at: new Date().toISOString(),
                what,
                run: run ?? null,
                detail: JSON.stringify({ by: account(), ...detail }),
            }
            this.#add.run(link.at, what, link.run, link.detail, this.#chain(this.#last.get()?.chain, link))
        })
    }

    newest(limit: number): AuditedAct[] {
        const sql = 'select id, at, what, run, detail from audit order by id desc limit ?'
        return this.#database
            .prepare(sql)
            .all(limit)
            .map((row) => Act.parse(row))
    }

    /** @param head of an earlier verdict, which must be part of the trail */
    verify(head?: string): AuditVerdict {
        let [chain, entries, met] = [START, 0, head === undefined || head === START]
        for (const row of this.#database.prepare('select id, at, what, run, detail, chain from audit order by id').iterate()) {
            const link = row as unknown as Link
            if (link.id !== entries + 1 || link.chain !== this.#chain(chain, link)) {
                return { entries, head: chain, broken: entries + 1 }
            }
            entries++
            chain = link.chain
            met ||= chain === head
        }
        return met ? { entries, head: chain } : { entries, head: chain, broken: entries + 1 }
    }

    #chain(before: unknown, { at, what, run, detail }: Omit<Link, 'id' | 'chain'>): string {
        return this.#keys.sum([typeof before === 'string' ? before : START, at, what, run ?? '', detail].join('\n'))
    }
}

/** The account of this machine, by the word of the system: a variable such as USER is not set by cron, and anybody may set it. */
const account = (): string => {
    try {
        return userInfo().username
    } catch {
        // an account without an entry, as in containers
        return `uid ${process.getuid?.() ?? '?'}`
    }
}
