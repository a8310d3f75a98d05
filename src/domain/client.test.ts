import { childAge } from './age.ts'
import { numberTail, shownName } from './client.ts'

describe('what a client is called on lists', () => {
    const akinyi = { GIVEN_NAME: 'Mary', PREFERRED_NAME: 'Akinyi', FAMILY_NAME: 'Atieno', M2M_CLIENT_ID: 'KE-13077-04512' }

    it('is the preferred name and the initial of the family name', () => {
        expect(shownName(akinyi, false)).toBe('Akinyi A.')
        expect(shownName({ GIVEN_NAME: 'Mary' }, false)).toBe('Mary')
    })

    it('is one letter in privacy mode', () => {
        expect(shownName(akinyi, true)).toBe('A.')
        expect(shownName({}, true)).toBe('')
    })

    it('comes with the end of the programme number, else of the partner number', () => {
        expect(numberTail(akinyi)).toBe('4512')
        expect(numberTail({ ...akinyi, KMMP_CLIENT_ID: 'KMMP-13077-000871' })).toBe('0871')
        expect(numberTail({})).toBeUndefined()
    })
})

describe('the age of a child', () => {
    it.each([
        ['2026-11-21', { count: 0, unit: 'days' }],
        ['2026-11-08', { count: 13, unit: 'days' }],
        ['2026-11-07', { count: 2, unit: 'weeks' }],
        ['2026-09-12', { count: 10, unit: 'weeks' }],
        ['2026-08-15', { count: 3, unit: 'months' }],
        ['2025-11-22', { count: 11, unit: 'months' }],
        ['2025-05-21', { count: 18, unit: 'months' }],
        ['2021-11-21', { count: 5, unit: 'years' }],
    ])('of one born on %s', (birth, age) => {
        expect(childAge(birth, '2026-11-21')).toEqual(age)
    })
})
