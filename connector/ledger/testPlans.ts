import type { Ledger } from './ledger.ts'
import { event, page, plan, type LedgerFixture } from './testLedger.ts'

/** What every implementation of `Ledger` must do with appointments. `make` gives a fresh, empty one. */
export const testPlans = (name: string, make: () => LedgerFixture): void => {
    describe(`plans of a ledger: ${name}`, () => {
        let fixture: LedgerFixture
        let ledger: Ledger
        const reopen = () => {
            ledger.close()
            ledger = fixture.open()
            return ledger
        }
        beforeEach(() => {
            fixture = make()
            ledger = fixture.open()
            ledger.startRun('m2m', '1')
        })
        afterEach(() => {
            ledger.close()
            fixture.remove()
        })

        it('are found by the rows that named them', () => {
            ledger.commit(page({ plans: [plan('plan0000001'), plan('plan0000002', { owner: 'row-2' })] }))
            expect(ledger.plansNamedBy(['row-2'])).toEqual([plan('plan0000002', { owner: 'row-2' })])
        })

        it('are to settle while pending, and when an event of their enrollment came in this run', () => {
            ledger.commit(page({ plans: [plan('plan0000001'), plan('plan0000002', { enrollment: 'enroll00002', state: 'planned' })] }))
            expect(ledger.plansToSettle(undefined, 10).map(({ uid }) => uid)).toEqual(['plan0000001'])
            ledger.commit(page({ objects: [event('event000002', { enrollment: 'enroll00002' })] }))
            expect(ledger.plansToSettle(undefined, 10).map(({ uid }) => uid)).toEqual(['plan0000001', 'plan0000002'])
            expect(ledger.plansToSettle(undefined, 1).map(({ uid }) => uid)).toEqual(['plan0000001'])
            expect(ledger.plansToSettle('enroll00001', 10).map(({ uid }) => uid)).toEqual(['plan0000002'])
            reopen().startRun('m2m', '1')
            expect(ledger.plansToSettle(undefined, 10).map(({ uid }) => uid)).toEqual(['plan0000001'])
        })

        it('stay what they are when named again, and live again when they had been dropped', () => {
            ledger.commit(page({ plans: [plan('plan0000001', { state: 'planned' }), plan('plan0000002', { state: 'dropped' })] }))
            ledger.commit(page({ plans: [plan('plan0000001'), plan('plan0000002')] }))
            expect(ledger.plansNamedBy(['row-1'])).toEqual([plan('plan0000001', { state: 'planned' }), plan('plan0000002')])
        })

        it('are to settle anew when their record says something else', () => {
            ledger.commit(page({ plans: [plan('plan0000001', { state: 'planned', status: 'SCHEDULED' })] }))
            ledger.commit(page({ plans: [plan('plan0000001', { status: 'SCHEDULED' })] }))
            expect(ledger.plansToSettle(undefined, 10)).toEqual([])
            ledger.commit(page({ plans: [plan('plan0000001', { status: 'CANCELLED' })] }))
            expect(ledger.plansToSettle(undefined, 10)).toEqual([plan('plan0000001', { status: 'CANCELLED' })])
        })

        it('are found by their event, which may have another UID than their own', () => {
            ledger.commit(page({ plans: [plan('plan0000001', { event: 'event000009' }), plan('plan0000002')] }))
            ledger.commit(page({ plans: [plan('plan0000001')] }))
            const found = ledger.plansAt(['plan0000001', 'plan0000002', 'event000009'])
            expect(found.map(({ uid }) => uid).toSorted()).toEqual(['plan0000001', 'plan0000002'])
            expect(ledger.plansAt(['plan0000001'])).toEqual([])
        })

        it('are kept once for each row that names them', () => {
            ledger.commit(page({ plans: [plan('plan0000001', { state: 'planned' }), plan('plan0000001', { owner: 'row-2' })] }))
            ledger.commit(page({ plans: [plan('plan0000001', { state: 'dropped' })] }))
            expect(ledger.plansToSettle(undefined, 10)).toEqual([
                plan('plan0000001', { state: 'dropped' }),
                plan('plan0000001', { owner: 'row-2' }),
            ])
        })

        it('are to settle when dropped while they stand in DHIS2', () => {
            const stands = event('plan0000001', { status: 'SCHEDULE' })
            ledger.commit(page({ objects: [stands], plans: [plan('plan0000001', { state: 'planned' })] }))
            reopen().startRun('m2m', '1')
            ledger.commit(page({ plans: [plan('plan0000001', { state: 'dropped' })] }))
            expect(ledger.plansToSettle(undefined, 10).map(({ uid }) => uid)).toEqual(['plan0000001'])
            ledger.commit(page({ objects: [event('plan0000001', { status: 'SKIPPED' })] }))
            reopen().startRun('m2m', '1')
            expect(ledger.plansToSettle(undefined, 10)).toEqual([])
        })

        it('change their state', () => {
            ledger.commit(page({ plans: [plan('plan0000001')] }))
            ledger.commit(page({ plans: [plan('plan0000001', { state: 'planned' })] }))
            expect(ledger.plansNamedBy(['row-1'])).toEqual([plan('plan0000001', { state: 'planned' })])
        })
    })
}
