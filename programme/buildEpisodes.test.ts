import { buildEpisodes, currentEpisodes } from './buildEpisodes.ts'
import { codeBookFrom } from './codeBook.ts'
import { metadataUid, type MetadataKind } from './metadata/uid.ts'
import { ownCodeBook } from './testing/ownCodeBook.ts'
import type { Enrollment, Event, Relationship, TrackedEntity } from '#dhis2/tracker.ts'

const book = ownCodeBook()
const uid = (kind: MetadataKind, stem: string) => metadataUid(kind, `KMMP_${stem}`)

const values = (given: Readonly<Record<string, string>>) =>
    Object.entries(given).map(([stem, value]) => ({ dataElement: uid('dataElement', stem), value }))

const visit = (event: string, stage: string, more: Partial<Event> = {}): Event => ({
    event,
    programStage: uid('programStage', stage),
    orgUnit: 'facility',
    status: 'COMPLETED',
    occurredAt: '2026-03-01T00:00:00.000',
    ...more,
})

const enrolled = (program: string, enrollment: string, more: Partial<Enrollment> = {}): Enrollment => ({
    enrollment,
    program: uid('program', program),
    orgUnit: 'facility',
    status: 'ACTIVE',
    enrolledAt: '2026-02-01T00:00:00.000',
    ...more,
})

const person = (trackedEntity: string, enrollments: Enrollment[], attributes: Readonly<Record<string, string>> = {}): TrackedEntity => ({
    trackedEntity,
    orgUnit: 'facility',
    enrollments,
    attributes: Object.entries(attributes).map(([stem, value]) => ({ attribute: uid('trackedEntityAttribute', stem), value })),
})

const link = (type: string, from: string, to: string): Relationship => ({
    relationshipType: uid('relationshipType', type),
    from: { trackedEntity: { trackedEntity: from } },
    to: { trackedEntity: { trackedEntity: to } },
})

const born = (trackedEntity: string, birth: string) =>
    person(trackedEntity, [enrolled('CHILD', `${trackedEntity}-enrollment`, { occurredAt: `${birth}T00:00:00.000` })], {
        DATE_OF_BIRTH: birth,
    })

test('twins without a birth order stand in the same order however the server lists them', () => {
    const mother = person('mother', [enrolled('MOTHER', 'e1')])
    const twins = ['b', 'a', 'c'].map((uid) => person(uid, [enrolled('CHILD', `e-${uid}`)], { DATE_OF_BIRTH: '2026-05-01' }))
    const inOrder = (uids: readonly string[]) =>
        buildEpisodes(
            { mothers: [mother], children: twins, relationships: uids.map((uid) => link('MOTHER_CHILD', 'mother', uid)) },
            book
        )[0]?.infants.map(({ trackedEntity }) => trackedEntity)
    expect(inOrder(['b', 'c', 'a'])).toEqual(['a', 'b', 'c'])
    expect(inOrder(['c', 'a', 'b'])).toEqual(['a', 'b', 'c'])
})

test('a mother, what partner and facility recorded of her, and her twins in order of birth are one pair', () => {
    const mother = person(
        'mother',
        [
            enrolled('MOTHER', 'e1', {
                events: [
                    visit('late', 'M_ANC', { occurredAt: '2026-04-01T00:00:00.000', dataValues: values({ SOURCE_SYSTEM: 'DHIS2_APP' }) }),
                    visit('early', 'M_ANC', { dataValues: values({ SOURCE_SYSTEM: 'COMMCARE', ADHERENCE: 'GOOD' }) }),
                    visit('early', 'M_ANC', { dataValues: values({ SOURCE_SYSTEM: 'COMMCARE', ADHERENCE: 'GOOD' }) }),
                    visit('capture', 'M_ANC', { occurredAt: '2026-05-01T00:00:00.000' }),
                ],
            }),
        ],
        { GIVEN_NAME: 'Test', CCC_NUMBER: '1307700001' }
    )
    const second = born('second', '2026-05-20')
    const first = born('first', '2026-05-20')
    const order = (child: TrackedEntity, place: string) => ({
        ...child,
        enrollments: child.enrollments?.map((enrollment) => ({
            ...enrollment,
            events: [visit(`${place}-intake`, 'C_ENROL', { dataValues: values({ BIRTH_ORDER: place }) })],
        })),
    })
    const [pair, ...others] = buildEpisodes(
        {
            mothers: [mother, mother],
            children: [order(second, '2'), order(first, '1'), order(first, '1')],
            relationships: [
                link('MOTHER_CHILD', 'mother', 'second'),
                link('MOTHER_CHILD', 'mother', 'first'),
                link('MOTHER_CHILD', 'mother', 'first'),
            ],
        },
        book
    )
    expect(others).toEqual([])
    expect(pair?.infants.map((infant) => infant.trackedEntity)).toEqual(['first', 'second'])
    expect(pair?.mother?.attributes).toEqual({ GIVEN_NAME: 'Test', CCC_NUMBER: '1307700001' })
    expect(pair?.mother?.events.map(({ uid: event, occurredOn, fromPartner }) => [event, occurredOn, fromPartner])).toEqual([
        ['early', '2026-03-01', true],
        ['late', '2026-04-01', false],
        ['capture', '2026-05-01', false],
    ])
})

