import type { Episode } from '../episode.ts'
import { type EventDraft, infant, mother, pair } from '../testing/pair.ts'
import { dueItems, OPEN_STATES } from './dueItems.ts'
import { guidelines } from './guidelines.ts'
import { nextContact } from './nextContact.ts'
import type { DueItem } from './types.ts'
import type { Day } from '#dhis2/day.ts'

/** Worked examples 6 to 14 of the schedule; 1 to 5, 10, 11 and 12 stand in dueItems.test.ts and tracing.test.ts. */

const find = (episode: Episode, today: Day, key: string, n?: number): DueItem => {
    const found = dueItems(episode, guidelines, today).find((item) => item.key === key && item.n === n)
    if (!found) {
        throw new Error(`No item ${key} ${n ?? ''}`)
    }
    return found
}
const has = (episode: Episode, today: Day, key: string): boolean => dueItems(episode, guidelines, today).some((item) => item.key === key)
const alone = (born: Day, events: readonly EventDraft[] = [], intake?: Record<string, string>) =>
    pair({ infants: [infant({ born, events, intake })] })
const test1 = (on: Day, values: Record<string, string>): EventDraft => ({ uid: `test ${on}`, stage: 'KMMP_C_TEST', on, values })

describe('a positive early test (example 6)', () => {
    const positive = test1('2026-06-03', { CTEST_KIND: 'PCR', CTEST_POINT: 'W6', CTEST_RESULT: 'POSITIVE', RESULT_DATE: '2026-06-12' })
    const confirmed = test1('2026-06-14', {
        CTEST_KIND: 'PCR',
        CTEST_POINT: 'CONFIRMATORY',
        CTEST_RESULT: 'POSITIVE',
        RESULT_DATE: '2026-06-19',
    })
    const baby = alone('2026-04-10', [positive, confirmed])

    test('asks for confirmation and treatment from the day of the result, and lets other tests rest', () => {
        const waiting = alone('2026-04-10', [positive])
        expect(find(waiting, '2026-06-15', 'PCR_CONFIRM')).toMatchObject({ state: 'due', due: '2026-06-12', to: '2026-06-19' })
        expect(find(waiting, '2026-06-15', 'POS_ART')).toMatchObject({ state: 'due', due: '2026-06-12' })
        expect(find(waiting, '2026-06-15', 'PCR_M6')).toMatchObject({ state: 'held' })
        expect(find(waiting, '2026-06-15', 'AB_M18')).toMatchObject({ state: 'held' })
    })

    test.each(['PCR_M6', 'PCR_M12', 'AB_M18'])('confirmed, ends %s', (key) => {
        expect(find(baby, '2026-06-20', key)).toMatchObject({ state: 'stopped', reason: { code: 'CONFIRMED_POSITIVE' } })
    })

    test('confirmed, ends the test after weaning too, and treatment is overdue', () => {
        const weaned = alone('2026-04-10', [positive, confirmed], { BF_STOP_DATE: '2026-06-16' })
        expect(find(weaned, '2026-06-20', 'BF_END_TEST')).toMatchObject({ state: 'stopped' })
        expect(find(baby, '2026-06-20', 'PCR_CONFIRM')).toMatchObject({ state: 'done', fulfilledBy: 'test 2026-06-14' })
        expect(find(baby, '2026-06-19', 'POS_ART')).toMatchObject({ state: 'due' })
        expect(find(baby, '2026-06-20', 'POS_ART')).toMatchObject({ state: 'overdue', overdueFrom: '2026-06-20' })
    })

    test.each([
        ['ART_STARTED', 'true'],
        ['ART_START_DATE', '2026-06-18'],
    ])('needs no more treatment start once %s says so', (field, value) => {
        const treated = { ...confirmed, values: { ...confirmed.values, [field]: value } }
        expect(find(alone('2026-04-10', [positive, treated]), '2026-06-20', 'POS_ART')).toMatchObject({ state: 'done' })
    })

    test('that the second test does not confirm asks for no treatment and lets tests go on', () => {
        const refuted = { ...confirmed, values: { ...confirmed.values, CTEST_RESULT: 'NEGATIVE' } }
        const child = alone('2026-04-10', [positive, refuted])
        expect(has(child, '2026-06-20', 'POS_ART')).toBe(false)
        expect(find(child, '2026-06-20', 'PCR_CONFIRM')).toMatchObject({ state: 'done' })
        expect(find(child, '2026-06-20', 'PCR_M6')).toMatchObject({ state: 'future' })
    })

    test('is not taken for the test of six months when the confirmation comes late', () => {
        const late = test1('2026-10-12', { CTEST_POINT: 'CONFIRMATORY', CTEST_RESULT: 'NEGATIVE' })
        const child = alone('2026-04-10', [positive, late])
        expect(find(child, '2026-10-13', 'PCR_CONFIRM')).toMatchObject({ state: 'done' })
        expect(find(child, '2026-10-13', 'PCR_M6')).toMatchObject({ state: 'due' })
    })
})

