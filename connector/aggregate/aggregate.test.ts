import { Dhis2Client } from '../dhis2/client.ts'
import { json } from '../dhis2/fakeDhis2.ts'
import { aggregate } from './aggregate.ts'
import { aBaby, aWoman, enrolled, event, MOTHER, motherOf, uid } from './testRecords.ts'
import { TestServer } from './testServer.ts'
import type { Event } from '#dhis2/tracker.ts'

const NEW = uid('dataElement', 'IND_NEW_CLIENTS')
const EARLY = uid('dataElement', 'IND_HEI_PCR68_N')
const REACHED = uid('dataElement', 'IND_HEI_PCR68_D')
const M2M = uid('categoryOptionCombo', 'PARTNER_M2M')
const NONE = uid('categoryOptionCombo', 'PARTNER_NONE')

const MONTHLY = uid('dataSet', 'DS_MONTHLY')

/** Months registered as complete for facilities, in one data set and for one partner. */
const registered = (dataSet: string, partner: string) =>
    [...server.complete.keys()].filter((key) => key.endsWith(`${partner} ${dataSet}`)).map((key) => key.split(' ')[1])

const north = { id: 'ouNorth0000', code: '13077' }
const south = { id: 'ouSouth0000', code: '12912' }
const server = new TestServer([north, south])
let client: Dhis2Client

beforeAll(async () => {
    await server.fake.start()
    client = await Dhis2Client.connect({ url: server.fake.url, user: 'connector', password: 'secret' })
})
afterAll(() => server.fake.stop())
beforeEach(() => server.clear())

const run = (asOf = '2026-10-31') => aggregate({ tracker: client, figures: client, asOf })

const woman = (...given: Parameters<typeof aWoman>) => void server.persons.push(aWoman(...given))
const baby = (...given: Parameters<typeof aBaby>) => void server.persons.push(aBaby(...given))
const enrol = (...given: Parameters<typeof enrolled>) => void server.persons.push(enrolled(...given))

const onTime = event('C_TEST', '2026-09-05', { CTEST_KIND: 'PCR', SAMPLE_DATE: '2026-09-05' })

test('counts each client once, under facility, month and partner, and registers the months that have ended', async () => {
    woman('mother', north.id, [motherOf('mother', 'baby')])
    baby('baby', north.id, [onTime])
    const report = await run()
    expect(report).toMatchObject({
        episodes: 1,
        mothers: 1,
        infants: 1,
        events: 3,
        orgUnits: 2,
        months: { first: '202606', last: '202610' },
        values: { created: server.values.size, updated: 0, unchanged: 0, refused: 0 },
        completed: server.complete.size,
    })
    expect(server.valuesOf(NEW)).toEqual({ [`${north.id} 202606`]: ['1'], [`${north.id} 202607`]: ['1'] })
    expect(server.valuesOf(REACHED)).toEqual({ [`${north.id} 202609`]: ['1'] })
    expect(server.valuesOf(EARLY)).toEqual({ [`${north.id} 202609`]: ['1'] })
    expect(server.combosOf(NEW)).toEqual([M2M])
    expect(registered(MONTHLY, NONE)).toEqual(['202606', '202607', '202608', '202609', '202610'])
    expect([...new Set(server.complete.values())]).toEqual(['2026-10-31'])
})

test('a second run sends nothing and registers nothing', async () => {
    woman('mother', north.id)
    await run()
    server.writes = 0
    expect(await run()).toMatchObject({ values: { created: 0, updated: 0, unchanged: server.values.size }, completed: 0 })
    expect(server.writes).toBe(0)
})

test('a client who is gone leaves a zero, and nothing else is touched', async () => {
    woman('mother', north.id)
    woman('other', south.id)
    await run()
    server.persons = server.persons.filter(({ person }) => person.trackedEntity === 'other')
    expect(await run()).toMatchObject({ values: { created: 0, updated: server.values.size / 2, unchanged: server.values.size / 2 } })
    expect(server.valuesOf(NEW)).toEqual({ [`${north.id} 202606`]: ['0'], [`${south.id} 202606`]: ['1'] })
    expect(await run()).toMatchObject({ values: { created: 0, updated: 0, unchanged: server.values.size / 2 } })
})

test('a late entry corrects a month that was reported before', async () => {
    baby('baby', north.id)
    await run()
    const before = server.values.size
    server.persons = []
    baby('baby', north.id, [onTime])
    expect(await run()).toMatchObject({ values: { updated: 0, unchanged: before } })
    expect(server.valuesOf(EARLY)).toEqual({ [`${north.id} 202609`]: ['1'] })
})

