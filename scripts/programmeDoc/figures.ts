import { paragraphs, table } from './markdown.ts'
import { catalogue } from '#programme/indicators/catalogue.ts'
import type { Indicator } from '#programme/indicators/indicator.ts'
import { dataSets } from '#programme/model/dataSets.ts'
import type { DataSet } from '#programme/model/figureTypes.ts'

const row = (indicator: Indicator): string[] => [
    indicator.name.en,
    indicator.definition.en,
    indicator.definition.sw,
    indicator.denominator === undefined ? indicator.numerator : `${indicator.numerator} / ${indicator.denominator}`,
    indicator.split ?? '',
    indicator.dataSet,
    indicator.source,
]

/** All figures that are counted from client records. */
export const figuresText = (): string =>
    paragraphs(
        '## Figures',
        'Counted from client records, month by month. A ratio is kept as its two counts; percentages are never stored or averaged.',
        table(['Figure', 'What it counts', 'Inahesabu nini', 'Elements', 'Split by', 'Data set', 'Source'], catalogue.map(row))
    )

const FILLED: Readonly<Record<DataSet['filledFrom'], string>> = {
    clients: 'the connector, from client records',
    staff: 'counts of staff records and sessions',
    people: 'people, by hand',
}

/** The data sets in which figures are reported. */
export const dataSetsText = (): string =>
    paragraphs(
        '## Data sets',
        table(
            ['Data set', 'About', 'Filled by', 'Reported by', 'Every', 'On time until day', 'Elements', 'Code'],
            dataSets.map(({ name, description, filledFrom, reportedBy, periodType, timelyDays, elements, code }) => [
                name.en,
                description.en,
                FILLED[filledFrom],
                reportedBy === 'facilities' ? 'each facility' : 'the country',
                periodType === 'Monthly' ? 'month' : 'year',
                String(timelyDays),
                String(elements.length),
                code,
            ])
        )
    )
