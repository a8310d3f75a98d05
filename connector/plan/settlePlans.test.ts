import type { ObjectRecord, PlanRecord } from '../ledger/ledger.ts'
import { visit } from '../testing/wanted.ts'
import { stateOf } from './settlePlans.ts'
import { takeOvers } from './takeOver.ts'

const plan = (changes: Partial<PlanRecord> = {}): PlanRecord => ({
    uid: 'plan0000001',
    owner: 'row-1',
    state: 'pending',
    trackedEntity: 'person00001',
    enrollment: 'enroll00001',
    program: 'program0001',
    programStage: 'stage000001',
    orgUnit: 'unit0000001',
    on: '2026-06-29',
    namedOn: '2026-06-01',
    column: 'next_appt',
    note: 'KMMP1',
    ...changes,
})

const seen = (day: string, changes: Partial<ObjectRecord> = {}): ObjectRecord => ({
    uid: `visit ${day}`,
    kind: 'event',
    owner: 'row-2',
    trackedEntity: 'person00001',
    fields: '',
    linked: false,
    enrollment: 'enroll00001',
    programStage: 'stage000001',
    status: 'COMPLETED',
    day,
    since: 1,
    ...changes,
})

describe('an appointment', () => {
    it.each<[string, PlanRecord, PlanRecord[], ObjectRecord[], string]>([
        ['stands when nobody came since', plan(), [], [seen('2026-06-01')], 'planned'],
        ['is kept by a visit on the day', plan(), [], [seen('2026-06-29')], 'kept'],
        ['is kept by a visit seven days before', plan(), [], [seen('2026-06-22')], 'kept'],
        ['is kept by a visit seven days after', plan(), [], [seen('2026-07-06')], 'kept'],
        ['is passed by a visit eight days after', plan(), [], [seen('2026-07-07')], 'passed'],
        ['stands after an earlier visit that named no other day', plan(), [], [seen('2026-06-10')], 'planned'],
        [
            'is passed when an earlier visit named another day',
            plan(),
            [plan({ uid: 'plan0000002', namedOn: '2026-06-10', on: '2026-07-20' })],
            [seen('2026-06-10')],
            'passed',
        ],
        ['is not kept by the visit that named it', plan({ on: '2026-06-05' }), [], [seen('2026-06-01')], 'planned'],
        ['is not kept by a visit of another stage', plan(), [], [seen('2026-06-29', { programStage: 'stage000002' })], 'planned'],
        ['is not kept by another planned event', plan(), [], [seen('2026-06-29', { status: 'SCHEDULE' })], 'planned'],
        [
            'that no visit named is kept by any visit near it',
            plan({ namedOn: undefined, on: '2026-06-05' }),
            [],
            [seen('2026-06-01')],
            'kept',
        ],
        ['is passed when its record says that it was cancelled', plan({ status: 'CANCELLED' }), [], [seen('2026-06-29')], 'passed'],
        ['is kept by nobody when its record says that it was missed', plan({ status: 'MISSED' }), [], [seen('2026-06-28')], 'planned'],
        ['missed is passed by any later visit', plan({ status: 'MISSED' }), [], [seen('2026-06-30')], 'passed'],
        [
            'stands when its record says that it was kept and no visit is near',
            plan({ status: 'KEPT' }),
            [],
            [seen('2026-07-30')],
            'planned',
        ],
        ['that its row named no longer stays dropped', plan({ state: 'dropped' }), [], [seen('2026-06-29')], 'dropped'],
        [
            'is not passed because of a dropped one',
            plan(),
            [plan({ uid: 'plan0000002', namedOn: '2026-06-10', state: 'dropped' })],
            [],
            'planned',
        ],
    ])('%s', (_, one, others, events, expected) => {
        expect(stateOf(one, [one, ...others], events)).toBe(expected)
    })
})

describe('a new visit', () => {
    const of = { trackedEntity: 'person00001', enrollment: 'enroll00001' }
    const open = (event: string, scheduledAt: string, changes = {}) => ({
        event,
        scheduledAt: `${scheduledAt}T00:00:00.000`,
        enrollment: 'enroll00001',
        programStage: 'stage000001',
        ...changes,
    })
    const taken = (visits: string[], plans: ReturnType<typeof open>[]) =>
        Object.fromEntries(
            [
                ...takeOvers(
                    visits.map((day) => visit(`visit ${day}`, of, { occurredAt: day })),
                    plans
                ),
            ].map(([uid, { event }]) => [uid, event])
        )

    it('takes the place of the nearest plan within seven days', () => {
        const plans = [open('far', '2026-06-05'), open('near', '2026-06-10'), open('too far', '2026-06-20')]
        expect(taken(['2026-06-11'], plans)).toEqual({ 'visit 2026-06-11': 'near' })
    })

    it('leaves a plan to the visit that came first', () => {
        expect(taken(['2026-06-12', '2026-06-08'], [open('one', '2026-06-10')])).toEqual({ 'visit 2026-06-08': 'one' })
    })

    it('takes none of another stage, another enrollment or eight days off', () => {
        const plans = [
            open('other stage', '2026-06-10', { programStage: 'stage000002' }),
            open('other enrollment', '2026-06-10', { enrollment: 'enroll00002' }),
            open('late', '2026-06-18'),
        ]
        expect(taken(['2026-06-10'], plans)).toEqual({})
    })
})
