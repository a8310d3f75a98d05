import { programmeDay } from './programmeDay.ts'

describe('the day in Nairobi of a time that the server tells', () => {
    it.each([
        ['2026-11-16T08:00:00.000', 'Africa/Nairobi', '2026-11-16'],
        ['2026-11-16T23:30:00.000', 'UTC', '2026-11-17'],
        ['2026-11-16T00:30:00.000', 'Africa/Nairobi', '2026-11-16'],
        ['2026-11-16T17:30:00.000', 'America/New_York', '2026-11-17'],
        ['2026-11-16T21:30:00.000Z', 'Africa/Nairobi', '2026-11-17'],
        ['2026-11-16T08:00:00.000+0300', 'UTC', '2026-11-16'],
    ])('%s in %s is %s', (serverDate, zone, day) => {
        expect(programmeDay(serverDate, zone)).toBe(day)
    })
})
