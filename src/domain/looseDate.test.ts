import { looseDate } from './looseDate.ts'

const today = '2026-11-21'

describe('a date as it is typed', () => {
    it.each([
        ['9/11', '2026-11-09'],
        ['9.11.26', '2026-11-09'],
        ['09-11-2026', '2026-11-09'],
        ['9 11 2026', '2026-11-09'],
        ['2026-11-09', '2026-11-09'],
        ['5/1', '2027-01-05'],
        ['leo', '2026-11-21'],
        ['Today ', '2026-11-21'],
        ['jana', '2026-11-20'],
        ['kesho', '2026-11-22'],
        ['-3d', '2026-11-18'],
        ['2w', '2026-12-05'],
        ['+10s', '2026-12-01'],
        ['29/2/2028', '2028-02-29'],
    ])('%s means %s', (typed, day) => {
        expect(looseDate(typed, today)).toBe(day)
    })

    it.each(['', '31/2', '30.02.2026', '13/13', 'soon', '2026-13-01', '1'])('%j is not a day', (typed) => {
        expect(looseDate(typed, today)).toBeUndefined()
    })
})
