import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from '../testing/start.ts'
import { DEMO_USERS } from './users.ts'
import { DIALECTS } from '#dhis2/version.ts'

describe('the demonstration', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
    const store = join(folder, 'sandbox.db')
    afterAll(() => rmSync(folder, { recursive: true }))

    it('has 47 counties and the facilities by MFL code, closed ones with their day', async () => {
        const sandbox = await start({ store })
        const counties = await sandbox.ask('nurse', 'GET', '/api/organisationUnits?level=2&paging=false')
        expect(counties.body).toHaveProperty('organisationUnits.length', 47)
        const site = await sandbox.ask(
            'nurse',
            'GET',
            '/api/organisationUnits?filter=code:eq:13077&fields=name,level,geometry,ancestors[name]'
        )
        expect(site.body).toHaveProperty('organisationUnits.0.ancestors', [
            { name: 'Kenya' },
            { name: 'Nairobi County' },
            { name: 'Ruaraka Sub County' },
            { name: 'Mathare North Ward' },
        ])
        const closed = await sandbox.ask('nurse', 'GET', '/api/organisationUnits?filter=closedDate:!null&fields=code&order=code:asc')
        expect(closed.body).toHaveProperty('organisationUnits', [{ code: '16665' }, { code: '17259' }])
        await sandbox.close()
    })

    it.each(DIALECTS)('holds the programme on DHIS2 %s', async (dialect) => {
        const sandbox = await start({ dialect })
        const programs = await sandbox.ask(
            'nurse',
            'GET',
            '/api/programs?filter=code:in:[KMMP_MOTHER,KMMP_CHILD]&fields=code&order=code:asc'
        )
        expect(programs.body).toHaveProperty('programs', [{ code: 'KMMP_CHILD' }, { code: 'KMMP_MOTHER' }])
        await sandbox.close()
    })

    it('lets every demo user in', async () => {
        const sandbox = await start({ store })
        for (const { username } of DEMO_USERS) {
            const me = await sandbox.ask(username, 'GET', '/api/me?fields=username,userGroups[code]')
            expect(me).toMatchObject({ status: 200, body: { username } })
        }
        await sandbox.close()
    })

    it('is there once only, and keeps what users changed, after another start', async () => {
        const before = await start({ store })
        await before.ask('nurse', 'POST', '/api/userSettings/keyUiLocale?value=sw', '')
        const objects = await before.ask('admin', 'GET', '/api/metadata?dataElements=true&options=true&users=true&fields=id,lastUpdated')
        await before.close()
        const after = await start({ store })
        const again = await after.ask('admin', 'GET', '/api/metadata?dataElements=true&options=true&users=true&fields=id,lastUpdated')
        expect({ ...Object(objects.body), system: undefined }).toEqual({ ...Object(again.body), system: undefined })
        expect((await after.ask('nurse', 'GET', '/api/me/settings')).body).toMatchObject({ keyUiLocale: 'sw' })
        await after.close()
    })
})
