import type { Metadata } from '../metadata.ts'
import { checkMapping } from './checkMapping.ts'
import { compileMapping } from './compileMapping.ts'
import { MappingMistakes } from './mistakes.ts'
import { loaded, MAPPING, METADATA } from './trying.ts'

const complaints = async (mapping: string, metadata: Metadata = METADATA): Promise<string[]> =>
    checkMapping(await loaded(mapping), metadata).map(({ what }) => what)

test('a mapping that fits its DHIS2 has nothing against it', async () => {
    expect(await complaints(MAPPING)).toEqual([])
})

describe('before anything is sent, a mapping is held against the live metadata', () => {
    test.each<[string, string, string, string]>([
        ['an attribute that is not there', 'PID: pid', 'PIN: pid', 'DHIS2 has no attribute TRY_PIN.'],
        ['a data element that is not there', 'SEEN_BY: seen_by', 'MET_BY: seen_by', 'DHIS2 has no data element TRY_MET_BY.'],
        ['a stage that is not there', 'stage: INTAKE', 'stage: START', 'DHIS2 has no stage TRY_START.'],
        ['a program that is not there', 'program: CARE', 'program: CURE', 'DHIS2 has no program TRY_CURE.'],
        ['a type that is not there', 'type: PATIENT', 'type: PERSON', 'DHIS2 has no tracked entity type TRY_PERSON.'],
        ['an option set that is not there', 'options: KIND', 'options: SORT', 'DHIS2 has no option set TRY_SORT.'],
        [
            'a field that its stage does not ask',
            'values: { KIND: kind }',
            'values: { KIND: kind, SEEN_BY: pid }',
            'INTAKE does not ask TRY_SEEN_BY.',
        ],
        ['a topic that is no data element', 'each: topics', 'each: words', 'DHIS2 has no data element TRY_TOPIC_true.'],
        ['a constant that is no option', 'KIND: kind', 'KIND: { value: STRANGER }', 'TRY_KIND has no option STRANGER.'],
        [
            'an uncoded column for coded values',
            'KIND: kind',
            'KIND: first',
            'TRY_KIND takes the options of TRY_KIND; its column is not coded.',
        ],
        ['a mandatory attribute that nothing fills', ', NAME: first', '', 'CARE demands TRY_NAME, which nothing fills.'],
        ['a recorded data element that is not there', 'SOURCE_ID: id', 'RECORD_ID: id', 'DHIS2 has no data element TRY_RECORD_ID.'],
    ])('%s', async (_, from, to, what) => {
        expect(MAPPING).toContain(from)
        const text = MAPPING.replace(from, to)
        const withWords = text.replace(
            '            next: { as: date',
            '            words: { as: split, list: yes-no }\n            next: { as: date'
        )
        expect(await complaints(withWords)).toContain(what)
    })

    test('a facility of the partner’s own that leads nowhere', async () => {
        const orgUnits = METADATA.orgUnits.filter(({ code }) => code !== '13077')
        expect(await complaints(MAPPING, { ...METADATA, orgUnits })).toEqual([
            '"facilities" names the org unit 13077, which DHIS2 does not have.',
        ])
    })

    test('a value of another type', async () => {
        const dated = new Map(METADATA.attributes).set('TRY_NAME', { id: 'n', code: 'TRY_NAME', valueType: 'DATE', unique: false })
        expect(await complaints(MAPPING, { ...METADATA, attributes: dated })).toEqual(['TRY_NAME is a DATE; text does not make one.'])
    })

    test('a complaint names its line, and keeps the mapping from being compiled', async () => {
        const mapping = await loaded(MAPPING.replace('PID: pid', 'PIN: pid'))
        const line = MAPPING.slice(0, MAPPING.indexOf('PID: pid')).split('\n').length
        expect(checkMapping(mapping, METADATA)).toMatchObject([{ line }])
        expect(() => compileMapping(mapping, METADATA, { asOf: '2026-10-31', planNote: () => '' })).toThrow(MappingMistakes)
    })
})
