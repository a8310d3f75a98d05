import { join } from 'node:path'
import { compileMapping } from '../../connector/mapping/compileMapping.ts'
import { loadMapping } from '../../connector/mapping/loadMapping.ts'
import { readFixture, tryFixture } from '../../connector/setup/testMappings.ts'
import { facilities } from '../testing/facilities.ts'
import { programmeMetadata } from '../testing/programmeMetadata.ts'

const compiled = async () =>
    compileMapping(await loadMapping(__dirname), programmeMetadata(facilities()), { asOf: '2026-10-31', planNote: () => '' })
const fixture = readFixture(join(__dirname, 'tests', 'mother-and-visit.yaml'))

test('the rows in the tests folder come out as they say', async () => {
    expect(tryFixture(fixture, await compiled())).toEqual([])
})

test('a row that comes out otherwise is told, without its values', async () => {
    const [mother, ...visits] = fixture.rows
    const wrong = [
        ...(mother ? [{ ...mother, expect: { outcome: 'load', cells: { sex: 'MALE' } } }] : []),
        ...visits.slice(0, 1).map((visit) => ({ ...visit, expect: { outcome: 'load', cells: {} } })),
        ...visits.slice(1, 2).map((visit) => ({ ...visit, stream: 'vists' })),
    ]
    expect(tryFixture({ ...fixture, rows: wrong }, await compiled())).toEqual([
        'a mother: other values than expected in sex.',
        'her visit on a day that may be two: expected load, found park DATE_AMBIGUOUS visit_date.',
        'her visit without a Mentor Mother: the mapping has no stream "vists".',
    ])
})
