import type { LiveOrgUnit } from '../metadata.ts'
import { orgUnitFinder } from './orgUnits.ts'

const unit = (id: string, code: string, name: string, ancestors: string[]): LiveOrgUnit => ({ id, code, name, ancestors })
const find = orgUnitFinder(
    [
        unit('north', '13077', 'Mathare North Health Centre', ['Kenya', 'Nairobi County', 'Ruaraka Sub County']),
        unit('ahero', '13468', 'Ahero County Hospital', ['Kenya', 'Kisumu County', 'Nyando Sub County']),
        unit('ann', '15625', 'St Ann Medical Clinic (Naivasha)', ['Kenya', 'Nakuru County', 'Naivasha Sub County']),
    ],
    { places: new Map(), facilities: new Map() },
    '2026-10-31'
)
const found = (code: string, name: string, within = ''): string => {
    const { unit: id = '', reason = '' } = find({ code, name, within })
    return [id, reason].filter(Boolean).join(' ')
}

test.each(['13077', '013077', '00013077', '13077.0', 'MFL 13077'])('the code %s is found as it is meant', (code) => {
    expect(found(code, '')).toBe('north')
})

test('a code that is too short or too long is none', () => {
    expect(found('1307', '')).toBe('FACILITY_UNKNOWN')
    expect(found('130770', '')).toBe('FACILITY_UNKNOWN')
})

test.each([
    ['Kisumu / Ahero County Hospital', 'ahero'],
    ['Ahero County Hospital - Kisumu', 'ahero'],
    ['AHERO COUNTY HOSPITAL (Kisumu County)', 'ahero'],
    ['Ahero County Hospital, Nyando', 'ahero'],
    ['St Ann Medical Clinic (Naivasha) - Nakuru', 'ann'],
])('the name %s is found in the place that it names', (name, id) => {
    expect(found('', name)).toBe(`${id} FACILITY_BY_NAME`)
})

test('a name is never found in another place, nor without one', () => {
    expect(found('', 'Ahero County Hospital - Nairobi')).toBe('FACILITY_UNKNOWN')
    expect(found('', 'Ahero County Hospital')).toBe('FACILITY_UNKNOWN')
    expect(found('', 'Ahero County Hospital - Kisumu', 'Nairobi')).toBe('FACILITY_UNKNOWN')
})
