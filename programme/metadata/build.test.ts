import { buildMetadata } from './build.ts'
import { importSteps } from './importSteps.ts'
import type { MetadataObject } from './object.ts'
import { metadataUid } from './uid.ts'
import { isUid } from '#dhis2/uid.ts'
import { DIALECTS } from '#dhis2/version.ts'

const facility = { id: 'ouFacility0' }
const metadata = buildMetadata({ dialect: '2.42', orgUnits: [facility] })
const types = Object.keys(metadata)
const list = (type: string): readonly MetadataObject[] => metadata[type] ?? []

/** UIDs of everything that DHIS2 knows by one, the nested parts included. */
const ids = (value: unknown): string[] => {
    if (Array.isArray(value)) {
        return value.flatMap(ids)
    }
    if (typeof value !== 'object' || value === null) {
        return []
    }
    return Object.entries(value).flatMap(([key, part]) => (key === 'id' && typeof part === 'string' ? [part] : ids(part)))
}

const words = (text: string): string[] => text.split(' ')
const own = types.flatMap((type) => list(type).map((object) => object.id))

test('the same package comes out every time, byte for byte', () => {
    expect(JSON.stringify(buildMetadata({ dialect: '2.42', orgUnits: [facility] }))).toBe(JSON.stringify(metadata))
})

test('every object has a UID of its own', () => {
    expect(own.every(isUid)).toBe(true)
    expect(new Set(own).size).toBe(own.length)
})

test('no reference leads out of the package, except to org units', () => {
    const nested = new Set(
        [
            'trackedEntityTypeAttributes',
            'programTrackedEntityAttributes',
            'programStageDataElements',
            'dataSetElements',
            'analyticsPeriodBoundaries',
            'dashboardItems',
        ].flatMap((part) => types.flatMap((type) => list(type).flatMap((object) => partIds(object[part]))))
    )
    const known = new Set([...own, ...nested, facility.id])
    expect(ids(metadata).filter((id) => !known.has(id))).toEqual([])
})

const partIds = (part: unknown): string[] => (Array.isArray(part) ? part.flatMap((entry: unknown) => (hasId(entry) ? [entry.id] : [])) : [])
const hasId = (entry: unknown): entry is { id: string } => typeof entry === 'object' && entry !== null && 'id' in entry

// dhis2-core 2.40-2.43: lengths and uniqueness hold over the whole server, hence the prefix
test.each(
    words(
        'trackedEntityAttributes trackedEntityTypes dataElements optionSets categoryOptions categories categoryCombos dataSets indicators programIndicators programs organisationUnitGroups organisationUnitGroupSets userGroups userRoles relationshipTypes visualizations dashboards programStageWorkingLists trackedEntityInstanceFilters'
    )
)('names and short names of %s are unique, prefixed and short enough', (type) => {
    for (const property of ['name', 'shortName', 'code']) {
        const values = list(type).flatMap((object) => {
            const value = object[property]
            return typeof value === 'string' ? [value] : []
        })
        expect(new Set(values).size).toBe(values.length)
        expect(values.filter((value) => !value.startsWith('KMMP'))).toEqual([])
        expect(values.filter((value) => value.length > (property === 'name' ? 230 : 50))).toEqual([])
    }
})

test('codes fit, and only options have codes without the prefix', () => {
    for (const type of types) {
        for (const { code } of list(type)) {
            expect(code).toEqual(expect.any(String))
            expect(code?.length).toBeLessThanOrEqual(50)
            if (type !== 'options') {
                expect(code).toMatch(/^KMMP_/)
            }
        }
    }
})

