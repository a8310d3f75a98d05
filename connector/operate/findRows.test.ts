import type { Config } from '../config/readConfig.ts'
import type { History } from '../ledger/history.ts'
import type { Keys } from '../ledger/keys.ts'
import { findRows } from './findRows.ts'

const history = {
    rowCounts: () => [{ file: 'clients.csv' }],
    rowsAt: (file: string, row: number) => [{ file, row }],
    crossReferences: () => [{ key: 'anc:00123', trackedEntity: 'tei' }],
    object: (uid: string) => ({ uid, owner: 'row of the mother' }),
    row: (key: string) => ({ key }),
} as unknown as History
const config = { sources: new Map() } as unknown as Config

const found = (key: string) => findRows(config, key, { history, keys: {} as Keys })

test('a file and a row', async () => {
    expect(await found('clients.csv:12')).toEqual([{ file: 'clients.csv', row: 12 }])
})

test('the number of a person that looks like a file and a row', async () => {
    expect(await found('ANC:00123')).toEqual([{ key: 'row of the mother' }])
})
