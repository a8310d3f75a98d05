import { Failure } from '../failure.ts'
import type { Delivery } from '../plan/planPage.ts'
import { visit } from '../testing/wanted.ts'
import { changeBudget, LIMITS } from './budget.ts'

const of = { trackedEntity: 'person00001', enrollment: 'enroll00001' }
const some = (number: number, changes: Partial<Delivery> = {}): Delivery[] =>
    Array.from({ length: number }, (_, place) => ({
        row: 'row',
        wanted: visit(`event${String(place).padStart(6, '0')}`, of),
        action: 'update',
        payload: {},
        record: { since: 1 } as Delivery['record'],
        changes: [{ field: 'occurredAt', from: '2026-01-01', to: '2026-01-02' }],
        ...changes,
    }))
const skipped = { wanted: visit('event000001', of, { status: 'SKIPPED' }), changes: [{ field: 'status', from: 'SCHEDULE', to: 'SKIPPED' }] }
const outcome = (known: number, ...pages: Delivery[][]): string => {
    const approve = changeBudget({ countObjects: () => known, lastWholeRun: () => 1 }, LIMITS)
    try {
        pages.forEach((page) => void approve(page, new Map()))
        return 'goes on'
    } catch (error) {
        return error instanceof Failure ? error.kind : 'unexpected'
    }
}

it.each([
    ['new objects without limit', 1000, [some(5000, { action: 'create' })], 'goes on'],
    [
        'changes of what the same run created, or one that was broken off',
        10,
        [some(5000, { record: { since: 2 } as Delivery['record'] })],
        'goes on',
    ],
    ['a fifth of what is known', 1000, [some(100), some(100)], 'goes on'],
    ['more than a fifth, over several pages', 1000, [some(100), some(101)], 'limit'],
    ['a few changes of little', 10, [some(50)], 'goes on'],
    ['many changes of little', 10, [some(51)], 'limit'],
    ['more than a fiftieth skipped', 3000, [some(61, skipped)], 'limit'],
    ['a fiftieth skipped', 3000, [some(60, skipped)], 'goes on'],
])('%s', (_, known, pages, expected) => {
    expect(outcome(known, ...pages)).toBe(expected)
})
