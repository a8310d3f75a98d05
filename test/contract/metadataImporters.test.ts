import { isRecord, records } from './importer/finding.ts'
import { refusals } from './importer/importer.ts'
import { DIALECTS, type Dialect } from '#dhis2/version.ts'
import { buildMetadata, type MetadataPackage } from '#programme/metadata/build.ts'
import type { MetadataObject } from '#programme/metadata/object.ts'
import { metadataUid } from '#programme/metadata/uid.ts'

test.each(DIALECTS)('the package for %s holds nothing that its importer would refuse, drop or change', (dialect) => {
    expect(refusals({ dialect, metadata: buildMetadata({ dialect }) })).toEqual([])
})

const BUILT = new Map<Dialect, MetadataPackage>()
const built = (dialect: Dialect): MetadataPackage => {
    const found = BUILT.get(dialect) ?? buildMetadata({ dialect })
    BUILT.set(dialect, found)
    return found
}

/** The package with one object changed: the first of its type, or that of a code. */
const changed = (
    metadata: MetadataPackage,
    [type = '', code]: readonly string[],
    change: (object: MetadataObject) => object
): MetadataPackage => {
    const list = metadata[type] ?? []
    const place = code === undefined ? 0 : list.findIndex((object) => object.code === code)
    const object = list[place]
    if (!object) {
        throw new Error(`no ${type} ${code ?? ''}`)
    }
    return { ...metadata, [type]: list.with(place, { ...object, ...change(object) }) }
}

const codesFor = (path: string, change: (object: MetadataObject) => object, dialect: Dialect = '2.43'): string[] =>
    refusals({ dialect, metadata: changed(built(dialect), path.split('/'), change) }).map(({ code }) => code)

const part = (object: MetadataObject, property: string, change: object): object => {
    const [first, ...rest] = records(object[property])
    return { [property]: [{ ...first, ...change }, ...rest] }
}
const shared = ({ sharing }: MetadataObject, change: object): object => ({ sharing: { ...(isRecord(sharing) && sharing), ...change } })
const stranger = { id: 'Stranger001' }
const uid = metadataUid('dataElement', 'KMMP_IND_NEW_CLIENTS')

