import { start, type Running } from '../testing/start.ts'

describe('personal access tokens and accounts', () => {
    let sandbox: Running
    beforeAll(async () => {
        sandbox = await start({ empty: true })
    })
    afterAll(() => sandbox.close())

    const tokenWith = async (...attributes: object[]): Promise<string> => {
        const made = await sandbox.ask('admin', 'POST', '/api/apiToken', { expire: Date.parse('2100-01-01'), attributes })
        return (made.body as { response: { key: string } }).response.key
    }
    const me = async (token: string, headers: Record<string, string> = {}) =>
        (await fetch(`${sandbox.url}/api/me?fields=id`, { headers: { authorization: `ApiToken ${token}`, ...headers } })).status

    it('a token for one address of the web is of use from there only', async () => {
        const token = await tokenWith({ type: 'RefererAllowedList', allowedReferrers: ['https://portal.example.org'] })
        expect(await me(token)).toBe(401)
        expect(await me(token, { referer: 'https://portal.example.org/start' })).toBe(200)
    })

    it('a token for other machines is refused here, and an altered one is malformed', async () => {
        expect(await me(await tokenWith({ type: 'IpAllowedList', allowedIps: ['10.1.1.1'] }))).toBe(401)
        const token = await tokenWith()
        expect(await me(token)).toBe(200)
        expect(await me(token.slice(0, -1) + (token.endsWith('a') ? 'b' : 'a'))).toBe(400)
    })

    it('an account that ran out is let in by no way', async () => {
        const role = { id: 'roleAbcdefg', name: 'Role', authorities: [] }
        const user = { id: 'userAbcdefg', username: 'gone', firstName: 'G', surname: 'One', password: 'Synthetic-1234!', userRoles: [role] }
        await sandbox.ask('admin', 'POST', '/api/metadata', { userRoles: [role], users: [{ ...user, accountExpiry: '2026-11-01' }] })
        const authorization = `Basic ${Buffer.from('gone:Synthetic-1234!').toString('base64')}`
        expect((await fetch(`${sandbox.url}/api/me`, { headers: { authorization } })).status).toBe(401)
        const login = await sandbox.ask(undefined, 'POST', '/api/auth/login', { username: 'gone', password: 'Synthetic-1234!' })
        expect(login).toMatchObject({ status: 200, body: { loginStatus: 'ACCOUNT_EXPIRED' } })
    })

    it('an account is locked from the fourth failure on, once the server is told to lock', async () => {
        const login = (password: string) => sandbox.ask(undefined, 'POST', '/api/auth/login', { username: 'admin', password })
        const fail = async () => (await login('wrong')).status
        expect([await fail(), await fail(), await fail(), await fail()]).toEqual([401, 401, 401, 401])
        expect((await login('district')).body).toMatchObject({ loginStatus: 'SUCCESS' })
        await sandbox.ask('admin', 'POST', '/api/systemSettings/keyLockMultipleFailedLogins?value=true')
        expect([await fail(), await fail(), await fail(), await fail()]).toEqual([401, 401, 401, 401])
        expect(await login('district')).toMatchObject({ status: 200, body: { loginStatus: 'ACCOUNT_LOCKED' } })
        expect((await sandbox.ask('admin', 'GET', '/api/me')).status).toBe(401)
    })
})
