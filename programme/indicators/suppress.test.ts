import fc from 'fast-check'
import { hideSmallCells, mayShowRatio } from './suppress.ts'

const shown = (counts: readonly (number | undefined)[]) =>
    hideSmallCells(counts).map((cell) => ({ count: cell.shown === 'count' ? String(cell.value) : '', hidden: '<5', none: '–' })[cell.shown])

test.each([
    [
        [12, 7, 30],
        ['12', '7', '30'],
    ],
    [
        [12, 3, 2],
        ['12', '<5', '<5'],
    ],
    [
        [12, 3, 30],
        ['<5', '<5', '30'],
    ],
    [
        [12, 3, 0],
        ['<5', '<5', '0'],
    ],
    [
        [3, 0, 0],
        ['<5', '0', '0'],
    ],
    [
        [3, undefined, 30],
        ['<5', '–', '<5'],
    ],
    [[], []],
])('%p is shown as %p', (counts, expected) => {
    expect(shown(counts)).toEqual(expected)
})

test('a single hidden count is never the only unknown beside counts that could hide it', () => {
    fc.assert(
        fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined })), (counts) => {
            const cells = hideSmallCells(counts)
            const hidden = cells.filter((cell) => cell.shown === 'hidden').length
            const big = counts.filter((count) => count !== undefined && count > 4).length
            expect(cells.every((cell) => cell.shown !== 'count' || cell.value === 0 || cell.value > 4)).toBe(true)
            expect(hidden === 1 && big > 0).toBe(false)
        })
    )
})

test.each([
    [0, 20, true],
    [4, 20, false],
    [5, 20, true],
    [0, 4, false],
])('%i of %i may be shown: %p', (numerator, denominator, expected) => {
    expect(mayShowRatio(numerator, denominator)).toBe(expected)
})
