import { mother } from '../testing/pair.ts'
import { guidelines } from './guidelines.ts'
import { tracingOf } from './tracing.ts'
import type { Anchor, Rule, StopWhen } from './types.ts'

type Row = readonly [due: number, from: number, to: number, overdueAfter: number]

/** Due days with the same window around each. */
const around = (days: readonly number[], before: number, after: number): Row[] =>
    days.map((due) => [due, due - before, due + after, due + after])

/** The schedule table as the domain brief has it (section B4a), with our choices where it is silent or speaks twice. */
const TABLE: readonly (readonly [key: string, anchor: Anchor, rows: readonly Row[], stops: readonly StopWhen[]])[] = [
    ['ANC_CONTACT', 'lmp', around([84, 140, 182, 210, 238, 252, 266, 280], 14, 14), ['delivery', 'loss']],
    ['DELIVERY', 'lmp', [[280, 259, 294, 301]], ['delivery']],
    // choice j: the first window is 0 to 3 days and overdue after 7
    ['PNC_CONTACT', 'delivery', [[2, 0, 3, 7], ...around([42, 70, 98, 182, 274, 365, 456, 547, 730], 7, 14)], ['exit']],
    ['CHILD_CONTACT', 'birth', around([42, 70, 98, 182, 274, 365, 456, 547, 730], 7, 14), ['exit']],
    ['VL_NEW_ART', 'artStart', [[92, 85, 106, 106]], ['exit']],
    ['VL_ROUTINE', 'lastSuppressed', [[183, 176, 197, 197]], ['exit']],
    ['VL_REPEAT', 'lastUnsuppressed', [[92, 85, 106, 106]], ['exit']],
    ['INFANT_PROPH', 'birth', [[0, 0, 3, 3]], []],
    ['PROPH_SWITCH', 'birth', [[42, 42, 49, 49]], []],
    ['NVP_END', 'weaned', [[42, 42, 49, 56]], []],
    ['CTX_START', 'birth', [[42, 42, 56, 60]], []],
    ['PCR_W6', 'birth', [[42, 42, 56, 62]], ['positive']],
    ['PCR_M6', 'birth', [[182, 182, 213, 213]], ['positive']],
    ['PCR_M12', 'birth', [[365, 365, 396, 396]], ['positive']],
    ['AB_M18', 'birth', [[547, 547, 608, 608]], []],
    [
        'BF_END_TEST',
        'weaned',
        [
            [42, 42, 56, 60],
            [42, 42, 56, 60],
        ],
        [],
    ],
    ['PCR_CONFIRM', 'positive', [[0, 0, 7, 7]], []],
    // choice f: treatment of a positive infant, the red item of stage C3
    ['POS_ART', 'positive', [[0, 0, 7, 7]], []],
    // in pregnancy; choice i: while breastfeeding
    [
        'HIV_RETEST_NEG',
        'lastNegative',
        [
            [90, 76, 104, 120],
            [180, 90, 194, 210],
        ],
        ['positive'],
    ],
    ['ECD', 'termBirth', around([61, 122, 183, 274, 365, 548], 14, 30), ['exit']],
    ['ECD', 'birth', around([730, 913, 1095], 14, 30), ['exit']],
    ['CFM', 'birth', [730, 1095, 1460].map((due): Row => [due, due, due + 60, due + 60]), ['exit']],
    ['PSS', 'joined', around([0, 90, 180, 270, 360, 450, 540, 630, 720, 810], 7, 14), ['exit']],
    ['HOME_VISIT', 'joined', [14, 104, 194, 284, 374, 464, 554, 644, 734].map((due): Row => [due, due - 14, due, due + 14]), ['exit']],
    ['FINAL_OUTCOME', 'birth', [[547, 547, 730, 730]], ['outcome']],
    // choice h: at first contact, and again at birth
    ['VL_PBFW_KNOWN', 'firstContact', [[0, 0, 14, 14]], ['exit']],
    ['VL_PBFW_KNOWN', 'delivery', [[0, 0, 14, 14]], ['exit']],
]

const daysOf = ({ dueDay, window: [from, to], overdueAfter }: Rule): Row => [dueDay, from, to, overdueAfter]

describe.each(guidelines)('edition $version', ({ rules }) => {
    test.each(TABLE)('%s from %s has the days of the table', (key, anchor, rows, stops) => {
        const found = rules.filter((rule) => rule.key === key && rule.anchor === anchor)
        expect(found.map(daysOf)).toEqual(rows)
        found.forEach((rule) => expect(rule.stops).toEqual(expect.arrayContaining([...stops])))
    })

    test('holds no row that is not in the table, and each says where it comes from', () => {
        const named = new Set(TABLE.map(([key, anchor]) => `${key} ${anchor}`))
        expect(rules.filter(({ key, anchor }) => !named.has(`${key} ${anchor}`))).toEqual([])
        expect(rules.filter(({ evidence }) => evidence === '')).toEqual([])
    })

    test('opens a row before it is due and calls it overdue after its window', () => {
        for (const { key, dueDay, window, overdueAfter } of rules) {
            expect([key, window[0] <= dueDay, dueDay <= window[1], window[1] <= overdueAfter]).toEqual([key, true, true, true])
        }
    })
})

test('tracing asks for a call after 1 day, a call after 7 and a visit after 14, each overdue two days later', () => {
    const missed = mother({ joined: '2026-05-01', events: [{ stage: 'KMMP_M_ANC', plannedFor: '2026-06-08' }] })
    expect(tracingOf(missed, '2026-06-09').map(({ key, due, overdueFrom }) => [key, due, overdueFrom])).toEqual([
        ['TRACE_1', '2026-06-09', '2026-06-12'],
        ['TRACE_2', '2026-06-15', '2026-06-18'],
        ['TRACE_HOME', '2026-06-22', '2026-06-25'],
    ])
})
