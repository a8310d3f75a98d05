import { closeSync, copyFileSync, existsSync, openSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'

const OWNER_ONLY = 0o600

/** Copies a ledger and what it has under way, for a rehearsal. Without a ledger there is nothing to copy. */
export const copyLedger = async (path: string, copy: string): Promise<void> => {
    if (!existsSync(path)) {
        return
    }
    closeSync(openSync(copy, 'w', OWNER_ONLY))
    const database = new DatabaseSync(path)
    try {
        await backup(database, copy)
    } finally {
        database.close()
    }
    if (existsSync(`${path}.inflight`)) {
        copyFileSync(`${path}.inflight`, `${copy}.inflight`)
    }
}
