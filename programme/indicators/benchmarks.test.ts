import { dataSets } from '../model/dataSets.ts'
import { benchmarks, reportedHeadlines } from './benchmarks.ts'
import { countedHeadlineElements, countedHeadlines } from './headlines.ts'

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

test('counted headlines add up what happened in a year, and tell how many there were in its last month', () => {
    const figures = [
        { element: 'KMMP_IND_NEW_CLIENTS', month: '202512', value: 3 },
        { element: 'KMMP_IND_NEW_CLIENTS', month: '202601', value: 2 },
        { element: 'KMMP_IND_NEW_CLIENTS', month: '202609', value: 4 },
        { element: 'KMMP_IND_MM_ACTIVE', month: '202609', value: 5 },
        { element: 'KMMP_IND_MM_ACTIVE', month: '202610', value: 6 },
        { element: 'KMMP_IND_MM_ACTIVE', month: '202610', value: 1 },
        { element: 'KMMP_IND_DEFAULTERS', month: '202610', value: 9 },
    ]
    expect(countedHeadlines(figures)).toEqual([
        { element: 'KMMP_HEADLINE_NEW_CLIENTS_COUNTED', year: 2025, value: 3 },
        { element: 'KMMP_HEADLINE_MM_ACTIVE_COUNTED', year: 2026, value: 7 },
        { element: 'KMMP_HEADLINE_NEW_CLIENTS_COUNTED', year: 2026, value: 6 },
    ])
})

test('every counted headline has its element', () => {
    expect(elementsOf('KMMP_DS_HEADLINE')).toEqual(expect.arrayContaining([...countedHeadlineElements]))
})
