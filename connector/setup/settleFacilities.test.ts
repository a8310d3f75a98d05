import { orgUnitFinder } from '../mapping/orgUnits.ts'
import type { LiveOrgUnit } from '../metadata.ts'
import { strangeFacilities } from './settleFacilities.ts'

const unit = (code: string, name: string, county: string): LiveOrgUnit => ({
    id: `id${code}`,
    code,
    name,
    ancestors: ['Kenya', `${county} County`],
})
const units = [
    unit('13077', 'Mathare North Health Centre', 'Nairobi'),
    unit('12912', 'Dandora II Health Centre', 'Nairobi'),
    unit('13468', 'Ahero County Hospital', 'Kisumu'),
]
const book = {
    units,
    find: orgUnitFinder(units, { places: new Map(), facilities: new Map() }, '2026-10-31'),
    abbreviations: { hc: 'health centre', ch: 'county hospital', '2': 'ii' },
}
const named = (names: readonly string[], inPlaces: boolean): [string, (string | undefined)?][] =>
    strangeFacilities({ codes: [], names, inPlaces }, book).map(({ word, candidates }) => [word, candidates[0]?.code])

test('a name of the partner’s own is told with what it may be', () => {
    const names = [
        'Mathare North HC',
        'Mathare North HC',
        'Dandora 2',
        'Dandora 2',
        'Ahero CH',
        'Ahero CH',
        'ahero',
        'ahero',
        'Canteen',
        'Canteen',
    ]
    expect(named(names, true)).toEqual([
        ['Mathare North HC', '13077'],
        ['Dandora 2', '12912'],
        ['Ahero CH', '13468'],
        ['ahero', '13468'],
        ['Canteen', undefined],
    ])
})

test('a whole name is known where the export names the county too; without it, it is one to decide', () => {
    const names = ['Ahero County Hospital', 'Ahero County Hospital']
    expect(named(names, true)).toEqual([])
    expect(named(names, false)).toEqual([['Ahero County Hospital', '13468']])
})

test('with codes in the export, only codes that DHIS2 lacks are told; what stands there once is not', () => {
    const codes = ['13077', '99999', '99999', '88888']
    expect(strangeFacilities({ codes, names: [], inPlaces: true }, book)).toEqual([{ word: '99999', times: 2, candidates: [] }])
})
