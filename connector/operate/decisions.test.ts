import type { RowFilter } from '../ledger/history.ts'
import type { Decision } from '../ledger/ledger.ts'
import { FakeTracker } from '../testing/fakeTracker.ts'
import { enOf, eventOf, SyncHarness, teOf, type Cells, type Data } from '../testing/syncHarness.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'

let harness: SyncHarness
let tracker: FakeTracker
beforeEach(() => {
    harness = new SyncHarness()
    tracker = new FakeTracker()
})
afterEach(() => harness.remove())

const run = (data: Data) => harness.run(data, tracker)
const amina: Cells = { id: 'c1', client: 'A', name: 'Amina', number: '1' }
const visit: Cells = { id: 'v1', client: 'A', on: '2026-02-01' }
const nameOf = (uid: string) =>
    tracker
        .object<{ attributes: { attribute: string; value: string }[] }>(uid)
        .attributes.find(({ attribute }) => attribute === 'name0000001')?.value
const open = () => harness.ask((history) => history.reviews())
const decide = (decision: Decision) => harness.ask((history) => open().forEach(({ id }) => history.decide(id, decision)))

describe('a value that staff and partner both changed', () => {
    beforeEach(async () => {
        await run({ clients: [amina] })
        tracker.edit(teOf('A'), (object) => (object.attributes = [{ attribute: 'name0000001', value: 'Corrected' }]))
        await run({ clients: [{ ...amina, name: 'Amina W' }] })
    })

    it('is asked about once, by object and field', async () => {
        await run({ clients: [{ ...amina, name: 'Amina W' }] })
        expect(open()).toMatchObject([{ kind: 'CONFLICT', uid: teOf('A'), field: 'name0000001', file: 'clients.csv', rowNumber: 1 }])
    })

    it('is the partner’s after that was decided, and the question is gone', async () => {
        decide('partner')
        await run({ clients: [{ ...amina, name: 'Amina W' }] })
        expect(nameOf(teOf('A'))).toBe('Amina W')
        expect(open()).toEqual([])
    })

    it('is the partner’s also when DHIS2 refuses the row at first: nobody is asked a second time', async () => {
        decide('partner')
        tracker.refuses.set(teOf('A'), ['E1125'])
        await run({ clients: [{ ...amina, name: 'Amina W' }] })
        expect(harness.outcomes()).toEqual(['c1 reject E1125'])
        tracker.refuses.clear()
        await run({ clients: [{ ...amina, name: 'Amina W' }] })
        expect([nameOf(teOf('A')), open()]).toEqual(['Amina W', []])
    })

    it('stays the facility’s after that was decided, and is asked about again when the partner changes it again', async () => {
        decide('facility')
        await run({ clients: [{ ...amina, name: 'Amina W' }] })
        expect(nameOf(teOf('A'))).toBe('Corrected')
        expect(open()).toEqual([])
        await run({ clients: [{ ...amina, name: 'Amina Wanjiru' }] })
        expect(nameOf(teOf('A'))).toBe('Corrected')
        expect(open()).toHaveLength(1)
    })
})

