import { appOf } from './app.ts'
import { describeServers, type Caller } from './server.ts'

describeServers('Apps', (server) => {
    beforeAll(() => server.installApp())

    const file = (caller: Caller, name: string, key = appOf(server.prefix).key) => server.get(caller, `/api/apps/${key}/${name}`)
    const shell = (key: string) => `${server.url}/apps/${key}`

    it('Q48, §13.16: a file of an app is 404 without the authority, as if it were not installed', async () => {
        const { status, type } = await file('worker', 'app.js')
        expect([status, type]).toEqual([404, 'application/json'])
        expect((await file('worker', 'app.js', 'no-such-app')).status).toBe(404)
        expect((await file('lead', 'app.js')).body).toContain('Contract, loaded')
        expect((await file('given', 'app.js')).status).toBe(200)
    })

    it('Q48, §13.16: the start page leads to the shell for everybody on 2.42 and 2.43, also of unknown apps', async () => {
        for (const [caller, key] of [
            ['lead', appOf(server.prefix).key],
            ['worker', appOf(server.prefix).key],
            ['worker', 'no-such-app'],
        ] as const) {
            const { status, headers } = await file(caller, 'index.html', key)
            const found = caller === 'lead' ? 200 : 404
            expect([status, headers.get('location')]).toEqual(
                server.pick<[number, string | null]>([found, null], [found, null], [302, shell(key)], [302, shell(key)])
            )
        }
    })

    it('Q48: on 2.40 a browser that takes pages only is told of a closed app by a page with 500', async () => {
        const { key } = appOf(server.prefix)
        const { status } = await server.ask('worker', 'GET', `/api/apps/${key}/index.html`, { headers: { accept: 'text/html' } })
        expect(status).toBe(server.pick(500, 404, 302, 302))
    })

    it('§13.16: the shell can be gone around', async () => {
        const { key } = appOf(server.prefix)
        for (const name of ['redirect', 'shell']) {
            const { status, type, headers } = await server.get('lead', `/api/apps/${key}/index.html`, { [name]: 'false' })
            expect([status, type]).toEqual([200, 'text/html'])
            expect(headers.get('cache-control')).toContain('no-store')
        }
    })

    it('§13.16: the address without a slash leads to the one with it', async () => {
        const { key } = appOf(server.prefix)
        const { status, headers } = await server.get('lead', `/api/apps/${key}`)
        expect([status, headers.get('location')]).toEqual([302, `${server.url}/api/apps/${key}/`])
    })

    it('§13.16: files keep until they change', async () => {
        const { key } = appOf(server.prefix)
        const etag = (await file('lead', 'app.js')).headers.get('etag') ?? ''
        const again = await server.ask('lead', 'GET', `/api/apps/${key}/app.js`, { headers: { 'if-none-match': etag } })
        expect(again.status).toBe(304)
    })

    it('§13.16: only who manages apps may add or remove one', async () => {
        const { key } = appOf(server.prefix)
        expect((await server.ask('worker', 'DELETE', `/api/apps/${key}`)).status).toBe(403)
        expect((await server.ask('given', 'DELETE', '/api/apps/no-such-app')).status).toBe(404)
        expect((await server.ask('given', 'PUT', '/api/apps')).status).toBe(204)
    })

    it('§13.16: the list holds what the reader may open', async () => {
        const { key } = appOf(server.prefix)
        const keys = async (caller: Caller) => ((await server.get(caller, '/api/apps')).body as { key: string }[]).map((app) => app.key)
        expect(await keys('lead')).toContain(key)
        expect(await keys('worker')).not.toContain(key)
    })
})
