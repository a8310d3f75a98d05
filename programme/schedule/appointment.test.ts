import { infant, mother } from '../testing/pair.ts'
import { appointmentsOf } from './appointment.ts'

const planned = { stage: 'KMMP_M_ANC', plannedFor: '2026-06-08' }

test.each([
    ['2026-06-07', 'planned', 0],
    ['2026-06-08', 'planned', 0],
    ['2026-06-09', 'missed', 1],
    ['2026-06-14', 'missed', 6],
    ['2026-06-15', 'defaulter', 7],
    ['2026-07-08', 'defaulter', 30],
    ['2026-07-09', 'interrupted', 31],
])('an appointment for 8 June that nobody kept is on %s %s', (today, state, days) => {
    expect(appointmentsOf(mother({ joined: '2026-05-01', events: [planned] }), today)).toMatchObject([{ state, days }])
})

test('a planned event that became the visit eight days later was kept late', () => {
    const woman = mother({ joined: '2026-05-01', events: [{ ...planned, on: '2026-06-16' }] })
    expect(appointmentsOf(woman, '2026-06-16')).toMatchObject([{ state: 'kept', days: 8 }])
    expect(appointmentsOf(woman, '2026-06-15')).toMatchObject([{ state: 'defaulter' }])
})

test.each([
    ['2026-05-31', 'defaulter'],
    ['2026-06-01', 'kept'],
    ['2026-06-16', 'kept'],
])('a visit recorded apart from the plan, on %s, leaves the appointment %s', (on, state) => {
    const visit = { stage: 'KMMP_M_ANC', on }
    expect(appointmentsOf(mother({ joined: '2026-05-01', events: [visit, planned] }), '2026-06-20').map((kept) => kept.state)).toEqual([
        state,
    ])
})

test('a visit of another kind keeps no appointment, and a skipped one is cancelled', () => {
    const events = [planned, { stage: 'KMMP_M_HOMEVISIT', on: '2026-06-08' }, { ...planned, uid: 'skipped', status: 'SKIPPED' as const }]
    expect(appointmentsOf(mother({ joined: '2026-05-01', events }), '2026-06-10').map(({ state }) => state)).toEqual([
        'missed',
        'cancelled',
    ])
})

test.each([
    ['the birth came first', 'KMMP_M_DELIVERY', '2026-06-05'],
    ['she came for the visit after birth', 'KMMP_M_PNC', '2026-07-20'],
])('a planned antenatal contact is no longer needed when %s', (_, stage, on) => {
    const woman = mother({ joined: '2026-05-01', events: [planned, { stage, on }] })
    expect(appointmentsOf(woman, '2026-08-01')).toMatchObject([{ state: 'cancelled' }])
})

test('an antenatal visit of long ago does not stand for a planned visit after birth', () => {
    const events = [
        { stage: 'KMMP_M_ANC', on: '2026-06-20' },
        { stage: 'KMMP_M_PNC', plannedFor: '2026-06-08' },
    ]
    expect(appointmentsOf(mother({ joined: '2026-05-01', events }), '2026-08-01')).toMatchObject([{ state: 'interrupted' }])
})

test('nobody is missed once follow-up has ended', () => {
    const left = mother({ joined: '2026-05-01', status: 'COMPLETED', events: [planned] })
    expect(appointmentsOf(left, '2026-08-01')).toMatchObject([{ state: 'cancelled' }])
})

test.each([
    ['she moved away', { MOTHER_EXIT: 'TRANSFER_OUT' }, 'cancelled'],
    ['she died at birth', { MATERNAL_OUTCOME: 'DIED' }, 'cancelled'],
    ['nothing of the kind is recorded', { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE' }, 'interrupted'],
])('her plans are closed though her enrolment is still open: %s', (_, intake, state) => {
    expect(appointmentsOf(mother({ joined: '2026-05-01', intake, events: [planned] }), '2026-08-01')).toMatchObject([{ state }])
})

test('plans of an infant who died are closed', () => {
    const plan = { stage: 'KMMP_C_FUP', plannedFor: '2026-06-08' }
    const died = infant({ born: '2026-04-10', intake: { HEI_OUTCOME: 'DIED' }, events: [plan] })
    expect(appointmentsOf(died, '2026-08-01')).toMatchObject([{ state: 'cancelled' }])
})
