import { start } from './testing/start.ts'

describe('the server', () => {
    it('sends people without a session to a page that names the demo users, and lets them in', async () => {
        const sandbox = await start()
        const first = await sandbox.ask(undefined, 'GET', '/')
        expect([first.status, first.headers.get('location')]).toEqual([302, `${sandbox.url}/dhis-web-login/`])
        const page = await sandbox.ask(undefined, 'GET', '/dhis-web-login/')
        expect(page.body).toContain('Sign in as nurse')
        expect(page.body).toContain('Never enter data of real patients')
        const form = new URLSearchParams({ username: 'nurse', password: 'Demo-1234' })
        const entered = await fetch(`${sandbox.url}/dhis-web-login/`, { method: 'POST', body: form, redirect: 'manual' })
        expect([entered.status, entered.headers.get('location')]).toEqual([303, '/'])
        const cookie = entered.headers.get('set-cookie') ?? ''
        const me = await fetch(`${sandbox.url}/api/me?fields=username`, { headers: { cookie } })
        expect(await me.json()).toEqual({ username: 'nurse' })
        await sandbox.close()
    })

    it('takes the next free port when the wanted one is in use', async () => {
        const one = await start({ empty: true })
        const other = await start({ empty: true, port: Number(new URL(one.url).port) })
        expect(other.url).not.toBe(one.url)
        await Promise.all([one.close(), other.close()])
    })

    it('in strict mode refuses names that this version does not know, which real servers ignore', async () => {
        const strict = await start({ strict: true })
        const lenient = await start()
        const path = '/api/tracker/events?program=dWAIqc7ogQz&ouMode=ALL'
        expect((await strict.ask('nurse', 'GET', path)).status).toBe(400)
        expect((await lenient.ask('nurse', 'GET', path)).status).toBe(200)
        await Promise.all([strict.close(), lenient.close()])
    })

    it('in strict mode knows parameters by the names of the emulated version', async () => {
        const old = await start({ strict: true, dialect: '2.40' })
        const path = '/api/tracker/trackedEntities?program=dWAIqc7ogQz'
        expect((await old.ask('nurse', 'GET', `${path}&ouMode=CAPTURE`)).status).toBe(200)
        expect((await old.ask('nurse', 'GET', `${path}&orgUnitMode=CAPTURE`)).status).toBe(400)
        await old.close()
    })

    it('says of paths that only a real server answers that it leaves them out, and knows no others', async () => {
        const [older, newer] = [await start({ empty: true, dialect: '2.41' }), await start({ empty: true })]
        const status = async (sandbox: typeof older, path: string) => (await sandbox.ask('admin', 'GET', path)).status
        expect(await status(newer, '/api/messageConversations')).toBe(501)
        expect(await status(newer, '/api/programs/gist')).toBe(501)
        const merge = ['/api/potentialDuplicates/abcdefghijk/merge', { discriminators: [] }] as const
        expect(await newer.ask('admin', 'GET', '/api/potentialDuplicates')).toMatchObject({
            status: 501,
            body: { message: 'The sandbox does not support flagging and merging duplicates. A real DHIS2 does.' },
        })
        expect((await newer.ask('admin', 'POST', ...merge)).status).toBe(501)
        expect([await status(older, '/api/events'), await status(newer, '/api/events')]).toEqual([501, 404])
        expect(await status(newer, '/api/noSuchThing')).toBe(404)
        expect(await status(newer, '/api/dataElements?defaults=EXCLUDE')).toBe(501)
        const report = { sqlViews: [{ id: 'sqlViewAbcd', name: 'V', sqlQuery: 'select 1' }] }
        expect((await newer.ask('admin', 'POST', '/api/metadata', report)).status).toBe(501)
        await Promise.all([older.close(), newer.close()])
    })

    it('says plainly what it does not imitate', async () => {
        const sandbox = await start()
        const answer = await sandbox.ask('admin', 'GET', '/api/tracker/events/abcdefghijk/changeLogs')
        expect(answer).toMatchObject({ status: 501, body: { message: 'The sandbox does not support change logs. A real DHIS2 does.' } })
        await sandbox.close()
    })
})
