import { readProbe, searchesOf } from './probe.ts'

describe('what somebody typed to find a person', () => {
    it.each([
        ['13077-00123', { kind: 'ccc', value: '1307700123' }],
        ['1307700123', { kind: 'ccc', value: '1307700123' }],
        ['13077 00123', { kind: 'ccc', value: '1307700123' }],
        ['0712 345 678', { kind: 'phone', value: '712345678' }],
        ['+254712345678', { kind: 'phone', value: '712345678' }],
        ['112345678', { kind: 'phone', value: '112345678' }],
        ['13077-2026-00045', { kind: 'hei', value: '13077-2026-00045' }],
        ['13077/2026/00045', { kind: 'hei', value: '13077-2026-00045' }],
        ['cwc-13077-2026-00045', { kind: 'cwc', value: 'CWC-13077-2026-00045' }],
        ['moh12345678', { kind: 'nupi', value: 'MOH12345678' }],
        ['KE-13077-00012', { kind: 'partner', value: 'KE-13077-00012' }],
        ['kmmp-13077-000871', { kind: 'client', value: 'KMMP-13077-000871' }],
        ['4512', { kind: 'ending', value: '4512' }],
        ['Akinyi', { kind: 'name', words: ['Akinyi'] }],
        [' akinyi  atieno achieng', { kind: 'name', words: ['akinyi', 'atieno'] }],
        ['7.12E+08', { kind: 'damaged' }],
        ['ak', { kind: 'short' }],
        ['12', { kind: 'short' }],
        ['', { kind: 'short' }],
    ])('%j', (typed, probe) => {
        expect(readProbe(typed)).toEqual(probe)
    })
})

describe('the searches of a probe', () => {
    it('tries two names in both orders by their first letters', () => {
        expect(searchesOf({ kind: 'name', words: ['Akinyi', 'Atieno'] }).map((search) => search.filters)).toEqual([
            [
                ['KMMP_GIVEN_NAME', 'sw', 'Aki'],
                ['KMMP_FAMILY_NAME', 'sw', 'Ati'],
            ],
            [
                ['KMMP_GIVEN_NAME', 'sw', 'Ati'],
                ['KMMP_FAMILY_NAME', 'sw', 'Aki'],
            ],
        ])
    })

    it('looks for an infant number among infants only, for a CCC number among both', () => {
        expect(searchesOf({ kind: 'hei', value: '13077-2026-00045' }).map((search) => search.program)).toEqual(['KMMP_CHILD'])
        expect(searchesOf({ kind: 'ccc', value: '1307700123' }).map((search) => search.program)).toEqual(['KMMP_MOTHER', 'KMMP_CHILD'])
    })

    it('never asks the server for too little', () => {
        expect(searchesOf(readProbe('a'))).toEqual([])
        expect(searchesOf(readProbe('7.12E+08'))).toEqual([])
    })
})
