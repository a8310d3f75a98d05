import type { Episode } from '../episode.ts'
import { type EventDraft, infant, mother, pair } from '../testing/pair.ts'
import { dueItems, OPEN_STATES } from './dueItems.ts'
import { guidelines } from './guidelines.ts'
import type { Day } from '#dhis2/day.ts'

/** What changes for a pair when something unexpected happens. */

const born = '2026-04-10'
const standing = (episode: Episode, today: Day) =>
    dueItems(episode, guidelines, today).map(({ subject, key, n, state, reason }) => ({
        name: [subject, key, n].filter((part) => part !== undefined).join(' '),
        open: OPEN_STATES.includes(state),
        state,
        code: reason.code,
    }))
const open = (episode: Episode, today: Day): string[] => standing(episode, today).flatMap((item) => (item.open ? [item.name] : []))
const of = (episode: Episode, today: Day, name: string) => standing(episode, today).find((item) => item.name === name)

const delivery = (values: Record<string, string>): EventDraft => ({ stage: 'KMMP_M_DELIVERY', on: born, values })
const woman = (events: readonly EventDraft[], intake?: Record<string, string>) => mother({ joined: '2026-01-05', intake, events })

describe('a stillbirth', () => {
    const lost = pair({ mother: woman([delivery({ BIRTH_OUTCOME: 'FRESH_STILLBIRTH', N_LIVE: '0', N_STILL: '1' })]) })

    test('leaves the mother her own contacts up to six weeks', () => {
        expect(open(lost, '2026-05-22')).toContain('mother PNC_CONTACT 2')
    })

    test.each([3, 4, 10])('ends contact %i, which would have followed the baby', (n) => {
        expect(of(lost, '2026-07-01', `mother PNC_CONTACT ${n}`)).toMatchObject({ state: 'stopped', code: 'NO_LIVING_CHILD' })
    })

    test('of one of two babies ends nothing', () => {
        const twin = pair({ mother: woman([delivery({ BIRTH_OUTCOME: 'FRESH_STILLBIRTH', N_LIVE: '1', N_STILL: '1' })]) })
        expect(of(twin, '2026-06-19', 'mother PNC_CONTACT 3')).toMatchObject({ state: 'due' })
    })
})

test('a miscarriage ends the contacts of the pregnancy', () => {
    const lost = pair({
        mother: woman([delivery({ BIRTH_OUTCOME: 'MISCARRIAGE', N_LIVE: '0' })], { LMP_DATE: '2025-12-01' }),
    })
    expect(of(lost, '2026-04-20', 'mother ANC_CONTACT 3')).toMatchObject({ state: 'stopped' })
})

describe('the death of the infant', () => {
    const died = infant({ born, events: [{ stage: 'KMMP_C_OUTCOME', on: '2026-06-01', values: { HEI_OUTCOME: 'DIED' } }] })

    test('ends everything that was asked for the infant', () => {
        expect(open(pair({ infants: [died] }), '2026-10-20')).toEqual([])
    })

    test('ends the contacts of the mother that follow the baby', () => {
        const episode = pair({ mother: woman([delivery({ N_LIVE: '1' })]), infants: [died] })
        expect(of(episode, '2026-07-20', 'mother PNC_CONTACT 4')).toMatchObject({ state: 'stopped', code: 'NO_LIVING_CHILD' })
    })

    test('of one twin leaves the other its tests', () => {
        const sister = infant({ trackedEntity: 'sister', born })
        const brother = { ...died, trackedEntity: 'brother' }
        const twins = pair({ mother: woman([delivery({ N_LIVE: '2' })]), infants: [sister, brother] })
        expect(open(twins, '2026-06-02')).toContain('sister PCR_W6')
        expect(open(twins, '2026-06-02').filter((name) => name.startsWith('brother'))).toEqual([])
        expect(of(twins, '2026-07-20', 'mother PNC_CONTACT 4')).toMatchObject({ state: 'due' })
    })
})

describe('transfer', () => {
    test('out of the infant ends what was asked for it, its development included', () => {
        const left = infant({ born, events: [{ stage: 'KMMP_C_OUTCOME', on: '2026-06-01', values: { HEI_OUTCOME: 'TRANSFER_OUT' } }] })
        expect(open(pair({ infants: [left] }), '2026-10-20')).toEqual([])
    })

    test('in does not ask for what was due elsewhere', () => {
        const arrived = pair({ mother: woman([], { LMP_DATE: '2025-12-01', TI_DATE: '2026-06-20', ENTRY_POINT: 'TRANSFER_IN' }) })
        expect(of(arrived, '2026-06-20', 'mother ANC_CONTACT 3')).toMatchObject({ state: 'beforeJoining' })
        expect(of(arrived, '2026-07-01', 'mother ANC_CONTACT 4')).toMatchObject({ state: 'due' })
    })
})

