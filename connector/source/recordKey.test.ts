import { recordKey } from './recordKey.ts'

test('the number of a record is the same with the decimals of a spreadsheet, in its cell too', () => {
    const cells = { id: '4711.0' }
    expect(recordKey(cells, { key: 'id' })).toBe('4711')
    expect(cells).toEqual({ id: '4711' })
})

test('what is no whole number stays as it stands', () => {
    expect(['V1.0', '1.5', '2026.01.0', '0711'].map((id) => recordKey({ id }, { key: 'id' }))).toEqual(['V1.0', '1.5', '2026.01.0', '0711'])
})
