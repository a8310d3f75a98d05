import type { Column } from '../mapping/language.ts'
import { cellsByWay } from './cellsByWay.ts'
import type { TableProfile } from './profile.ts'

const way = (more: Partial<Column>): Column => ({ as: 'option', aliases: [], required: false, ahead: false, ...more })
const wanted = [
    { name: 'test_type', aliases: [], needed: true, ways: [way({ list: 'test-type' })] },
    { name: 'result', aliases: [], needed: false, ways: [way({ when: "row.test_type == 'vl'" }), way({})] },
]
const records = [
    { Test: 'Viral load', Result: '450' },
    { Test: 'VDRL', Result: 'Positive' },
    { Test: 'VDRL', Result: '' },
    { Test: 'what?', Result: 'Negative' },
]
const table: TableProfile = {
    file: 'tests.csv',
    columns: ['Test', 'Result'].map((heading) => ({
        heading,
        rows: records.length,
        cells: records.map((record) => record[heading as 'Test']).filter((cell) => cell !== ''),
    })),
    records,
}
const book = {
    isRead: () => true,
    meaning: () => undefined,
    values: () => [],
    value: (_: Column, answer: string) => ({ 'Viral load': 'vl', VDRL: 'syphilis' })[answer],
}
const found = [
    { column: 'test_type', heading: 'Test', ground: 'name' as const },
    { column: 'result', heading: 'Result', ground: 'name' as const },
]
const asked = { column: 'result', heading: 'Result', stream: 'tests', stated: {} }

test('answers stand apart by what decides how they are read; of an unknown one nothing is said', () => {
    expect(cellsByWay(asked, table, { found, wanted, book })).toEqual([
        { stream: 'tests', column: 'result', cells: ['450'], stated: { test_type: 'vl' } },
        { stream: 'tests', column: 'result', cells: ['Positive'], stated: { test_type: 'syphilis' } },
    ])
})

test('all stand together where no column of the table decides', () => {
    const together = [{ stream: 'tests', column: 'result', cells: ['450', 'Positive', 'Negative'], stated: {} }]
    expect(cellsByWay(asked, table, { found: found.slice(1), wanted, book })).toEqual(together)
})
