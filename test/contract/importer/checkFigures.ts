import { elementsOfProgram } from './checkPrograms.ts'
import type { Check, Given } from './finding.ts'
import { each, idOf, isRecord, listOf, records, repeated, text, when } from './finding.ts'

const PERIOD_TYPES = ['Daily', 'Weekly', 'Monthly', 'BiMonthly', 'Quarterly', 'SixMonthly', 'Yearly']
const UID = '[A-Za-z][A-Za-z0-9]{10}'
/** A sum of data elements, as all of our figures are written. */
const SUM = new RegExp(`^#\\{(${UID})\\}(?: \\+ #\\{(${UID})\\})*$`)

const aggregates = (given: Given): Set<string> =>
    new Set(listOf(given, 'dataElements').flatMap(({ id, domainType }) => (domainType === 'AGGREGATE' ? [id] : [])))

const isSum = (expression: unknown, elements: ReadonlySet<string>): boolean =>
    SUM.test(text(expression)) && [...text(expression).matchAll(new RegExp(UID, 'g'))].every(([uid]) => elements.has(uid))

/** Elements of data sets are figures, each once in a set and each in some set; nothing is due before it can be counted. */
const dataSets: Check = (given) => {
    const elements = aggregates(given)
    const filled = new Set(
        listOf(given, 'dataSets').flatMap(({ dataSetElements }) => records(dataSetElements).map(({ dataElement }) => idOf(dataElement)))
    )
    return [
        ...each(given, 'dataSets', ({ id, dataSetElements, periodType, expiryDays, timelyDays, openFuturePeriods, organisationUnits }) => {
            const own = records(dataSetElements).map(({ dataElement }) => idOf(dataElement))
            return [
                ...when(!PERIOD_TYPES.includes(text(periodType)), 'ENUM', 'periodType'),
                ...when(own.length === 0, 'EMPTY', 'no elements'),
                ...when(
                    records(dataSetElements).some(({ dataSet }) => idOf(dataSet) !== id),
                    'E5002',
                    'dataSet'
                ),
                ...repeated(own).map((element) => ['E5007', element] as const),
                ...own.flatMap((element) => when(!elements.has(element), 'DOMAIN', element)),
                ...when(
                    [expiryDays, timelyDays, openFuturePeriods].some((days) => typeof days !== 'number' || days < 0),
                    'E4008',
                    'days'
                ),
                ...when(!Array.isArray(organisationUnits), 'E4000', 'organisationUnits'),
            ]
        }),
        ...each(given, 'dataElements', ({ id, domainType }) =>
            when(domainType === 'AGGREGATE' && !filled.has(id), 'DATA_SET', 'in no data set')
        ),
    ]
}

const indicators: Check = (given) => {
    const elements = aggregates(given)
    return each(given, 'indicators', ({ numerator, denominator }) =>
        when(!isSum(numerator, elements) || !isSum(denominator, elements), 'EXPRESSION', 'sum')
    )
}

const OPERATORS = ['equal_to', 'not_equal_to', 'greater_than', 'greater_than_or_equal_to', 'less_than', 'less_than_or_equal_to']
const MISSING = ['SKIP_IF_ANY_VALUE_MISSING', 'SKIP_IF_ALL_VALUES_MISSING', 'NEVER_SKIP']

const validationRules: Check = (given) => {
    const elements = aggregates(given)
    return each(given, 'validationRules', ({ operator, leftSide, rightSide, periodType, importance }) => [
        ...when(!OPERATORS.includes(text(operator)), 'ENUM', 'operator'),
        ...when(!['HIGH', 'MEDIUM', 'LOW'].includes(text(importance)), 'ENUM', 'importance'),
        ...when(!PERIOD_TYPES.includes(text(periodType)), 'ENUM', 'periodType'),
        ...[leftSide, rightSide].flatMap((side) => {
            const { expression, missingValueStrategy, description } = isRecord(side) ? side : {}
            return [
                ...when(!isSum(expression, elements), 'EXPRESSION', text(expression)),
                ...when(!MISSING.includes(text(missingValueStrategy)), 'ENUM', 'missingValueStrategy'),
                ...when(text(description) === '' || text(description).length > 255, 'E4001', 'description'),
            ]
        }),
    ])
}

const ITEM = `#\\{(${UID})\\.(${UID})\\}`
const EXPRESSION = new RegExp(`^(?:V\\{(?:event_count|enrollment_count|tei_count)\\}|${ITEM})$`)
const FILTER = new RegExp(`^(?:V\\{program_stage_id\\} == "${UID}"|${ITEM} == (?:true|"[A-Z0-9_]+"))$`)

/** Program indicators are read only when analytics runs: what they name must be there, and a count needs the bounds of its period. */
const programIndicators: Check = (given) => {
    const stages = new Map(listOf(given, 'programStages').map((stage) => [stage.id, stage]))
    const elements = elementsOfProgram(given)
    const options = new Set(listOf(given, 'options').map(({ code }) => code))
    return each(given, 'programIndicators', (indicator) => {
        const { analyticsType, aggregationType, program, expression, filter, analyticsPeriodBoundaries } = indicator
        const parts = filter === undefined ? [] : text(filter).split(' && ')
        const named = [...`${text(expression)} ${text(filter)}`.matchAll(new RegExp(ITEM, 'g'))]
        const inStages = [...text(filter).matchAll(new RegExp(`program_stage_id\\} == "(${UID})"`, 'g'))].map(([, uid]) => uid ?? '')
        const answers = [...text(filter).matchAll(/\} == "([A-Z0-9_]+)"/g)]
            .map(([, code]) => code ?? '')
            .filter((code) => !inStages.includes(code))
        const bounds = records(analyticsPeriodBoundaries)
        return [
            ...when(!['EVENT', 'ENROLLMENT'].includes(text(analyticsType)), 'ENUM', 'analyticsType'),
            ...when(!['COUNT', 'SUM'].includes(text(aggregationType)), 'ENUM', 'aggregationType'),
            ...when(!EXPRESSION.test(text(expression)), 'EXPRESSION', text(expression)),
            ...parts.flatMap((part) => when(!FILTER.test(part), 'EXPRESSION', part)),
            ...[...inStages, ...named.map(([, stage]) => stage ?? '')].flatMap((stage) =>
                when(idOf(stages.get(stage)?.program) !== idOf(program), 'STAGE', stage)
            ),
            ...named.flatMap(([, , element]) => when(elements.get(idOf(program))?.has(element ?? '') !== true, 'ELEMENT', element ?? '')),
            ...answers.flatMap((code) => when(!options.has(code), 'OPTION', code)),
            ...when(
                bounds.map(({ analyticsPeriodBoundaryType }) => text(analyticsPeriodBoundaryType)).join(' ') !==
                    'AFTER_START_OF_REPORTING_PERIOD BEFORE_END_OF_REPORTING_PERIOD',
                'BOUNDARY',
                'type'
            ),
            ...when(
                bounds.some(({ boundaryTarget }) => boundaryTarget !== (analyticsType === 'EVENT' ? 'EVENT_DATE' : 'ENROLLMENT_DATE')),
                'BOUNDARY',
                'target'
            ),
        ]
    })
}

export const figureChecks: readonly Check[] = [dataSets, indicators, validationRules, programIndicators]
