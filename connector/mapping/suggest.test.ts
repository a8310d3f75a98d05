import fc from 'fast-check'
import { likeness, nearestCodes, suggestColumns } from './suggest.ts'

const column = (name: string, aliases: readonly string[] = []) => ({ name, aliases, needed: false })
const stream = {
    name: 'clients',
    file: 'clients.csv',
    key: 'id',
    columns: [column('id', ['record_id']), column('first_name', ['given_name']), column('dob', ['date_of_birth']), column('phone')],
}

test('a header goes to the column whose name it resembles most; a name that is known is certain', () => {
    const found = suggestColumns(['Record ID', "Mother's given name", 'Date of Brith', 'Phone no.', 'Shoe size'], stream)
    expect(found.map(({ header, column: to }) => [header, to])).toEqual([
        ['Record ID', 'id'],
        ['Phone no.', 'phone'],
        ['Date of Brith', 'dob'],
        ["Mother's given name", 'first_name'],
    ])
    expect(found[0]?.score).toBe(1)
    expect(found[1]?.score).toBeLessThan(1)
})

test('no column is given to two headers', () => {
    const found = suggestColumns(['phone', 'Phone 2'], stream)
    expect(found).toEqual([{ header: 'phone', column: 'phone', score: 1 }])
})

test('codes are named by likeness, best first', () => {
    const codes = ['KMMP_BIRTH_WEIGHT_G', 'KMMP_WEIGHT_KG', 'KMMP_PHONE_NUMBER']
    expect(nearestCodes('Birth weight (g)', codes)).toEqual(['KMMP_BIRTH_WEIGHT_G'])
    expect(nearestCodes('Shoe size', codes)).toEqual([])
})

test('likeness lies between 0 and 1, is 1 only for the same name, and does not depend on the order', () => {
    fc.assert(
        fc.property(fc.string(), fc.string(), (one, other) => {
            const score = likeness(one, other)
            expect(score).toBeGreaterThanOrEqual(0)
            expect(score).toBeLessThanOrEqual(1)
            expect(score).toBeCloseTo(likeness(other, one))
        })
    )
})
