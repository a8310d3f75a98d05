import { activeMentors, type ServiceEvent, type StaffMember, workforceValues } from './workforce.ts'

const NORTH = 'ouNorth0000'
const SOUTH = 'ouSouth0000'

const mentor = (staffId: string, more: Partial<StaffMember> = {}): StaffMember => ({
    staffId,
    orgUnit: NORTH,
    cadre: 'FACILITY_MM',
    profileOn: '2025-01-01',
    debriefedOn: [],
    trainings: [],
    ...more,
})
const seen = (staffId: string, on: string, more: Partial<ServiceEvent> = {}): ServiceEvent => ({ orgUnit: NORTH, on, staffId, ...more })

test.each<[string, Partial<StaffMember>, string, boolean]>([
    ['attended a client 60 days before', {}, '2026-08-01', true],
    ['attended a client 61 days before', {}, '2026-07-31', false],
    ['left the same day', { exitOn: '2026-09-30' }, '2026-09-01', false],
    ['leaves the day after', { exitOn: '2026-10-01' }, '2026-09-01', true],
    ['is a coordinator', { cadre: 'SITE_COORDINATOR' }, '2026-09-01', false],
])('whoever %s', (_, more, on, active) => {
    expect(activeMentors([mentor('a', more)], [seen('a', on)], '2026-09-30')).toHaveLength(active ? 1 : 0)
})

test('a month of two facilities: staff, sites, load, debriefs, training, pay and anonymous contacts', () => {
    const values = workforceValues(
        {
            staff: [
                mentor('a', { debriefedOn: ['2026-07-01'], paidUpToDate: true }),
                mentor('b', { cadre: 'COMMUNITY_MM', debriefedOn: ['2026-06-30'], trainings: [{ kind: 'DISABILITY', on: '2026-01-05' }] }),
                mentor('idle', { orgUnit: SOUTH }),
            ],
            events: [
                seen('a', '2026-09-02'),
                seen('b', '2026-09-03', { servicePoint: 'HOME' }),
                seen('gone', '2026-06-30', { orgUnit: SOUTH }),
            ],
            contacts: [
                { orgUnit: NORTH, on: '2026-09-10', channel: 'WHATSAPP', contacts: 3 },
                { orgUnit: NORTH, on: '2026-08-31', channel: 'SMS', contacts: 9 },
            ],
            sites: [
                { orgUnit: NORTH, offersPmtct: true },
                { orgUnit: SOUTH, offersPmtct: true },
            ],
            activePairs: new Map([[NORTH, 70]]),
        },
        '202609',
        '2026-10-31'
    )
    expect(
        values.map(({ element, orgUnit, categoryOptions, value }) => [element.replace('KMMP_IND_', ''), orgUnit, ...categoryOptions, value])
    ).toEqual([
        ['MM_ACTIVE', NORTH, 'FACILITY_MM', 1],
        ['MM_ACTIVE', NORTH, 'COMMUNITY_MM', 1],
        ['SITE_ACTIVE', NORTH, 'FACILITY', 1],
        ['SITE_ACTIVE', NORTH, 'COMMUNITY', 1],
        ['ESERV_ANON', NORTH, 'CHAT', 3],
        ['CASELOAD_N', NORTH, 70],
        ['CASELOAD_D', NORTH, 2],
        ['DEBRIEF_D', NORTH, 2],
        ['DEBRIEF_N', NORTH, 1],
        ['MM_DISABILITY_D', NORTH, 2],
        ['MM_DISABILITY_N', NORTH, 1],
        ['MM_PAID_D', NORTH, 1],
        ['MM_PAID_N', NORTH, 1],
        ['SITE_MM_D', NORTH, 1],
        ['SITE_MM_N', NORTH, 1],
        ['SITE_MM_D', SOUTH, 1],
        ['SITE_MM_N', SOUTH, 0],
    ])
})
