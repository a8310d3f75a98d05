import { latestOpenEnd, periodEnd, readPeriod } from './periods.ts'

describe('periods', () => {
    it.each([
        ['20240229', 'Daily', '2024-02-29', '2024-02-29'],
        ['202602', 'Monthly', '2026-02-01', '2026-02-28'],
        ['2026W1', 'Weekly', '2025-12-29', '2026-01-04'],
        ['202602B', 'BiMonthly', '2026-03-01', '2026-04-30'],
        ['2026Q4', 'Quarterly', '2026-10-01', '2026-12-31'],
        ['2026S2', 'SixMonthly', '2026-07-01', '2026-12-31'],
        ['2026', 'Yearly', '2026-01-01', '2026-12-31'],
        ['2026July', 'FinancialJuly', '2026-07-01', '2027-06-30'],
    ])('%s is %s from %s to %s', (id, type, start, end) => {
        expect(readPeriod(id)).toEqual({ id, type, start, end })
    })

    it('2026-09 is read as 202609, and nonsense not at all', () => {
        expect(readPeriod('2026-09')?.id).toBe('202609')
        expect(readPeriod('2026-13')).toBeUndefined()
        expect(readPeriod('bad')).toBeUndefined()
    })

    it('ends of the period around a day', () => {
        expect(periodEnd('Monthly', '2026-02-10')).toBe('2026-02-28')
        expect(periodEnd('Quarterly', '2026-05-10')).toBe('2026-06-30')
        expect(periodEnd('Weekly', '2026-11-18')).toBe('2026-11-22')
    })

    it('only ended periods are open, and as many to come as the data set says', () => {
        expect(latestOpenEnd('Monthly', '2026-11-21', 0)).toBe('2026-10-31')
        expect(latestOpenEnd('Monthly', '2026-11-21', 1)).toBe('2026-11-30')
    })
})
