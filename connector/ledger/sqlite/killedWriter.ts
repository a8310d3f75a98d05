// Run by the kill test: commits one page, leaves a second one open in the middle of its transaction, and says so.
import { Keys } from '../keys.ts'
import type { PageRecord, RowRecord } from '../ledger.ts'
import { openSqliteLedger } from './sqliteLedger.ts'

const path = process.argv[2] ?? ''
const row = (key: string): RowRecord => ({ key, place: { file: 'visits.csv', row: 1 }, content: 'c', outcome: 'load', source: 'm2m' })
const pageOf = (rows: RowRecord[]): PageRecord => ({
    rows,
    objects: [],
    aliases: new Map(),
    refusals: [],
    plans: [],
    reviews: [],
    notLoaded: new Map(),
    settled: [],
})

const ledger = openSqliteLedger(path, new Keys(Buffer.alloc(32, 7)), 'https://dhis2.example.org')
ledger.holdLease()
ledger.startRun('m2m', '1')
ledger.commit(pageOf([row('committed')]))
ledger.flush()
const fields = { owner: 'open', trackedEntity: 'person00001', fields: '', linked: false, since: 1 }
ledger.intend({ objects: [{ record: { uid: 'event000001', kind: 'event', ...fields } }] })
ledger.commit(pageOf([row('open')]))
process.send?.('ready')
setInterval(() => ledger, 1000)
