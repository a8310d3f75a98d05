import { addedTo } from '../testing/figures.ts'
import { type EventDraft, infant, pair } from '../testing/pair.ts'

const heiPcr68 = (...asked: [Parameters<typeof addedTo>[1], string]) => addedTo('HEI_PCR68', ...asked)

const born = '2026-04-10'
const exposed = { EXPOSED: 'YES', SOURCE_PARTNER: 'M2M' }

const test42 = (values: Readonly<Record<string, string>> = {}, more: Partial<EventDraft> = {}): EventDraft => ({
    stage: 'KMMP_C_TEST',
    on: '2026-05-22',
    values: { CTEST_KIND: 'PCR', ...values },
    ...more,
})

const counted = (child: Parameters<typeof infant>[0], asOf = '2026-10-31') =>
    heiPcr68(pair({ infants: [infant(child)] }), asOf).map(({ element, categoryOptions }) =>
        [element.slice(-1), ...categoryOptions].join(' ')
    )

test('an infant counts in the month of its day 62, with a partner of its own enrollment', () => {
    expect(heiPcr68(pair({ infants: [infant({ born, intake: exposed })] }), '2026-10-31')).toEqual([
        {
            element: 'KMMP_IND_HEI_PCR68_D',
            month: '202606',
            orgUnit: 'facility',
            categoryOptions: [],
            partner: 'M2M',
            trackedEntity: 'infant',
        },
    ])
})

test.each([
    ['2026-06-10', []],
    ['2026-06-11', ['D']],
])('day 62 is 11 June: counted on %s are %p', (asOf, expected) => {
    expect(counted({ born, intake: exposed }, asOf)).toEqual(expected)
})

test.each([
    ['2026-05-21', ['D']],
    ['2026-05-22', ['D', 'N YES']],
    ['2026-06-11', ['D', 'N YES']],
    ['2026-06-12', ['D']],
])('a sample of %s gives %p', (on, expected) => {
    expect(counted({ born, intake: exposed, events: [test42({}, { on })] })).toEqual(expected)
})

test.each<[string, EventDraft, string[]]>([
    ['handed over', test42({ CTEST_RESULT: 'NEGATIVE' }), ['D', 'N YES']],
    ['that nobody has handed over', test42({ CTEST_RESULT: 'NEGATIVE' }, { status: 'ACTIVE' }), ['D', 'N NO']],
    ['with the day it was given', test42({ RESULT_TO_CAREGIVER_DATE: '2026-06-20' }, { status: 'ACTIVE' }), ['D', 'N YES']],
    ['of an antibody test', test42({ CTEST_KIND: 'ANTIBODY' }), ['D']],
    ['that was only planned', { stage: 'KMMP_C_TEST', plannedFor: '2026-05-22' }, ['D']],
    ['recorded late, of a sample taken in time', test42({ SAMPLE_DATE: '2026-05-30' }, { on: '2026-09-01' }), ['D', 'N YES']],
])('a result %s', (_, event, expected) => {
    expect(counted({ born, intake: exposed, events: [event] })).toEqual(expected)
})

const outcome = (values: Readonly<Record<string, string>>): EventDraft => ({ stage: 'KMMP_C_OUTCOME', on: '2026-07-01', values })

test.each<[string, Parameters<typeof infant>[0], string[]]>([
    ['who is not exposed', { born, intake: { EXPOSED: 'NO' }, attributes: { HEI_NUMBER: '13077-2026-000001' } }, []],
    ['of unknown exposure', { born, intake: { EXPOSED: 'UNKNOWN' } }, []],
    ['with an HEI number and no answer about exposure', { born, attributes: { HEI_NUMBER: '13077-2026-000001' } }, ['D']],
    ['who died on day 41', { born, intake: exposed, events: [outcome({ DEATH_DATE: '2026-05-21' })] }, []],
    ['who died on day 42', { born, intake: exposed, events: [outcome({ DEATH_DATE: '2026-05-22' })] }, ['D']],
    ['who was transferred out', { born, intake: exposed, events: [outcome({ HEI_OUTCOME: 'TRANSFER_OUT' })] }, []],
    ['who was lost', { born, intake: exposed, events: [outcome({ HEI_OUTCOME: 'LTFU' })] }, ['D']],
    ['whose enrollment was cancelled', { born, intake: exposed, status: 'CANCELLED' }, []],
])('an infant %s', (_, child, expected) => {
    expect(counted(child)).toEqual(expected)
})
