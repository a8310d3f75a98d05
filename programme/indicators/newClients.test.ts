import { addedTo } from '../testing/figures.ts'
import { infant, mother, pair } from '../testing/pair.ts'

const newClients = (...asked: [Parameters<typeof addedTo>[1], string]) => addedTo('NEW_CLIENTS', ...asked)

const woman = (more = {}) =>
    mother({
        joined: '2026-06-15',
        attributes: { SEX: 'FEMALE', DATE_OF_BIRTH: '2007-06-16', CLIENT_TYPE: 'PREGNANT_HIV_POS' },
        intake: { SOURCE_SYSTEM: 'COMMCARE', SOURCE_PARTNER: 'M2M' },
        ...more,
    })

test('a woman counts in the month and at the facility that she joined, by sex, age and client type', () => {
    expect(newClients(pair({ mother: woman() }), '2026-10-31')).toEqual([
        {
            element: 'KMMP_IND_NEW_CLIENTS',
            month: '202606',
            orgUnit: 'facility',
            categoryOptions: ['FEMALE', '10_19', 'PREGNANT_HIV_POS'],
            partner: 'M2M',
            trackedEntity: 'mother',
        },
    ])
})

test('each of twins counts as a child', () => {
    const twins = ['one', 'two'].map((trackedEntity) => infant({ trackedEntity, born: '2026-09-30', attributes: { SEX: 'MALE' } }))
    expect(
        newClients(pair({ infants: twins }), '2026-10-31').map(({ month, categoryOptions, partner }) => [month, categoryOptions, partner])
    ).toEqual([
        ['202609', ['MALE', '0_2', 'CHILD'], 'NONE'],
        ['202609', ['MALE', '0_2', 'CHILD'], 'NONE'],
    ])
})

test.each([
    ['2023-06-16', '0_2'],
    ['2023-06-15', '3_9'],
    ['2016-06-16', '3_9'],
    ['2016-06-15', '10_19'],
    ['2006-06-15', '20_24'],
    ['2001-06-15', '25P'],
])('somebody born on %s who joins on 15 June 2026 is in the band %s', (birth, band) => {
    const [counted] = newClients(pair({ mother: woman({ attributes: { DATE_OF_BIRTH: birth } }) }), '2026-10-31')
    expect(counted?.categoryOptions[1]).toBe(band)
})

test('what is not recorded is counted as unknown, so that nobody drops out of the total', () => {
    const [counted] = newClients(pair({ mother: woman({ attributes: {} }) }), '2026-10-31')
    expect(counted?.categoryOptions).toEqual(['UNKNOWN', 'UNKNOWN', 'UNKNOWN'])
})

test.each([
    ['who was enrolled before', woman({ joinedBefore: true })],
    ['whose enrollment was cancelled', woman({ status: 'CANCELLED' })],
    [
        'who is a duplicate of another record',
        woman({ events: [{ stage: 'KMMP_M_EXIT', on: '2026-07-01', values: { MOTHER_EXIT: 'DUPLICATE_RECORD' } }] }),
    ],
    ['who joins after the day of counting', woman({ joined: '2026-11-01' })],
])('a woman %s is not new', (_, member) => {
    expect(newClients(pair({ mother: member }), '2026-10-31')).toEqual([])
})
