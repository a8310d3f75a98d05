import type { Decision, Intent, Ledger, ObjectRecord, PageRecord, PlanRecord, RowRecord } from './ledger.ts'
import type { Uid } from '#dhis2/uid.ts'

/** One ledger that can be closed and opened again, as a later run would. */
export interface LedgerFixture {
    open(): Ledger
    /** answers all open questions, as an operator does beside a run */
    decide(decision: Decision): void
    remove(): void
}

export const row = (key: string, changes: Partial<RowRecord> = {}): RowRecord => ({
    key,
    place: { file: 'visits.csv', row: 1 },
    content: `content of ${key}`,
    outcome: 'load',
    source: 'm2m',
    ...changes,
})

export const event = (uid: Uid, changes: Partial<ObjectRecord> = {}): ObjectRecord => ({
    uid,
    kind: 'event',
    owner: 'row-1',
    trackedEntity: 'person00001',
    fields: 'occurredAt abc;status def',
    linked: false,
    program: 'program0001',
    enrollment: 'enroll00001',
    programStage: 'stage000001',
    status: 'COMPLETED',
    day: '2026-05-01',
    since: 1,
    ...changes,
})

export const plan = (uid: Uid, changes: Partial<PlanRecord> = {}): PlanRecord => ({
    uid,
    owner: 'row-1',
    state: 'pending',
    trackedEntity: 'person00001',
    enrollment: 'enroll00001',
    program: 'program0001',
    programStage: 'stage000001',
    orgUnit: 'unit0000001',
    on: '2026-06-01',
    namedOn: '2026-05-01',
    column: 'next_appt',
    note: 'KMMP1',
    ...changes,
})

export const page = (changes: Partial<PageRecord> = {}): PageRecord => ({
    rows: [],
    objects: [],
    aliases: new Map(),
    refusals: [],
    plans: [],
    reviews: [],
    notLoaded: new Map(),
    settled: [],
    ...changes,
})

export const sending = (...uids: Uid[]): Intent => ({ objects: uids.map((uid) => ({ record: event(uid) })) })

