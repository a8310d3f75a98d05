import { type EventDraft, mother, pair } from '../testing/pair.ts'
import { openTracing, traceSteps, tracingOf } from './tracing.ts'
import type { Day } from '#dhis2/day.ts'

const planned = { stage: 'KMMP_M_ANC', plannedFor: '2026-06-08' }
const woman = (...events: EventDraft[]) => mother({ joined: '2026-05-01', events: [planned, ...events] })
const attempt = (on: Day, values: Record<string, string>): EventDraft => ({ uid: `attempt ${on}`, stage: 'KMMP_M_TRACE', on, values })
const states = (events: EventDraft[], today: Day) => tracingOf(woman(...events), today).map(({ key, state }) => `${key} ${state}`)

test.each([
    ['2026-06-08', []],
    ['2026-06-09', ['TRACE_1 due', 'TRACE_2 future', 'TRACE_HOME future']],
    ['2026-06-12', ['TRACE_1 overdue', 'TRACE_2 future', 'TRACE_HOME future']],
    ['2026-06-15', ['TRACE_1 overdue', 'TRACE_2 due', 'TRACE_HOME future']],
    ['2026-06-22', ['TRACE_1 overdue', 'TRACE_2 overdue', 'TRACE_HOME due']],
])('a missed appointment of 8 June asks on %s for %p', (today, asked) => {
    expect(states([], today)).toEqual(asked)
})

test('the steps have their days', () => {
    expect(traceSteps({ subject: 'mother', on: '2026-06-08', stage: 'KMMP_M_TRACE', attempts: [] }, '2026-06-09')).toMatchObject([
        { due: '2026-06-09', overdueFrom: '2026-06-12', guideline: '2026-1' },
        { due: '2026-06-15', overdueFrom: '2026-06-18' },
        { due: '2026-06-22', overdueFrom: '2026-06-25' },
    ])
})

test('coming late ends the tracing', () => {
    const late = mother({ joined: '2026-05-01', events: [{ ...planned, on: '2026-06-16' }] })
    expect(tracingOf(late, '2026-06-16').map(({ state, reason }) => [state, reason.code])).toEqual([
        ['stopped', 'CAME_BACK'],
        ['stopped', 'CAME_BACK'],
        ['stopped', 'CAME_BACK'],
    ])
})

test('attempts do the steps in order, and only a home visit does the home visit', () => {
    const calls = [attempt('2026-06-09', { TRACE_METHOD: 'PHONE_CALL' }), attempt('2026-06-15', { TRACE_METHOD: 'PHONE_CALL' })]
    expect(states(calls, '2026-06-22')).toEqual(['TRACE_1 done', 'TRACE_2 done', 'TRACE_HOME due'])
    expect(states([attempt('2026-06-10', { TRACE_METHOD: 'HOME_VISIT' })], '2026-06-22')).toEqual([
        'TRACE_1 done',
        'TRACE_2 overdue',
        'TRACE_HOME done',
    ])
})

test.each([
    [{ TRUE_STATUS: 'TRANSFERRED_OUT_VERIFIED' }, 'stopped', 'TRUE_STATUS_KNOWN'],
    [{ TRUE_STATUS: 'DIED' }, 'stopped', 'TRUE_STATUS_KNOWN'],
    [{ RETURN_DATE: '2026-06-11' }, 'stopped', 'CAME_BACK'],
    [{ TRUE_STATUS: 'STOPPED_TREATMENT' }, 'due', 'DUE_NOW'],
])('an attempt that found %p leaves the second call %s', (values, state, code) => {
    expect(tracingOf(woman(attempt('2026-06-10', values)), '2026-06-15')[1]).toMatchObject({ state, reason: { code } })
})

test('an attempt for an earlier miss does not count', () => {
    const other = attempt('2026-06-10', { MISSED_APPT_DATE: '2026-05-11', TRACE_METHOD: 'PHONE_CALL' })
    expect(states([other], '2026-06-12')[0]).toBe('TRACE_1 overdue')
})

test('of several missed appointments the oldest one is traced, and nobody who came', () => {
    const open = (...events: EventDraft[]) =>
        openTracing(pair({ mother: woman(...events) }), '2026-06-23').map(({ key, due }) => [key, due])
    expect(open({ stage: 'KMMP_M_VL', plannedFor: '2026-06-10' })).toEqual([
        ['TRACE_1', '2026-06-09'],
        ['TRACE_2', '2026-06-15'],
        ['TRACE_HOME', '2026-06-22'],
    ])
    expect(open({ stage: 'KMMP_M_ANC', on: '2026-06-20' })).toEqual([])
})
