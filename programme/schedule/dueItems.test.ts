import type { Episode } from '../episode.ts'
import { type EventDraft, infant, mother, pair } from '../testing/pair.ts'
import { dueItems, OPEN_STATES } from './dueItems.ts'
import { guidelines } from './guidelines.ts'
import type { DueItem, Guideline } from './types.ts'
import type { Day } from '#dhis2/day.ts'

const find = (episode: Episode, today: Day, [key, n]: readonly [string, number?], editions: readonly Guideline[] = guidelines): DueItem => {
    const found = dueItems(episode, editions, today).find((item) => item.key === key && item.n === n)
    if (!found) {
        throw new Error(`No item ${key} ${n ?? ''}`)
    }
    return found
}

const keys = (episode: Episode, today: Day): string[] => dueItems(episode, guidelines, today).map((item) => item.key)

describe('a pregnant woman who joined at 15 weeks', () => {
    const woman = { joined: '2026-06-15', intake: { LMP_DATE: '2026-03-02' } }
    const notSeen = pair({ mother: mother(woman) })

    test('is not asked for the contact that was over before she joined', () => {
        expect(find(notSeen, '2026-07-20', ['ANC_CONTACT', 1])).toMatchObject({
            state: 'beforeJoining',
            due: '2026-05-25',
            to: '2026-06-08',
        })
    })

    test('is due for her second contact, not yet for the third', () => {
        expect(find(notSeen, '2026-07-20', ['ANC_CONTACT', 2])).toMatchObject({
            state: 'due',
            due: '2026-07-20',
            from: '2026-07-06',
            to: '2026-08-03',
            overdueFrom: '2026-08-04',
            daysLate: 0,
            guideline: '2026-1',
        })
        expect(find(notSeen, '2026-07-20', ['ANC_CONTACT', 3])).toMatchObject({ state: 'future', due: '2026-08-31', from: '2026-08-17' })
    })

    test('is expected to give birth 40 weeks after her last period', () => {
        expect(find(notSeen, '2026-07-20', ['DELIVERY'])).toMatchObject({
            due: '2026-12-07',
            from: '2026-11-16',
            to: '2026-12-21',
            overdueFrom: '2026-12-29',
        })
    })

    const seen = pair({
        mother: mother({ ...woman, events: [{ stage: 'KMMP_M_ANC', on: '2026-07-30', values: { ANC_CONTACT_NO: '2' } }] }),
    })

    test('has done the second contact by coming ten days after it was due', () => {
        expect(find(seen, '2026-08-17', ['ANC_CONTACT', 2])).toMatchObject({ state: 'done', fulfilledBy: 'KMMP_M_ANC@2026-07-30' })
        expect(find(seen, '2026-08-17', ['ANC_CONTACT', 3])).toMatchObject({ state: 'open', reason: { params: { days: 14 } } })
    })

    test('is not chased for a contact that she missed once she came to a later one', () => {
        const later = pair({ mother: mother({ ...woman, events: [{ stage: 'KMMP_M_ANC', on: '2026-09-01' }] }) })
        expect(find(later, '2026-08-31', ['ANC_CONTACT', 2])).toMatchObject({ state: 'overdue', daysLate: 42 })
        expect(find(later, '2026-09-02', ['ANC_CONTACT', 2])).toMatchObject({ state: 'superseded', reason: { code: 'LATER_ONE_DONE' } })
    })

    test('is not asked for antenatal contacts after the birth, which moves her to postnatal ones', () => {
        const delivered = pair({
            mother: mother({ ...woman, events: [{ stage: 'KMMP_M_DELIVERY', on: '2026-11-30', values: { DELIVERY_DATE: '2026-11-29' } }] }),
        })
        expect(find(delivered, '2026-12-01', ['ANC_CONTACT', 8])).toMatchObject({ state: 'stopped', reason: { code: 'DELIVERED' } })
        expect(find(delivered, '2026-12-01', ['DELIVERY'])).toMatchObject({ state: 'done' })
        expect(find(delivered, '2026-12-01', ['PNC_CONTACT', 1])).toMatchObject({
            state: 'due',
            due: '2026-12-01',
            from: '2026-11-29',
            to: '2026-12-02',
        })
    })

    test('is asked for nothing more after she left the programme', () => {
        const left = pair({
            mother: mother({ ...woman, events: [{ stage: 'KMMP_M_EXIT', on: '2026-07-01', values: { MOTHER_EXIT: 'TRANSFER_OUT' } }] }),
        })
        expect(dueItems(left, guidelines, '2026-08-17').filter((item) => OPEN_STATES.includes(item.state))).toEqual([])
        expect(find(left, '2026-08-17', ['ANC_CONTACT', 2])).toMatchObject({ state: 'stopped', reason: { code: 'EXITED' } })
    })

    test('keeps the appointment that was made for a contact beside the contact', () => {
        const planned = pair({
            mother: mother({
                ...woman,
                events: [
                    {
                        uid: 'noted',
                        stage: 'KMMP_M_ANC',
                        plannedFor: '2026-07-23',
                        purpose: 'KMMP1 key=ANC_CONTACT a=2026-03-02 v=2026-1 pair=mother src=APP',
                    },
                    { uid: 'unnoted', stage: 'KMMP_M_ANC', plannedFor: '2026-09-02' },
                ],
            }),
        })
        expect(find(planned, '2026-07-20', ['ANC_CONTACT', 2]).planned).toEqual({ event: 'noted', on: '2026-07-23' })
        expect(find(planned, '2026-07-20', ['ANC_CONTACT', 3]).planned).toEqual({ event: 'unnoted', on: '2026-09-02' })
    })
})

