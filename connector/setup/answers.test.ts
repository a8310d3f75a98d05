import { bareAnswer } from './answers.ts'
import { dateOrder } from './dateOrder.ts'

test.each([
    ['Pregnant HIV+', 'pregnant hiv positive'],
    ['pregnant HIV +ve', 'pregnant hiv positive'],
    ['Pregnant HIV-', 'pregnant hiv negative'],
    ['Pregnant, HIV (-)', 'pregnant hiv negative'],
    ['New positive (ANC)', 'new positive anc'],
    ['KNOWN_POSITIVE', 'known positive'],
    ['TDF/3TC/DTG', 'tdf 3tc dtg'],
    ['C-section', 'c section'],
])('%s is compared as "%s": a plus and a minus are never the same', (answer, bare) => {
    expect(bareAnswer(answer)).toBe(bare)
})

const days = (count: number, write: (day: number) => string): string[] =>
    Array.from({ length: count }, (_, place) => write(13 + (place % 15)))

test('dates show their order when enough of them can only be read so, and none otherwise', () => {
    expect(dateOrder([...days(10, (day) => `${day}/03/2026`), '01/02/2026'])).toEqual({ order: 'day-first', shownBy: 10 })
    expect(dateOrder(days(12, (day) => `3/${day}/2026 10:00`))).toEqual({ order: 'month-first', shownBy: 12 })
    expect(dateOrder(days(9, (day) => `${day}/03/2026`)).order).toBe('unknown')
    expect(dateOrder([...days(40, (day) => `${day}/03/2026`), '03/25/2026']).order).toBe('unknown')
    expect(dateOrder(days(40, (day) => `2026-03-${day}`)).order).toBe('unknown')
})
