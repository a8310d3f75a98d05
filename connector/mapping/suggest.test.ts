import fc from 'fast-check'
import { likeness, nearestCodes } from './suggest.ts'

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