describe('the early test of an infant born on 10 April 2026', () => {
    const untested = pair({ infants: [infant({ born: '2026-04-10' })] })

    test.each([
        ['2026-05-21', 'future', 0],
        ['2026-05-22', 'due', 0],
        ['2026-06-05', 'due', 14],
        ['2026-06-06', 'late', 15],
        ['2026-06-11', 'late', 20],
        ['2026-06-12', 'overdue', 21],
    ])('is on %s %s', (today, state, daysLate) => {
        expect(find(untested, today, ['PCR_W6'])).toMatchObject({ state, daysLate, due: '2026-05-22', to: '2026-06-05' })
    })

    const tested = pair({
        infants: [
            infant({
                born: '2026-04-10',
                events: [
                    {
                        stage: 'KMMP_C_TEST',
                        on: '2026-05-25',
                        values: { CTEST_RESULT: 'REJECTED', RESULT_DATE: '2026-06-02', CTEST_POINT: 'W6' },
                    },
                    {
                        uid: 'second',
                        stage: 'KMMP_C_TEST',
                        on: '2026-06-08',
                        values: { CTEST_RESULT: 'NEGATIVE', RESULT_DATE: '2026-06-20' },
                    },
                ],
            }),
        ],
    })

    test.each([
        ['2026-05-26', 'waiting', 'WAITING_FOR_RESULT'],
        ['2026-06-02', 'due', 'SAMPLE_UNUSABLE'],
        ['2026-06-09', 'waiting', 'WAITING_FOR_RESULT'],
        ['2026-06-20', 'done', 'DONE'],
    ])('with a rejected and a second sample is on %s %s', (today, state, code) => {
        expect(find(tested, today, ['PCR_W6'])).toMatchObject({ state, reason: { code } })
    })

    test('gives way to the one at six months when the infant joins at day 200', () => {
        const late = pair({ infants: [infant({ born: '2026-04-10', joined: '2026-10-27' })] })
        expect(find(late, '2026-10-27', ['PCR_W6'])).toMatchObject({ state: 'superseded' })
        expect(find(late, '2026-10-27', ['PCR_M6'])).toMatchObject({
            state: 'due',
            due: '2026-10-09',
            to: '2026-11-09',
            daysLate: 18,
            reason: { code: 'FIRST_TEST' },
        })
    })

    test('rests while a positive result waits to be confirmed, and ends when it is', () => {
        const positive = (...events: EventDraft[]) => pair({ infants: [infant({ born: '2026-04-10', events })] })
        const first = {
            stage: 'KMMP_C_TEST',
            on: '2026-06-03',
            values: { CTEST_POINT: 'W6', CTEST_RESULT: 'POSITIVE', RESULT_DATE: '2026-06-12' },
        }
        const second = {
            stage: 'KMMP_C_TEST',
            on: '2026-06-15',
            values: { CTEST_POINT: 'CONFIRMATORY', CTEST_RESULT: 'POSITIVE', RESULT_DATE: '2026-06-19' },
        }
        expect(find(positive(first, second), '2026-06-15', ['PCR_M6'])).toMatchObject({ state: 'held' })
        expect(find(positive(first, second), '2026-06-20', ['PCR_M6'])).toMatchObject({
            state: 'stopped',
            reason: { code: 'CONFIRMED_POSITIVE' },
        })
    })

    test.each([
        [
            'whose mother is negative',
            pair({
                mother: mother({ joined: '2026-04-10', intake: { HIV_STATUS_ENTRY: 'NEGATIVE' } }),
                infants: [infant({ born: '2026-04-10' })],
            }),
        ],
        ['who is not exposed', pair({ infants: [infant({ born: '2026-04-10', intake: { EXPOSED: 'NO' } })] })],
    ])('is not asked of an infant %s', (_, episode) => {
        expect(keys(episode, '2026-06-12')).not.toContain('PCR_W6')
    })
})

