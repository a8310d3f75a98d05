import { appOf } from './app.ts'
import { describeServers, type Caller } from './server.ts'

describeServers('The dataStore', (server) => {
    const path = (key = '') => `/api/dataStore/${server.prefix}${key === '' ? '' : `/${key}`}`
    const write = (caller: Caller, method: string, key: string, body: unknown, query: Record<string, string> = {}) =>
        server.ask(caller, method, path(key), { body: JSON.stringify(body), query })
    const status = async (answer: Promise<{ status: number }>) => (await answer).status
    /** Keeps an entry for the one who made it. */
    const close = async (key: string) => {
        const { body } = await server.get('given', `${path(key)}/metaData`)
        const query = { type: 'dataStore', id: (body as { id: string }).id }
        const shared = await server.get('given', '/api/sharing', query)
        const { object } = shared.body as { object: object }
        await server.ask('given', 'POST', '/api/sharing', { query, body: { object: { ...object, publicAccess: '--------' } } })
        return object
    }

    it('Q45, §13.14: anybody may overwrite a new entry', async () => {
        expect(await status(write('connector', 'POST', 'config', { a: 1 }))).toBe(201)
        expect(await status(write('worker', 'PUT', 'config', { a: 2 }))).toBe(200)
        expect((await server.get('lead', path('config'))).body).toEqual({ a: 2 })
    })

    it('Q45, §13.14: a closed entry is 403 to others, also to create over it, and hidden in lists', async () => {
        await write('connector', 'POST', 'closed', { a: 1 })
        expect(await close('closed')).toMatchObject({ publicAccess: 'rw------' })
        const read = await server.get('worker', path('closed'))
        expect(read.status).toBe(403)
        expect((read.body as { errorCode?: string }).errorCode).toBe(server.pick(undefined, undefined, 'E1006', 'E1006'))
        expect(await status(write('worker', 'PUT', 'closed', { a: 2 }))).toBe(403)
        expect(await status(write('worker', 'POST', 'closed', { a: 2 }))).toBe(403)
        expect((await server.get('worker', path())).body).not.toContain('closed')
        expect((await server.get('connector', path('closed'))).body).toEqual({ a: 1 })
    })

    it('Q51: an entry that is overwritten tells who did so on 2.40 only; later it keeps who made it', async () => {
        const writer = async () => {
            const { body } = await server.get('connector', `${path('written')}/metaData`)
            return (body as { lastUpdatedBy: { username: string } }).lastUpdatedBy.username
        }
        const [connector, worker] = [server.credentials('connector').username, server.credentials('worker').username]
        await write('connector', 'POST', 'written', { a: 1 })
        await write('worker', 'PUT', 'written', { a: 2 })
        expect(await writer()).toBe(server.pick(worker, connector, connector, connector))
    })

    it('Q46, §13.14: path and roll change a part from 2.41 on; 2.40 overwrites the whole entry with it', async () => {
        await write('connector', 'PUT', 'part', { a: 1, list: [1, 2] })
        await write('connector', 'PUT', 'part', 5, { path: 'a' })
        const whole = { a: 5, list: [1, 2] }
        expect((await server.get('connector', path('part'))).body).toEqual(server.pick<unknown>(5, whole, whole, whole))
        await write('connector', 'PUT', 'part', { a: 1, list: [1, 2] })
        await write('connector', 'PUT', 'part', 9, { path: 'list', roll: '3' })
        const rolled = { a: 1, list: [1, 2, 9] }
        expect((await server.get('connector', path('part'))).body).toEqual(server.pick<unknown>(9, rolled, rolled, rolled))
    })

    it('Q46, §13.14: a further namespace of an app is protected from 2.42 on only', async () => {
        await server.installApp()
        const entry = `/api/dataStore/${appOf(server.prefix).extraNamespace}/key`
        expect(await status(server.ask('lead', 'PUT', entry, { body: { a: 1 } }))).toBe(201)
        expect(await status(server.get('worker', entry))).toBe(server.pick(200, 200, 403, 403))
        expect(await status(server.ask('worker', 'PUT', entry, { body: { a: 2 } }))).toBe(server.pick(200, 200, 403, 403))
    })

    it('§13.14: the namespace of an app is for those who may open the app; its name shows', async () => {
        await server.installApp()
        const { namespace } = appOf(server.prefix)
        const entry = `/api/dataStore/${namespace}/key`
        expect(await status(server.ask('lead', 'PUT', entry, { body: { a: 1 } }))).toBe(201)
        expect(await status(server.get('worker', entry))).toBe(403)
        expect(await status(server.ask('worker', 'PUT', entry, { body: { a: 2 } }))).toBe(403)
        expect((await server.get('lead', entry)).body).toEqual({ a: 1 })
        expect((await server.get('worker', '/api/dataStore')).body).toContain(namespace)
    })

    it('§13.14: creating, replacing, reading and deleting have their own answers', async () => {
        expect(await status(write('worker', 'PUT', 'life', { a: 1 }))).toBe(201)
        expect(await status(write('worker', 'PUT', 'life', { a: 'life' }))).toBe(200)
        expect(await status(write('worker', 'POST', 'life', { a: 3 }))).toBe(409)
        expect(await status(server.ask('worker', 'POST', path('broken'), { body: '{"a":' }))).toBe(400)
        expect((await server.get('worker', path(), { fields: 'a', filter: 'a:eq:life' })).body).toMatchObject({
            entries: [{ key: 'life', a: 'life' }],
        })
        expect(await status(server.ask('worker', 'DELETE', path('life')))).toBe(200)
        expect(await status(server.ask('worker', 'DELETE', path('life')))).toBe(404)
        expect(await status(server.get('worker', `/api/dataStore/${server.prefix}-never`))).toBe(404)
    })

    it("§13.14: a user's own store is nobody else's", async () => {
        const entry = `/api/userDataStore/${server.prefix}/mine`
        await server.ask('worker', 'PUT', entry, { body: { a: 1 } })
        expect((await server.get('worker', entry)).body).toEqual({ a: 1 })
        expect(await status(server.get('lead', entry))).toBe(404)
        await server.ask('worker', 'DELETE', entry)
    })
})
