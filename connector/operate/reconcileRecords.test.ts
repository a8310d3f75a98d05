import { Keys } from '../ledger/keys.ts'
import { openSqliteLedger } from '../ledger/sqlite/sqliteLedger.ts'
import { FakeTracker } from '../testing/fakeTracker.ts'
import { clientRow, eventOf, POLICY, shape, sourceOf, SyncHarness, visitRow, type Cells, type Data } from '../testing/syncHarness.ts'
import { reconcileFiles } from './reconcileRecords.ts'

const harness = new SyncHarness()
afterAll(() => harness.remove())

const reconciled = async (data: Data, cutOff?: string) => {
    const { config, secret } = harness.asking()
    const keys = new Keys(Buffer.from(secret, 'hex'))
    const ledger = openSqliteLedger(config.ledger, keys, 'https://dhis2.example.org')
    try {
        const streams = [
            { shape: shape('clients'), map: clientRow, withdrawn: POLICY },
            { shape: shape('visits'), map: visitRow, withdrawn: POLICY },
        ]
        return await reconcileFiles({ name: 'm2m', source: sourceOf({ ...data }, cutOff), streams, version: '1' }, { ledger, keys })
    } finally {
        ledger.close()
    }
}

it('counts as absent what waits as well, when something that it brought before stands', async () => {
    const tracker = new FakeTracker()
    const clients: Cells[] = [{ id: 'c1', client: 'A', name: 'Amina', number: '1' }]
    const [refused, kept, lone]: [Cells, Cells, Cells] = [
        { id: 'v1', client: 'A', on: '2026-02-01' },
        { id: 'v2', client: 'A', on: '2026-03-02' },
        { id: 'v3', client: 'B', on: '2026-03-02' },
    ]
    await harness.run({ clients, visits: [refused, kept, lone] }, tracker)
    tracker.refuses.set(eventOf('v1'), ['E1125'])
    const changed = { ...refused, on: '2026-02-03' }
    await harness.run({ clients, visits: [changed, kept, lone] }, tracker)
    expect(await reconciled({ clients, visits: [changed, kept, lone] })).toMatchObject([
        { file: 'clients.csv', rows: 1, asDelivered: 1, waiting: 0, absent: 0 },
        { file: 'visits.csv', rows: 3, asDelivered: 1, waiting: 2, absent: 0 },
    ])
    expect(await reconciled({ clients, visits: [changed, kept, lone] }, 'visits.csv')).toMatchObject([
        {},
        { rows: 3, waiting: 3, leftOut: 0 },
    ])
    expect(await reconciled({ clients, visits: [kept] })).toMatchObject([{ absent: 0 }, { rows: 1, asDelivered: 1, absent: 1 }])
})
