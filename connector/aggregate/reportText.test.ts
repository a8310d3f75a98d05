import type { AggregateReport } from './report.ts'
import { aggregateText } from './reportText.ts'

const report: AggregateReport = {
    asOf: '2026-10-31',
    seconds: 2.41,
    episodes: 285,
    mothers: 1283,
    infants: 1,
    events: 4763,
    orgUnits: 58,
    months: { first: '202502', last: '202610' },
    values: { created: 682, updated: 9, unchanged: 4, refused: 0 },
    completed: 12,
    refusals: [],
    notes: [],
}

test('says what was read, what changed and for which months', () => {
    expect(aggregateText(report)).toBe(
        [
            'figures: client records as of 2026-10-31, in 2.4 s',
            '',
            'Read 1,283 mothers, 1 infant and 4,763 events at 58 facilities.',
            'Figures: 682 new, 9 changed, 4 as before, for February 2025 to October 2026.',
            'Registered as complete: 12 facility reports.',
        ].join('\n')
    )
})

test('says so when nothing changed', () => {
    const text = aggregateText({ ...report, values: { created: 0, updated: 0, unchanged: 695, refused: 0 }, completed: 0 })
    expect(text).toContain('Nothing changed in DHIS2: 695 figures as before.')
    expect(text).not.toContain('Registered')
})

test.each([
    ['E7642', 'The month is approved'],
    ['ORG_UNIT_NOT_ASSIGNED', 'Assign the facility'],
    ['NO_CATEGORY_OPTION:KMMP_IND_NEW_CLIENTS', 'install the package again'],
    ['E9999', 'DHIS2 administrator'],
])('a refusal %s comes with a next step: %s', (code, advice) => {
    const text = aggregateText({ ...report, values: { ...report.values, refused: 3 }, refusals: [{ code, values: 3 }] })
    expect(text).toContain('Refused: 3 figures')
    expect(text).toContain(`     3  ${code}  `)
    expect(text).toContain(advice)
})