/** What every implementation of `Ledger` must do. `make` gives a fresh, empty one. */
export const testLedger = (name: string, make: () => LedgerFixture): void => {
    describe(`ledger: ${name}`, () => {
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

        it('knows rows, objects and links of an earlier run', () => {
            ledger.commit(
                page({ rows: [row('row-1')], objects: [event('event000001')], aliases: new Map([['derived0001', 'found000001']]) })
            )
            reopen()
            const known = { content: 'content of row-1', outcome: 'load', place: { file: 'visits.csv', row: 1 }, objects: [] }
            expect(ledger.rows(['row-1', 'row-2'])).toEqual(new Map([['row-1', known]]))
            expect(ledger.objects(['event000001', 'event000002'])).toEqual(new Map([['event000001', event('event000001')]]))
            expect(ledger.aliases(['derived0001', 'derived0002'])).toEqual(new Map([['derived0001', 'found000001']]))
        })

        it('replaces what it knew of an object, but not since when', () => {
            ledger.commit(page({ objects: [event('event000001', { status: 'SCHEDULE' })] }))
            ledger.commit(page({ objects: [event('event000001', { owner: 'row-2', fields: 'status xyz' })] }))
            expect(ledger.objects(['event000001']).get('event000001')).toEqual(
                event('event000001', { owner: 'row-2', fields: 'status xyz' })
            )
        })

        it('knows the newest run that was not broken off', () => {
            const end = { exitCode: 12, counts: {}, sent: '', whole: true }
            expect(ledger.lastWholeRun()).toBe(0)
            const first = ledger.startRun('m2m', '1')
            ledger.endRun(first, end)
            ledger.endRun(ledger.startRun('m2m', '1'), { ...end, whole: false })
            ledger.startRun('m2m', '1')
            expect(reopen().lastWholeRun()).toBe(first)
        })

        it('notes what is still on its way, however much that came before is settled', () => {
            ledger.intend(sending('event000001'))
            ledger.intend(sending('event000002'))
            ledger.commit(page({ settled: ['event000001'] }))
            ledger.flush()
            expect([...reopen().uncertain()]).toEqual(['event000002'])
        })

        it('takes for uncertain again what a lost transaction had settled', () => {
            ledger.intend(sending('event000001'))
            ledger.commit(page({ rows: [row('row-1')], settled: ['event000001'] }))
            expect(() => ledger.commit(page({ rows: [{ ...row('row-2'), content: null as never }] }))).toThrow()
            ledger.flush()
            reopen()
            expect(ledger.rows(['row-1']).size).toBe(0)
            expect([...ledger.uncertain()]).toEqual(['event000001'])
        })

        it('knows of which day each file of a source was last', () => {
            ledger.keepExportDays('m2m', new Map([['visits.csv', { day: '2026-10-31', asOf: '2026-10-31' }]]))
            ledger.keepExportDays('m2m', new Map([['clients.csv', { day: '2026-11-14', asOf: '2026-11-14' }]]))
            ledger.keepExportDays('m2m', new Map([['clients.csv', { day: '2026-11-13', asOf: '2026-11-15' }]]))
            reopen()
            expect([...ledger.exportDays('m2m')].toSorted()).toEqual([
                ['clients.csv', { day: '2026-11-13', asOf: '2026-11-15' }],
                ['visits.csv', { day: '2026-10-31', asOf: '2026-10-31' }],
            ])
            expect(ledger.exportDays('other').size).toBe(0)
        })

        it('knows the headers that the files of a source had last', () => {
            ledger.keepHeaders('m2m', new Map([['visits.csv', ['id', 'day']]]))
            ledger.keepHeaders('m2m', new Map([['clients.csv', ['id', 'First name']]]))
            reopen()
            expect(ledger.headers('m2m')).toEqual(new Map([['clients.csv', ['id', 'First name']]]))
            expect(ledger.headers('other').size).toBe(0)
        })

        it('finds the events of an enrollment', () => {
            ledger.commit(page({ objects: [event('event000001'), event('event000002', { enrollment: 'enroll00002' })] }))
            expect(ledger.eventsOf(['enroll00001']).map(({ uid }) => uid)).toEqual(['event000001'])
        })

        it('keeps all of a page or nothing of it', () => {
            const broken = event('event000002', { kind: undefined as never })
            expect(() => ledger.commit(page({ rows: [row('row-1')], objects: [event('event000001'), broken] }))).toThrow()
            reopen()
            expect(ledger.rows(['row-1']).size).toBe(0)
            expect(ledger.objects(['event000001']).size).toBe(0)
        })

        it('remembers what was sent until its fate is known', () => {
            ledger.intend(sending('event000001', 'event000002'))
            ledger.intend(sending('event000002'))
            ledger.commit(page({ settled: ['event000002'] }))
            reopen()
            expect(ledger.uncertain()).toContain('event000001')
            ledger.commit(page({ settled: ['event000001', 'event000002'] }))
            ledger.flush()
            expect([...reopen().uncertain()]).toEqual([])
        })

        it('remembers of what was sent what the next run must know of it, as long as its fate is not known', () => {
            const [first, second] = [row('row-1'), row('row-2')].map(({ key, place, source }) => ({ key, place, source }))
            const objects = [{ record: event('event000001') }, { record: event('event000002', { owner: 'row-2' }), changed: ['status'] }]
            const names = new Map([
                ['derived0001', 'event000001'],
                ['derived0002', 'event000002'],
            ])
            const intent = { objects, names, rows: [first, second].flatMap((one) => one ?? []) }
            ledger.intend({ ...intent, names: new Map([...names, ['derived0003', 'notsent0001']]) })
            expect(reopen().intents()).toEqual([intent])
            ledger.commit(page({ settled: ['event000001'] }))
            ledger.flush()
            expect(reopen().intents()).toEqual([
                { objects: objects.slice(1), names: new Map([['derived0002', 'event000002']]), rows: [second] },
            ])
        })

        it('has rows that were begun looked at again, with their objects, whatever it knew of them', () => {
            const begun = (key: string) => ({ ...row(key), objects: ['event000001'] })
            ledger.commit(page({ rows: [row('row-1'), row('row-2', { outcome: 'void' })] }))
            ledger.commit(page({ begun: ['row-1', 'row-2', 'row-3'].map(begun) }))
            const known = [...ledger.rows(['row-1', 'row-2', 'row-3'])]
            expect(known.map(([key, { content, outcome, objects }]) => [key, content, outcome, objects])).toEqual([
                ['row-1', '', 'load', ['event000001']],
                ['row-2', '', 'park', ['event000001']],
                ['row-3', '', 'park', ['event000001']],
            ])
        })

        it('lets one process write at a time, and the next one when it has ended', () => {
            ledger.holdLease()
            ledger.holdLease()
            const second = fixture.open()
            expect(() => second.holdLease()).toThrow('Another run is writing')
            reopen()
            expect(() => second.holdLease()).not.toThrow()
            second.close()
        })

        it('has one writer at a time, however long that one waits for its server', () => {
            jest.useFakeTimers()
            const second = fixture.open()
            ledger.holdLease()
            jest.advanceTimersByTime(60 * 60_000)
            ledger.commit(page())
            jest.advanceTimersByTime(60 * 60_000)
            ledger.flush()
            expect(() => second.holdLease()).toThrow('Another run is writing')
            jest.useRealTimers()
            second.close()
        })

        describe('questions to people', () => {
            const question = { kind: 'CONFLICT' as const, row: 'row-1', uid: 'event000001', field: 'status' }

            it('are answered once, for the run that acts on it', () => {
                ledger.commit(page({ rows: [row('row-1')], reviews: [question] }))
                expect(ledger.decisions(['row-1'])).toEqual([])
                ledger.flush()
                fixture.decide('partner')
                expect(ledger.decisions(['row-1', 'row-2'])).toMatchObject([{ ...question, decision: 'partner' }])
                expect(ledger.rows(['row-1']).get('row-1')?.content).toBe('')
                ledger.commit(page({ rows: [row('row-1')] }))
                expect(ledger.decisions(['row-1'])).toEqual([])
            })

            it('stay while other rows are worked on', () => {
                ledger.commit(page({ rows: [row('row-1')], reviews: [question] }))
                ledger.flush()
                fixture.decide('facility')
                ledger.commit(page({ rows: [row('row-2')] }))
                expect(ledger.decisions(['row-1'])).toHaveLength(1)
            })
        })

        it('remembers for good what was decided about whom a row speaks of', () => {
            const question = { kind: 'IDENTITY' as const, row: 'row-1', uid: 'person00001', points: 62 }
            ledger.commit(page({ rows: [row('row-1')], reviews: [question] }))
            ledger.flush()
            expect(ledger.identities(['row-1'])).toEqual(new Map())
            fixture.decide('other')
            ledger.commit(page({ rows: [row('row-1')] }))
            expect(ledger.identities(['row-1', 'row-2'])).toEqual(new Map([['row-1', { others: ['person00001'] }]]))
        })

        it('gives rows that are to be looked at again a content that no row has', () => {
            ledger.commit(page({ rows: [row('row-1'), row('row-2')] }))
            ledger.commit(page({ reopen: ['row-1'] }))
            expect(ledger.rows(['row-1', 'row-2']).get('row-1')?.content).toBe('')
            expect(ledger.rows(['row-2']).get('row-2')?.content).not.toBe('')
        })
    })
}
