import { DatabaseSync } from 'node:sqlite'
import { RESTORED } from '../ledger.ts'
import { writing } from './writing.ts'

/** Notes in a copy of a ledger that it is one. Whoever was writing to the ledger does not write to the copy. */
export const markAsCopy = (path: string): void => {
    const database = new DatabaseSync(path)
    try {
        database.exec("insert or replace into meta (name, value) values ('copy', 'yes'); delete from lease")
    } finally {
        database.close()
    }
}

/**
 * Has all that stands delivered looked at again where a ledger is a copy that was put in the place of the one that went on: what it says of DHIS2
 * may have been changed or taken back by runs of which it knows nothing.
 *
 * @returns whether it is a copy on which no run worked yet
 */
export const reopenIfCopy = (database: DatabaseSync): boolean =>
    writing(database, () => {
        const isCopy = database.prepare("delete from meta where name = 'copy'").run().changes > 0
        if (isCopy) {
            database.exec(`update source_row set content = '${RESTORED}' where outcome in ('load', 'load_warn', 'unchanged')`)
        }
        return isCopy
    })
