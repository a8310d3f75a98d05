import { readNextVisit } from './nextVisit.ts'

describe('the next appointment as it is typed after a visit on Saturday 21 November 2026', () => {
    it.each([
        ['21/12/2026', { day: '2026-12-21' }],
        ['4w', { day: '2026-12-19', warning: 'weekend' }],
        ['20/12', { day: '2026-12-20', warning: 'weekend' }],
        ['', { problem: 'needed' }],
        ['later', { problem: 'notADay' }],
        ['21/11/2026', { day: '2026-11-21', problem: 'notAfterVisit' }],
        ['20/11/2026', { day: '2026-11-20', problem: 'notAfterVisit' }],
        ['+92d', { day: '2027-02-21', warning: 'weekend' }],
        ['+93d', { day: '2027-02-22', problem: 'tooFar' }],
    ])('%s', (typed, expected) => {
        expect(readNextVisit(typed, '2026-11-21')).toEqual(expected)
    })
})
