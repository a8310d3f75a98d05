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

/** A ledger in its first run, for one test. */
export class TestedLedger {
    readonly fixture: LedgerFixture
    ledger: Ledger

    constructor(fixture: LedgerFixture) {
        this.fixture = fixture
        this.ledger = fixture.open()
        this.ledger.startRun('m2m', '1')
    }

    /** as a later process finds it */
    reopen(): Ledger {
        this.ledger.close()
        this.ledger = this.fixture.open()
        return this.ledger
    }

    remove(): void {
        this.ledger.close()
        this.fixture.remove()
    }
}

/** What every implementation of `Ledger` must do. `make` gives a fresh, empty one. */
export const testLedger = (name: string, make: () => LedgerFixture): void => {
    describe(`ledger: ${name}`, () => {
        let tested: TestedLedger
        beforeEach(() => (tested = new TestedLedger(make())))
        afterEach(() => tested.remove())

        it('knows rows, objects and links of an earlier run', () => {
            tested.ledger.commit(
                page({ rows: [row('row-1')], objects: [event('event000001')], aliases: new Map([['derived0001', 'found000001']]) })
            )
            tested.reopen()
            const known = { content: 'content of row-1', outcome: 'load', place: { file: 'visits.csv', row: 1 }, objects: [] }
            expect(tested.ledger.rows(['row-1', 'row-2'])).toEqual(new Map([['row-1', known]]))
            expect(tested.ledger.objects(['event000001', 'event000002'])).toEqual(new Map([['event000001', event('event000001')]]))
            expect(tested.ledger.aliases(['derived0001', 'derived0002'])).toEqual(new Map([['derived0001', 'found000001']]))
        })

        it('replaces what it knew of an object, but not since when', () => {
            tested.ledger.commit(page({ objects: [event('event000001', { status: 'SCHEDULE' })] }))
            tested.ledger.commit(page({ objects: [event('event000001', { owner: 'row-2', fields: 'status xyz' })] }))
            expect(tested.ledger.objects(['event000001']).get('event000001')).toEqual(
                event('event000001', { owner: 'row-2', fields: 'status xyz' })
            )
        })

        it('knows the newest run that was not broken off', () => {
            const end = { exitCode: 12, counts: {}, sent: '', whole: true }
            expect(tested.ledger.lastWholeRun()).toBe(0)
            const first = tested.ledger.startRun('m2m', '1')
            tested.ledger.endRun(first, end)
            tested.ledger.endRun(tested.ledger.startRun('m2m', '1'), { ...end, whole: false })
            tested.ledger.startRun('m2m', '1')
            expect(tested.reopen().lastWholeRun()).toBe(first)
        })

        it('notes what is still on its way, however much that came before is settled', () => {
            tested.ledger.intend(sending('event000001'))
            tested.ledger.intend(sending('event000002'))
            tested.ledger.commit(page({ settled: ['event000001'] }))
            tested.ledger.flush()
            expect([...tested.reopen().uncertain()]).toEqual(['event000002'])
        })

        it('takes for uncertain again what a lost transaction had settled', () => {
            tested.ledger.intend(sending('event000001'))
            tested.ledger.commit(page({ rows: [row('row-1')], settled: ['event000001'] }))
            expect(() => tested.ledger.commit(page({ rows: [{ ...row('row-2'), content: null as never }] }))).toThrow()
            tested.ledger.flush()
            tested.reopen()
            expect(tested.ledger.rows(['row-1']).size).toBe(0)
            expect([...tested.ledger.uncertain()]).toEqual(['event000001'])
        })

        it('knows of which day each file of a source was last', () => {
            tested.ledger.keepExportDays('m2m', new Map([['visits.csv', { day: '2026-10-31', asOf: '2026-10-31' }]]))
            tested.ledger.keepExportDays('m2m', new Map([['clients.csv', { day: '2026-11-14', asOf: '2026-11-14' }]]))
            tested.ledger.keepExportDays('m2m', new Map([['clients.csv', { day: '2026-11-13', asOf: '2026-11-15' }]]))
            tested.reopen()
            expect([...tested.ledger.exportDays('m2m')].toSorted()).toEqual([
                ['clients.csv', { day: '2026-11-13', asOf: '2026-11-15' }],
                ['visits.csv', { day: '2026-10-31', asOf: '2026-10-31' }],
            ])
            expect(tested.ledger.exportDays('other').size).toBe(0)
        })

        it('knows the headers that the files of a source had last', () => {
            tested.ledger.keepHeaders('m2m', new Map([['visits.csv', ['id', 'day']]]))
            tested.ledger.keepHeaders('m2m', new Map([['clients.csv', ['id', 'First name']]]))
            tested.reopen()
            expect(tested.ledger.headers('m2m')).toEqual(new Map([['clients.csv', ['id', 'First name']]]))
            expect(tested.ledger.headers('other').size).toBe(0)
        })

        it('finds the events of an enrollment', () => {
            tested.ledger.commit(page({ objects: [event('event000001'), event('event000002', { enrollment: 'enroll00002' })] }))
            expect(tested.ledger.eventsOf(['enroll00001']).map(({ uid }) => uid)).toEqual(['event000001'])
        })

        it('keeps all of a page or nothing of it', () => {
            const broken = event('event000002', { kind: undefined as never })
            expect(() => tested.ledger.commit(page({ rows: [row('row-1')], objects: [event('event000001'), broken] }))).toThrow()
            tested.reopen()
            expect(tested.ledger.rows(['row-1']).size).toBe(0)
            expect(tested.ledger.objects(['event000001']).size).toBe(0)
        })

        it('remembers what was sent until its fate is known', () => {
            tested.ledger.intend(sending('event000001', 'event000002'))
            tested.ledger.intend(sending('event000002'))
            tested.ledger.commit(page({ settled: ['event000002'] }))
            tested.reopen()
            expect(tested.ledger.uncertain()).toContain('event000001')
            tested.ledger.commit(page({ settled: ['event000001', 'event000002'] }))
            tested.ledger.flush()
            expect([...tested.reopen().uncertain()]).toEqual([])
        })

        it('remembers of what was sent what the next run must know of it, as long as its fate is not known', () => {
            const [first, second] = [row('row-1'), row('row-2')].map(({ key, place, source }) => ({ key, place, source }))
            const objects = [{ record: event('event000001') }, { record: event('event000002', { owner: 'row-2' }), changed: ['status'] }]
            const names = new Map([
                ['derived0001', 'event000001'],
                ['derived0002', 'event000002'],
            ])
            const intent = { objects, names, rows: [first, second].flatMap((one) => one ?? []) }
            tested.ledger.intend({ ...intent, names: new Map([...names, ['derived0003', 'notsent0001']]) })
            expect(tested.reopen().intents()).toEqual([intent])
            tested.ledger.commit(page({ settled: ['event000001'] }))
            tested.ledger.flush()
            expect(tested.reopen().intents()).toEqual([
                { objects: objects.slice(1), names: new Map([['derived0002', 'event000002']]), rows: [second] },
            ])
        })

        it('has rows that were begun looked at again, with their objects, whatever it knew of them', () => {
            const begun = (key: string) => ({ ...row(key), objects: ['event000001'] })
            tested.ledger.commit(page({ rows: [row('row-1'), row('row-2', { outcome: 'void' })] }))
            tested.ledger.commit(page({ begun: ['row-1', 'row-2', 'row-3'].map(begun) }))
            const known = [...tested.ledger.rows(['row-1', 'row-2', 'row-3'])]
            expect(known.map(([key, { content, outcome, objects }]) => [key, content, outcome, objects])).toEqual([
                ['row-1', '', 'load', ['event000001']],
                ['row-2', '', 'park', ['event000001']],
                ['row-3', '', 'park', ['event000001']],
            ])
        })

        it('lets one process write at a time, and the next one when it has ended', () => {
            tested.ledger.holdLease()
            tested.ledger.holdLease()
            const second = tested.fixture.open()
            expect(() => second.holdLease()).toThrow('Another run is writing')
            tested.reopen()
            expect(() => second.holdLease()).not.toThrow()
            second.close()
        })

        it('has one writer at a time, however long that one waits for its server', () => {
            jest.useFakeTimers()
            const second = tested.fixture.open()
            tested.ledger.holdLease()
            jest.advanceTimersByTime(60 * 60_000)
            tested.ledger.commit(page())
            jest.advanceTimersByTime(60 * 60_000)
            tested.ledger.flush()
            expect(() => second.holdLease()).toThrow('Another run is writing')
            jest.useRealTimers()
            second.close()
        })

        describe('questions to people', () => {
            const question = { kind: 'CONFLICT' as const, row: 'row-1', uid: 'event000001', field: 'status' }

            it('are answered once, for the run that acts on it', () => {
                tested.ledger.commit(page({ rows: [row('row-1')], reviews: [question] }))
                expect(tested.ledger.decisions(['row-1'])).toEqual([])
                tested.ledger.flush()
                tested.fixture.decide('partner')
                expect(tested.ledger.decisions(['row-1', 'row-2'])).toMatchObject([{ ...question, decision: 'partner' }])
                expect(tested.ledger.rows(['row-1']).get('row-1')?.content).toBe('')
                tested.ledger.commit(page({ rows: [row('row-1')] }))
                expect(tested.ledger.decisions(['row-1'])).toEqual([])
            })

            it('stay while other rows are worked on', () => {
                tested.ledger.commit(page({ rows: [row('row-1')], reviews: [question] }))
                tested.ledger.flush()
                tested.fixture.decide('facility')
                tested.ledger.commit(page({ rows: [row('row-2')] }))
                expect(tested.ledger.decisions(['row-1'])).toHaveLength(1)
            })
        })

        it('remembers for good what was decided about whom a row speaks of', () => {
            const question = { kind: 'IDENTITY' as const, row: 'row-1', uid: 'person00001', points: 62 }
            tested.ledger.commit(page({ rows: [row('row-1')], reviews: [question] }))
            tested.ledger.flush()
            expect(tested.ledger.identities(['row-1'])).toEqual(new Map())
            tested.fixture.decide('other')
            tested.ledger.commit(page({ rows: [row('row-1')] }))
            expect(tested.ledger.identities(['row-1', 'row-2'])).toEqual(new Map([['row-1', { others: ['person00001'] }]]))
        })

        it('forgets rows under their old keys that wait and stand for nothing', () => {
            const waiting = { outcome: 'park' } as const
            tested.ledger.commit(
                page({ rows: [row('row-1', waiting), row('row-2'), row('row-3', { ...waiting, objects: ['event000001'] })] })
            )
            const rows = ['row-1', 'row-2', 'row-3']
            tested.ledger.commit(page({ rows: [row('row-4')], renamed: rows }))
            expect([...tested.reopen().rows(rows).keys()]).toEqual(['row-2', 'row-3'])
        })

        it('gives rows that are to be looked at again a content that no row has', () => {
            tested.ledger.commit(page({ rows: [row('row-1'), row('row-2')] }))
            tested.ledger.commit(page({ reopen: ['row-1'] }))
            expect(tested.ledger.rows(['row-1', 'row-2']).get('row-1')?.content).toBe('')
            expect(tested.ledger.rows(['row-2']).get('row-2')?.content).not.toBe('')
        })
    })
}
