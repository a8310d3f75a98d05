import { Count, countOf, Outcome, worst } from './outcome.ts'

test('every outcome counts under one word of the report', () => {
    expect(new Set(Object.values(countOf))).toEqual(new Set(Count.options))
    expect(Object.keys(countOf).sort()).toEqual([...Outcome.options].sort())
})

test.each([
    [['load', 'reject', 'park'], 'reject'],
    [['unchanged', 'load_warn', 'load'], 'load_warn'],
    [['void', 'park'], 'park'],
    [['unchanged', 'unchanged'], 'unchanged'],
    [[], 'unchanged'],
] as const)('a row of %p takes %s', (outcomes, expected) => {
    expect(worst(outcomes)).toBe(expected)
})
