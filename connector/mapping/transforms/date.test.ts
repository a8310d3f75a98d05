import { holds, surroundings } from './trying.ts'

describe('dates', () => {
    test('any unambiguous way of writing a day is understood', () => {
        holds('date', [
            ['2021-05-13', '2021-05-13'],
            ['2021/5/13', '2021-05-13'],
            ['2021.05.13', '2021-05-13'],
            ['20210513', '2021-05-13'],
            ['13/05/2021', '2021-05-13'],
            ['05/13/2021', '2021-05-13'],
            ['13.5.2021', '2021-05-13'],
            ['13-05-21', '2021-05-13'],
            ['5/5/2021', '2021-05-05'],
            ['13/05/2021 09:12', '2021-05-13'],
            ['13-May-21', '2021-05-13'],
            ['13 May 2021', '2021-05-13'],
            ['13th May, 2021', '2021-05-13'],
            ['May 13, 2021', '2021-05-13'],
            ['13-Mei-2021', '2021-05-13'],
            ['3 Agosti 2021', '2021-08-03'],
            ['1 SEPT 2021', '2021-09-01'],
            ['Thu 13 May 2021', '2021-05-13'],
            ['Thursday, May 13, 2021', '2021-05-13'],
            ['Alhamisi, 13 Mei 2021', '2021-05-13'],
            ['Thu 13/05/2021', '2021-05-13'],
            ['13\u201305\u20132021', '2021-05-13'],
            ['13\u00a0May\u00a02021', '2021-05-13'],
            ['44329', '2021-05-13'],
            ['44329.0', '2021-05-13'],
            ['44329.75', '2021-05-13'],
        ])
    })

    test('two digits of a year reach to the year after the export', () => {
        holds('date', [
            ['13-May-27', '2027-05-13'],
            ['13-May-28', '1928-05-13'],
            ['13/05/98', '1998-05-13'],
        ])
    })

    test('an instant is the day it falls on in Nairobi; without a zone it is local', () => {
        holds('date', [
            ['2021-05-13T09:12:00.000Z', '2021-05-13'],
            ['2021-05-13T22:30:00.000Z', '2021-05-14'],
            ['2021-05-13T21:00:00Z', '2021-05-14'],
            ['2021-05-13T20:59:59Z', '2021-05-13'],
            ['2021-05-13 22:30:00 +0000', '2021-05-14'],
            ['2021-05-13T22:30+00', '2021-05-14'],
            ['2021-05-14T01:30:00+03:00', '2021-05-14'],
            ['2021-05-13T22:30:00-05:00', '2021-05-14'],
            ['2021-05-13T22:30:00', '2021-05-13'],
            ['2021-05-13 22:30', '2021-05-13'],
            ['Thu May 13 2021 22:30:00 GMT+0000 (Coordinated Universal Time)', '2021-05-14'],
            ['Thu May 13 2021 22:30:00 GMT+0300 (East Africa Time)', '2021-05-13'],
        ])
    })

    test('a date that may mean two days waits for a person, in any punctuation', () => {
        holds('date', [
            ['03/04/2026', '', 'DATE_AMBIGUOUS'],
            ['3-4-2026', '', 'DATE_AMBIGUOUS'],
            ['03.04.26', '', 'DATE_AMBIGUOUS'],
        ])
    })

    test('unless the partner has confirmed the order', () => {
        const ordered = (order: 'day-first' | 'month-first') => ({ ...surroundings, dates: { ...surroundings.dates, order } })
        holds(
            'date',
            [
                ['03/04/2026', '2026-04-03'],
                ['04/13/2026', '2026-04-13'],
            ],
            {},
            ordered('day-first')
        )
        holds(
            'date',
            [
                ['03/04/2026', '2026-03-04'],
                ['13/04/2026', '2026-04-13'],
            ],
            {},
            ordered('month-first')
        )
    })

    test('what is no day of the calendar is refused; a placeholder is nothing', () => {
        holds('date', [
            ['2026-02-30', '', 'DATE_INVALID'],
            ['31/02/2026', '', 'DATE_INVALID'],
            ['13/13/2026', '', 'DATE_INVALID'],
            ['2026-02-30T10:00:00Z', '', 'DATE_INVALID'],
            ['2026-13-01', '', 'DATE_INVALID'],
            ['soon', '', 'DATE_INVALID'],
            ['13 Foo 2021', '', 'DATE_INVALID'],
            ['0000-00-00', '', 'SENTINEL_TO_NULL'],
            ['1900-01-01', '', 'SENTINEL_TO_NULL'],
            ['1900-01-01T00:00:00', '', 'SENTINEL_TO_NULL'],
            ['1 Jan 1900', '', 'SENTINEL_TO_NULL'],
            ['99/99/9999', '', 'SENTINEL_TO_NULL'],
            ['9999-99-99', '', 'SENTINEL_TO_NULL'],
            ['00.00.0000', '', 'SENTINEL_TO_NULL'],
            ['0000-00-00 00:00:00', '', 'SENTINEL_TO_NULL'],
            ['-', '', 'SENTINEL_TO_NULL'],
            ['99.0', '', 'SENTINEL_TO_NULL'],
            ['N/A', '', 'SENTINEL_TO_NULL'],
        ])
    })
})
