import { priorityOf } from './priority.ts'
import type { PriorityFacts } from './priority.ts'
import { addDays } from '#dhis2/day.ts'

const today = '2026-11-21'
const item = (key: string, state: 'due' | 'late' | 'overdue' | 'open', pastLimit = 0) => ({
    key,
    state,
    overdueFrom: addDays(today, 1 - pastLimit),
})

describe('how urgent a pair is', () => {
    it.each<[string, Partial<PriorityFacts>, number, string]>([
        [
            'first test a week past its limit and a visit missed 14 days ago',
            { items: [item('PCR_W6', 'overdue', 7)], missedOn: '2026-11-07' },
            44,
            'high',
        ],
        ['girl of 17 whose contact is due', { items: [item('ANC_CONTACT', 'due')], motherAge: 17 }, 11, 'routine'],
        [
            'missed 40 days ago, contact 26 days past its limit',
            { items: [item('PNC_CONTACT', 'overdue', 26)], missedOn: '2026-10-12' },
            27,
            'medium',
        ],
        ['contact overdue, nothing missed', { items: [item('PNC_CONTACT', 'overdue')] }, 6, 'routine'],
        ['birth in 14 days', { lmp: addDays(today, -266) }, 8, 'routine'],
        ['birth in 15 days', { lmp: addDays(today, -265) }, 0, 'routine'],
        ['no birth 302 days on', { lmp: addDays(today, -302) }, 15, 'medium'],
        ['planned for today', { missedOn: today }, 0, 'routine'],
        ['woman of 22', { motherAge: 22 }, 4, 'routine'],
        ['woman of 25', { motherAge: 25 }, 0, 'routine'],
        ['twins, one test overdue and one due', { items: [item('PCR_W6', 'due'), item('PCR_W6', 'overdue')] }, 25, 'medium'],
        ['blood test late', { items: [item('VL_NEW_ART', 'late')] }, 5, 'routine'],
        ['blood test ten weeks past its limit', { items: [item('VL_NEW_ART', 'overdue', 70)] }, 15, 'medium'],
        ['confirmatory test and treatment open', { items: [item('PCR_CONFIRM', 'due'), item('POS_ART', 'due')] }, 80, 'urgent'],
        ['medicine after birth not started', { items: [item('INFANT_PROPH', 'late')] }, 25, 'medium'],
        ['change of medicine due, not yet overdue', { items: [item('PROPH_SWITCH', 'due')] }, 0, 'routine'],
        ['change of medicine overdue', { items: [item('CTX_START', 'overdue')] }, 8, 'routine'],
        ['support talk overdue', { items: [item('PSS', 'overdue')] }, 3, 'routine'],
        [
            'support, development and disability checks overdue, home visit due',
            { items: [item('PSS', 'overdue'), item('ECD', 'overdue'), item('CFM', 'overdue'), item('HOME_VISIT', 'due')] },
            6,
            'routine',
        ],
    ])('%s', (_case, known, points, band) => {
        const priority = priorityOf({ items: [], ...known }, today)
        expect(priority).toMatchObject({ points, band })
        expect(priority.facts.reduce((sum, fact) => sum + fact.points, 0)).toBe(points)
    })

    it('is never more than 100', () => {
        const everything = {
            items: [item('PCR_W6', 'overdue', 99), item('PCR_M6', 'overdue'), item('VL_NEW_ART', 'overdue')],
            missedOn: '2026-01-01',
            motherAge: 15,
            lmp: '2025-06-01',
        }
        expect(priorityOf(everything, today).points).toBe(100)
    })
})
