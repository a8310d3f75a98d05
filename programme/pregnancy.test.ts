import { lastPeriodFrom } from './pregnancy.ts'

const from = (answers: Readonly<Record<string, string>>) => lastPeriodFrom((field) => answers[field])

test.each([
    [{ LMP_DATE: '2026-03-02', EDD_DATE: '2026-12-25', GA_AT_FIRST_ANC: '10', FIRST_ANC_DATE: '2026-06-15' }, '2026-03-02'],
    [{ EDD_DATE: '2026-12-07', GA_AT_FIRST_ANC: '10', FIRST_ANC_DATE: '2026-06-15' }, '2026-03-02'],
    [{ GA_AT_FIRST_ANC: '15', FIRST_ANC_DATE: '2026-06-15' }, '2026-03-02'],
    [{ GA_AT_FIRST_ANC: '15' }, undefined],
    [{ FIRST_ANC_DATE: '2026-06-15' }, undefined],
])('pregnant by %p since %s', (answers: Readonly<Record<string, string>>, day) => {
    expect(from(answers)).toBe(day)
})
