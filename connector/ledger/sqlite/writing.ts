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
    try {
        const result = work()
        database.exec('commit')
        return result
    } catch (error) {
        database.exec('rollback')
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