describe('weaning (example 7)', () => {
    test('of a child younger than 18 months asks for a PCR and the end of preventive medicine six weeks later', () => {
        const baby = alone('2025-08-01', [], { BF_STOP_DATE: '2026-09-15' })
        expect(find(baby, '2026-11-12', 'BF_END_TEST')).toMatchObject({
            kind: 'PCR',
            state: 'late',
            due: '2026-10-27',
            to: '2026-11-10',
            overdueFrom: '2026-11-15',
        })
        expect(find(baby, '2026-11-12', 'NVP_END')).toMatchObject({
            state: 'overdue',
            due: '2026-10-27',
            to: '2026-11-03',
            overdueFrom: '2026-11-11',
        })
    })

    test('of an older child: one antibody test is that of 18 months and that after weaning', () => {
        const antibody = test1('2026-10-28', { CTEST_KIND: 'ANTIBODY', CTEST_POINT: 'BF_END_6W', CTEST_RESULT: 'NEGATIVE' })
        const child = alone('2025-03-01', [antibody], { BF_STOP_DATE: '2026-09-15' })
        expect(find(child, '2026-11-01', 'BF_END_TEST')).toMatchObject({ kind: 'ANTIBODY', state: 'done', due: '2026-10-27' })
        expect(find(child, '2026-11-01', 'AB_M18')).toMatchObject({ state: 'done', due: '2026-08-30', to: '2026-10-30' })
    })

    test('an antibody test before weaning is not the one after it', () => {
        const antibody = test1('2026-09-01', { CTEST_KIND: 'ANTIBODY', CTEST_RESULT: 'NEGATIVE' })
        const child = alone('2025-03-01', [antibody], { BF_STOP_DATE: '2026-09-15' })
        expect(find(child, '2026-11-01', 'AB_M18')).toMatchObject({ state: 'done' })
        expect(find(child, '2026-11-01', 'BF_END_TEST')).toMatchObject({ state: 'due' })
    })

    test.each([
        ['AZT_NVP_6W_THEN_NVP_TO_BF_END', true],
        ['NVP_12W', false],
    ])('a child on %s is asked to end its medicine: %s', (regimen, asked) => {
        expect(has(alone('2025-08-01', [], { BF_STOP_DATE: '2026-09-15', PROPH_REGIMEN: regimen }), '2026-11-12', 'NVP_END')).toBe(asked)
    })
})

describe('the final outcome (example 8)', () => {
    const negative = test1('2027-10-20', { CTEST_KIND: 'ANTIBODY', CTEST_RESULT: 'NEGATIVE' })
    const fed = (feeding: string): EventDraft => ({ stage: 'KMMP_C_FUP', on: '2027-11-01', values: { FEEDING: feeding } })

    test('rests while the child breastfeeds, until it is two years old', () => {
        const child = alone('2026-04-10', [negative, fed('BF')])
        expect(find(child, '2027-12-10', 'AB_M18')).toMatchObject({ state: 'done', due: '2027-10-09', to: '2027-12-09' })
        expect(find(child, '2027-12-10', 'FINAL_OUTCOME')).toMatchObject({
            state: 'held',
            due: '2027-10-09',
            to: '2028-04-09',
            reason: { code: 'STILL_BREASTFEEDING' },
        })
        expect(find(child, '2028-04-10', 'FINAL_OUTCOME')).toMatchObject({ state: 'overdue' })
    })

    test('is due once the child is not breastfed', () => {
        expect(find(alone('2026-04-10', [negative, fed('NBF')]), '2027-12-10', 'FINAL_OUTCOME')).toMatchObject({ state: 'due' })
    })
})

