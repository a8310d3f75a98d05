import { buildDataSets, buildValidationRules } from './figures.ts'
import { sharingRules } from './sharing.ts'
import { metadataUid } from './uid.ts'

const { figures, vocabulary } = sharingRules('2.42')

test('a validation rule compares sums of elements of the package', () => {
    const rule = buildValidationRules(vocabulary).find(({ code }) => code === 'KMMP_VR_PCR_POSITIVE')
    expect(rule).toMatchObject({
        operator: 'less_than_or_equal_to',
        leftSide: { expression: `#{${metadataUid('dataElement', 'KMMP_IND_PCR_POSITIVE')}}` },
        rightSide: { expression: `#{${metadataUid('dataElement', 'KMMP_IND_PCR_DONE')}}` },
    })
})

test('facilities report monthly, the country yearly, and stock-outs close after 90 days', () => {
    const sets = new Map(buildDataSets(figures, [{ id: 'ouFacility0' }]).map((set) => [set.code, set]))
    expect(sets.get('KMMP_DS_HV02')).toMatchObject({ periodType: 'Monthly', expiryDays: 0, organisationUnits: [{ id: 'ouFacility0' }] })
    expect(sets.get('KMMP_DS_STOCKOUT')).toMatchObject({ periodType: 'Monthly', expiryDays: 90 })
    expect(sets.get('KMMP_DS_BENCHMARK')).toMatchObject({ periodType: 'Yearly', organisationUnits: [] })
})