describe('breastfeeding', () => {
    const visit = (on: Day, values: Record<string, string>): EventDraft => ({ uid: `visit ${on}`, stage: 'KMMP_M_PNC', on, values })
    const stopped = visit('2026-10-09', { BREASTFEEDING_NOW: 'false', BF_STOP_DATE: '2026-10-01' })
    const after = (...visits: EventDraft[]) => pair({ mother: woman([delivery({ N_LIVE: '1' }), ...visits]), infants: [infant({ born })] })

    test('that stopped, as the mother tells, asks for a test of the infant six weeks later', () => {
        expect(of(after(stopped), '2026-11-12', 'infant BF_END_TEST')).toMatchObject({ state: 'due' })
    })

    test('with a corrected day of stopping moves the test', () => {
        const corrected = visit('2026-10-20', { BREASTFEEDING_NOW: 'false', BF_STOP_DATE: '2026-10-15' })
        expect(of(after(stopped, corrected), '2026-11-25', 'infant BF_END_TEST')).toMatchObject({ state: 'future' })
    })

    test('that began again takes the test back', () => {
        const again = visit('2026-10-20', { BREASTFEEDING_NOW: 'true' })
        expect(of(after(stopped, again), '2026-11-12', 'infant BF_END_TEST')).toBeUndefined()
    })

    test('of an older sibling is not that of this child', () => {
        const earlier = visit('2026-02-01', { BREASTFEEDING_NOW: 'false', BF_STOP_DATE: '2026-01-20' })
        expect(of(after(earlier), '2026-11-12', 'infant BF_END_TEST')).toBeUndefined()
    })
})

describe('the death of the mother', () => {
    const orphan = (on: Day) =>
        pair({
            mother: woman([delivery({ N_LIVE: '1' }), { stage: 'KMMP_M_EXIT', on, values: { MOTHER_EXIT: 'DIED', DEATH_DATE: on } }]),
            infants: [infant({ born })],
        })

    test('at the birth leaves the infant its contacts, tests and medicine', () => {
        expect(open(orphan(born), '2026-05-22')).toEqual(
            expect.arrayContaining(['infant CHILD_CONTACT 2', 'infant PCR_W6', 'infant CTX_START'])
        )
        expect(open(orphan(born), '2026-05-22').filter((name) => name.startsWith('mother'))).toEqual([])
    })

    test('later does not chase the infant for contacts that were hers', () => {
        const episode = orphan('2026-07-01')
        expect(of(episode, '2026-07-17', 'infant CHILD_CONTACT 2')).toMatchObject({ state: 'beforeJoining' })
        expect(of(episode, '2026-07-17', 'infant CHILD_CONTACT 4')).toMatchObject({ state: 'due' })
    })
})

describe('medicine of the infant', () => {
    const given = (stage: string, on: Day, values: Record<string, string>): EventDraft => ({ stage, on, values })

    test('recorded with the birth on the mother is started for both twins', () => {
        const twins = pair({
            mother: woman([delivery({ N_LIVE: '2', INFANT_PROPH_STARTED: 'true' })]),
            infants: [infant({ trackedEntity: 'sister', born }), infant({ trackedEntity: 'brother', born })],
        })
        expect(of(twins, '2026-04-12', 'sister INFANT_PROPH')).toMatchObject({ state: 'done' })
        expect(of(twins, '2026-04-12', 'brother INFANT_PROPH')).toMatchObject({ state: 'done' })
    })

    test.each([
        ['2026-04-10', 'due'],
        ['2026-04-13', 'due'],
        ['2026-04-14', 'overdue'],
    ])('that nobody started after birth is on %s %s', (today, state) => {
        expect(of(pair({ infants: [infant({ born })] }), today, 'infant INFANT_PROPH')).toMatchObject({ state })
    })

    test.each([
        [{ AZT_TODAY: 'false', NVP_TODAY: 'true' }, 'done'],
        [{ AZT_TODAY: 'true', NVP_TODAY: 'true' }, 'due'],
        [{ AZT_TODAY: 'false', NVP_TODAY: 'false' }, 'due'],
    ])('at six weeks, with %p, the switch is %s', (values, state) => {
        const intake = { PROPH_REGIMEN: 'AZT_NVP_6W_THEN_NVP_TO_BF_END' }
        const baby = infant({ born, intake, events: [given('KMMP_C_FUP', '2026-05-25', values)] })
        expect(of(pair({ infants: [baby] }), '2026-05-26', 'infant PROPH_SWITCH')).toMatchObject({ state })
    })

    test('is not switched for a child whose medicine is another', () => {
        const baby = infant({ born, intake: { PROPH_REGIMEN: 'NVP_12W' } })
        expect(of(pair({ infants: [baby] }), '2026-05-26', 'infant PROPH_SWITCH')).toBeUndefined()
    })

    test.each([
        ['KMMP_C_FUP', { CTX_TODAY: 'true' }],
        ['KMMP_C_ENROL', { CTX_START_DATE: '2026-05-25' }],
    ])('cotrimoxazole told by %s with %p is started', (stage, values) => {
        const baby = infant({ born, events: [given(stage, '2026-05-25', values)] })
        expect(of(pair({ infants: [baby] }), '2026-06-10', 'infant CTX_START')).toMatchObject({ state: 'done' })
    })
})

