import { start, type Running } from './testing/start.ts'

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

    it('says what it takes when it cannot read the switches', async () => {
        expect((await switchOn({ kind: 'earthquake' })).status).toBe(400)
        expect((await sandbox.ask(undefined, 'POST', '/sandbox/faults', {})).status).toBe(400)
    })

    it('is switched off by an empty list', async () => {
        await switchOn({ kind: 'unavailable' })
        await switchOn()
        expect((await sandbox.ask(undefined, 'GET', '/api/ping')).status).toBe(200)
    })
})