describe('viral load after a result (example 9)', () => {
    const woman = (values: Record<string, string>) =>
        pair({
            mother: mother({
                joined: '2026-06-15',
                intake: { ART_START_DATE: '2019-02-01' },
                events: [{ stage: 'KMMP_M_VL', on: '2026-07-01', values }],
            }),
        })

    test.each([[{ VL_VALUE: '1250' }], [{ VL_VALUE: '200' }]])('%p is repeated after three months', (values) => {
        expect(find(woman(values), '2026-10-16', 'VL_REPEAT')).toMatchObject({
            state: 'overdue',
            due: '2026-10-01',
            from: '2026-09-24',
            to: '2026-10-15',
        })
        expect(has(woman(values), '2026-10-16', 'VL_ROUTINE')).toBe(false)
    })

    test.each([[{ VL_LDL: 'true' }], [{ VL_VALUE: '199' }]])('%p is followed by the next after six months', (values) => {
        expect(find(woman(values), '2026-10-16', 'VL_ROUTINE')).toMatchObject({
            state: 'future',
            due: '2026-12-31',
            from: '2026-12-24',
            to: '2027-01-14',
            overdueFrom: '2027-01-15',
        })
        expect(has(woman(values), '2026-10-16', 'VL_REPEAT')).toBe(false)
    })

    test('a sample from before treatment asks for no repeat', () => {
        expect(has(woman({ VL_VALUE: '90000', VL_REASON: 'PRE_ART' }), '2026-10-16', 'VL_REPEAT')).toBe(false)
    })

    test.each([
        ['2026-02-01', true],
        ['2026-07-01', false],
    ])('a result of %s is too old at a birth in September: %s', (resultOn, asked) => {
        const delivered = pair({
            mother: mother({
                joined: '2026-01-15',
                intake: { ART_START_DATE: '2019-02-01' },
                events: [
                    { stage: 'KMMP_M_VL', on: resultOn, values: { VL_LDL: 'true' } },
                    { stage: 'KMMP_M_DELIVERY', on: '2026-09-01', values: { N_LIVE: '1' } },
                ],
            }),
        })
        expect(dueItems(delivered, guidelines, '2026-09-02').some(({ key, n }) => key === 'VL_PBFW_KNOWN' && n === 2)).toBe(asked)
    })
})

describe('child development (example 13)', () => {
    test('of a child born at 32 weeks is put off by eight weeks, but not at 24 months', () => {
        const child = alone('2026-04-10', [], { GESTATION_BIRTH: '32' })
        expect(find(child, '2026-06-10', 'ECD', 1)).toMatchObject({ due: '2026-08-05', state: 'future' })
        expect(find(child, '2026-06-10', 'ECD', 7)).toMatchObject({ due: '2028-04-09' })
    })

    test('of a child born at term is not put off', () => {
        expect(find(alone('2026-04-10', [], { GESTATION_BIRTH: '38' }), '2026-06-10', 'ECD', 1)).toMatchObject({
            due: '2026-06-10',
            state: 'due',
        })
    })
})

describe('support talks (example 14)', () => {
    const woman = (...days: Day[]) =>
        pair({ mother: mother({ joined: '2026-06-15', events: days.map((on) => ({ stage: 'KMMP_M_PSS', on })) }) })

    test('lie on a grid from joining, and a talk fulfils the slot that opened last', () => {
        expect(find(woman('2026-06-20'), '2026-09-06', 'PSS', 0)).toMatchObject({ state: 'done' })
        expect(find(woman('2026-06-20'), '2026-09-06', 'PSS', 1)).toMatchObject({
            state: 'open',
            due: '2026-09-13',
            from: '2026-09-06',
            to: '2026-09-27',
            overdueFrom: '2026-09-28',
        })
    })

    test('that nobody held leave one open, not many', () => {
        const open = dueItems(woman(), guidelines, '2027-09-01').filter(({ key, state }) => key === 'PSS' && OPEN_STATES.includes(state))
        expect(open).toHaveLength(1)
    })
})

describe('the next contact', () => {
    test('is moved to Monday, and is not drawn by talks, home visits or development checks', () => {
        const together = pair({
            mother: mother({ joined: '2026-09-01', intake: { RISK_ADOLESCENT: 'true' } }),
            infants: [infant({ born: '2026-09-12', events: [test1('2026-10-24', { CTEST_POINT: 'W6', CTEST_RESULT: 'NEGATIVE' })] })],
        })
        expect(nextContact(together, guidelines, '2026-11-22')).toMatchObject({ on: '2026-12-21', movedFrom: '2026-12-19' })
    })
})
