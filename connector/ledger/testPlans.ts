import { TestedLedger, event, page, plan, type LedgerFixture } from './testLedger.ts'

/** What every implementation of `Ledger` must do with appointments. `make` gives a fresh, empty one. */
export const testPlans = (name: string, make: () => LedgerFixture): void => {
    describe(`plans of a ledger: ${name}`, () => {
        let tested: TestedLedger
        beforeEach(() => (tested = new TestedLedger(make())))
        afterEach(() => tested.remove())

        it('are found by the rows that named them', () => {
            tested.ledger.commit(page({ plans: [plan('plan0000001'), plan('plan0000002', { owner: 'row-2' })] }))
            expect(tested.ledger.plansNamedBy(['row-2'])).toEqual([plan('plan0000002', { owner: 'row-2' })])
        })

        it('are to settle while pending, and when an event of their enrollment came in this run', () => {
            tested.ledger.commit(
                page({ plans: [plan('plan0000001'), plan('plan0000002', { enrollment: 'enroll00002', state: 'planned' })] })
            )
            expect(tested.ledger.plansToSettle(undefined, 10).map(({ uid }) => uid)).toEqual(['plan0000001'])
            tested.ledger.commit(page({ objects: [event('event000002', { enrollment: 'enroll00002' })] }))
            expect(tested.ledger.plansToSettle(undefined, 10).map(({ uid }) => uid)).toEqual(['plan0000001', 'plan0000002'])
            expect(tested.ledger.plansToSettle(undefined, 1).map(({ uid }) => uid)).toEqual(['plan0000001'])
            expect(tested.ledger.plansToSettle('enroll00001', 10).map(({ uid }) => uid)).toEqual(['plan0000002'])
            tested.reopen().startRun('m2m', '1')
            expect(tested.ledger.plansToSettle(undefined, 10).map(({ uid }) => uid)).toEqual(['plan0000001'])
        })

        it('stay what they are when named again, and live again when they had been dropped', () => {
            tested.ledger.commit(page({ plans: [plan('plan0000001', { state: 'planned' }), plan('plan0000002', { state: 'dropped' })] }))
            tested.ledger.commit(page({ plans: [plan('plan0000001'), plan('plan0000002')] }))
            expect(tested.ledger.plansNamedBy(['row-1'])).toEqual([plan('plan0000001', { state: 'planned' }), plan('plan0000002')])
        })

        it('are to settle anew when their record says something else', () => {
            tested.ledger.commit(page({ plans: [plan('plan0000001', { state: 'planned', status: 'SCHEDULED' })] }))
            tested.ledger.commit(page({ plans: [plan('plan0000001', { status: 'SCHEDULED' })] }))
            expect(tested.ledger.plansToSettle(undefined, 10)).toEqual([])
            tested.ledger.commit(page({ plans: [plan('plan0000001', { status: 'CANCELLED' })] }))
            expect(tested.ledger.plansToSettle(undefined, 10)).toEqual([plan('plan0000001', { status: 'CANCELLED' })])
        })

        it('are found by their event, which may have another UID than their own', () => {
            tested.ledger.commit(page({ plans: [plan('plan0000001', { event: 'event000009' }), plan('plan0000002')] }))
            tested.ledger.commit(page({ plans: [plan('plan0000001')] }))
            const found = tested.ledger.plansAt(['plan0000001', 'plan0000002', 'event000009'])
            expect(found.map(({ uid }) => uid).toSorted()).toEqual(['plan0000001', 'plan0000002'])
            expect(tested.ledger.plansAt(['plan0000001'])).toEqual([])
        })

        it('are kept once for each row that names them', () => {
            tested.ledger.commit(page({ plans: [plan('plan0000001', { state: 'planned' }), plan('plan0000001', { owner: 'row-2' })] }))
            tested.ledger.commit(page({ plans: [plan('plan0000001', { state: 'dropped' })] }))
            expect(tested.ledger.plansToSettle(undefined, 10)).toEqual([
                plan('plan0000001', { state: 'dropped' }),
                plan('plan0000001', { owner: 'row-2' }),
            ])
        })

        it('are to settle when dropped while they stand in DHIS2', () => {
            const stands = event('plan0000001', { status: 'SCHEDULE' })
            tested.ledger.commit(page({ objects: [stands], plans: [plan('plan0000001', { state: 'planned' })] }))
            tested.reopen().startRun('m2m', '1')
            tested.ledger.commit(page({ plans: [plan('plan0000001', { state: 'dropped' })] }))
            expect(tested.ledger.plansToSettle(undefined, 10).map(({ uid }) => uid)).toEqual(['plan0000001'])
            tested.ledger.commit(page({ objects: [event('plan0000001', { status: 'SKIPPED' })] }))
            tested.reopen().startRun('m2m', '1')
            expect(tested.ledger.plansToSettle(undefined, 10)).toEqual([])
        })

        it('change their state', () => {
            tested.ledger.commit(page({ plans: [plan('plan0000001')] }))
            tested.ledger.commit(page({ plans: [plan('plan0000001', { state: 'planned' })] }))
            expect(tested.ledger.plansNamedBy(['row-1'])).toEqual([plan('plan0000001', { state: 'planned' })])
        })
    })
}
