import { addMonths, monthEnd, monthOf, monthStart, monthsBetween } from './period.ts'

test('months start, end and follow one another', () => {
    expect(monthOf('2026-02-11')).toBe('202602')
    expect(monthStart('202602')).toBe('2026-02-01')
    expect(monthEnd('202602')).toBe('2026-02-28')
    expect(monthEnd('202412')).toBe('2024-12-31')
    expect(addMonths('202611', 2)).toBe('202701')
    expect(addMonths('202601', -13)).toBe('202412')
    expect(monthsBetween('202611', '202702')).toEqual(['202611', '202612', '202701', '202702'])
    expect(monthsBetween('202702', '202611')).toEqual([])
})
