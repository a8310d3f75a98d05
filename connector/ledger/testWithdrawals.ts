import type { Ledger, ReviewRecord } from './ledger.ts'
import { event, page, plan, row, type LedgerFixture } from './testLedger.ts'
import type { WithdrawalRecord } from './withdrawals.ts'

const withdrawal = (uid: string, changes: Partial<WithdrawalRecord> = {}): WithdrawalRecord => ({
    uid,
    kind: 'event',
    row: 'row-1',
    source: 'm2m',
    stream: 'visits',
    cause: 'deleted',
    state: 'pending',
    ...changes,
})

/** What every implementation of `Ledger` must do about objects that are no longer wanted. */
export const testWithdrawals = (name: string, make: () => LedgerFixture): void => {
    describe(`withdrawals: ${name}`, () => {
        let fixture: LedgerFixture
        let ledger: Ledger
        beforeEach(() => {
            fixture = make()
            ledger = fixture.open()
            ledger.startRun('m2m', '1')
            ledger.commit(page({ rows: [row('row-1', { objects: ['event000001'] })], objects: [event('event000001')] }))
        })
        afterEach(() => {
            ledger.close()
            fixture.remove()
        })
        const open = (source = 'm2m') => ledger.withdrawals.open(source, { enrollments: false, after: '', limit: 10 })

        it('knows what each row wants, and which rows of a file stand delivered', () => {
            ledger.commit(page({ rows: [row('row-2', { objects: ['event000002', 'person00001'] }), row('row-3', { outcome: 'park' })] }))
            ledger.close()
            ledger = fixture.open()
            expect(ledger.rows(['row-2']).get('row-2')?.objects).toEqual(['event000002', 'person00001'])
            expect(ledger.rows(['row-3']).get('row-3')?.objects).toEqual([])
            expect(ledger.withdrawals.standingByFile('m2m')).toEqual(new Map([['visits.csv', 2]]))
            expect([...ledger.withdrawals.standingRows('m2m', 'visits.csv')].map(({ key }) => key)).toEqual(['row-1', 'row-2'])
            expect(ledger.withdrawals.standingByFile('other').size).toBe(0)
        })

        it('knows of a row that waits whether something that it brought before stands', () => {
            const waiting = (key: string, objects: string[]) => row(key, { outcome: 'park', objects })
            const [person, enrollment] = [
                event('person00001', { kind: 'trackedEntity', owner: 'row-2' }),
                event('enroll00003', { kind: 'enrollment', owner: 'row-3' }),
            ]
            const rows = [waiting('row-2', ['person00001', 'never000001']), waiting('row-3', ['enroll00003']), waiting('row-4', [])]
            ledger.commit(page({ rows, objects: [person, enrollment], plans: [plan('plan0000004', { owner: 'row-4' })] }))
            const standing = () => [...ledger.withdrawals.standing(['row-1', 'row-2', 'row-3', 'row-4'])].toSorted()
            expect(standing()).toEqual(['row-1', 'row-3', 'row-4'])
            const taken = withdrawal('enroll00003', { kind: 'enrollment', row: 'row-3', state: 'cancelled' })
            ledger.commit(page({ plans: [plan('plan0000004', { owner: 'row-4', state: 'dropped' })], withdrawals: { withdrawn: [taken] } }))
            expect(standing()).toEqual(['row-1'])
        })

        it('are open until they are settled, in later runs as well', () => {
            ledger.commit(page({ withdrawals: { withdrawn: [withdrawal('event000001'), withdrawal('event000009')] } }))
            ledger.close()
            ledger = fixture.open()
            const place = { file: 'visits.csv', row: 1 }
            expect(open()).toEqual([{ withdrawal: withdrawal('event000001'), object: event('event000001'), place, decision: undefined }])
            expect(open('other')).toEqual([])
            ledger.commit(page({ withdrawals: { withdrawn: [withdrawal('event000001', { state: 'left' })] } }))
            expect(open()).toEqual([])
            ledger.commit(page({ withdrawals: { withdrawn: [withdrawal('event000001')] } }))
            expect(ledger.withdrawals.states(['event000001'])).toEqual(new Map([['event000001', 'left']]))
        })

        it('are taken up enrollments apart from all others, some at a time', () => {
            const enrollment = event('enroll00001', { kind: 'enrollment' })
            ledger.commit(page({ objects: [enrollment, event('event000002')] }))
            const kinds = { enroll00001: 'enrollment', event000001: 'event', event000002: 'event' } as const
            const withdrawn = Object.entries(kinds).map(([uid, kind]) => withdrawal(uid, { kind }))
            ledger.commit(page({ withdrawals: { withdrawn } }))
            const uids = (enrollments: boolean, after: string) =>
                ledger.withdrawals.open('m2m', { enrollments, after, limit: 1 }).map(({ object }) => object.uid)
            expect(uids(true, '')).toEqual(['enroll00001'])
            expect([uids(false, ''), uids(false, 'event000001'), uids(false, 'event000002')]).toEqual([
                ['event000001'],
                ['event000002'],
                [],
            ])
        })

        it('come with what a person decided, and their question stays while the row is worked on', () => {
            const question: ReviewRecord = { kind: 'VOIDED', row: 'row-1', uid: 'event000001' }
            const asked = { withdrawn: [withdrawal('event000001', { state: 'asked' })] }
            ledger.commit(page({ withdrawals: asked, reviews: [question] }))
            ledger.flush()
            fixture.decide('withdraw')
            ledger.commit(page({ rows: [row('row-1', { outcome: 'void' })] }))
            expect(open().map(({ decision }) => decision)).toEqual(['withdraw'])
            ledger.commit(page({ withdrawals: { withdrawn: [withdrawal('event000001', { state: 'deleted' })] } }))
            expect([open(), ledger.decisions(['row-1'])]).toEqual([[], []])
        })

        it('are forgotten when the row wants the object again, but not that it was deleted', () => {
            ledger.commit(page({ objects: [event('event000002')] }))
            const withdrawn = [withdrawal('event000001', { state: 'asked' }), withdrawal('event000002', { state: 'deleted' })]
            ledger.commit(page({ withdrawals: { withdrawn }, reviews: [{ kind: 'VOIDED', row: 'row-1', uid: 'event000001' }] }))
            ledger.commit(page({ withdrawals: { wantedAgain: ['event000001', 'event000002'] } }))
            expect(ledger.withdrawals.states(['event000001', 'event000002'])).toEqual(new Map([['event000002', 'deleted']]))
            ledger.flush()
            fixture.decide('withdraw')
            expect(ledger.decisions(['row-1'])).toEqual([])
        })

        it('are to settle anew when the enrollment that covered them is wanted again', () => {
            const enrollment = withdrawal('enroll00001', { kind: 'enrollment', state: 'cancelled' })
            ledger.commit(page({ withdrawals: { withdrawn: [enrollment, withdrawal('event000001', { state: 'covered' })] } }))
            expect(open()).toEqual([])
            ledger.commit(page({ withdrawals: { wantedAgain: ['enroll00001'] } }))
            expect(open().map(({ withdrawal: { uid } }) => uid)).toEqual(['event000001'])
        })

        it('that are deleted are no objects any more, and appointments that they kept are to settle anew', () => {
            const plans = [plan('plan0000001', { state: 'kept' }), plan('event000001', { state: 'kept', owner: 'row-2' })]
            ledger.commit(page({ plans: [...plans, plan('plan0000002', { state: 'kept', enrollment: 'enroll00002' })] }))
            ledger.commit(page({ withdrawals: { withdrawn: [withdrawal('event000001', { state: 'deleted' })] } }))
            expect(ledger.objects(['event000001']).size).toBe(0)
            const states = new Map(ledger.plansToSettle(undefined, 10).map(({ uid, state }) => [uid, state]))
            expect(states).toEqual(
                new Map([
                    ['event000001', 'pending'],
                    ['plan0000001', 'pending'],
                ])
            )
        })

        it('have an heir while another delivered row wants the object', () => {
            const shares = [{ uid: 'event000001', row: 'row-2' }]
            ledger.commit(page({ rows: [row('row-2', { objects: ['event000001'] })], withdrawals: { shares } }))
            expect(ledger.withdrawals.heirs(['event000001'])).toEqual(new Map([['event000001', 'row-2']]))
            ledger.commit(page({ objects: [event('event000001', { owner: 'row-2' })] }))
            expect(ledger.withdrawals.heirs(['event000001']).size).toBe(0)
            ledger.commit(page({ objects: [event('event000001')], rows: [row('row-2', { objects: ['event000005'] })] }))
            expect(ledger.withdrawals.heirs(['event000001']).size).toBe(0)
        })
    })
}
