import { randomBytes } from 'node:crypto'
import { Keys } from '../ledger/keys.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { SourceRow } from '../records.ts'
import { lookUpRows } from './rows.ts'
import { SeenRows } from './seenRows.ts'

const row = (sourceRecordId: string, text: string, more: Partial<SourceRow> = {}): SourceRow => ({
    file: 'visits.csv',
    row: 1,
    sourceRecordId,
    cells: { text },
    ...more,
})

const nothingKnown = { rows: () => new Map() } as unknown as Ledger

const markedAs = (rows: readonly SourceRow[]): string[] =>
    lookUpRows(rows, { ledger: nothingKnown, keys: new Keys(randomBytes(32)), name: 'm2m', version: '1', seen: new SeenRows() }).map(
        ({ source, occurrence }) => `${occurrence}${source.copy ? ' copy' : ''}${source.again ? ' again' : ''}`
    )

test('of rows with one record id the first counts; a later one is a copy, or says something else', () => {
    expect(markedAs([row('V1', 'a'), row('V2', 'a'), row('V1', 'a'), row('V1', 'b'), row('V1', 'a')])).toEqual([
        '1',
        '1',
        '2 copy',
        '3 again',
        '4 copy',
    ])
})

test('a row that comes out of the ledger is still the one it was', () => {
    expect(markedAs([row('V1', 'b', { occurrence: 2 })])).toEqual(['2 again'])
})

test('without a record id only copies are known', () => {
    expect(markedAs([row('', 'a'), row('', 'b'), row('', 'a')])).toEqual(['1', '1', '2 copy'])
})

test('what differs only in columns that nothing reads is no copy where the key is put together', () => {
    const twin = (unread: string): SourceRow => row('F1 2026-05-25', 'a', { unread })
    expect(markedAs([twin('Baby 1'), twin('Baby 2'), twin('Baby 1')])).toEqual(['1', '2 again', '3 copy'])
})
