import { type Chart, dashboards, type Shown } from '../model/dashboards.ts'
import { type MetadataObject, ref, swahili } from './object.ts'
import type { Sharing } from './sharing.ts'
import { metadataUid } from './uid.ts'

/** Two charts side by side on DHIS2's grid of 60 columns. */
const [WIDTH, HEIGHT] = [30, 20]

/** All charts of the dashboards, on the last twelve months of whoever looks. */
export const buildVisualizations = (sharing: Sharing): MetadataObject[] =>
    dashboards.flatMap(({ charts }) =>
        charts.map((chart) => ({
            id: metadataUid('visualization', chart.code),
            code: chart.code,
            name: chart.name.en,
            type: chart.type,
            dataDimensionItems: chart.shows.map(item),
            ...layout(chart),
            // kept and given back under this name; relativePeriods is only worked out from it (dhis2-core, BaseAnalyticalObject)
            rawPeriods: ['LAST_12_MONTHS'],
            userOrganisationUnit: chart.by === 'month',
            userOrganisationUnitChildren: chart.by === 'place',
            organisationUnits: [],
            periods: [],
            sharing,
            translations: swahili({ NAME: chart.name }),
        }))
    )

const layout = ({ by }: Chart) =>
    by === 'month'
        ? { columnDimensions: ['dx'], rowDimensions: ['pe'], filterDimensions: ['ou'] }
        : { columnDimensions: ['dx'], rowDimensions: ['ou'], filterDimensions: ['pe'] }

const item = (shown: Shown) => {
    if ('element' in shown) {
        return { dataDimensionItemType: 'DATA_ELEMENT', dataElement: ref('dataElement', shown.element) }
    }
    if ('reported' in shown) {
        const reportingRate = { dataSet: ref('dataSet', shown.reported), metric: 'REPORTING_RATE' }
        return { dataDimensionItemType: 'REPORTING_RATE', reportingRate }
    }
    return 'ratio' in shown
        ? { dataDimensionItemType: 'INDICATOR', indicator: ref('indicator', shown.ratio) }
        : { dataDimensionItemType: 'PROGRAM_INDICATOR', programIndicator: ref('programIndicator', shown.programIndicator) }
}

/** The dashboards of facility and county. */
export const buildDashboards = (sharing: Sharing): MetadataObject[] =>
    dashboards.map((dashboard) => ({
        id: metadataUid('dashboard', dashboard.code),
        code: dashboard.code,
        name: dashboard.name.en,
        description: dashboard.description.en,
        dashboardItems: dashboard.charts.map((chart, place) => ({
            id: metadataUid('dashboardItem', `${dashboard.code}.${chart.code}`),
            type: 'VISUALIZATION',
            visualization: ref('visualization', chart.code),
            x: (place % 2) * WIDTH,
            y: Math.floor(place / 2) * HEIGHT,
            width: WIDTH,
            height: HEIGHT,
        })),
        sharing,
        translations: swahili({ NAME: dashboard.name, DESCRIPTION: dashboard.description }),
    }))