describe('a woman without HIV', () => {
    const negative = (...events: EventDraft[]) =>
        pair({ mother: mother({ joined: '2026-01-05', intake: { HIV_STATUS_ENTRY: 'NEGATIVE' }, events }) })
    const tested = (on: Day, values: Record<string, string>): EventDraft => ({ stage: 'KMMP_M_TEST', on, values })

    test('is tested again 90 days later in pregnancy, 180 days later while she breastfeeds', () => {
        expect(of(negative(), '2026-04-05', 'mother HIV_RETEST_NEG')).toMatchObject({ state: 'due' })
        const delivered = negative(tested('2026-03-01', { TEST_TYPE: 'HIV_RETEST', HIV_FINAL: 'NEGATIVE' }), delivery({ N_LIVE: '1' }))
        expect(of(delivered, '2026-08-27', 'mother HIV_RETEST_NEG')).toMatchObject({ state: 'open' })
        expect(of(delivered, '2026-08-28', 'mother HIV_RETEST_NEG')).toMatchObject({ state: 'due' })
    })

    test('is not counted from a test for syphilis', () => {
        const syphilis = negative(tested('2026-03-20', { TEST_TYPE: 'SYPHILIS', TEST_RESULT: 'NON_REACTIVE' }))
        expect(of(syphilis, '2026-04-05', 'mother HIV_RETEST_NEG')).toMatchObject({ state: 'due' })
    })

    test('who turns out to have HIV is not tested again', () => {
        const positive = negative(tested('2026-03-20', { TEST_TYPE: 'HIV_RETEST', TEST_RESULT: 'REACTIVE', HIV_FINAL: 'POSITIVE' }))
        expect(open(positive, '2026-04-20')).not.toContain('mother HIV_RETEST_NEG')
    })
})

describe('home visits', () => {
    const joined = (intake: Record<string, string>, attributes: Record<string, string> = {}) =>
        pair({ mother: mother({ joined: '2026-06-15', intake, attributes }) })

    test.each([
        [{ RISK_DEFAULTED_BEFORE: 'true' }, {}, true],
        [{ HIGH_RISK_PAIR: 'true' }, {}, true],
        [{ RISK_DEFAULTED_BEFORE: 'true' }, { HOME_VISIT_OK: 'false' }, false],
        [{ ENTRY_POINT: 'ANC' }, {}, false],
    ])('with %p and %p are asked for: %s', (intake, attributes, asked) => {
        expect(of(joined(intake, attributes), '2026-06-29', 'mother HOME_VISIT 1') !== undefined).toBe(asked)
    })

    test('are due within 14 days of joining, then every 90 days', () => {
        const due = dueItems(joined({ HIGH_RISK_PAIR: 'true' }), guidelines, '2026-06-20').filter(({ key }) => key === 'HOME_VISIT')
        expect(due.slice(0, 2)).toMatchObject([
            { state: 'open', due: '2026-06-29' },
            { state: 'future', due: '2026-09-27' },
        ])
    })
})

test('the disability check is asked at two, three and four years', () => {
    const checks = dueItems(pair({ infants: [infant({ born })] }), guidelines, '2028-04-09').filter(({ key }) => key === 'CFM')
    expect(checks.map(({ due, state }) => [due, state])).toEqual([
        ['2028-04-09', 'due'],
        ['2029-04-09', 'future'],
        ['2030-04-09', 'future'],
    ])
})
