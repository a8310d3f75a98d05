import { paragraphs, table } from './markdown.ts'
import { type Chart, dashboards, type Shown } from '#programme/model/dashboards.ts'
import { programIndicators } from '#programme/model/programIndicators.ts'
import { validationRules } from '#programme/model/validationRules.ts'
import { workingLists } from '#programme/model/workingLists.ts'

const SIGNS = { less_than_or_equal_to: '≤', equal_to: '=' } as const

const shownCode = (shown: Shown): string => {
    if ('element' in shown) {
        return shown.element
    }
    if ('ratio' in shown) {
        return `${shown.ratio}, %`
    }
    return 'reported' in shown ? `reports of ${shown.reported}, %` : shown.programIndicator
}

const chartRow = ({ name, by, shows, code }: Chart): string[] => [
    name.en,
    name.sw,
    by === 'month' ? 'by month' : 'by place',
    shows.map(shownCode).join('; '),
    code,
]

/** What must hold between figures. */
export const checksText = (): string =>
    paragraphs(
        '## What must hold between figures',
        'DHIS2 tells where it does not; nothing is refused.',
        table(
            ['What must hold', 'Kinachopaswa kuwa', 'Figures', 'Code'],
            validationRules.map(({ instruction, left, operator, right, code }) => [
                instruction.en,
                instruction.sw,
                `${left.join(' + ')} ${SIGNS[operator]} ${right.join(' + ')}`,
                code,
            ])
        )
    )

/** Counts, lists and dashboards that DHIS2 itself shows. */
export const viewsText = (): string =>
    paragraphs(
        '## Shown by DHIS2 itself',
        '### Counts from records',
        'Made by analytics between two runs of the connector; what is reported are the figures above.',
        table(
            ['Count', 'Idadi', 'Of', 'Code'],
            programIndicators.map(({ name, program, stage, code }) => [name.en, name.sw, stage ?? program, code])
        ),
        '### Working lists',
        table(
            ['List', 'Orodha', 'Stage', 'Code'],
            workingLists.map(({ name, stage, code }) => [name.en, name.sw, stage, code])
        ),
        ...dashboards.flatMap(({ name, description, charts }) => [
            `### Dashboard ${name.en}`,
            `${description.en}. *${description.sw}.*`,
            table(['Chart', 'Chati', 'Laid out', 'Shows', 'Code'], charts.map(chartRow)),
        ])
    )
