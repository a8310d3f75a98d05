import type { Check } from './finding.ts'
import { each, idOf, isRecord, records, text, when } from './finding.ts'

const TYPES = ['COLUMN', 'STACKED_COLUMN', 'BAR', 'STACKED_BAR', 'LINE', 'AREA', 'PIE', 'GAUGE', 'SINGLE_VALUE', 'PIVOT_TABLE']
const ITEMS: Readonly<Record<string, string>> = {
    DATA_ELEMENT: 'dataElement',
    INDICATOR: 'indicator',
    PROGRAM_INDICATOR: 'programIndicator',
    REPORTING_RATE: 'reportingRate',
}
const METRICS = ['REPORTING_RATE', 'REPORTING_RATE_ON_TIME', 'ACTUAL_REPORTS', 'ACTUAL_REPORTS_ON_TIME', 'EXPECTED_REPORTS']
const RELATIVE = [
    'THIS_MONTH',
    'LAST_MONTH',
    'LAST_3_MONTHS',
    'LAST_6_MONTHS',
    'LAST_12_MONTHS',
    'THIS_QUARTER',
    'THIS_YEAR',
    'LAST_5_YEARS',
]
/** DashboardCheck: columns of a dashboard. */
const COLUMNS = 60

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : [])

/** An item names its kind and one object of it; a reporting rate, its data set and metric. */
const isItem = (item: Record<string, unknown>): boolean => {
    const property = ITEMS[text(item.dataDimensionItemType)]
    const shown = property === undefined ? undefined : item[property]
    const named =
        property === 'reportingRate' && isRecord(shown)
            ? idOf(shown.dataSet) !== '' && METRICS.includes(text(shown.metric))
            : idOf(shown) !== ''
    return named && Object.keys(item).length === 2
}

/** A chart has something to show, its three dimensions in some place each, and a period and place relative to whoever looks. */
const visualizations: Check = (given) =>
    each(given, 'visualizations', (chart) => {
        const dimensions = [chart.columnDimensions, chart.rowDimensions, chart.filterDimensions].flatMap(strings)
        return [
            ...when(!TYPES.includes(text(chart.type)), 'ENUM', 'type'),
            ...when(records(chart.dataDimensionItems).length === 0, 'EMPTY', 'nothing to show'),
            ...records(chart.dataDimensionItems).flatMap((item) => when(!isItem(item), 'ITEM', 'dataDimensionItems')),
            ...when(dimensions.toSorted().join(' ') !== 'dx ou pe', 'DIMENSION', dimensions.join(' ')),
            ...when(strings(chart.columnDimensions).length === 0 || strings(chart.rowDimensions).length === 0, 'DIMENSION', 'layout'),
            ...when(
                !strings(chart.rawPeriods).every((period) => RELATIVE.includes(period)) || strings(chart.rawPeriods).length === 0,
                'ENUM',
                'rawPeriods'
            ),
            ...when(chart.userOrganisationUnit !== true && chart.userOrganisationUnitChildren !== true, 'EMPTY', 'no place'),
        ]
    })

const dashboards: Check = (given) =>
    each(given, 'dashboards', ({ dashboardItems }) => {
        const items = records(dashboardItems)
        const cells = items.map(({ x, y }) => `${String(x)} ${String(y)}`)
        return [
            ...when(items.length === 0, 'EMPTY', 'no items'),
            ...when(new Set(cells).size !== cells.length, 'LAYOUT', 'one item over another'),
            ...items.flatMap(({ type, visualization, x, y, width, height }) => [
                ...when(type !== 'VISUALIZATION' || idOf(visualization) === '', 'E4061', 'item'),
                ...when(![x, y, width, height].every((number) => Number.isInteger(number) && Number(number) >= 0), 'LAYOUT', 'numbers'),
                ...when(Number(x) + Number(width) > COLUMNS, 'E4070', 'columns'),
            ]),
        ]
    })

const EVENT_STATUSES = ['ACTIVE', 'COMPLETED', 'SCHEDULE', 'OVERDUE', 'SKIPPED', 'VISITED']
const ENROLLMENT_STATUSES = ['ACTIVE', 'COMPLETED', 'CANCELLED']

/** ProgramStageWorkingListObjectBundleHook (E4062), and statuses as 2.40 to 2.43 spell them. */
const workingLists: Check = (given) => {
    const stages = new Map((given.metadata.programStages ?? []).map(({ id, program }) => [id, idOf(program)]))
    return [
        ...each(given, 'programStageWorkingLists', ({ program, programStage, programStageQueryCriteria }) => {
            const criteria = isRecord(programStageQueryCriteria) ? programStageQueryCriteria : {}
            const days = isRecord(criteria.eventScheduledAt) ? criteria.eventScheduledAt : {}
            return [
                ...when(stages.get(idOf(programStage)) !== idOf(program), 'STAGE', 'of another program'),
                ...when(!EVENT_STATUSES.includes(text(criteria.eventStatus)), 'ENUM', 'eventStatus'),
                ...when(!ENROLLMENT_STATUSES.includes(text(criteria.enrollmentStatus)), 'ENUM', 'enrollmentStatus'),
                ...when(!/^\w+:(?:asc|desc)$/.test(text(criteria.order)), 'ORDER', text(criteria.order)),
                ...when(
                    days.type !== 'RELATIVE' || !Number.isInteger(days.startBuffer) || Number(days.startBuffer) > Number(days.endBuffer),
                    'E4062',
                    'eventScheduledAt'
                ),
            ]
        }),
        ...each(given, 'trackedEntityInstanceFilters', ({ entityQueryCriteria }) =>
            when(
                !isRecord(entityQueryCriteria) || !ENROLLMENT_STATUSES.includes(text(entityQueryCriteria.enrollmentStatus)),
                'ENUM',
                'enrollmentStatus'
            )
        ),
    ]
}

export const chartChecks: readonly Check[] = [visualizations, dashboards, workingLists]