describe('somebody in DHIS2 who has the number but another name', () => {
    beforeEach(async () => {
        const attributes = [
            { attribute: 'name0000001', value: 'Beatrice' },
            { attribute: 'number00001', value: '1' },
        ]
        tracker.store.set('found000001', {
            list: 'trackedEntities',
            object: { trackedEntity: 'found000001', orgUnit: 'unit0000001', attributes },
        })
        await run({ clients: [amina], visits: [visit] })
    })

    it('is asked about with her points; nothing is delivered', () => {
        expect(open()).toMatchObject([{ kind: 'IDENTITY', uid: 'found000001', points: 50 }])
        expect(harness.outcomes()).toEqual(['c1 park IDENTITY_AMBIGUOUS', 'v1 park PARENT_MISSING'])
    })

    it('is linked when it is the same person, and all hangs on her', async () => {
        decide('same')
        await run({ clients: [amina], visits: [visit] })
        expect(tracker.object(eventOf('v1'))).toMatchObject({ trackedEntity: 'found000001' })
        expect(tracker.store.has(teOf('A'))).toBe(false)
        expect(open().map(({ kind, field }) => [kind, field])).toEqual([['CONFLICT', 'name0000001']])
    })

    it('is linked without a new export, too: the row waits, so kmmp retry has it', async () => {
        decide('same')
        await harness.retry({ source: 'm2m' }, tracker)
        expect(tracker.object(eventOf('v1'))).toMatchObject({ trackedEntity: 'found000001' })
    })

    it('is left alone when it is somebody else', async () => {
        decide('other')
        await run({ clients: [amina], visits: [visit] })
        expect(tracker.object(eventOf('v1'))).toMatchObject({ trackedEntity: teOf('A') })
        expect(nameOf('found000001')).toBe('Beatrice')
        expect(open()).toEqual([])
    })

    it('is not asked about again when DHIS2 refuses two persons of one number', async () => {
        decide('other')
        tracker.refuses.set(teOf('A'), ['E1064'])
        await run({ clients: [amina] })
        await run({ clients: [amina] })
        expect([harness.outcomes(), open()]).toEqual([['c1 reject E1064'], []])
        await run({ clients: [{ ...amina, number: '' }] })
        expect(harness.outcomes()).toEqual(['c1 reject E1064'])
        tracker.refuses.clear()
        await run({ clients: [{ ...amina, number: '' }] })
        expect([harness.outcomes(), open()]).toEqual([['c1 load'], []])
    })
})

describe('an object that was deleted in DHIS2', () => {
    beforeEach(async () => {
        await run({ clients: [amina], visits: [visit] })
        tracker.edit(eventOf('v1'), (object) => (object.deleted = true))
        await run({ clients: [amina], visits: [{ ...visit, on: '2026-02-02' }] })
    })

    it('is not made again by itself', () => {
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 reject E1082'])
        expect(open()).toMatchObject([{ kind: 'BURNT', uid: eventOf('v1') }])
    })

    it('is made again under a UID of its own once that was decided, and later changes reach it there', async () => {
        decide('again')
        await run({ clients: [amina], visits: [{ ...visit, on: '2026-02-02' }] })
        const again = derivedUid('again', 'kmmp', eventOf('v1'))
        expect(tracker.object(again)).toMatchObject({ occurredAt: '2026-02-02', status: 'COMPLETED' })
        await run({ clients: [amina], visits: [{ ...visit, on: '2026-02-03' }] })
        expect(tracker.object(again)).toMatchObject({ occurredAt: '2026-02-03' })
        expect(open()).toEqual([])
    })

    it('is not asked about again once it was to be left', async () => {
        decide('leave')
        await run({ clients: [amina], visits: [{ ...visit, on: '2026-02-02' }] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'v1 reject E1082'])
        expect(open()).toEqual([])
    })
})

