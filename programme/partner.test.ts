import { partnerOf } from './partner.ts'
import { mother } from './testing/pair.ts'

test.each([
    ['enrolled by the facility', {}, 'NONE'],
    ['entered with this app', { SOURCE_SYSTEM: 'DHIS2_APP' }, 'NONE'],
    ['that came from the facility’s own records', { SOURCE_SYSTEM: 'KENYAEMR' }, 'NONE'],
    ['whose intake names the partner', { SOURCE_SYSTEM: 'CSV', SOURCE_PARTNER: 'FACES' }, 'FACES'],
    ['that came from CommCare', { SOURCE_SYSTEM: 'COMMCARE' }, 'M2M'],
    ['that came from a system of somebody else', { SOURCE_SYSTEM: 'KOBO' }, 'OTHER_IP'],
])('a client %s', (_, intake, partner) => {
    expect(partnerOf(mother({ joined: '2026-06-15', intake }))).toBe(partner)
})

test('a visit of the facility does not take the client from the partner, nor the other way round', () => {
    const visit = { stage: 'KMMP_M_ANC', on: '2026-07-15' }
    expect(partnerOf(mother({ joined: '2026-06-15', intake: { SOURCE_SYSTEM: 'COMMCARE' }, events: [visit] }))).toBe('M2M')
    const fromPartner = { ...visit, values: { SOURCE_SYSTEM: 'COMMCARE' } }
    expect(partnerOf(mother({ joined: '2026-06-15', intake: { ENTRY_POINT: 'ANC' }, events: [fromPartner] }))).toBe('NONE')
})
