import { historyOf } from './history.ts'
import { infant, mother, pair } from '#programme/testing/pair.ts'

const BIRTH = '2026-09-12'
const joy = (tested = false) =>
    infant({
        trackedEntity: 'joy',
        born: BIRTH,
        events: tested
            ? [
                  {
                      stage: 'KMMP_C_TEST',
                      on: '2026-10-26',
                      values: { CTEST_KIND: 'PCR', CTEST_POINT: 'W6', CTEST_RESULT: 'NEGATIVE', SAMPLE_DATE: '2026-10-26' },
                  },
              ]
            : [],
    })
const akinyi = (events: NonNullable<Parameters<typeof mother>[0]['events']> = []) =>
    mother({ joined: '2026-06-15', intake: { LMP_DATE: '2025-12-06' }, events })

const stateOf = (tested: boolean, today: string) =>
    historyOf(pair({ mother: akinyi(), infants: [joy(tested)] }), today).owed.find(({ key }) => key === 'PCR_W6')?.state

describe('what the record of a pair says is owed', () => {
    it.each([
        [false, '2026-10-23', undefined],
        [false, '2026-10-24', 'due'],
        [false, '2026-11-08', 'late'],
        [false, '2026-11-14', 'overdue'],
        [true, '2026-11-14', undefined],
    ])('of the first test, done: %s, on %s', (tested, today, state) => {
        expect(stateOf(tested, today)).toBe(state)
    })

    it('names whose it is, since when it is due and how many days ago that was', () => {
        const { owed } = historyOf(pair({ mother: akinyi(), infants: [joy()] }), '2026-11-16')
        expect(owed.find(({ key }) => key === 'PCR_W6')).toMatchObject({ subject: 'joy', due: '2026-10-24', days: 23, state: 'overdue' })
    })

    it('keeps what is not due yet only on a day that was planned for it', () => {
        const planned = (plannedFor: string) =>
            historyOf(pair({ mother: akinyi([{ uid: 'evPlan', stage: 'KMMP_M_PNC', plannedFor }]), infants: [joy(true)] }), '2026-11-16')
        const next = { key: 'PNC_CONTACT', n: 3, state: 'open' }
        expect(planned('2026-11-21').owed).toContainEqual(expect.objectContaining(next))
        expect(planned('2026-11-21').settled).toEqual(new Set(['evPlan']))
        const { owed } = historyOf(pair({ mother: akinyi(), infants: [joy(true)] }), '2026-11-16')
        expect(owed).not.toContainEqual(expect.objectContaining(next))
    })

    it('tells whether she came since the birth', () => {
        const came = (on: string) =>
            historyOf(pair({ mother: akinyi([{ stage: 'KMMP_M_PNC', on }]), infants: [joy()] }), '2026-11-16').cameSinceBirth
        expect([came('2026-08-01'), came('2026-10-24')]).toEqual([false, true])
    })

    it('tells the last period while she is pregnant', () => {
        expect(historyOf(pair({ mother: akinyi() }), '2026-07-01').lmp).toBe('2025-12-06')
        expect(historyOf(pair({ mother: akinyi(), infants: [joy()] }), '2026-11-16').lmp).toBeUndefined()
    })
})
