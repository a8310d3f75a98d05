import type { User } from './fixture.ts'
import { describeServers, sessionIn, type Answer } from './server.ts'

const FOREIGN = 'https://elsewhere.example.org'

describeServers('Signing in', (server) => {
    const me = (headers: Record<string, string>, method = 'GET') =>
        server.send(method, method === 'GET' ? '/api/me' : '/api/tracker', {
            headers,
            query: method === 'GET' ? { fields: 'username' } : { async: 'false' },
            body: method === 'GET' ? undefined : { trackedEntities: [] },
        })
    const ajax = { 'x-requested-with': 'XMLHttpRequest' }

    it('Q27, §13.16: ping says nothing, and asks for no one', async () => {
        const anybody = await server.send('GET', '/api/ping')
        const wrong = await server.send('GET', '/api/ping', { headers: { cookie: 'JSESSIONID=0000' } })
        expect([anybody.status, anybody.body, wrong.status]).toEqual([200, '', 200])
    })

    it.each([FOREIGN, 'null', 'http://localhost:3000'])(
        'Q28: a request from %s does nothing on 2.42 and 2.43 and looks like a success',
        async (origin) => {
            const answer = await me({ authorization: server.basic('worker'), origin })
            expect(answer.status).toBe(200)
            const normal = { username: server.credentials('worker').username }
            expect([answer.type, answer.body]).toEqual(
                server.pick<[string, unknown]>(['application/json', normal], ['application/json', normal], ['', ''], ['', ''])
            )
            expect(answer.headers.get('access-control-allow-origin')).toBeNull()
        }
    )

    it('Q28: a write from another origin is carried out on 2.40 and 2.41 only', async () => {
        const path = `/api/dataStore/${server.prefix}/foreign`
        const answer = await server.send('PUT', path, {
            body: { a: 1 },
            headers: { authorization: server.basic('worker'), origin: FOREIGN },
        })
        expect(answer.status).toBe(server.pick(201, 201, 200, 200))
        expect((await server.get('worker', path)).status).toBe(server.pick(200, 200, 404, 404))
    })

    it.each(['GET', 'POST'])('Q29, §13.15: %s without a session leads to the log-in page, or is 401 for programs', async (method) => {
        const page = await me({ accept: 'application/json' }, method)
        expect(page.status).toBe(302)
        const target = new URL(page.headers.get('location') ?? '', server.url).pathname
        const root = new URL(server.url).pathname.replace(/\/$/, '')
        expect(target).toBe(root + server.pick('/dhis-web-commons/security/login.action', '/dhis-web-login', '/dhis-web-login/', '/login/'))
        const program = await me(ajax, method)
        expect([program.status, program.type]).toEqual([401, 'application/json'])
        const wrong = await me({ authorization: server.basic('worker', 'not the password') }, method)
        expect([wrong.status, wrong.type]).toEqual([401, 'application/json'])
    })

    const form = (user: User) => {
        const { username, password } = server.credentials(user)
        return server.send('POST', '/dhis-web-commons-security/login.action', {
            body: new URLSearchParams({ j_username: username, j_password: password }).toString(),
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
        })
    }
    const json = (user: User, password?: string) =>
        server.send('POST', '/api/auth/login', { body: { ...server.credentials(user), ...(password !== undefined && { password }) } })
    const status = ({ body }: Answer) => (body as { loginStatus?: string }).loginStatus

    it('Q30, §13.15: the form signs in on 2.40 and 2.41 and has no effect later', async () => {
        const answer = await form('worker')
        expect(answer.status).toBe(302)
        const cookie = sessionIn(answer)
        const after = await me({ ...ajax, ...(cookie !== undefined && { cookie }) })
        expect(after.status).toBe(server.pick(200, 200, 401, 401))
    })

    it('Q30, §13.15: the JSON log-in is unknown to 2.40; a disabled account gets 200 all the same', async () => {
        const answer = await json('worker')
        expect(answer.status).toBe(server.pick(302, 200, 200, 200))
        if (answer.status === 200) {
            expect(status(answer)).toBe('SUCCESS')
            expect((await me({ ...ajax, cookie: sessionIn(answer) ?? '' })).status).toBe(200)
            const disabled = await json('disabled')
            expect([disabled.status, status(disabled)]).toEqual([200, 'ACCOUNT_DISABLED'])
            expect((await json('worker', 'not the password')).status).toBe(401)
        }
        expect((await me({ authorization: server.basic('disabled') })).status).toBe(401)
    })

    it('§13.15: after the log-out the session is nobody', async () => {
        const cookie = sessionIn(await me({ authorization: server.basic('lead') })) ?? ''
        const out = await server.send('GET', '/dhis-web-commons-security/logout.action', { headers: { cookie } })
        expect(out.status).toBe(302)
        expect((await me({ ...ajax, cookie })).status).toBe(401)
    })

    /** A token of a user, with its limits. */
    const token = async (user: User, attributes: object[] = [], expire = Date.parse('2100-01-01')) => {
        const type = server.pick(
            'PERSONAL_ACCESS_TOKEN',
            'PERSONAL_ACCESS_TOKEN_V2',
            'PERSONAL_ACCESS_TOKEN_V2',
            'PERSONAL_ACCESS_TOKEN_V2'
        )
        const answer = await server.ask(user, 'POST', '/api/apiToken', { body: { type, expire, attributes } })
        expect(answer.status).toBe(201)
        return (answer.body as { response: { key: string } }).response.key
    }
    const withToken = (key: string, method = 'GET') => me({ authorization: `ApiToken ${key}` }, method)

    it('Q31, §13.15: a token signs in by itself, and keeps no session', async () => {
        const answer = await withToken(await token('worker'))
        expect([answer.status, answer.body]).toEqual([200, { username: server.credentials('worker').username }])
        expect(sessionIn(answer)).toBeUndefined()
    })

    it('Q31, §13.15: tokens are refused with 400, 401 or 500, by reason and version', async () => {
        const key = await token('worker')
        const malformed = await withToken(`${key.slice(0, -3)}${key.endsWith('000') ? '111' : '000'}`)
        expect([malformed.status, malformed.headers.get('www-authenticate')]).toEqual([server.pick(401, 400, 400, 400), 'ApiToken'])

        const elsewhere = await withToken(await token('worker', [{ type: 'IpAllowedList', allowedIps: ['192.0.2.1'] }]))
        expect([elsewhere.status, elsewhere.headers.get('www-authenticate')]).toEqual([401, 'ApiToken'])

        const readOnly = await token('worker', [{ type: 'MethodAllowedList', allowedMethods: ['GET'] }])
        expect((await withToken(readOnly)).status).toBe(200)
        const write = await withToken(readOnly, 'POST')
        expect([write.status, write.type === 'text/html']).toEqual(
            server.pick<[number, boolean]>([401, false], [401, false], [500, true], [401, false])
        )
        expect((await withToken(await token('worker', [], Date.parse('2020-01-01')))).status).toBe(401)
    })

    it('Q31, §13.15: the token of a disabled account is refused until the account is enabled', async () => {
        const key = await token('nobody')
        const account = `/api/users/${server.uid('user nobody')}`
        await server.ask('given', 'POST', `${account}/disabled`)
        const refused = await withToken(key)
        await server.ask('given', 'POST', `${account}/enabled`)
        expect(refused.status).toBe(401)
        expect((await withToken(key)).status).toBe(200)
    })

    it('Q32, §13.15: the session that a password opened is enough by itself', async () => {
        const cookie = sessionIn(await me({ authorization: server.basic('worker') }))
        expect(cookie).toMatch(/^JSESSIONID=.+/)
        expect((await me({ cookie: cookie ?? '' })).status).toBe(200)
        expect((await me({ ...ajax, cookie: 'JSESSIONID=0000' })).status).toBe(401)
    })

    it('§13.16: me tells places, authorities and what data may be read, not what may be written', async () => {
        const fields = 'id,username,authorities,programs,dataSets,organisationUnits[id],teiSearchOrganisationUnits[id]'
        const { body } = await server.get('worker', '/api/me', { fields })
        const { programs, dataSets, authorities, ...rest } = body as Record<string, string[]>
        expect(rest).toEqual({
            id: server.uid('user worker'),
            username: server.credentials('worker').username,
            organisationUnits: [{ id: server.uid('alpha') }],
            teiSearchOrganisationUnits: [{ id: server.uid('east') }],
        })
        expect(authorities?.toSorted()).toEqual(['F_DATAVALUE_ADD', 'F_TRACKED_ENTITY_INSTANCE_SEARCH'])
        expect(programs).toContain(server.uid('program main'))
        expect(programs).not.toContain(server.uid('program hidden'))
        expect(dataSets).toContain(server.uid('set monthly'))
    })

    it('§13.16: nested settings are picked on 2.42 and 2.43 only', async () => {
        const { body } = await server.get('worker', '/api/me', { fields: 'settings[keyUiLocale]' })
        const { settings } = body as { settings: object }
        expect(Object.keys(settings).length === 1).toBe(server.pick(false, false, true, true))
        expect(settings).toHaveProperty('keyUiLocale')
    })

    it('§13.16: system info names version, zone and time', async () => {
        const { body } = await server.get('worker', '/api/system/info')
        expect(body).toMatchObject({
            version: expect.stringMatching(/^2\.4[0-3]/) as unknown,
            serverTimeZoneId: expect.any(String) as unknown,
            serverDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/) as unknown,
        })
    })

    it('§13.16: old versions in the path are stripped, unknown ones are pages', async () => {
        const status = async (version: number) => (await server.get('worker', `/api/${version}/me`, { fields: 'username' })).status
        expect([await status(27), await status(37), await status(42), await status(43)]).toEqual([
            404,
            200,
            200,
            server.pick(404, 404, 404, 200),
        ])
    })
})
