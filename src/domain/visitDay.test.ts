import { readVisitDay } from './visitDay.ts'

describe('the day of a visit', () => {
    it.each([
        ['leo', { day: '2026-11-21' }],
        ['19/11', { day: '2026-11-19' }],
        ['15/6/2026', { day: '2026-06-15' }],
        ['22/11/2026', { problem: 'future' }],
        ['14/6/2026', { problem: 'beforeJoining' }],
        ['', { problem: 'notADay' }],
    ])('%j', (typed, read) => {
        expect(readVisitDay(typed, '2026-11-21', '2026-06-15')).toEqual(read)
    })
})
