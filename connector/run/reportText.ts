import { table } from '../table.ts'
import type { RunReport, Withdrawn, Written } from './report.ts'
import type { Count } from '#dhis2/outcome.ts'

const WORDS: readonly Count[] = ['delivered', 'unchanged', 'skipped', 'voided', 'parked', 'refused']
const number = new Intl.NumberFormat('en')

/** A run report as people read it in a terminal. */
export const reportText = (report: RunReport): string =>
    [
        `${report.source}: export of ${report.asOf}, ${number.format(total(report))} rows in ${seconds(report)}`,
        '',
        ...table([['file', 'rows', ...WORDS], ...report.files.map(fileRow), ...(report.files.length > 1 ? [totalRow(report)] : [])]),
        ...missingLines(report),
        '',
        ...writtenLines(report),
        ...withdrawnLines(report),
        ...reasonLines(report),
        ...(report.failure === undefined ? [] : ['', 'The run broke off. What is counted above is safe.', report.failure.text()]),
    ].join('\n')

const total = ({ files }: RunReport): number => files.reduce((sum, { rows }) => sum + rows, 0)

const seconds = ({ seconds: spent }: RunReport): string => `${spent.toFixed(1)} s`

const fileRow = ({ file, rows, counts }: RunReport['files'][number]): string[] => [
    file,
    number.format(rows),
    ...WORDS.map((word) => cell(counts[word])),
]

const totalRow = (report: RunReport): string[] => ['all', number.format(total(report)), ...WORDS.map((word) => cell(report.counts[word]))]

const cell = (count: number): string => (count === 0 ? '-' : number.format(count))

const missingLines = ({ missing }: RunReport): string[] =>
    missing.length === 0
        ? []
        : [
              '',
              'Not in the export. What these files brought before stays as it is; all others were read.',
              ...missing.map(({ file, next }) => `  ${file}  ${next}`),
          ]

const writtenLines = (report: RunReport): string[] => {
    const lines: [string, Written][] = [
        ['persons', report.trackedEntities],
        ['given to another facility', { created: 0, updated: report.transferred }],
        ...report.enrollments.map(({ name, ...written }): [string, Written] => [`enrolled in ${name}`, written]),
        ['relationships', report.relationships],
        ['events recorded', sumOf(report.events)],
        ['appointments', report.planned],
    ]
    const written = lines.filter(([, { created, updated }]) => created + updated > 0)
    if (written.length === 0) {
        return [report.rehearsed ? 'Nothing would change in DHIS2.' : 'Nothing changed in DHIS2.']
    }
    const rows = written.map(([what, { created, updated }]) => [what, cell(created), cell(updated)])
    return [report.rehearsed ? 'Would be written to DHIS2' : 'Written to DHIS2', ...table([['', 'created', 'updated'], ...rows])]
}

const withdrawnLines = ({ withdrawn, barred, absentRows, rehearsed }: RunReport): string[] => {
    const rows = absentRows.reduce((sum, file) => sum + file.rows, 0)
    const files = absentRows.map(({ file, rows: missing }) => `${file} ${number.format(missing)}`).join(', ')
    return [
        ...takenBackLines(withdrawn, 'the partner no longer has it', rehearsed),
        ...takenBackLines(barred, 'it may not be shared any more, or was no record of the programme', rehearsed),
        ...(rows > 0 ? ['', `${number.format(rows)} rows delivered before are absent from this full export: ${files}`] : []),
    ]
}

const takenBackLines = ({ cancelled, deleted, asked }: Withdrawn, why: string, rehearsed = false): string[] => {
    const parts = [
        ...(cancelled > 0 ? [`${number.format(cancelled)} enrollments cancelled`] : []),
        ...(deleted > 0 ? [`${number.format(deleted)} events and relationships deleted`] : []),
        ...(asked > 0 ? [`${number.format(asked)} to be decided (kmmp reviews)`] : []),
    ]
    return parts.length === 0 ? [] : ['', `${rehearsed ? 'Would be taken' : 'Taken'} back, as ${why}: ${parts.join(', ')}`]
}

const sumOf = (parts: readonly Written[]): Written => ({
    created: parts.reduce((sum, { created }) => sum + created, 0),
    updated: parts.reduce((sum, { updated }) => sum + updated, 0),
})

const reasonLines = ({ reasons }: RunReport): string[] =>
    WORDS.flatMap((word) => {
        const found = reasons.filter(({ count }) => count === word)
        const heading = word === 'delivered' ? 'Delivered with a remark' : `${word.charAt(0).toUpperCase()}${word.slice(1)}`
        const width = Math.max(...found.map(({ reason }) => reason.length))
        const lines = found.flatMap(({ reason, rows, advice, columns, places }) => [
            `${number.format(rows).padStart(6)}  ${reason.padEnd(width)}  ${advice}`,
            ...[columnsText(columns), placesText(places, rows)]
                .filter((text) => text !== '')
                .map((text) => `${' '.repeat(8 + width)}  ${text}`),
        ])
        return found.length === 0 ? [] : ['', heading, ...lines]
    })

/** In which columns of the mapping: `in hiv_status_entry 22, fp_method 15`. */
const columnsText = (columns: RunReport['reasons'][number]['columns']): string =>
    columns.length === 0
        ? ''
        : `in ${columns
              .toSorted((one, other) => other.rows - one.rows)
              .map(({ column, rows }) => (columns.length === 1 ? column : `${column} ${number.format(rows)}`))
              .join(', ')}`

/** Where rows stand, file by file: `clients.csv 4, 97; infants.csv 19, and 3 more`. */
const placesText = (places: RunReport['reasons'][number]['places'], rows: number): string => {
    const files = new Map<string, number[]>()
    for (const { file, row } of places) {
        files.set(file, [...(files.get(file) ?? []), row])
    }
    const named = [...files].map(([file, numbers]) => `${file} ${numbers.join(', ')}`).join('; ')
    return rows > places.length ? `${named}, and ${number.format(rows - places.length)} more` : named
}
