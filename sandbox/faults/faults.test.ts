import { start, type Running } from '../testing/start.ts'

describe('fault switches', () => {
    let sandbox: Running
    beforeAll(async () => {
        sandbox = await start({ empty: true })
    })
    afterAll(() => sandbox.close())

    const switchOn = (...faults: unknown[]) => sandbox.ask(undefined, 'POST', '/sandbox/faults', { faults })
    const write = (key: string) => sandbox.ask('admin', 'POST', `/api/dataStore/faults/${key}`, { a: 1 })
    const isStored = async (key: string) => (await sandbox.ask('admin', 'GET', `/api/dataStore/faults/${key}`)).status === 200

    it('503 with Retry-After, for as many requests as asked for', async () => {
        await switchOn({ kind: 'unavailable', retryAfter: 2, times: 1, path: '/api/dataStore' })
        const refused = await write('busy')
        expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2'])
        expect(await isStored('busy')).toBe(false)
        expect((await write('busy')).status).toBe(201)
    })

    it('a connection cut before the request is carried out leaves nothing behind', async () => {
        await switchOn({ kind: 'cut-before', times: 1, method: 'POST', path: '/api/dataStore' })
        await expect(write('before')).rejects.toThrow('fetch failed')
        expect(await isStored('before')).toBe(false)
    })

    it('an answer lost after the request was carried out', async () => {
        await switchOn({ kind: 'cut-after', times: 1, method: 'POST', path: '/api/dataStore' })
        await expect(write('after')).rejects.toThrow('fetch failed')
        expect(await isStored('after')).toBe(true)
    })

    it('a page of a proxy whose patience ended, before or after the server did its work', async () => {
        await switchOn({ kind: 'page', status: 504, times: 1, method: 'POST' })
        expect((await write('page')).status).toBe(504)
        expect(await isStored('page')).toBe(false)
        await switchOn({ kind: 'page', status: 504, after: true, times: 1, method: 'POST', path: '/api' })
        const late = await write('page')
        expect([late.status, late.headers.get('content-type')]).toEqual([504, 'text/html;charset=utf-8'])
        expect(await isStored('page')).toBe(true)
    })

    it('409 without a report', async () => {
        await switchOn({ kind: 'conflict', times: 1, method: 'POST', path: '/api' })
        expect(await write('conflict')).toMatchObject({ status: 409, body: { status: 'ERROR' } })
        expect(await isStored('conflict')).toBe(false)
    })

    it('an answer that breaks off in the middle, after the request was carried out', async () => {
        await switchOn({ kind: 'truncated', times: 1, method: 'POST', path: '/api' })
        await expect(write('truncated')).rejects.toThrow('terminated')
        expect(await isStored('truncated')).toBe(true)
    })

    it('an answer that trickles in arrives whole', async () => {
        await switchOn({ kind: 'slow', milliseconds: 80, times: 1, method: 'POST', path: '/api' })
        expect(await write('slow')).toMatchObject({ status: 201, body: { status: 'OK' } })
    })

    it('a restart undoes what was under way, cuts who waits, and signs everybody out', async () => {
        const basic = { authorization: `Basic ${Buffer.from('admin:district').toString('base64')}` }
        const cookie = (await fetch(`${sandbox.url}/api/me`, { headers: basic })).headers.get('set-cookie') ?? ''
        const me = () => fetch(`${sandbox.url}/api/me`, { headers: { cookie, 'x-requested-with': 'XMLHttpRequest' } })
        expect((await me()).status).toBe(200)
        await switchOn({ kind: 'restart', times: 1, method: 'POST', path: '/api' })
        await expect(write('restart')).rejects.toThrow('fetch failed')
        expect(await isStored('restart')).toBe(false)
        expect((await me()).status).toBe(401)
    })

    it('a restart in the middle of a job: the job was answered, and is never heard of again', async () => {
        await switchOn({ kind: 'restart', times: 1, method: 'POST', path: '/api' })
        const constants = [{ id: 'constantAbc', name: 'Lost', shortName: 'Lost', value: 1 }]
        const answered = await sandbox.ask('admin', 'POST', '/api/metadata?async=true', { constants })
        const { id } = (answered.body as { response: { id: string } }).response
        expect(answered.status).toBe(200)
        expect((await sandbox.ask('admin', 'GET', `/api/system/tasks/METADATA_IMPORT/${id}`)).body).toEqual([])
        expect((await sandbox.ask('admin', 'GET', '/api/constants/constantAbc')).status).toBe(404)
    })

    it('a job that waits is lost with a restart, too', async () => {
        const sent = { dataValues: [] }
        const { body } = await sandbox.ask('admin', 'POST', '/api/dataValueSets?async=true', sent)
        const { id } = (body as { response: { id: string } }).response
        await switchOn({ kind: 'restart', times: 1, method: 'POST', path: '/api' })
        await expect(write('restart')).rejects.toThrow('fetch failed')
        const tasks = () => sandbox.ask('admin', 'GET', `/api/system/tasks/DATAVALUE_IMPORT/${id}`)
        expect([(await tasks()).body, (await tasks()).body]).toEqual([[], []])
    })

    it('hits by chance in the way that its seed decides', async () => {
        const run = async (seed: number) => {
            await sandbox.ask(undefined, 'POST', '/sandbox/faults', {
                faults: [{ kind: 'unavailable', chance: 0.5, path: '/api/ping' }],
                seed,
            })
            const statuses: number[] = []
            for (let request = 0; request < 16; request++) {
                statuses.push((await sandbox.ask(undefined, 'GET', '/api/ping')).status)
            }
            return statuses
        }
        const first = await run(7)
        expect(await run(7)).toEqual(first)
        expect(await run(8)).not.toEqual(first)
        expect(new Set(first)).toEqual(new Set([200, 503]))
    })

    it('says what it takes when it cannot read the switches', async () => {
        expect((await switchOn({ kind: 'earthquake' })).status).toBe(400)
        expect((await sandbox.ask(undefined, 'POST', '/sandbox/faults', {})).status).toBe(400)
    })

    it('one object of an import is left out, and only its count tells', async () => {
        const demo = await start()
        const ask = (query: string) => demo.ask('nurse', 'GET', query)
        const types = await ask('/api/trackedEntityTypes?fields=id&filter=code:eq:KMMP_PERSON')
        const [type] = (types.body as { trackedEntityTypes: { id: string }[] }).trackedEntityTypes
        const units = await ask('/api/me?fields=organisationUnits[id]')
        const [unit] = (units.body as { organisationUnits: { id: string }[] }).organisationUnits
        await demo.ask(undefined, 'POST', '/sandbox/faults', { faults: [{ kind: 'ignored', times: 1, path: '/api/tracker' }], seed: 3 })
        const trackedEntities = ['ignoredPer1', 'ignoredPer2'].map((trackedEntity) => ({
            trackedEntity,
            trackedEntityType: type?.id,
            orgUnit: unit?.id,
        }))
        const { body } = await demo.ask('admin', 'POST', '/api/tracker?async=false&atomicMode=OBJECT', { trackedEntities })
        expect((body as { stats: { ignored: number; total: number } }).stats).toMatchObject({ ignored: 1, total: 2 })
        expect(JSON.stringify(body).match(/ignoredPer[12]/g) ?? []).not.toEqual(expect.arrayContaining(['ignoredPer1', 'ignoredPer2']))
        await demo.close()
    })

    it('is switched off by an empty list', async () => {
        await switchOn({ kind: 'unavailable' })
        await switchOn()
        expect((await sandbox.ask(undefined, 'GET', '/api/ping')).status).toBe(200)
    })
})
