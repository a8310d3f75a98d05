import { compareMetadata } from './compare.ts'
import { packageOf } from './merge.ts'
import type { MetadataObject } from './object.ts'

const id = 'KmmpObject1'
const name = { locale: 'sw', property: 'NAME', value: 'Mama' }
const ours = { id, code: 'KMMP_X', name: 'Mother', translations: [name] }
const compare = (type: string, wanted: object, live: object | undefined) =>
    compareMetadata({ [type]: [{ ...ours, ...wanted }] }, { [type]: live === undefined ? [] : [{ ...ours, ...wanted, ...live }] })
const changed = (type: string, wanted: object, live: object) =>
    compare(type, wanted, live).flatMap((difference) =>
        difference.kind === 'changed' ? difference.properties.map(({ property }) => property) : [difference.kind]
    )

const sentFor = (type: string, wanted: MetadataObject, live: MetadataObject) =>
    packageOf(compareMetadata({ [type]: [wanted] }, { [type]: [live] }), { [type]: [wanted] }, { [type]: [live] })

test.each([
    ['a translation into another language', 'programs', {}, { translations: [name, { locale: 'fr', property: 'NAME', value: 'Mère' }] }],
    ['facilities of a programme', 'programs', { organisationUnits: [] }, { organisationUnits: [{ id: 'Facility001' }] }],
    [
        'options that a server added',
        'optionSets',
        { options: [{ id: 'a' }, { id: 'b' }] },
        { options: [{ id: 'a' }, { id: 'c' }, { id: 'b' }] },
    ],
    [
        'options of an option combo in another order',
        'categoryOptionCombos',
        { categoryOptions: [{ id: 'a' }, { id: 'b' }] },
        { categoryOptions: [{ id: 'b' }, { id: 'a' }] },
    ],
    ['numbers of options, which servers count from 0 or from 1', 'options', { sortOrder: 1 }, { sortOrder: 0 }],
    ['names of option combos after maintenance', 'categoryOptionCombos', {}, { name: 'KMMP Sex: Female' }],
    ['members of a group', 'userGroups', { users: [] }, { users: [{ id: 'User0000001' }] }],
    [
        'sharing with one more group',
        'programs',
        { sharing: { public: '--------', userGroups: { a: { id: 'a', access: 'r-------' } } } },
        {
            sharing: {
                owner: 'x',
                public: '--------',
                userGroups: { a: { id: 'a', access: 'r-------' }, b: { id: 'b', access: 'rw------' } },
            },
        },
    ],
    ['what the server left out because it is not so', 'programStages', { repeatable: false }, { repeatable: undefined }],
    ['properties that we do not set', 'programs', {}, { onlyEnrollOnce: true, lastUpdated: '2026-11-16T08:00' }],
    [
        'links in another order, with UIDs of the server',
        'dataSets',
        {
            dataSetElements: [
                { id: 'l1', dataElement: { id: 'one' } },
                { id: 'l2', dataElement: { id: 'two' } },
            ],
        },
        { dataSetElements: [{ dataElement: { id: 'two' } }, { dataElement: { id: 'one' } }] },
    ],
])('no difference: %s', (_, type, wanted, live) => {
    expect(compare(type, wanted, live)).toEqual([])
})

test.each([
    ['a name', 'programs', {}, { name: 'Mothers' }, ['name']],
    ['a translation of ours', 'programs', {}, { translations: [{ ...name, value: 'Mzazi' }] }, ['translations']],
    [
        'options in another order',
        'optionSets',
        { options: [{ id: 'a' }, { id: 'b' }] },
        { options: [{ id: 'b' }, { id: 'a' }] },
        ['options'],
    ],
    [
        'options of a category in another order',
        'categories',
        { categoryOptions: [{ id: 'a' }, { id: 'b' }] },
        { categoryOptions: [{ id: 'b' }, { id: 'a' }] },
        ['categoryOptions'],
    ],
    [
        'a question taken out',
        'programStages',
        { list: [{ dataElement: { id: 'a' } }, { dataElement: { id: 'b' } }] },
        { list: [{ dataElement: { id: 'a' } }] },
        ['list'],
    ],
    [
        'a question made compulsory',
        'programStages',
        { list: [{ dataElement: { id: 'a' }, compulsory: false }] },
        { list: [{ dataElement: { id: 'a' }, compulsory: true }] },
        ['list'],
    ],
    ['sharing opened to everybody', 'programs', { sharing: { public: '--------' } }, { sharing: { public: 'rwrw----' } }, ['sharing']],
    ['a right of ours taken away', 'userRoles', { authorities: ['A', 'B'] }, { authorities: ['A'] }, ['authorities']],
])('difference: %s', (_, type, wanted, live, properties) => {
    expect(changed(type, wanted, live)).toEqual(properties)
})

test('an object that the server does not have is lacking', () => {
    expect(compare('programs', {}, undefined)).toMatchObject([{ kind: 'lacking', type: 'programs' }])
})

test('a code of ours on another object is taken, and that object is never sent', () => {
    const differences = compareMetadata({ programs: [ours] }, { programs: [{ ...ours, id: 'National001' }] })
    expect(differences).toMatchObject([{ kind: 'taken', live: { id: 'National001' } }])
    expect(packageOf(differences, {}, {})).toEqual({})
})

test('what is sent for a changed object carries along what the server decides', () => {
    const french = { locale: 'fr', property: 'NAME', value: 'Mère' }
    const live = {
        ...ours,
        name: 'Mothers',
        organisationUnits: [{ id: 'Facility001' }],
        translations: [{ ...name, value: 'Mzazi' }, french],
        sharing: { public: 'rw------', userGroups: { b: { id: 'b', access: 'r-------' } } },
        style: { icon: 'kept' },
    }
    const wanted = {
        ...ours,
        organisationUnits: [],
        sharing: { public: '--------', users: {}, userGroups: { a: { id: 'a', access: 'r-------' } } },
    }
    expect(sentFor('programs', wanted, live)).toEqual({
        programs: [
            {
                ...ours,
                organisationUnits: [{ id: 'Facility001' }],
                translations: [name, french],
                sharing: {
                    public: '--------',
                    users: {},
                    userGroups: { a: { id: 'a', access: 'r-------' }, b: { id: 'b', access: 'r-------' } },
                },
                style: { icon: 'kept' },
            },
        ],
    })
})

test('options that a server added stay when a list is changed', () => {
    const wanted = { ...ours, options: [{ id: 'a' }, { id: 'b' }] }
    const live = { ...ours, name: 'Other', options: [{ id: 'b' }, { id: 'added' }, { id: 'a' }] }
    const sent = sentFor('optionSets', wanted, live)
    expect(sent.optionSets).toMatchObject([{ name: 'Mother', options: [{ id: 'a' }, { id: 'b' }, { id: 'added' }] }])
})

// dhis2-core 2.43, CategoryOptionComboObjectBundleHook: E1130
test('option combos of a category combo are sent all together, those of others not at all', () => {
    const combo = (id: string, categoryCombo: string): MetadataObject => ({ id, code: `KMMP_${id}`, categoryCombo: { id: categoryCombo } })
    const wanted = { categoryOptionCombos: [combo('a', 'one'), combo('b', 'one'), combo('c', 'two')] }
    const live = { categoryOptionCombos: [{ ...combo('a', 'one'), ignoreApproval: true }, combo('c', 'two')] }
    expect(packageOf(compareMetadata(wanted, live), wanted, live)).toEqual({
        categoryOptionCombos: [combo('b', 'one'), { ...combo('a', 'one'), ignoreApproval: true }],
    })
})
