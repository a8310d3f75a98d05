import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { ledgerKeys } from '../ledger/keys.ts'
import { openSqliteLedger } from '../ledger/sqlite/sqliteLedger.ts'
import { page, row } from '../ledger/testLedger.ts'
import { showRejects } from './rejects.ts'

const folder = mkdtempSync(join(tmpdir(), 'kmmp-rejects-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('rows of two partners, whose files have the same names, are given out one partner at a time', async () => {
    const secret = '7'.repeat(64)
    const path = join(folder, 'kmmp.db')
    const ledger = openSqliteLedger(path, ledgerKeys(path, secret), 'https://dhis2.example.org')
    const waiting = ['m2m', 'imara'].map((source) =>
        row(`row of ${source}`, { source, outcome: 'park', finding: { reason: 'PARENT_MISSING' } })
    )
    ledger.commit(page({ rows: waiting }))
    ledger.close()
    const sources = new Map(['m2m', 'imara'].map((name) => [name, { name }]))
    const config = { ledger: path, sources, file: 'kmmp.yaml' } as unknown as Config
    const given = showRejects(config, { secret, csv: join(folder, 'out') }, {} as Console)
    await expect(given).rejects.toMatchObject({ kind: 'configuration', next: 'Add --source: imara or m2m.' })
})
