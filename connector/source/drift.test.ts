import { driftOf, withSafeHeaders } from './drift.ts'

const before = new Map([
    ['clients.csv', ['id', 'dob', 'phone']],
    ['visits.csv', ['id', 'day']],
])

test('a source that was never read has not changed', () => {
    expect(driftOf(new Map(), [{ file: 'clients.csv', headers: ['id'] }])).toEqual([])
})

test('the same headers in another order are no change', () => {
    const now = [
        { file: 'clients.csv', headers: ['phone', 'id', 'dob'] },
        { file: 'visits.csv', headers: ['id', 'day'] },
    ]
    expect(driftOf(before, now)).toEqual([])
})

test('columns and files that came or went are named', () => {
    const now = [
        { file: 'clients.csv', headers: ['id', 'Birth date', 'phone'] },
        { file: 'tests.csv', headers: ['id'] },
    ]
    expect(driftOf(before, now)).toEqual([
        'visits.csv is not there any more.',
        'clients.csv: no longer has "dob".',
        'clients.csv: now has "Birth date".',
        'tests.csv is new.',
    ])
})

test('the first line of a file without header names nobody', () => {
    const stream = { name: 'clients', file: 'clients.csv', key: 'id', columns: [{ name: 'id', aliases: [], needed: true }] }
    const tables = [{ file: 'clients.csv', headers: ['C1', 'Bralruk'] }]
    expect(withSafeHeaders(tables, [stream])).toEqual([{ file: 'clients.csv', headers: [] }])
    expect(withSafeHeaders([{ file: 'clients.csv', headers: ['ID', 'Name'] }], [stream])).toEqual([
        { file: 'clients.csv', headers: ['ID', 'Name'] },
    ])
})
