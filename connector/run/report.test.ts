import { metadata } from '../testing/wanted.ts'
import { Tally } from './report.ts'

it('a row that turns out otherwise is counted where it belongs now, with its column', () => {
    const tally = new Tally(metadata)
    const at = (row: number) => ({ file: 'visits.csv', row })
    const remark = { reason: 'SENTINEL_TO_NULL', column: 'fp_method' }
    tally.read('visits.csv', 2)
    tally.row(at(1), 'load_warn', remark)
    tally.row(at(2), 'load_warn', remark)
    tally.amend(at(2), { outcome: 'load_warn', ...remark }, { outcome: 'reject', reason: 'E1125', column: 'next_appt' })
    const { reasons } = tally.report({ source: 'm2m', asOf: '2026-10-31', absent: [] })
    expect(reasons.map(({ reason, rows, columns, places }) => [reason, rows, columns, places])).toEqual([
        ['SENTINEL_TO_NULL', 1, [{ column: 'fp_method', rows: 1 }], [at(1)]],
        ['E1125', 1, [{ column: 'next_appt', rows: 1 }], [at(2)]],
    ])
})
