import type { History } from './history.ts'
import { plannedItem } from './plannedItem.ts'
import type { PairPeople } from './worklist.ts'
import { matches, passes, plannedPairs, worklistRows } from './worklist.ts'
import type { Event } from '#dhis2/tracker.ts'
import { writePurposeNote } from '#programme/schedule/purposeNote.ts'

const today = '2026-11-21'

const plan = (event: string, trackedEntity: string, scheduledAt: string, note?: Parameters<typeof writePurposeNote>[0]): Event => ({
    event,
    programStage: trackedEntity === 'teJoy000000' ? 'stTest00000' : 'stPnc000000',
    trackedEntity,
    scheduledAt: `${scheduledAt}T00:00:00.000`,
    notes: note ? [{ value: writePurposeNote(note), storedAt: '2026-10-01T08:00:00.000' }] : [],
})

const stages = new Map([
    ['stPnc000000', 'KMMP_M_PNC'],
    ['stTest00000', 'KMMP_C_TEST'],
])

describe('what a planned event tells without its history', () => {
    it.each([
        ['2026-10-23', 'future'],
        ['2026-10-24', 'due'],
        ['2026-11-07', 'due'],
        ['2026-11-08', 'late'],
        ['2026-11-13', 'late'],
        ['2026-11-14', 'overdue'],
    ])('of the first test of an infant born on 12 September, on %s', (day, state) => {
        const note = { key: 'PCR_W6', anchor: '2026-09-12', version: '2026-1' }
        expect(plannedItem(plan('evTest00000', 'teJoy000000', '2026-10-24', note), day, stages).task).toMatchObject({
            state,
            due: '2026-10-24',
        })
    })

    it('finds the contact that is nearest to the planned day', () => {
        const item = plannedItem(
            plan('evAnc000000', 'teAkinyi000', '2026-11-23', { key: 'ANC_CONTACT', anchor: '2026-05-25' }),
            today,
            stages
        )
        expect(item.task).toMatchObject({ key: 'ANC_CONTACT', n: 3, due: '2026-11-23', state: 'open', days: -2 })
    })

    it('still has a day without a note', () => {
        expect(plannedItem(plan('evAnc000000', 'teAkinyi000', '2026-11-23'), today, stages)).toMatchObject({
            plannedOn: '2026-11-23',
            task: undefined,
        })
    })
})

describe('the list of pairs', () => {
    const events = [
        plan('evMissed000', 'teAkinyi000', '2026-11-07', { key: 'PNC_CONTACT', anchor: '2026-09-12', pair: 'teAkinyi000' }),
        plan('evTest00000', 'teJoy000000', '2026-11-24', { key: 'PCR_W6', anchor: '2026-09-12', pair: 'teAkinyi000' }),
        plan('evToday0000', 'teNjeri0000', '2026-11-21', { key: 'ANC_CONTACT', anchor: '2026-07-04', pair: 'teNjeri0000' }),
        plan('evAlone0000', 'teBaraka000', '2026-11-25'),
    ]
    const people = new Map<string, PairPeople>([
        ['teNjeri0000', { mother: { GIVEN_NAME: 'Njeri', DATE_OF_BIRTH: '2009-03-01', M2M_CLIENT_ID: 'KE-13077-00871' }, infants: [] }],
        [
            'teAkinyi000',
            {
                mother: { GIVEN_NAME: 'Akinyi', VILLAGE: 'Huruma' },
                infants: [{ trackedEntity: 'teJoy000000', attributes: { GIVEN_NAME: 'Joy', DATE_OF_BIRTH: '2026-09-12' } }],
            },
        ],
    ])

    it('holds mother and infant in one row, most urgent first', () => {
        // first test overdue 25 and two weeks past the limit of the contact 2, missed 14 days ago 18; girl of 17 8, contact due 3
        const rows = worklistRows(plannedPairs(events, { today, stages }), { people }, today)
        expect(rows.map(({ pair, daysMissed, priority }) => [pair, daysMissed, priority.points])).toEqual([
            ['teAkinyi000', 14, 45],
            ['teNjeri0000', 0, 11],
            ['teBaraka000', 0, 0],
        ])
        expect(rows[0]?.items.map(({ event }) => event)).toEqual(['evMissed000', 'evTest00000'])
    })

    it('finds what a plan is for from the birth, when its note does not know', () => {
        const sent = plan('evPartner00', 'teAkinyi000', '2026-11-18', { key: 'APPOINTMENT', pair: 'teAkinyi000', source: 'CONNECTOR' })
        const [row] = worklistRows(plannedPairs([sent], { today, stages }), { people }, today)
        expect(row?.items[0]?.task).toMatchObject({ key: 'PNC_CONTACT', n: 3, due: '2026-11-21', state: 'due' })
        const [unknown] = worklistRows(plannedPairs([sent], { today, stages }), { people: new Map() }, today)
        expect(unknown?.items[0]?.task).toBeUndefined()
    })

    it('waits for nobody on a day of the pregnancy who came after the birth', () => {
        const antenatal = { ...plan('evOld000000', 'teAkinyi000', '2026-08-01'), programStage: 'stAnc000000' }
        const pairs = plannedPairs([antenatal], { today, stages: new Map([...stages, ['stAnc000000', 'KMMP_M_ANC']]) })
        const known = people.get('teAkinyi000') ?? { infants: [] }
        expect(worklistRows(pairs, { people: new Map([['teAkinyi000', known]]) }, today)).toHaveLength(1)
        expect(worklistRows(pairs, { people: new Map([['teAkinyi000', { ...known, cameSinceBirth: true }]]) }, today)).toHaveLength(0)
        const both = plannedPairs([antenatal, events[0] ?? antenatal], {
            today,
            stages: new Map([...stages, ['stAnc000000', 'KMMP_M_ANC']]),
        })
        expect(worklistRows(both, { people: new Map([['teAkinyi000', { ...known, cameSinceBirth: true }]]) }, today)[0]?.plannedOn).toBe(
            '2026-11-07'
        )
    })

    it('tells the weeks of pregnancy until a birth is known', () => {
        const weeks = (infants: { trackedEntity: string; attributes: Record<string, string> }[]) =>
            worklistRows(
                plannedPairs([events[2] ?? plan('', '', '')], { today, stages }),
                { people: new Map([['teNjeri0000', { mother: {}, infants }]]) },
                today
            )[0]?.weeksPregnant
        expect(weeks([])).toBe(20)
        expect(weeks([{ trackedEntity: 'teNew000000', attributes: { DATE_OF_BIRTH: '2026-11-20' } }])).toBeUndefined()
    })

    it('puts the plan of an infant to the mother once she is known', () => {
        expect(
            plannedPairs(events, { today, stages, motherOf: new Map([['teBaraka000', 'teNjeri0000']]) }).map(({ pair }) => pair)
        ).toEqual(['teAkinyi000', 'teNjeri0000'])
    })

    it('keeps pairs apart that are overdue and that are due', () => {
        const rows = plannedPairs(events, { today, stages })
        expect(rows.filter((row) => passes(row, 'overdue')).map(({ pair }) => pair)).toEqual(['teAkinyi000'])
        expect(rows.filter((row) => passes(row, 'due')).map(({ pair }) => pair)).toEqual(['teNjeri0000', 'teBaraka000'])
        expect(rows.filter((row) => passes(row, 'all'))).toHaveLength(3)
    })

    it.each([
        ['akin', 'teAkinyi000'],
        ['joy', 'teAkinyi000'],
        ['huru', 'teAkinyi000'],
        ['0871', 'teNjeri0000'],
    ])('finds %s', (typed, pair) => {
        const rows = worklistRows(plannedPairs(events, { today, stages }), { people }, today)
        expect(rows.filter((row) => matches(row, typed)).map((row) => row.pair)).toEqual([pair])
    })
})

