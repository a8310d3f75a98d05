import { paragraphs, table } from './markdown.ts'
import { benchmarks } from '#programme/indicators/benchmarks.ts'
import { catalogue } from '#programme/indicators/catalogue.ts'
import type { Indicator } from '#programme/indicators/indicator.ts'
import { dataSets } from '#programme/model/dataSets.ts'
import type { DataSet } from '#programme/model/figureTypes.ts'
import { handElements } from '#programme/model/handElements.ts'

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

/** Figures of staff, sites and the year, and what people report by hand. */
export const otherFiguresText = (): string =>
    paragraphs(
        '## Figures not counted from client records',
        table(
            ['Figure', 'What it is', 'Ni nini', 'Element', 'Split by', 'Data set'],
            handElements.flatMap(({ dataSet, elements }) =>
                elements.map(({ formName, description, code, categoryCombo = '' }) => [
                    formName.en,
                    description.en,
                    description.sw,
                    code,
                    categoryCombo,
                    dataSet.code,
                ])
            )
        )
    )

/** Published values that our figures are seen beside. */
export const benchmarksText = (): string =>
    paragraphs(
        '## Published values',
        'Comparable in intent, not in arithmetic. They are filled in once; what people write in their place is left alone.',
        table(
            ['Element', 'Year', 'Value', 'What it is', 'Source', 'To be confirmed'],
            benchmarks.map(({ element, year, value, definition, source, unverified }) => [
                element,
                String(year),
                String(value),
                definition,
                source,
                unverified ? 'yes' : '',
            ])
        )
    )

const FILLED: Readonly<Record<DataSet['filledFrom'], string>> = {
    clients: 'the connector, from client records',
    staff: 'the connector, from records of staff and events',
    published: 'the connector, from counts and published values; people, by hand',
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

/** What is not confirmed about the data sets. */
export const dataSetDoubts = (): string[] =>
    dataSets.flatMap(({ name, unverified }) => (unverified === undefined ? [] : [`${name.en}: ${unverified}`]))
