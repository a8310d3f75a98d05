import type { RunReport } from './report.ts'
import { reportText } from './reportText.ts'

const counts = { delivered: 2, unchanged: 0, skipped: 0, voided: 0, parked: 3, refused: 1 }
const report: RunReport = {
    source: 'm2m',
    asOf: '2026-10-31',
    seconds: 1.25,
    files: [
        { file: 'clients.csv', rows: 4, counts: { ...counts, parked: 1 } },
        { file: 'infants.csv', rows: 2, counts: { ...counts, delivered: 0, parked: 2, refused: 0 } },
    ],
    missing: [],
    counts,
    reasons: [
        {
            reason: 'PARENT_MISSING',
            count: 'parked',
            rows: 12,
            advice: 'It goes by itself.',
            columns: [
                { column: 'subject_id', rows: 2 },
                { column: 'm2m_client_id', rows: 10 },
            ],
            places: [
                { file: 'clients.csv', row: 4 },
                { file: 'infants.csv', row: 1 },
                { file: 'infants.csv', row: 2 },
            ],
        },
        {
            reason: 'DATE_INVALID',
            count: 'refused',
            rows: 1,
            advice: 'Ask the partner.',
            columns: [],
            places: [{ file: 'clients.csv', row: 97 }],
        },
    ],
    trackedEntities: { created: 2, updated: 0 },
    enrollments: [],
    events: [],
    transferred: 0,
    relationships: { created: 0, updated: 0 },
    withdrawn: { cancelled: 0, deleted: 0, asked: 0 },
    barred: { cancelled: 0, deleted: 0, asked: 0 },
    absentRows: [],
    planned: { created: 0, updated: 0 },
}

const lines = reportText(report).split('\n')

test('the report names columns and rows of each reason, file by file, and says how many more there are', () => {
    const at = lines.findIndex((line) => line.includes('PARENT_MISSING'))
    expect(lines[at]).toBe('    12  PARENT_MISSING  It goes by itself.')
    expect(lines[at + 1]?.trim()).toBe('in m2m_client_id 10, subject_id 2')
    expect(lines[at + 2]?.trim()).toBe('clients.csv 4; infants.csv 1, 2, and 9 more')
    expect(lines[lines.findIndex((line) => line.includes('DATE_INVALID')) + 1]?.trim()).toBe('clients.csv 97')
})

test('every row of every file stands in one column of the table', () => {
    expect(lines).toContain('all             6          2          -        -       -       3        1')
})