describe('viral load', () => {
    test('of a woman new on treatment is due three months after its start', () => {
        const woman = pair({ mother: mother({ joined: '2026-06-15', intake: { ART_START_DATE: '2026-05-04' } }) })
        expect(find(woman, '2026-07-28', ['VL_NEW_ART'])).toMatchObject({
            state: 'open',
            due: '2026-08-04',
            from: '2026-07-28',
            to: '2026-08-18',
        })
        expect(keys(woman, '2026-07-28')).not.toContain('VL_PBFW_KNOWN')
    })

    test('of a woman long on treatment is due at her first contact', () => {
        const woman = pair({ mother: mother({ joined: '2026-06-15', intake: { ART_START_DATE: '2019-02-01' } }) })
        expect(find(woman, '2026-07-28', ['VL_PBFW_KNOWN'])).toMatchObject({
            state: 'overdue',
            due: '2026-06-15',
            to: '2026-06-29',
            overdueFrom: '2026-06-30',
        })
        expect(keys(woman, '2026-07-28')).not.toContain('VL_NEW_ART')
    })

    test('of a woman who came on treatment, nobody knows since when, is due at her first contact too', () => {
        const woman = pair({ mother: mother({ joined: '2026-06-15', intake: { ART_STATUS: 'ON_ART_BEFORE' } }) })
        expect(find(woman, '2026-06-20', ['VL_PBFW_KNOWN'])).toMatchObject({ state: 'due', due: '2026-06-15' })
        expect(keys(woman, '2026-06-20')).not.toContain('VL_NEW_ART')
    })

    test('is waited for until its result is there', () => {
        const sampled = (values: Record<string, string>) =>
            pair({
                mother: mother({
                    joined: '2026-06-15',
                    intake: { ART_START_DATE: '2026-05-04' },
                    events: [{ stage: 'KMMP_M_VL', on: '2026-08-01', status: 'ACTIVE', values }],
                }),
            })
        expect(find(sampled({}), '2026-08-11', ['VL_NEW_ART'])).toMatchObject({ state: 'waiting', reason: { params: { days: 10 } } })
        expect(find(sampled({ VL_LDL: 'true' }), '2026-08-11', ['VL_NEW_ART'])).toMatchObject({ state: 'done' })
    })
})

describe('postnatal contacts', () => {
    const born = '2026-04-10'
    const together = pair({ mother: mother({ joined: '2026-01-05' }), infants: [infant({ born })] })

    test('are asked of the mother, who comes with her baby', () => {
        expect(find(together, '2026-05-22', ['PNC_CONTACT', 2])).toMatchObject({ subject: 'mother', state: 'due', due: '2026-05-22' })
        expect(keys(together, '2026-05-22')).not.toContain('CHILD_CONTACT')
    })

    test('are asked of the infant when no mother is followed', () => {
        const alone = pair({ infants: [infant({ born })] })
        expect(find(alone, '2026-05-22', ['CHILD_CONTACT', 2])).toMatchObject({ subject: 'infant', stage: 'KMMP_C_FUP', state: 'due' })
    })

    test('of the first two days are given up when the one of six weeks opens', () => {
        expect(find(together, '2026-05-14', ['PNC_CONTACT', 1])).toMatchObject({ state: 'overdue' })
        expect(find(together, '2026-05-15', ['PNC_CONTACT', 1])).toMatchObject({ state: 'superseded', reason: { code: 'LATER_ONE_OPEN' } })
    })
})

describe('a new edition of the guideline that moves the six-month test to day 168', () => {
    const moved: readonly Guideline[] = [
        ...guidelines,
        {
            version: '2027-1',
            from: '2027-01-01',
            rules: (guidelines.at(-1)?.rules ?? []).map((rule) =>
                rule.key === 'PCR_M6' ? { ...rule, dueDay: 168, window: [168, 199], overdueAfter: 199 } : rule
            ),
        },
    ]

    test.each([
        ['2026-07-01', '2026-1', '2026-12-30'],
        ['2026-07-20', '2027-1', '2027-01-04'],
    ])('an infant born on %s belongs to %s', (born, guideline, due) => {
        expect(find(pair({ infants: [infant({ born })] }), '2027-01-05', ['PCR_M6'], moved)).toMatchObject({ guideline, due })
    })

    test('does not change what was planned and done before', () => {
        const early = infant({
            born: '2026-07-20',
            events: [
                { stage: 'KMMP_C_TEST', on: '2027-01-18', purpose: 'KMMP1 key=PCR_M6 v=2026-1', values: { CTEST_RESULT: 'NEGATIVE' } },
            ],
        })
        expect(find(pair({ infants: [early] }), '2027-01-20', ['PCR_M6'], moved)).toMatchObject({ state: 'done', guideline: '2026-1' })
    })
})
