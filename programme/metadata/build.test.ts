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
        ['trackedEntityTypeAttributes', 'programTrackedEntityAttributes', 'programStageDataElements', 'dataSetElements'].flatMap((part) =>
            types.flatMap((type) => list(type).flatMap((object) => partIds(object[part])))
        )
    )
    const known = new Set([...own, ...nested, facility.id])
    expect(ids(metadata).filter((id) => !known.has(id))).toEqual([])
})

const partIds = (part: unknown): string[] => (Array.isArray(part) ? part.flatMap((entry: unknown) => (hasId(entry) ? [entry.id] : [])) : [])
const hasId = (entry: unknown): entry is { id: string } => typeof entry === 'object' && entry !== null && 'id' in entry

// dhis2-core 2.40-2.43: lengths and uniqueness hold over the whole server, hence the prefix
test.each(['trackedEntityAttributes', 'trackedEntityTypes', 'dataElements', 'optionSets', 'categoryOptions', 'categories', 'dataSets'])(
    'names and short names of %s are unique, prefixed and short enough',
    (type) => {
        for (const property of ['name', 'shortName', 'code']) {
            const values = list(type).flatMap((object) => {
                const value = object[property]
                return typeof value === 'string' ? [value] : []
            })
            expect(new Set(values).size).toBe(values.length)
            expect(values.filter((value) => !value.startsWith('KMMP'))).toEqual([])
            expect(values.filter((value) => value.length > (property === 'name' ? 230 : 50))).toEqual([])
        }
    }
)

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

// dhis2-web-api.md 7.3
test.each([
    ['trackedEntityAttributes', 'name shortName valueType aggregationType'],
    ['trackedEntityTypes', 'name shortName trackedEntityTypeAttributes'],
    ['programs', 'name shortName programType trackedEntityType'],
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
    ['userRoles', 'name'],
    ['userGroups', 'name'],
])('%s hold what DHIS2 demands: %s', (type, required) => {
    expect(list(type).length).toBeGreaterThan(0)
    for (const object of list(type)) {
        expect(Object.keys(object)).toEqual(expect.arrayContaining(required.split(' ')))
    }
})

test('every text has a Kiswahili twin', () => {
    const untranslated = types
        .filter((type) => type !== 'categoryOptionCombos')
        .flatMap((type) => list(type).filter((object) => !JSON.stringify(object.translations).includes('"locale":"sw"')))
    expect(untranslated).toEqual([])
})

test('client records are closed to everybody but named groups, and county officers see no client', () => {
    const county = metadataUid('userGroup', 'KMMP_COUNTY')
    const connector = metadataUid('userGroup', 'KMMP_CONNECTOR')
    for (const type of ['trackedEntityTypes', 'programs', 'programStages', 'relationshipTypes']) {
        for (const { sharing } of list(type)) {
            expect(sharing).toMatchObject({
                public: '--------',
                userGroups: { [county]: { access: 'r-------' }, [connector]: { access: 'r-rw----' } },
            })
        }
    }
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
    expect(elements.map((object) => object.zeroIsSignificant)).toEqual([true, true, true])
    expect(list('dataSets')[0]?.openFuturePeriods).toBe(1)
})

test('a category combo has one category option combo for each combination', () => {
    expect(list('categoryOptionCombos').length).toBe(3 * 6 * 11 + 2 + 4)
})

test('programmes and data sets are assigned to the given facilities', () => {
    expect([...list('programs'), ...list('dataSets')].map((object) => object.organisationUnits)).toEqual([
        [facility],
        [facility],
        [facility],
    ])
})

test('the steps of the import hold every object once, groups before what is shared with them', () => {
    const steps = importSteps(metadata)
    expect(steps.flatMap((step) => Object.keys(step)).sort()).toEqual([...types].sort())
    expect(Object.keys(steps[0] ?? {})).toContain('userGroups')
    expect(Object.keys(steps.at(-1) ?? {})).toContain('dataSets')
})

test.each(DIALECTS)('a package for %s has the same UIDs as for the others', (dialect) => {
    const other = buildMetadata({ dialect })
    expect(types.flatMap((type) => (other[type] ?? []).map((object) => object.id))).toEqual(own)
})
