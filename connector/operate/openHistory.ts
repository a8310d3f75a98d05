import type { Config } from '../config/readConfig.ts'
import type { History } from '../ledger/history.ts'
import { ledgerKeys, type Keys } from '../ledger/keys.ts'
import { openSqliteHistory, refuseMissingLedger } from '../ledger/sqlite/sqliteHistory.ts'

/** Options of commands that ask the ledger. */
export interface Asking {
    /** key of the ledger, when the environment gives it */
    secret: string | undefined
}

/**
 * Opens the ledger of a configuration for a question, and closes it after the answer.
 *
 * @throws Failure when there is no ledger yet
 */
export const withHistory = async <T>(
    { ledger }: Config,
    secret: string | undefined,
    ask: (history: History, keys: Keys) => T | Promise<T>
): Promise<T> => {
    refuseMissingLedger(ledger)
    const keys = ledgerKeys(ledger, secret)
    const history = openSqliteHistory(ledger, keys)
    try {
        return await ask(history, keys)
    } finally {
        history.close()
    }
}