test('a child whom another facility holds is read once, with its mother', async () => {
    baby('baby', north.id)
    woman('mother', south.id, [motherOf('mother', 'baby')])
    expect(await run()).toMatchObject({ episodes: 1, mothers: 1, infants: 1 })
    expect(server.valuesOf(NEW)).toEqual({ [`${north.id} 202607`]: ['1'], [`${south.id} 202606`]: ['1'] })
})

test('a child without a mother in the programme counts all the same', async () => {
    baby('baby', north.id)
    expect(await run()).toMatchObject({ episodes: 1, mothers: 0, infants: 1 })
    expect(server.valuesOf(NEW)).toEqual({ [`${north.id} 202607`]: ['1'] })
})

test('more clients than fit one page are all counted', async () => {
    Array.from({ length: 120 }, (_, place) => woman(`mother${place}`, north.id))
    expect(await run()).toMatchObject({ episodes: 120, values: { created: server.values.size } })
    expect(server.valuesOf(NEW)).toEqual({ [`${north.id} 202606`]: ['120'] })
})

test('a refused value is reported with its code, and its month is not registered as complete', async () => {
    baby('baby', north.id, [onTime])
    server.refusing.set(REACHED, 'E7642')
    const report = await run()
    expect(report).toMatchObject({ values: { created: server.values.size, refused: 1 }, refusals: [{ code: 'E7642', values: 1 }] })
    expect(registered(MONTHLY, M2M)).not.toContain('202609')
    expect(registered(MONTHLY, NONE)).toContain('202608')
})

test('a month that has not ended is sent but not registered', async () => {
    woman('mother', north.id)
    await run('2026-06-20')
    expect(server.valuesOf(NEW)).toEqual({ [`${north.id} 202606`]: ['1'] })
    expect(server.complete.size).toBe(0)
})

const mentor = (facility: string, events: Event[]) =>
    enrol('mentor', {
        program: uid('program', 'STAFF'),
        facility,
        joined: '2026-01-05T00:00:00.000',
        attributes: { STAFF_ID: 'MM-1' },
        events: [event('S_PROFILE', '2026-01-05', { CADRE: 'COMMUNITY_MM' }), ...events],
    })

const attended = (facility: string) =>
    enrol('mother', {
        program: MOTHER,
        facility,
        joined: '2026-09-01T00:00:00.000',
        attributes: { SEX: 'FEMALE', CLIENT_TYPE: 'PREGNANT_HIV_POS' },
        events: [event('M_HOMEVISIT', '2026-09-10', { ATTENDING_MM: 'MM-1', SERVICE_POINT: 'HOME' })],
    })

describe('records of staff', () => {
    test('become monthly figures of Mentor Mothers and places', async () => {
        attended(north.id)
        mentor(north.id, [event('S_DEBRIEF', '2026-10-06', {})])
        await run()
        expect(server.valuesOf(uid('dataElement', 'IND_MM_ACTIVE'))).toEqual({
            [`${north.id} 202609`]: ['1'],
            [`${north.id} 202610`]: ['1'],
        })
        expect(server.valuesOf(uid('dataElement', 'IND_SITE_ACTIVE'))).toEqual({ [`${north.id} 202609`]: ['1'] })
        expect(server.valuesOf(uid('dataElement', 'IND_CASELOAD_N'))).toEqual({
            [`${north.id} 202609`]: ['1'],
            [`${north.id} 202610`]: ['1'],
        })
        expect(server.valuesOf(uid('dataElement', 'IND_DEBRIEF_N'))).toEqual({
            [`${north.id} 202609`]: ['0'],
            [`${north.id} 202610`]: ['1'],
        })
    })

    test('stop counting when she leaves, and contacts without a name are added up', async () => {
        attended(north.id)
        mentor(north.id, [event('S_EXIT', '2026-10-20', { EXIT_DATE: '2026-10-15' })])
        const contact = event('EV_ESERV', '2026-09-30', { CHANNEL: 'WHATSAPP', N_CONTACTS: '3' })
        server.events.push({ event: contact, program: uid('program', 'EV_ESERV'), facility: south.id })
        await run()
        expect(server.valuesOf(uid('dataElement', 'IND_MM_ACTIVE'))).toEqual({ [`${north.id} 202609`]: ['1'] })
        expect(server.valuesOf(uid('dataElement', 'IND_ESERV_ANON'))).toEqual({ [`${south.id} 202609`]: ['3'] })
    })

    test('that the account may not see are left out, and the report says so', async () => {
        attended(north.id)
        server.hidden.add(uid('program', 'STAFF'))
        expect((await run()).notes).toContain('STAFF_NOT_READABLE')
        expect(server.valuesOf(uid('dataElement', 'IND_SITE_ACTIVE'))).toEqual({})
        expect(server.valuesOf(NEW)).toEqual({ [`${north.id} 202609`]: ['1'] })
    })

    test('and sites that offer prevention count with or without a Mentor Mother', async () => {
        attended(north.id)
        mentor(north.id, [])
        for (const { id } of [north, south]) {
            server.put({ dataElement: uid('dataElement', 'SITE_PMTCT'), period: '202601', orgUnit: id, value: '1' })
        }
        await run('2026-09-30')
        expect(server.valuesOf(uid('dataElement', 'IND_SITE_MM_N'))).toEqual({
            [`${north.id} 202609`]: ['1'],
            [`${south.id} 202609`]: ['0'],
        })
        expect(server.valuesOf(uid('dataElement', 'IND_SITE_MM_D'))).toEqual({
            [`${north.id} 202609`]: ['1'],
            [`${south.id} 202609`]: ['1'],
        })
    })
})

