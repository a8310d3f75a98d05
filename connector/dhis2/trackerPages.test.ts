import { Dhis2Client } from './client.ts'
import { FakeDhis2, json } from './fakeDhis2.ts'
import { trackerPages } from './trackerPages.ts'
import { TrackedEntity } from '#dhis2/tracker.ts'

const fake = new FakeDhis2()
beforeAll(() => fake.start())
afterAll(() => fake.stop())

const people = Array.from({ length: 5 }, (_, place) => ({ trackedEntity: `person${place}` }))

test.each([
    ['2.40.9', 'instances', null],
    ['2.42.5', 'trackedEntities', 'createdAt:asc'],
])('%s gives all pages, in an order that leaves nobody out', async (version, key, order) => {
    fake.version = version
    const asked: (string | null)[] = []
    fake.answer = ({ path, query }) => {
        if (path === '/api/system/info') {
            return json(200, { version })
        }
        const params = new URLSearchParams(query)
        asked.push(params.get('order'))
        const page = Number(params.get('page'))
        return json(200, { [key]: people.slice((page - 1) * 2, page * 2) })
    }
    const client = await Dhis2Client.connect({ url: fake.url, user: 'connector', password: 'secret' })
    const found: string[] = []
    for await (const rows of trackerPages(client, { resource: 'trackedEntities', item: TrackedEntity }, { pageSize: 2 })) {
        found.push(...rows.map(({ trackedEntity }) => trackedEntity))
    }
    expect(found).toEqual(people.map(({ trackedEntity }) => trackedEntity))
    expect(asked).toEqual([order, order, order])
})
