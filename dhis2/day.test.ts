import fc from 'fast-check'
import { addDays, dayInZone, daysBetween, isDay, isZone, weekday, yearsBetween } from './day.ts'

test.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2024-02-29', true],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['', false],
    ['2026-02-28T00:00', false],
])('%p is a day of the calendar: %p', (text, expected) => {
    expect(isDay(text)).toBe(expected)
})

test('days can be added over months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2026-03-02', 280)).toBe('2026-12-07')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
})

test('adding and counting days agree', () => {
    const day = fc
        .date({ min: new Date('1950-01-01'), max: new Date('2080-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10))
    fc.assert(fc.property(day, fc.integer({ min: -20_000, max: 20_000 }), (from, days) => daysBetween(from, addDays(from, days)) === days))
})

test.each([
    ['2000-06-15', '2026-06-14', 25],
    ['2000-06-15', '2026-06-15', 26],
    ['2004-02-29', '2026-02-28', 21],
])('born %s, on %s a person is %i', (birth, on, years) => {
    expect(yearsBetween(birth, on)).toBe(years)
})

test('the weekday is the calendar’s', () => {
    expect(weekday('2026-11-21')).toBe(6)
    expect(weekday('2026-11-22')).toBe(0)
})

test('an instant near midnight falls on the day of its zone', () => {
    const instant = new Date('2026-05-13T22:30:00Z')
    expect(dayInZone(instant, 'Africa/Nairobi')).toBe('2026-05-14')
    expect(dayInZone(instant, 'UTC')).toBe('2026-05-13')
})

test('a time zone is one by its name', () => {
    expect(['Africa/Nairobi', 'UTC', 'Africa/Nairob', ''].filter(isZone)).toEqual(['Africa/Nairobi', 'UTC'])
})