describe('a row corrected by hand', () => {
    const wrong = { ...amina, name: 'Wrong' }
    const correct = (cells: Cells) => harness.run({ clients: [cells] }, tracker, 'kmmp', { correcting: true, wholeFiles: false })

    it('is delivered, and stays so while the partner sends what was corrected', async () => {
        const other = { id: 'c0', client: 'B', name: 'Beatrice', number: '2' }
        tracker.refuses.set(teOf('A'), ['E1125'])
        await run({ clients: [other, wrong] })
        tracker.refuses.clear()
        await harness.run({ clients: [amina] }, tracker, 'kmmp', { correcting: true, wholeFiles: false })
        expect(nameOf(teOf('A'))).toBe('Amina')
        expect(harness.ask((history) => history.rowsAt('clients.csv', 2)).map(({ outcome }) => outcome)).toEqual(['load'])
        await run({ clients: [other, wrong] })
        expect(harness.outcomes()).toEqual(['c0 unchanged', 'c1 unchanged'])
        await run({ clients: [other, { ...amina, name: 'Amina Wanjiru' }] })
        expect(nameOf(teOf('A'))).toBe('Amina Wanjiru')
    })

    it('is acted on as it was corrected once a question about it is answered', async () => {
        await run({ clients: [wrong] })
        tracker.edit(teOf('A'), (object) => (object.attributes = [{ attribute: 'name0000001', value: 'Of staff' }]))
        await correct({ ...amina, name: 'Amina W' })
        decide('partner')
        await run({ clients: [wrong] })
        expect([nameOf(teOf('A')), open()]).toEqual(['Amina W', []])
        expect(harness.outcomes()).toEqual(['c1 load'])
        await run({ clients: [wrong] })
        expect(harness.outcomes()).toEqual(['c1 unchanged'])
    })

    it('waits as it was corrected, until the partner changes it', async () => {
        const early = { ...visit, on: '2026-02-02' }
        await run({ visits: [{ ...visit, client: 'Z' }] })
        await harness.run({ visits: [early] }, tracker, 'kmmp', { correcting: true, wholeFiles: false })
        expect(harness.outcomes()).toEqual(['v1 park PARENT_MISSING'])
        await run({ clients: [amina], visits: [{ ...visit, client: 'Z' }] })
        expect([harness.outcomes(), tracker.object(eventOf('v1'))]).toMatchObject([
            ['c1 load', 'v1 load'],
            { occurredAt: '2026-02-02', enrollment: enOf('A') },
        ])
        await run({ clients: [amina], visits: [visit] })
        expect(tracker.object(eventOf('v1'))).toMatchObject({ occurredAt: '2026-02-01' })
    })

    it('stays corrected when kmmp retry delivers it', async () => {
        await run({ clients: [wrong] })
        tracker.refuses.set(teOf('A'), ['E1125'])
        await correct(amina)
        tracker.refuses.clear()
        await harness.retry({ source: 'm2m' }, tracker)
        await run({ clients: [wrong] })
        expect([nameOf(teOf('A')), harness.outcomes()]).toEqual(['Amina', ['c1 unchanged']])
    })

    it('has its cells kept, sealed, as long as it stands corrected', async () => {
        await run({ clients: [wrong] })
        await correct(amina)
        const kept = () => harness.ask((history) => history.rowsAt('clients.csv', 1).map(({ key }) => history.body(key)?.cells.name))
        expect(kept()).toEqual(['Amina'])
        await run({ clients: [{ ...amina, name: 'Amina Wanjiru' }] })
        expect(kept()).toEqual([undefined])
    })
})

describe('rows that wait', () => {
    it('are found by each code with which DHIS2 refused them, and by the run that worked on them last', async () => {
        tracker.refuses.set(teOf('A'), ['E1000', 'E1125'])
        await run({ clients: [amina] })
        const found = (filter: RowFilter) => harness.ask((history) => [...history.waiting(filter)].length)
        expect([found({ reason: 'E1000' }), found({ reason: 'E1125' }), found({ reason: 'E112' })]).toEqual([1, 1, 0])
        expect([found({ run: 1 }), found({ run: 2 })]).toEqual([1, 0])
    })

    it('are counted by the facility of the row', async () => {
        tracker.refuses.set(teOf('A'), ['E1125']).set(teOf('B'), ['E1125'])
        await run({ clients: [amina, { ...amina, id: 'c2', client: 'B', number: '2', unit: 'unit0000002' }], visits: [visit] })
        const counted = harness.ask((history) => history.waitingByOrgUnit())
        expect(counted.map(({ file, reason, orgUnit, rows }) => [file, reason, orgUnit, rows]).toSorted()).toEqual([
            ['clients.csv', 'E1125', 'unit0000001', 1],
            ['clients.csv', 'E1125', 'unit0000002', 1],
            ['visits.csv', 'PARENT_MISSING', undefined, 1],
        ])
    })

    it('are worked on again from the ledger alone, those that were asked for', async () => {
        tracker.refuses.set(teOf('A'), ['E1125']).set(teOf('B'), ['E1000'])
        await run({ clients: [amina, { ...amina, id: 'c2', client: 'B', number: '2' }] })
        tracker.refuses.clear()
        await harness.retry({ source: 'm2m', reason: 'E1125' }, tracker)
        expect(harness.outcomes()).toEqual(['c1 load'])
        await run({ clients: [amina, { ...amina, id: 'c2', client: 'B', number: '2' }] })
        expect(harness.outcomes()).toEqual(['c1 unchanged', 'c2 load'])
    })
})
