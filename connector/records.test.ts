import { rowText } from './records.ts'

it('tells a column that is not there from an empty cell', () => {
    const row = { file: 'visits.csv', row: 1, sourceRecordId: 'V1', cells: { id: 'V1', next: '' } }
    expect(rowText({ ...row, lacks: new Set(['next']) })).not.toBe(rowText(row))
    expect(rowText({ ...row, lacks: new Set() })).toBe(rowText(row))
})
