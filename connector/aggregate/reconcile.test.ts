import { Dhis2Client } from '../dhis2/client.ts'
import { reconcile } from './reconcile.ts'
import { reconcileText } from './reconcileText.ts'
import { TestServer } from './testServer.ts'
import { metadataUid } from '#programme/metadata/uid.ts'

const north = { id: 'ouNorth0000', code: '13077' }
const south = { id: 'ouSouth0000', code: '12912' }
const server = new TestServer([north, south])
let client: Dhis2Client

beforeAll(async () => {
    await server.fake.start()
    client = await Dhis2Client.connect({ url: server.fake.url, user: 'connector', password: 'secret' })
    server.national = [
        { id: 'deNational1', code: 'MOH_1' },
        { id: 'deNational2', code: 'MOH_2' },
    ]
})
afterAll(() => server.fake.stop())
beforeEach(() => server.values.clear())

const NATIONAL = { 'HV02-01': 'MOH_1', 'HV02-02': 'MOH_2' }
const counted = (row: string, orgUnit: string, value: string, period = '202610') =>
    server.put({ dataElement: metadataUid('dataElement', `KMMP_IND_HV02_${row}`), orgUnit, period, value })
const reported = (dataElement: string, orgUnit: string, value: string) => server.put({ dataElement, orgUnit, period: '202610', value })

test('tells the rows that differ, in all and by facility, and leaves the month before alone', async () => {
    counted('01', north.id, '5')
    counted('01', north.id, '50', '202609')
    counted('01', south.id, '2')
    counted('02', south.id, '3')
    reported('deNational1', north.id, '7')
    reported('deNational1', south.id, '2')
    const compared = await reconcile(client, '202610', NATIONAL)
    expect(compared.total.slice(0, 2)).toEqual([
        { row: 'HV02-01', ours: 7, national: 9, difference: -2 },
        { row: 'HV02-02', ours: 3, national: undefined, difference: undefined },
    ])
    expect(compared.places).toEqual([{ facility: '13077', rows: [{ row: 'HV02-01', ours: 5, national: 7, difference: -2 }] }])
    expect(reconcileText(compared).split('\n').slice(2, 8)).toEqual([
        'row         ours  national  difference',
        'HV02-01        7         9          -2',
        'HV02-02        3         –           –',
        '',
        'facility 13077',
        'HV02-01        5         7          -2',
    ])
})

test('says so when nothing differs, and writes nothing', async () => {
    counted('01', north.id, '4')
    reported('deNational1', north.id, '4')
    server.writes = 0
    expect(reconcileText(await reconcile(client, '202610', NATIONAL))).toContain('No row that both sides report differs.')
    expect(server.writes).toBe(0)
})

test.each([
    [{}, 'No national data element is named'],
    [{ 'HV02-01': 'MOH_UNKNOWN' }, 'DHIS2 has no data element with the code MOH_UNKNOWN.'],
])('national codes %j: %s', async (national: Readonly<Record<string, string>>, what) => {
    await expect(reconcile(client, '202610', national)).rejects.toThrow(what)
})
