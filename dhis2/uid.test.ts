import { derivedUid } from './derivedUid.ts'
import { isUid, randomUid } from './uid.ts'

describe('a UID that we derive', () => {
    // worked out apart from this code with Python's hashlib and integers; a change here would send every record twice
    test.each([
        ['trackedEntity', 'm2m', 'KE-13077-00001', 0, 'UQ5Xh5iwkLB'],
        ['trackedEntity', 'm2m', 'KE-13077-00001', 1, 'MG0winc1Y66'],
        ['event:KMMP_M_ANC', 'm2m', 'V000001-01', 0, 'ENhcrVLugQ9'],
        ['dataElement', 'metadata', 'KMMP_LMP_DATE', 0, 'D4tsvmMOFQV'],
        ['relationship', 'm2m', 'Ruth’s – ñ', 0, 'N1b8cuzgsBQ'],
    ])('of %s %s %s, generation %i, is %s on any machine', (kind, source, key, generation, expected) => {
        expect(derivedUid(kind, source, key, generation)).toBe(expected)
    })

    test('is well formed and differs for a hundred thousand keys', () => {
        const uids = Array.from({ length: 100_000 }, (_, number) => derivedUid('event', 'm2m', String(number)))
        expect(uids.every(isUid)).toBe(true)
        expect(new Set(uids).size).toBe(uids.length)
    })
})

test('a random UID is well formed', () => {
    const uids = Array.from({ length: 1000 }, randomUid)
    expect(uids.every(isUid)).toBe(true)
    expect(new Set(uids).size).toBe(1000)
})

test.each(['', '1abcdefghij', 'abcdefghij', 'abcdefghijkl', 'abcdefghi-k', 'abcdefghijé'])('%p is no UID', (text) => {
    expect(isUid(text)).toBe(false)
})