test('an infant whose caregiver is not a mother of the programme is a pair of its own', () => {
    const pairs = buildEpisodes(
        {
            mothers: [person('caregiver', [])],
            children: [{ ...born('infant', '2026-05-20'), relationships: [link('CHILD_CAREGIVER', 'infant', 'caregiver')] }],
        },
        book
    )
    expect(pairs).toMatchObject([{ key: 'infant', caregiver: 'caregiver', infants: [{ trackedEntity: 'infant' }] }])
    expect(pairs[0]?.mother).toBeUndefined()
})

test('each pregnancy has its own infants, and the open one is the current pair', () => {
    const intake = (event: string, lastPeriod: string) => [visit(event, 'M_ENROL', { dataValues: values({ LMP_DATE: lastPeriod }) })]
    const mother = person('mother', [
        enrolled('MOTHER', 'newer', { enrolledAt: '2026-02-01', events: intake('i2', '2025-11-01') }),
        enrolled('MOTHER', 'older', { enrolledAt: '2023-02-01', status: 'COMPLETED', events: intake('i1', '2022-11-01') }),
    ])
    const pairs = buildEpisodes(
        {
            mothers: [{ ...mother, relationships: [link('MOTHER_CHILD', 'mother', 'baby'), link('MOTHER_CHILD', 'mother', 'toddler')] }],
            children: [born('baby', '2026-08-08'), born('toddler', '2023-08-08')],
        },
        book
    )
    expect(pairs.map(({ mother: member, infants }) => [member?.enrollment, infants.map((infant) => infant.trackedEntity)])).toEqual([
        ['older', ['toddler']],
        ['newer', ['baby']],
    ])
    expect(currentEpisodes(pairs).map((pair) => pair.mother?.enrollment)).toEqual(['newer'])
    expect(pairs.map((pair) => pair.mother?.joinedBefore ?? false)).toEqual([false, true])
})

test('a woman who joined while breastfeeding has the infant born before', () => {
    const mother = person('mother', [enrolled('MOTHER', 'e1', { enrolledAt: '2026-02-01' })])
    const pairs = buildEpisodes(
        { mothers: [mother], children: [born('baby', '2025-12-08')], relationships: [link('MOTHER_CHILD', 'mother', 'baby')] },
        book
    )
    expect(pairs).toMatchObject([{ key: 'mother', infants: [{ trackedEntity: 'baby' }] }])
})

test('what is missing, deleted or foreign is borne with', () => {
    const mother = person('mother', [
        enrolled('MOTHER', 'kept', {
            enrolledAt: '2026-02-01T23:30:00.000',
            events: [
                { event: 'bare', programStage: uid('programStage', 'M_ANC') },
                visit('deleted', 'M_ANC', { deleted: true }),
                visit('foreign', 'NO_SUCH_STAGE'),
                visit('planned', 'M_ANC', { status: 'OVERDUE', occurredAt: undefined, scheduledAt: '2026-04-02T00:00:00.000' }),
            ],
        }),
        enrolled('MOTHER', 'removed', { deleted: true }),
        enrolled('MOTHER', 'undated', { enrolledAt: undefined }),
        enrolled('CHILD', 'asChild'),
    ])
    const [pair, ...others] = buildEpisodes({ mothers: [mother], children: [] }, book)
    expect(others).toEqual([])
    expect(pair?.mother).toMatchObject({ enrollment: 'kept', enrolledOn: '2026-02-01' })
    expect(pair?.mother?.events).toMatchObject([
        { uid: 'bare', status: 'ACTIVE', values: {} },
        { uid: 'planned', status: 'SCHEDULE', scheduledOn: '2026-04-02' },
    ])
})

test('a code of ours may be pointed at an object of the country', () => {
    const pointed = codeBookFrom(
        {
            trackedEntityAttributes: [{ id: 'nationalCcc', code: 'MOH_CCC' }, { id: 'uncoded0000' }],
            dataElements: [{ id: 'ours', code: 'KMMP_LMP_DATE' }],
        },
        { MOH_CCC: 'KMMP_CCC_NUMBER' }
    )
    expect([...pointed.attributes]).toEqual([['nationalCcc', 'CCC_NUMBER']])
    expect([...pointed.dataElements]).toEqual([['ours', 'LMP_DATE']])
    expect(pointed.stages.size).toBe(0)
})