describe('figures of the country and a year', () => {
    const COUNTED = uid('dataElement', 'HEADLINE_NEW_CLIENTS_COUNTED')
    const REPORTED = uid('dataElement', 'HEADLINE_NEW_CLIENTS_REPORTED')
    const KENYA = uid('dataElement', 'BM_MTCT_KENYA')

    test('are sent by an account that works at the country, and published values beside them', async () => {
        woman('mother', north.id)
        server.atCountry = true
        expect((await run()).notes).toEqual([])
        expect(server.valuesOf(COUNTED)).toEqual({ 'ouCountry00 2026': ['1'] })
        expect(server.valuesOf(REPORTED)).toEqual({ 'ouCountry00 2021': ['12766'] })
        expect(server.valuesOf(KENYA)).toEqual({ 'ouCountry00 2022': ['8.6'], 'ouCountry00 2023': ['7.3'] })
        server.writes = 0
        await run()
        expect(server.writes).toBe(0)
    })

    test('never replace what people wrote; only what was counted is ours', async () => {
        woman('mother', north.id)
        server.atCountry = true
        server.put({ dataElement: KENYA, period: '2023', orgUnit: 'ouCountry00', value: '7.1' })
        server.put({ dataElement: COUNTED, period: '2026', orgUnit: 'ouCountry00', value: '99' })
        server.put({ dataElement: COUNTED, period: '2024', orgUnit: 'ouCountry00', value: '5' })
        await run()
        expect(server.valuesOf(KENYA)).toEqual({ 'ouCountry00 2022': ['8.6'], 'ouCountry00 2023': ['7.1'] })
        expect(server.valuesOf(COUNTED)).toEqual({ 'ouCountry00 2024': ['0'], 'ouCountry00 2026': ['1'] })
    })

    test('are left out by an account of facilities, and the report says so', async () => {
        woman('mother', north.id)
        expect((await run()).notes).toEqual(['COUNTRY_OUT_OF_REACH'])
        expect(server.valuesOf(COUNTED)).toEqual({})
    })
})

// 2.40-2.42 answer with an empty body, 2.43 with a code
test.each([
    ['nothing at all', { status: 200, headers: {}, body: '' }],
    ['an empty body', { status: 200, headers: { 'content-type': 'application/json' }, body: '' }],
    ['E2012', json(409, { status: 'ERROR', errorCode: 'E2012', message: 'marked' })],
])('says that rights are missing where DHIS2 answers with %s instead of values, and sends nothing', async (_, answer) => {
    woman('mother', north.id)
    server.outOfView = answer
    await expect(run()).rejects.toMatchObject({
        kind: 'forbidden',
        what: 'The account may not see the data values of an org unit whose figures it counts.',
        next: expect.stringContaining('data view org units'),
    })
    expect(server.writes).toBe(0)
})

test('counts on where the account may not see the figures of one facility, and says how many are left out', async () => {
    woman('mother', north.id)
    woman('other', south.id)
    server.outOfView = json(409, { status: 'ERROR', errorCode: 'E2012', message: 'marked' })
    server.outOfViewAt = south.id
    const { refusals } = await run()
    expect(Object.keys(server.valuesOf(NEW))).toEqual([`${north.id} 202606`])
    expect(refusals).toEqual([{ code: 'ORG_UNIT_OUT_OF_VIEW', values: expect.any(Number) }])
})

test('leaves registering to others where the account captures no data, and says so', async () => {
    woman('mother', north.id)
    server.capturesNowhere = true
    expect((await run()).notes).toEqual(expect.arrayContaining(['COMPLETENESS_OUT_OF_REACH']))
    expect(server.complete.size).toBe(0)
})