describe('a row whose record was read', () => {
    const people = new Map<string, PairPeople>([
        [
            'teAkinyi000',
            { mother: { GIVEN_NAME: 'Akinyi' }, infants: [{ trackedEntity: 'teJoy000000', attributes: { DATE_OF_BIRTH: '2026-09-12' } }] },
        ],
    ])
    const visit = plan('evVisit0000', 'teAkinyi000', '2026-11-24', { key: 'PNC_CONTACT', anchor: '2026-09-12', pair: 'teAkinyi000' })
    const overdueTest = (subject: string) => ({
        key: 'PCR_W6',
        subject,
        state: 'overdue' as const,
        due: '2026-10-24',
        overdueFrom: '2026-11-14',
        days: 28,
        reason: { code: 'LATE' as const, params: { days: 28 } },
    })
    const contact = { ...overdueTest('teAkinyi000'), key: 'PNC_CONTACT', n: 2 }
    const read = (history: Partial<History>) =>
        worklistRows(
            plannedPairs([visit], { today, stages }),
            { people, histories: new Map([['teAkinyi000', { owed: [], settled: new Set<string>(), cameSinceBirth: false, ...history }]]) },
            today
        )[0]

    it('says what is owed, tests before contacts, and is overdue with them', () => {
        const row = read({ owed: [contact, overdueTest('teJoy000000')], settled: new Set(['evVisit0000']) })
        expect(row?.reasons.map(({ task }) => task?.key)).toEqual(['PCR_W6', 'PNC_CONTACT'])
        expect(row).toMatchObject({ overdue: true, plannedOn: '2026-11-24' })
        // first test overdue 25, contact overdue 6, one full week past the limit 1
        expect(row?.priority.points).toBe(32)
    })

    it('tells the same test of twins once', () => {
        const row = read({ owed: [overdueTest('teJoy000000'), overdueTest('teIan000000')] })
        expect(row?.reasons).toEqual([{ task: overdueTest('teIan000000'), persons: 2 }])
        expect(row?.priority.points).toBe(26)
    })

    it('no longer asks for what a plan names and the record shows as done', () => {
        const row = read({ settled: new Set(['evVisit0000']) })
        expect(row).toMatchObject({ reasons: [], overdue: false, priority: { points: 0 } })
    })

    it('stands without any plan', () => {
        const [row] = worklistRows(
            [{ pair: 'teAkinyi000', items: [], daysMissed: 0, overdue: false }],
            {
                people,
                histories: new Map([['teAkinyi000', { owed: [overdueTest('teJoy000000')], settled: new Set(), cameSinceBirth: true }]]),
            },
            today
        )
        expect(row).toMatchObject({ plannedOn: undefined, overdue: true, reasons: [{ task: { key: 'PCR_W6' }, persons: 1 }] })
    })
})
