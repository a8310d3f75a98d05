import { adviceOnFigures } from './advice.ts'
import type { AggregateReport, Note } from './report.ts'
import { monthStart, type Month } from '#dhis2/period.ts'

const number = new Intl.NumberFormat('en')

/** The report of the figures as people read it in a terminal. */
export const aggregateText = (report: AggregateReport): string => {
    const { values, months } = report
    return [
        `figures: client records as of ${report.asOf}, in ${report.seconds.toFixed(1)} s`,
        '',
        `Read ${said(report.mothers, 'mother')}, ${said(report.infants, 'infant')} and ${said(report.events, 'event')} at ${said(report.orgUnits, 'facility', 'facilities')}.`,
        values.created + values.updated === 0
            ? `Nothing changed in DHIS2: ${said(values.unchanged, 'figure')} as before.`
            : `Figures: ${number.format(values.created)} new, ${number.format(values.updated)} changed, ${number.format(values.unchanged)} as before${months ? `, for ${monthText(months.first)} to ${monthText(months.last)}` : ''}.`,
        ...(report.completed > 0 ? [`Registered as complete: ${said(report.completed, 'facility report')}.`] : []),
        ...report.notes.map((note) => NOTES[note]),
        ...refusalLines(report),
    ].join('\n')
}

const NOTES: Readonly<Record<Note, string>> = {
    STAFF_NOT_READABLE: 'Figures of Mentor Mothers were left out: this account may not read the programme KMMP_STAFF.',
    COUNTRY_OUT_OF_REACH:
        'Figures of the year were left out: their data sets are assigned to no org unit that this account works in, the country as a rule.',
    COMPLETENESS_OUT_OF_REACH:
        'Reports of some facilities were not registered as complete: this account sees their figures and may not enter any. Give it these facilities to capture data in.',
}

const refusalLines = ({ refusals, values }: AggregateReport): string[] =>
    refusals.length === 0
        ? []
        : [
              '',
              `Refused: ${said(values.refused, 'figure')}`,
              ...refusals.map(({ code, values: count }) => `${number.format(count).padStart(6)}  ${code}  ${adviceOnFigures(code)}`),
          ]

const said = (count: number, one: string, many = `${one}s`): string => `${number.format(count)} ${count === 1 ? one : many}`

/** `202606` as `June 2026`, whatever the language of the machine. */
const monthText = (month: Month): string =>
    new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${monthStart(month)}T00:00:00Z`))