test.each([
    ['trackedEntityAttributes', 'name shortName valueType aggregationType'],
    ['trackedEntityTypes', 'name shortName trackedEntityTypeAttributes'],
    ['programs', 'name shortName programType'],
    ['organisationUnitGroups', 'name shortName'],
    ['organisationUnitGroupSets', 'name shortName'],
    ['programStages', 'name program'],
    ['programStageSections', 'name sortOrder'],
    ['optionSets', 'name valueType'],
    ['options', 'code name optionSet sortOrder'],
    ['dataElements', 'name shortName valueType domainType aggregationType'],
    ['categoryOptions', 'name shortName'],
    ['categories', 'name shortName dataDimensionType'],
    ['categoryCombos', 'name dataDimensionType skipTotal'],
    ['dataSets', 'name shortName periodType'],
    ['indicatorTypes', 'name factor'],
    ['indicators', 'name shortName indicatorType numerator denominator annualized'],
    ['relationshipTypes', 'name bidirectional fromToName toFromName referral fromConstraint toConstraint'],
    ['programIndicators', 'name shortName program analyticsType expression'],
    ['trackedEntityInstanceFilters', 'name program'],
    ['programStageWorkingLists', 'name program programStage'],
    ['visualizations', 'name type dataDimensionItems'],
    ['dashboards', 'name dashboardItems'],
    ['userRoles', 'name'],
    ['userGroups', 'name'],
])('%s hold what DHIS2 demands: %s', (type, required) => {
    expect(list(type).length).toBeGreaterThan(0)
    for (const object of list(type)) {
        expect(Object.keys(object)).toEqual(expect.arrayContaining(required.split(' ')))
    }
})

test('every text has a Kiswahili twin', () => {
    const speaks = (type: string, object: MetadataObject): boolean => type !== 'programRuleActions' || object.content !== undefined
    const untranslated = types
        .filter((type) => type !== 'categoryOptionCombos' && type !== 'programRuleVariables')
        .flatMap((type) => list(type).filter((object) => speaks(type, object)))
        .filter((object) => !JSON.stringify(object.translations).includes('"locale":"sw"'))
    expect(untranslated).toEqual([])
})

describe('records are closed to everybody but named groups', () => {
    const access = (object: MetadataObject, group: string): string | undefined => {
        const { sharing } = object as { sharing?: { public: string; userGroups: Record<string, { access: string }> } }
        expect(sharing?.public).toBe('--------')
        return sharing?.userGroups[metadataUid('userGroup', group)]?.access
    }
    const coded = (type: string, code: string): MetadataObject => {
        const found = list(type).find((object) => object.code === code)
        if (!found) {
            throw new Error(`no ${type} ${code}`)
        }
        return found
    }

    test.each([
        ['trackedEntityTypes', 'KMMP_PERSON'],
        ['programs', 'KMMP_MOTHER'],
        ['programs', 'KMMP_CHILD'],
        ['programStages', 'KMMP_M_PSS'],
        ['programStages', 'KMMP_C_TEST'],
        ['relationshipTypes', 'KMMP_MOTHER_CHILD'],
    ])('%s %s: county and national officers see no client', (type, code) => {
        const object = coded(type, code)
        expect(access(object, 'KMMP_CONNECTOR')).toBe('r-rw----')
        expect(access(object, 'KMMP_MENTORS')).toBe('r-rw----')
        expect(access(object, 'KMMP_COUNTY')).toBe('r-------')
        expect(access(object, 'KMMP_NATIONAL')).toBe('r-------')
    })

    test.each([
        ['trackedEntityTypes', 'KMMP_STAFF'],
        ['programs', 'KMMP_STAFF'],
        ['programStages', 'KMMP_S_DEBRIEF'],
    ])('%s %s: Mentor Mothers’ own records are for coordinators', (type, code) => {
        const object = coded(type, code)
        expect(access(object, 'KMMP_SITE_COORD')).toBe('r-rw----')
        expect(access(object, 'KMMP_MENTORS')).toBeUndefined()
        expect(access(object, 'KMMP_LINELIST')).toBeUndefined()
    })

    test('the staff programme cannot be opened with a reason', () => {
        expect(coded('programs', 'KMMP_STAFF').accessLevel).toBe('CLOSED')
        expect(coded('programs', 'KMMP_MOTHER').accessLevel).toBe('PROTECTED')
    })

    test.each(['KMMP_GBV_SEXUAL', 'KMMP_PHQ9_9', 'KMMP_CONTACT_RESULT', 'KMMP_N_STILL'])(
        '%s is seen by those who ask it, not by readers of line lists',
        (code) => {
            const element = coded('dataElements', code)
            expect(access(element, 'KMMP_MENTORS')).toBe('r-------')
            expect(access(element, 'KMMP_SENSITIVE')).toBe('r-------')
            expect(access(element, 'KMMP_LINELIST')).toBeUndefined()
            expect(access(element, 'KMMP_COUNTY')).toBeUndefined()
        }
    )
})

test('the connector’s role can write figures and nothing that administers', () => {
    const role = list('userRoles').find((object) => object.code === 'KMMP_CONNECTOR')
    expect(role?.authorities).toEqual(['M_mentormothers', 'F_UNCOMPLETE_EVENT', 'F_DATAVALUE_ADD'])
})

