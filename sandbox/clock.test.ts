import { makeClock, utcText } from './clock.ts'

describe('the clock', () => {
    const clock = makeClock('Africa/Nairobi', '2026-11-16T08:00')

    it('begins where it is told and shows local time without a zone', () => {
        expect(clock.today()).toBe('2026-11-16')
        expect(clock.local()).toMatch(/^2026-11-16T08:00:\d{2}\.\d{3}$/)
    })

    it.each([
        ['2026', '2026-01-01T00:00:00.000'],
        ['2026-03', '2026-03-01T00:00:00.000'],
        ['20260301', '2026-03-01T00:00:00.000'],
        ['2026-03-01', '2026-03-01T00:00:00.000'],
        ['2026-03-01T10:20', '2026-03-01T10:20:00.000'],
        ['2026-03-01T22:30:00Z', '2026-03-02T01:30:00.000'],
        ['2026-03-01T22:30:00.5+0100', '2026-03-02T00:30:00.500'],
        [1772404200000, '2026-03-02T01:30:00.000'],
    ])('reads %s as %s', (given, local) => {
        expect(clock.read(given)).toBe(local)
    })

    it.each(['31/12/2026', 'yesterday', '2026-13-01', '2026-02-30', {}, undefined])('does not read %p', (given) => {
        expect(clock.read(given)).toBeUndefined()
    })

    it('finds the instant of a local text on both sides of a change of clocks', () => {
        const berlin = makeClock('Europe/Berlin', '2026-07-01T00:00')
        expect(new Date(berlin.instant('2026-07-01T12:00:00.000')).toISOString()).toBe('2026-07-01T10:00:00.000Z')
        expect(new Date(berlin.instant('2026-12-01T12:00:00.000')).toISOString()).toBe('2026-12-01T11:00:00.000Z')
        expect(utcText(berlin, '2026-07-01T12:00:00.000')).toBe('2026-07-01T10:00:00.000+0000')
    })
})
