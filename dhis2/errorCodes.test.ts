import { bestClass, isBurnt, retryClass } from './errorCodes.ts'

// dhis2-core 2.40-2.43: codes of one object come in no order, and only the best one tells what to do
test.each([
    ['an unknown enrollment', ['E1079', 'E1313'], 'dependency'],
    ['an unknown enrollment, the other way round', ['E1313', 'E1079'], 'dependency'],
    ['an unknown data element', ['E1304', 'E1305'], 'configuration'],
    ['an answer outside its list', ['E1125'], 'data'],
    ['a number already used', ['E1064'], 'settled'],
    ['a child of a refused parent', ['E5000'], 'dependency'],
    ['a code nobody knows', ['E9999'], 'data'],
    ['no code at all', [], 'data'],
])('%s (%p) is a matter of %s', (_, codes, expected) => {
    expect(bestClass(codes)).toBe(expected)
})

test('a deleted UID is known as burnt', () => {
    expect(isBurnt(['E1114'])).toBe(true)
    expect(isBurnt(['E1064'])).toBe(false)
    expect(retryClass('E1114')).toBe('data')
})