test('what a partner row lacks is not mandatory: infants need no name and no consent of their own', () => {
    const mandatory = (code: string) => {
        const program = list('programs').find((object) => object.code === code)
        const marks = program?.programTrackedEntityAttributes
        const needed = Array.isArray(marks) ? marks.filter((mark: { mandatory: boolean }) => mark.mandatory) : []
        return needed.map((mark: { trackedEntityAttribute: { id: string } }) => mark.trackedEntityAttribute.id)
    }
    const uids = (...stems: string[]) => stems.map((stem) => metadataUid('trackedEntityAttribute', `KMMP_${stem}`))
    expect(mandatory('KMMP_MOTHER')).toEqual(uids('GIVEN_NAME', 'SEX', 'DATE_OF_BIRTH', 'CONSENT_DATA'))
    expect(mandatory('KMMP_CHILD')).toEqual(uids('SEX', 'DATE_OF_BIRTH'))
})

test('zero is kept as a value, and the running month is open', () => {
    const elements = list('dataElements').filter((object) => object.domainType === 'AGGREGATE')
    expect(elements.length).toBeGreaterThan(200)
    expect(elements.filter((object) => object.zeroIsSignificant !== true)).toEqual([])
    expect(list('dataSets')[0]?.openFuturePeriods).toBe(1)
})

test.each([
    ['KMMP_SEX_AGE_CLIENT', 3 * 6 * 11],
    ['KMMP_RESULT_RETURNED', 2],
    ['KMMP_MER_STATUS_AGE', 3 * 11],
    ['KMMP_PARTNER', 4],
])('%s has one category option combo for each of its %i combinations', (code, combinations) => {
    const id = metadataUid('categoryCombo', code)
    expect(list('categoryOptionCombos').filter((object) => JSON.stringify(object.categoryCombo) === JSON.stringify({ id }))).toHaveLength(
        combinations
    )
})

test('programmes and data sets are assigned to the given facilities, those that the country reports to none of them', () => {
    const country = ['KMMP_DS_HEADLINE', 'KMMP_DS_BENCHMARK']
    const sets = list('dataSets').filter(({ code }) => !country.includes(code ?? ''))
    const assigned = [...list('programs'), ...sets]
    expect(list('dataSets').length - sets.length).toBe(country.length)
    expect(assigned.length).toBeGreaterThan(7)
    for (const object of assigned) {
        expect(object.organisationUnits).toEqual([facility])
    }
})

test('the steps of the import hold every object once, groups before what is shared with them', () => {
    const steps = importSteps(metadata)
    expect(steps.flatMap((step) => Object.keys(step)).sort()).toEqual([...types].sort())
    expect(Object.keys(steps[0] ?? {})).toContain('userGroups')
    expect(Object.keys(steps[2] ?? {})).toContain('dataSets')
    expect(Object.keys(steps.at(-1) ?? {})).toContain('dashboards')
})

test('program indicators speak of stages and elements of the package only, and of one reporting period', () => {
    const held = new Set(own)
    for (const { expression, filter, analyticsPeriodBoundaries } of list('programIndicators')) {
        const named = [...`${String(expression)} ${String(filter ?? '')}`.matchAll(/#\{(\w{11})\.(\w{11})\}|"(\w{11})"/g)]
        expect(named.flatMap((match) => match.slice(1).filter((uid) => uid !== undefined && !held.has(uid)))).toEqual([])
        expect(analyticsPeriodBoundaries).toHaveLength(2)
    }
})

test('only kinds of objects with data of their own are shared for data', () => {
    const withData = words('programs programStages trackedEntityTypes relationshipTypes dataSets categoryOptions')
    const others = types.filter((type) => !withData.includes(type))
    expect(others.filter((type) => JSON.stringify(list(type).map((object) => object.sharing)).includes('r-r'))).toEqual([])
})

test('nobody of ours may change metadata', () => {
    const access = types.flatMap((type) => list(type).map((object) => JSON.stringify(object.sharing ?? {})))
    expect(access.filter((sharing) => /"(access|public)":".w/.test(sharing))).toEqual([])
})

test.each(DIALECTS)('a package for %s has the same UIDs as for the others', (dialect) => {
    const other = buildMetadata({ dialect })
    expect(types.flatMap((type) => (other[type] ?? []).map((object) => object.id))).toEqual(own)
})
