import { dataSets } from '../model/dataSets.ts'
import { infant, mother, pair } from '../testing/pair.ts'
import { benchmarks, reportedHeadlines } from './benchmarks.ts'
import { contributionsOf } from './catalogue.ts'
import { countedHeadlines } from './headlines.ts'

const elementsOf = (code: string) => dataSets.find((set) => set.code === code)?.elements ?? []

test('every benchmark has an element, a year, a source and a definition, and stands once', () => {
    for (const { element, year, source, definition } of benchmarks) {
        expect(elementsOf('KMMP_DS_BENCHMARK')).toContain(element)
        expect(year).toBeGreaterThanOrEqual(2014)
        expect([source, definition]).not.toContain('')
    }
    expect(new Set(benchmarks.map(({ element, year }) => `${element}.${year}`)).size).toBe(benchmarks.length)
})

test('every benchmark element has a value', () => {
    expect(new Set(benchmarks.map(({ element }) => element))).toEqual(new Set(elementsOf('KMMP_DS_BENCHMARK')))
})

test('reported headlines have elements; years that were left blank have none', () => {
    for (const { element } of reportedHeadlines) {
        expect(elementsOf('KMMP_DS_HEADLINE')).toContain(element)
    }
    expect(reportedHeadlines.filter(({ year }) => year !== 2021)).toEqual([])
})

test('counted headlines add up the months of a year', () => {
    const hers = mother({ joined: '2025-12-31', intake: { SERVICE_POINT: 'PHONE' } })
    const episode = pair({ mother: hers, infants: [infant({ born: '2026-01-01' })] })
    expect(countedHeadlines(contributionsOf(episode, '2026-10-31'))).toEqual([
        { element: 'KMMP_HEADLINE_ESERV_NEW_COUNTED', year: 2025, value: 1 },
        { element: 'KMMP_HEADLINE_NEW_CLIENTS_COUNTED', year: 2025, value: 1 },
        { element: 'KMMP_HEADLINE_NEW_CLIENTS_COUNTED', year: 2026, value: 1 },
    ])
})