// dhis2-core: error codes of its checks and hooks; words in capitals are ours, for what an importer takes and a server then loses
test.each<[code: string, story: string, path: string, change: (object: MetadataObject) => object, dialect?: Dialect]>([
    ['E4000', 'a name is missing', 'programs', () => ({ name: '' })],
    ['E4000', 'a translation has no language', 'programs', (object) => part(object, 'translations', { locale: undefined })],
    ['E4001', 'a short name is too long', 'dataElements', () => ({ shortName: 'x'.repeat(51) })],
    ['E4001', 'the description of a rule is too long', 'programRules', () => ({ description: 'x'.repeat(256) })],
    ['DROPPED', 'a type has a short name before 2.42', 'trackedEntityTypes', () => ({ shortName: 'KMMP Person' }), '2.41'],
    ['DROPPED', 'a property has another name', 'visualizations', () => ({ relativePeriods: { last12Months: true } })],
    ['DROPPED', 'sharing tells of external access from 2.42 on', 'programs', (object) => shared(object, { external: false })],
    [
        'DROPPED',
        'sharing does not tell of external access before 2.42',
        'programs',
        (object) => shared(object, { external: undefined }),
        '2.40',
    ],
    ['DROPPED', 'a rule has sharing of its own', 'programRules', () => ({ sharing: { public: 'r-------' } })],
    [
        'DROPPED',
        'a text is translated under no key of its type',
        'options',
        (object) => part(object, 'translations', { property: 'CONTENT' }),
    ],
    ['E4014', 'a UID begins with a digit', 'userGroups', () => ({ id: '1abcdefghij' })],
    [
        'E5004',
        'a link has the UID of another',
        'programs',
        (object) => ({
            programTrackedEntityAttributes: records(object.programTrackedEntityAttributes).map((link) => ({ ...link, id: 'SameSame001' })),
        }),
    ],
    ['E5003', 'a code is taken', 'dataElements', () => ({ code: 'KMMP_ATTENDING_MM' })],
    [
        'E1106',
        'a text is translated twice',
        'programs',
        ({ translations }) => ({ translations: [...records(translations), ...records(translations)] }),
    ],
    ['E3010', 'a right is no right', 'programs', (object) => shared(object, { public: 'rw' })],
    ['E3010', 'writing is given without reading', 'programs', (object) => shared(object, { public: '-w------' })],
    ['E3011', 'a list is shared for data', 'optionSets', (object) => shared(object, { public: 'r-r-----' })],
    ['E5002', 'an option set is nowhere', 'trackedEntityAttributes/KMMP_SEX', () => ({ optionSet: stranger })],
    [
        'E5002',
        'a group of sharing is nowhere',
        'programs',
        (object) => shared(object, { userGroups: { Stranger001: { ...stranger, access: 'r-------' } } }),
    ],
    [
        'E5002',
        'a stage belongs to another program than the one that lists it',
        'programStages',
        () => ({ program: { id: metadataUid('program', 'KMMP_CHILD') } }),
    ],
    ['E5007', 'an option is listed twice', 'optionSets', ({ options }) => ({ options: [...records(options), records(options)[0]] })],
    [
        'E1128',
        'a combo has too many combinations',
        'categoryCombos',
        () => ({
            categories: ['SEX', 'AGE', 'CLIENT', 'SERVICE'].map((stem) => ({ id: metadataUid('category', `KMMP_CAT_${stem}`) })),
        }),
    ],
    [
        'E1130',
        'a combination is missing',
        'categoryOptionCombos',
        () => ({ categoryCombo: { id: metadataUid('categoryCombo', 'KMMP_PARTNER') } }),
    ],
    ['E1131', 'a combination is of other options', 'categoryOptionCombos', () => ({ categoryOptions: [stranger] })],
    [
        'DIMENSION',
        'a data set is split like an element',
        'dataSets/KMMP_DS_MONTHLY',
        () => ({
            categoryCombo: { id: metadataUid('categoryCombo', 'KMMP_KP_NP') },
        }),
    ],
    ['ENUM', 'a value type is unknown', 'dataElements', () => ({ valueType: 'WORDS' })],
    ['AGGREGATION', 'texts are added up', 'dataElements/KMMP_ATTENDING_MM', () => ({ aggregationType: 'SUM' })],
    ['OPTION_SET', 'a number has a list of texts', 'dataElements/KMMP_SERVICE_POINT', () => ({ valueType: 'NUMBER' })],
    ['E4028', 'two options of a list have one name', 'options', () => ({ name: 'No' })],
    ['E4010', 'a generated value is no text', 'trackedEntityAttributes/KMMP_CLIENT_ID', () => ({ valueType: 'NUMBER' })],
    ['E4019', 'a pattern is unknown', 'trackedEntityAttributes/KMMP_CLIENT_ID', () => ({ pattern: 'COUNT(###)' })],
    ['E4021', 'a pattern generates nothing', 'trackedEntityAttributes/KMMP_CLIENT_ID', () => ({ pattern: '"KMMP"' })],
    ['PROGRAM', 'a program of clients has no type of entity', 'programs', () => ({ trackedEntityType: undefined })],
    ['E4053', 'a stage has no program', 'programStages', () => ({ program: undefined })],
    ['STAGE', 'a stage asks a figure', 'programStages', (object) => part(object, 'programStageDataElements', { dataElement: { id: uid } })],
    ['SECTION', 'a section shows what its stage does not ask', 'programStageSections', () => ({ dataElements: [{ id: uid }] })],
    [
        'E4024',
        'a person of a relationship has no type',
        'relationshipTypes',
        () => ({ fromConstraint: { relationshipEntity: 'TRACKED_ENTITY_INSTANCE' } }),
    ],
    [
        'E4044',
        'an action has nothing to act on',
        'programRuleActions',
        () => ({ programRuleActionType: 'HIDEFIELD', dataElement: undefined, trackedEntityAttribute: undefined }),
    ],
    ['E4047', 'an action is about what its program does not ask', 'programRuleActions', () => ({ dataElement: { id: uid } })],
    [
        'E4048',
        'an action is about an attribute of another program',
        'programRuleActions',
        () => ({
            trackedEntityAttribute: { id: metadataUid('trackedEntityAttribute', 'KMMP_STAFF_ID') },
        }),
    ],
    ['MESSAGE', 'an error says nothing', 'programRuleActions/KMMP_CONSENT_GATE_M_ENROL_1', () => ({ content: '' })],
    ['E4057', 'two rules have one name', 'programRules', () => ({ name: 'kmmp_edd_assign' })],
    ['E4051', 'two variables have one name', 'programRuleVariables', () => ({ name: 'KMMP_LMP_DATE' })],
    ['E4052', 'a variable is called after an operator', 'programRuleVariables', () => ({ name: 'this or that' })],
    ['NAME', 'a variable has a name that expressions cannot hold', 'programRuleVariables', () => ({ name: 'KMMP{X}' })],
    [
        'E4059',
        'a variable has no source',
        'programRuleVariables',
        () => ({ dataElement: undefined, programRuleVariableSourceType: 'DATAELEMENT_CURRENT_EVENT' }),
    ],
    ['CONDITION', 'a rule calls a function that does not exist', 'programRules', () => ({ condition: 'd2:daysSince(V{event_date}) > 1' })],
    ['CONDITION', 'a rule reads a variable that does not exist', 'programRules', () => ({ condition: '#{KMMP_NOTHING} > 1' })],
    [
        'E5007',
        'a data set holds an element twice',
        'dataSets',
        ({ dataSetElements }) => ({
            dataSetElements: [...records(dataSetElements), records(dataSetElements)[0]],
        }),
    ],
    ['EXPRESSION', 'an indicator divides by nothing', 'indicators', () => ({ denominator: '' })],
    [
        'EXPRESSION',
        'a validation rule compares no figure',
        'validationRules',
        ({ leftSide }) => ({ leftSide: { ...(isRecord(leftSide) && leftSide), expression: '1 +' } }),
    ],
    ['ENUM', 'a validation rule has an unknown operator', 'validationRules', () => ({ operator: 'LESS_THAN' })],
    ['EXPRESSION', 'a program indicator counts something unknown', 'programIndicators', () => ({ expression: 'V{visits}' })],
    ['BOUNDARY', 'a program indicator counts all time', 'programIndicators', () => ({ analyticsPeriodBoundaries: [] })],
    [
        'ITEM',
        'a chart shows an item of no kind',
        'visualizations',
        (object) => part(object, 'dataDimensionItems', { dataDimensionItemType: 'CHART' }),
    ],
    ['DIMENSION', 'a chart has no place', 'visualizations', () => ({ filterDimensions: [] })],
    ['E4070', 'a dashboard is wider than its grid', 'dashboards', (object) => part(object, 'dashboardItems', { width: 61 })],
    [
        'LAYOUT',
        'one item lies over another',
        'dashboards',
        ({ dashboardItems }) => ({ dashboardItems: records(dashboardItems).map((item) => ({ ...item, x: 0, y: 0 })) }),
    ],
    [
        'ENUM',
        'a working list shows an unknown status',
        'programStageWorkingLists',
        () => ({ programStageQueryCriteria: { eventStatus: 'DUE' } }),
    ],
])('%s: %s', (code, _, path, change, ...[dialect]) => {
    expect(codesFor(path, change, dialect)).toContain(code)
})
