import { countyTable } from './countyTable.ts'
import type { Figure } from './countyTable.ts'

const NEW = { code: 'NEW', numerator: 'NEW' }
const TESTED = { code: 'TESTED', numerator: 'N', denominator: 'D' }

const figure = (element: string, orgUnit: string, value: number, month = '202610'): Figure => ({ element, orgUnit, month, value })

const said = (figures: Figure[], hide = true, months = ['202610']) => {
    const table = countyTable(figures, [NEW, TESTED], months, hide)
    const words = (cells: readonly { shown: string }[] = []) =>
        cells.map((cell) => {
            if ('value' in cell) {
                return String(cell.value)
            }
            return 'denominator' in cell && 'numerator' in cell ? `${cell.numerator}/${cell.denominator}` : cell.shown
        })
    return {
        rows: Object.fromEntries(table.rows.map(({ orgUnit, cells }) => [orgUnit, [...words(cells['NEW']), ...words(cells['TESTED'])]])),
        total: [...words(table.total['NEW']), ...words(table.total['TESTED'])],
    }
}

describe('the county table', () => {
    it('adds splits and partners, and both parts of a ratio', () => {
        const figures = [
            figure('NEW', 'a', 7),
            figure('NEW', 'a', 5),
            figure('NEW', 'b', 9),
            figure('N', 'a', 8),
            figure('D', 'a', 10),
            figure('N', 'b', 5),
            figure('D', 'b', 20),
        ]
        expect(said(figures)).toEqual({ rows: { a: ['12', '8/10'], b: ['9', '5/20'] }, total: ['21', '13/30'] })
    })

    it('tells no report from zero', () => {
        const figures = [figure('NEW', 'a', 0), figure('NEW', 'b', 8), figure('D', 'b', 0)]
        expect(said(figures)).toEqual({ rows: { a: ['0', 'none'], b: ['8', '0/0'] }, total: ['8', '0/0'] })
    })

    it('hides small counts, and one more when a single one could be worked out', () => {
        const figures = [figure('NEW', 'a', 3), figure('NEW', 'b', 9), figure('NEW', 'c', 30)]
        expect(said(figures).rows).toEqual({ a: ['hidden', 'none'], b: ['hidden', 'none'], c: ['30', 'none'] })
        expect(said(figures, false).rows).toMatchObject({ a: ['3', 'none'], b: ['9', 'none'] })
    })

    it('hides ratios of few', () => {
        const figures = [
            figure('N', 'a', 2),
            figure('D', 'a', 10),
            figure('N', 'b', 9),
            figure('D', 'b', 10),
            figure('N', 'c', 12),
            figure('D', 'c', 12),
        ]
        expect(said(figures).rows).toEqual({ a: ['none', 'hidden'], b: ['none', 'hidden'], c: ['none', '12/12'] })
        expect(said(figures).total).toEqual(['none', '23/32'])
    })

    it('hides a total of few', () => {
        expect(said([figure('NEW', 'a', 4)]).total).toEqual(['hidden', 'none'])
        expect(said([figure('N', 'a', 0), figure('D', 'a', 3)]).total).toEqual(['none', 'hidden'])
    })

    it('keeps the months apart', () => {
        expect(said([figure('NEW', 'a', 6, '202609'), figure('NEW', 'a', 8)], true, ['202609', '202610']).rows).toEqual({
            a: ['6', '8', 'none', 'none'],
        })
    })
})
