import type { Config } from '../config/readConfig.ts'
import type { History, RowHistory } from '../ledger/history.ts'
import type { Keys } from '../ledger/keys.ts'
import type { RowKey } from '../ledger/ledger.ts'
import { loadMapping } from '../mapping/loadMapping.ts'
import { rowKey } from '../run/rows.ts'
import { isUid } from '#dhis2/uid.ts'

/** The rows that a person means by a record id, `FILE:ROW`, the partner's number of a person, or a UID of DHIS2. */
export const findRows = async (config: Config, key: string, { history, keys }: { history: History; keys: Keys }): Promise<RowHistory[]> => {
    const [, file, row] = /^(.+):(\d+)$/.exec(key) ?? []
    const files = file === undefined ? [] : filesMeant(file, history)
    // record ids may look like this, too: uuid:0712
    if (files.length > 0) {
        return files.flatMap((name) => history.rowsAt(name, Number(row)))
    }
    const object = isUid(key) ? history.object(key) : undefined
    const owner = object?.owner ?? (isUid(key) ? history.withdrawnFrom(key) : undefined)
    const found = owner === undefined ? await keysOf(config, key, { history, keys }) : [owner]
    return (found.length > 0 ? found : ownersOf(key, history)).flatMap((rowKey) => history.row(rowKey) ?? [])
}

/** A file by its name, or a sheet of a workbook by its own, with what is told under it: the records that stand beside others in its rows. */
const filesMeant = (file: string, history: History): string[] => {
    const known = [...new Set(history.rowCounts().map((count) => count.file))]
    const isMeant = (name: string): boolean => name === file || name.startsWith(`${file}/`)
    const exact = known.filter(isMeant)
    return exact.length > 0 ? exact : known.filter((name) => isMeant(name.slice(name.indexOf('#') + 1)))
}

/** The keys under which the ledger may know a record id: in each stream of each source, as often as it came there. */
const keysOf = async (config: Config, recordId: string, { history, keys }: { history: History; keys: Keys }): Promise<RowKey[]> => {
    const found: RowKey[] = []
    for (const source of config.sources.values()) {
        for (const { name } of (await loadMapping(source.mapping)).streams) {
            for (let occurrence = 1; ; occurrence++) {
                const row = { sourceRecordId: recordId, file: '', row: 0, cells: {} }
                const key = rowKey(keys, `${source.name}|${name}`, row, occurrence)
                if (history.row(key) === undefined) {
                    break
                }
                found.push(key)
            }
        }
    }
    return found
}

/** The rows that delivered the person or the enrollment of a number, in any case. */
const ownersOf = (number: string, history: History): RowKey[] => {
    const owners = new Set<RowKey>()
    for (const { key, trackedEntity, enrollment } of history.crossReferences()) {
        if (key.toLowerCase() === number.toLowerCase()) {
            for (const uid of [trackedEntity, enrollment]) {
                const owner = uid === undefined ? undefined : history.object(uid)?.owner
                if (owner !== undefined) {
                    owners.add(owner)
                }
            }
        }
    }
    return [...owners]
}
