import type { DatabaseSync } from 'node:sqlite'
import { Failure } from '../../failure.ts'

const BUSY = 5

/**
 * Writes in a transaction of its own. A fault takes all of it back.
 *
 * @throws Failure of kind `held` when a run keeps the ledger busy for longer than the time-out
 */
export const writing = <T>(database: DatabaseSync, work: () => T): T => {
    begin(database)
    return orTakeBack(database, () => {
        const result = work()
        database.exec('commit')
        return result
    })
}

/** Does work of the open transaction. A fault takes back all of it; on a full or broken disk SQLite has done so already. */
export const orTakeBack = <T>(database: DatabaseSync, work: () => T): T => {
    try {
        return work()
    } catch (error) {
        if (database.isTransaction) {
            database.exec('rollback')
        }
        throw error
    }
}

const begin = (database: DatabaseSync): void => {
    try {
        database.exec('begin immediate')
    } catch (error) {
        if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) {
            throw new Failure(
                {
                    kind: 'held',
                    what: 'A run is writing to the ledger now.',
                    next: 'Wait until it has ended, then run the same command again.',
                },
                { cause: error }
            )
        }
        throw error
    }
}
