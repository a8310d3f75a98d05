import { scheduleStrip } from './timeline.ts'
import type { DueItem, ItemState } from '#programme/schedule/types.ts'

const item = (key: string, due: string, state: ItemState): DueItem => ({
    key,
    subject: 'teJoy000000',
    stage: 'KMMP_C_TEST',
    due,
    from: due,
    to: due,
    overdueFrom: due,
    state,
    daysLate: 0,
    reason: { code: 'NOT_YET', params: {} },
    guideline: '2026-1',
})
const shown = (...items: DueItem[]) => scheduleStrip(items, '2026-11-16').map(({ key, due }) => `${key} ${due}`)

test('what is late and what waits is shown, in order of day', () => {
    expect(shown(item('PCR_W6', '2026-10-25', 'overdue'), item('VL_ROUTINE', '2026-10-01', 'waiting'))).toEqual([
        'VL_ROUTINE 2026-10-01',
        'PCR_W6 2026-10-25',
    ])
})

test('of what is to come, the next of each kind within three months', () => {
    expect(
        shown(
            item('PNC_CONTACT', '2026-12-20', 'future'),
            item('PNC_CONTACT', '2027-01-20', 'future'),
            item('PCR_M6', '2027-02-16', 'future'),
            item('PCR_M12', '2027-09-13', 'future')
        )
    ).toEqual(['PNC_CONTACT 2026-12-20', 'PCR_M6 2027-02-16'])
})

test('the last two that were done stay in view; history does not', () => {
    expect(
        shown(
            item('PNC_CONTACT', '2026-09-15', 'done'),
            item('PNC_CONTACT', '2026-10-25', 'done'),
            item('PNC_CONTACT', '2026-11-10', 'done'),
            item('ANC_CONTACT', '2026-05-01', 'beforeJoining'),
            item('ANC_CONTACT', '2026-08-01', 'superseded')
        )
    ).toEqual(['PNC_CONTACT 2026-10-25', 'PNC_CONTACT 2026-11-10'])
})
